"""The pooling methods give what R gives, over the whole grid of options and awkward data (validation/r/pooling).

How distances are measured, and why each tolerance is what it is, stands in validation/pooling_agreement.py.
"""

import pytest

from amnio.estimate import (
    ControlRisk,
    DoubleZero,
    Measure,
    Method,
    PoolingRefusedError,
    PoolOptions,
    PoolResult,
    SmallStudyTest,
    TwoArmCounts,
    beta_binomial,
    cumulative,
    leave_one_out,
    mixed_model,
    pool,
    small_study_trend,
)
from validation.pooling_agreement import (
    COLLAPSED,
    ONLY_R_ANSWERS,
    ONLY_WE_ANSWER,
    TOLERANCE,
    at_the_boundary,
    comparable,
    distances,
    is_pooling,
    pooled,
)
from validation.referee import ALL_DATA, RECORDS, TWO_ARM_DATA, Record, records, studies_of


def model_of(record: Record) -> tuple[str, str, str | None]:
    return record.kind, record.data, record.call.get("model")


@pytest.mark.parametrize("data", ALL_DATA)
def test_both_sides_give_the_same_answers(data: str) -> None:
    apart = [
        f"{record}: {what} {distance:.1e}"
        for record, ours in comparable(data)
        if not at_the_boundary(record, ours)
        for what, distance in distances(ours, record)
        if not distance <= TOLERANCE[record.method].limit
    ]
    assert apart == []


def test_we_answer_where_r_fails_only_where_it_is_known_to_fail() -> None:
    found = set()
    for record in filter(is_pooling, RECORDS):
        if record.refused:
            try:
                pooled(record)
            except PoolingRefusedError:
                continue
            found.add(model_of(record))
    assert found == ONLY_WE_ANSWER


def test_we_refuse_what_r_answers_only_for_a_stated_reason() -> None:
    """One study has no spread to be estimated; without events there is nothing to pool (R pools its own one halves)."""
    found = set()
    for record in filter(is_pooling, RECORDS):
        if not record.refused:
            try:
                pooled(record)
            except PoolingRefusedError as why:
                found.add((record.data, why.refusal))
    assert found == set(ONLY_R_ANSWERS)


@pytest.mark.parametrize(("data", "model"), sorted(COLLAPSED))
def test_where_the_standard_error_of_r_collapses_we_agree_with_its_common_effect(data: str, model: str) -> None:
    (random,) = (r for r in records("rma.glmm", data=data) if r.call.get("model") == model and r.call["method"] == "ML")
    (common,) = (r for r in records("rma.glmm", data=data) if r.call.get("model") == model and r.call["method"] == "FE")
    ours = pooled(random)
    assert random.got["standard_error"] < 1e-6
    assert ours.tau2 == 0
    # R takes the second derivative of a density good to 1e-10 by differences
    assert ours.estimate == pytest.approx(common.got["estimate"], abs=1e-5)
    assert ours.standard_error == pytest.approx(common.got["standard_error"], rel=1e-3)


def test_our_maximum_of_the_exact_likelihood_is_never_below_theirs() -> None:
    """Whatever the digits of the parameters: the higher likelihood has found the maximum.

    Only of the exact model: lme4 reports the others without constants that depend on how it integrates.
    """
    above = {}
    for record in records("rma.glmm"):
        if is_pooling(record) and not record.refused and record.call.get("model") == "CM.EL":
            ours = mixed_model(studies_of(record.data), ControlRisk.EXACT_CONDITIONAL).log_likelihood
            above[record.data] = ours - record.got["log_likelihood"]
    assert len(above) >= 7
    assert min(above.values()) > -1e-7  # R's integrals are good to about this
    assert max(above.values()) < 1e-3  # R stops short of the maximum at tau2 = 0, which is at minus infinity for it


@pytest.mark.parametrize("data", TWO_ARM_DATA)
def test_the_beta_binomial_model_agrees_with_vgam(data: str) -> None:
    (record,) = records("vgam", data=data)
    (other,) = (r for r in records("beta_binomial", data=data) if r.call["measure"] == "OR")
    try:
        fit = beta_binomial(studies_of(data))
    except ValueError:
        assert data in ("one_sided", "all_zero")
        return
    if fit.rho == 0:
        # At the boundary arms are plain binomials: a closed formula. R's lbeta has lost its digits there.
        a = sum(s.treated_events for s in studies_of(data)), sum(s.treated_total for s in studies_of(data))
        assert fit.risks[0] == pytest.approx(a[0] / a[1], rel=1e-14)
        assert fit.effect(Measure.LOG_ODDS_RATIO)[0] == pytest.approx(other.got["estimate"], abs=0.02)
    elif not record.refused:
        estimate, error = fit.effect(Measure.LOG_ODDS_RATIO)
        assert abs(estimate - record.got["estimate"]) <= 1e-4 * error
        assert fit.rho == pytest.approx(record.got["rho"], rel=1e-4)


@pytest.mark.parametrize("data", TWO_ARM_DATA)
def test_small_study_regressions_agree_with_r(data: str) -> None:
    for record in records(*SmallStudyTest, data=data):
        try:
            ours = small_study_trend(studies_of(data), SmallStudyTest(record.kind), Measure(record.measure))
        except ValueError:
            # two studies leave R a line without any residual; we want three
            assert record.refused or record.got["degrees"] == 0, str(record)
            continue
        for name in ("slope", "standard_error", "t", "p_value", "degrees", "limit"):
            assert getattr(ours, name) == pytest.approx(record.got[name], rel=1e-8), f"{record} {name}"


def _reml(studies: list[TwoArmCounts]) -> PoolResult:
    return pool(studies, method=Method.REML, measure=Measure.LOG_RISK_RATIO)


def test_leaving_one_out_agrees_with_metafor() -> None:
    (record,) = records("leave1out")
    steps = leave_one_out(studies_of("bcg"), _reml)
    estimates = [step.answer.estimate for step in steps if step.answer is not None]
    assert estimates == pytest.approx(record.got["estimate"], rel=1e-8)


def test_cumulative_pooling_agrees_with_metafor() -> None:
    (record,) = records("cumul")
    years = dict(zip((study.label for study in studies_of("bcg")), record.got["year"], strict=True))
    first, *later = cumulative(studies_of("bcg"), _reml, order=lambda study: years[study.label])
    assert first.answer is None  # metafor gives the first study its own effect
    assert [s.answer.tau2 for s in later if s.answer] == pytest.approx(record.got["tau2"][1:], rel=1e-6, abs=1e-12)
    assert [s.answer.estimate for s in later if s.answer] == pytest.approx(record.got["estimate"][1:], rel=1e-8)


def test_double_zero_studies_change_a_ratio_only_when_they_are_kept() -> None:
    studies = studies_of("double_zeros")
    without = [s for s in studies if s.treated_events + s.control_events]
    for method in (Method.MANTEL_HAENSZEL, Method.PETO, Method.INVERSE_VARIANCE, Method.MIXED_EXACT_CONDITIONAL):
        here, there = (pool(s, method=method, measure=Measure.LOG_ODDS_RATIO).estimate for s in (studies, without))
        assert here == pytest.approx(there, rel=1e-12)
    keep = PoolOptions(double_zero=DoubleZero.KEEP)
    kept = pool(studies, method=Method.INVERSE_VARIANCE, measure=Measure.LOG_ODDS_RATIO, options=keep)
    left = pool(studies, method=Method.INVERSE_VARIANCE, measure=Measure.LOG_ODDS_RATIO)
    assert kept.estimate != left.estimate
    assert left.left_out == ("0", "2", "4")
    assert kept.left_out == ()
