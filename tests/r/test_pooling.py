"""The pooling methods give what R gives, over the whole grid of options and awkward data (validation/r/pooling).

Places (estimates, ends of intervals) are compared in units of the referee's standard error, sizes relative to
themselves. Why each tolerance is what it is stands beside it.
"""

from collections.abc import Iterator

import pytest

from amnio.estimate import (
    ControlRisk,
    DoubleZero,
    Measure,
    Method,
    PoolingRefusedError,
    PoolOptions,
    PoolResult,
    Refusal,
    SmallStudyTest,
    TwoArmCounts,
    beta_binomial,
    cumulative,
    leave_one_out,
    mixed_model,
    pool,
    small_study_trend,
)
from tests.r.referee import ALL_DATA, RECORDS, TWO_ARM_DATA, Record, records, studies_of

CLOSED = 1e-10  # closed formulas on both sides; results are stored with 13 digits
TOLERANCE = {
    Method.MANTEL_HAENSZEL: CLOSED,
    Method.PETO: CLOSED,
    Method.INVERSE_VARIANCE: CLOSED,
    Method.DERSIMONIAN_LAIRD: CLOSED,
    Method.PAULE_MANDEL: 1e-7,  # R ends its search at 1e-14 of tau2, which is 1e-7 itself for rare risks
    Method.REML: 1e-7,  # the same
    Method.MIXED_UNCONDITIONAL: 4e-4,  # lme4 ends its search early and takes second derivatives by differences
    Method.MIXED_APPROXIMATE_CONDITIONAL: 4e-4,  # the same
    Method.MIXED_SINGLE_ARM: 4e-4,  # the same
    Method.MIXED_EXACT_CONDITIONAL: 1.5e-3,  # R takes second derivatives of numerical integrals by differences
    Method.BETA_BINOMIAL: 1e-4,  # differences of logarithms of gamma functions, derivatives by differences
    Method.BAYES: 1e-7,  # adaptive quadrature to 1e-9, quantiles by root finding to 1e-10
}
RELATIVE_FLOOR = 1e-13  # of a variance, below which two values count as equal to zero

#: R has no answer and we have one. metafor: the search for the maximum stops, or its derivatives fail.
ONLY_WE_ANSWER = {
    ("rma.glmm", "double_zeros", "CM.EL"),
    ("rma.glmm", "two_studies", "CM.EL"),
    ("rma.glmm", "tiny", "CM.EL"),
    ("rma.glmm", "unequal_arms", "CM.EL"),
    ("rma.glmm", "unequal_arms", "CM.AL"),
}
#: With tau2 going to zero metafor's exact model loses its standard error (it works with log tau2): 1e-7 instead of 0.2
#: or 0.3. There our answer is held to R's common-effect fit, which is the same model at tau2 = 0.
COLLAPSED = {("stillbirth", "CM.EL"), ("tau_zero", "CM.EL")}


def pooled(record: Record) -> PoolResult:
    return pool(studies_of(record.data), method=record.method, measure=record.measure, options=record.options())


def model_of(record: Record) -> tuple[str, str, str | None]:
    return record.kind, record.data, record.call.get("model")


def is_pooling(record: Record) -> bool:
    return record.kind in ("rma", "rma.mh", "rma.peto", "bayes", "beta_binomial") or (
        record.kind == "rma.glmm" and record.call["method"] == "ML"
    )


def comparable(data: str) -> Iterator[tuple[Record, PoolResult]]:
    """Calls that both sides answer."""
    for record in records("rma", "rma.mh", "rma.peto", "rma.glmm", "beta_binomial", "bayes", data=data):
        if is_pooling(record) and not record.refused and (data, record.call.get("model")) not in COLLAPSED:
            try:
                yield record, pooled(record)
            except PoolingRefusedError:
                continue


def relative(ours: float, theirs: float) -> float:
    return 0.0 if abs(ours - theirs) < RELATIVE_FLOOR else abs(ours - theirs) / max(abs(theirs), 1e-300)


def distances(ours: PoolResult, record: Record) -> Iterator[tuple[str, float]]:
    """How far we are apart in everything that both report."""
    theirs, error = record.got, record.got["standard_error"]
    for name in ("estimate", "low", "high"):
        if name in theirs:
            yield name, abs(getattr(ours, name) - theirs[name]) / error
    yield "standard_error", relative(ours.standard_error, error)
    if ours.tau2 is not None and theirs.get("tau2") is not None:
        # two standard errors of nothing: a tau2 that is far below the variances need not have many digits
        yield "tau2", min(relative(ours.tau2, theirs["tau2"]), abs(ours.tau2 - theirs["tau2"]) / error**2)
    if ours.i2 is not None and theirs.get("i2") is not None:
        yield "i2", abs(ours.i2 - theirs["i2"])
    q = theirs.get("q_lrt", theirs.get("q"))
    if q is not None and ours.q is not None:
        yield "q", relative(ours.q, q)
    if theirs.get("prediction_low") is not None and ours.prediction is not None:
        for name, end in zip(("prediction_low", "prediction_high"), ours.prediction, strict=True):
            yield name, abs(end - theirs[name]) / error
    if "degrees" in theirs and record.kind != "rma.glmm":  # rma.glmm counts studies that it has left out
        yield "degrees", abs(ours.degrees - theirs["degrees"])
    if "weights" in theirs and ours.weights:
        shares = theirs["weights"] if isinstance(theirs["weights"], list) else [theirs["weights"]]
        by_label = dict(ours.weights)
        # rma drops what it leaves out, rma.mh keeps it with the weight zero or without one
        given = dict(enumerate(shares)) if len(shares) == len(studies_of(record.data)) else None
        pairs = (
            ((by_label.get(str(i), 0.0), w or 0.0) for i, w in given.items())
            if given is not None
            else zip(by_label.values(), shares, strict=True)
        )
        yield "weights", max(abs(a - b) for a, b in pairs)
    if "rho" in theirs and ours.dispersion:
        yield "rho", relative(ours.dispersion, theirs["rho"])


@pytest.mark.parametrize("data", ALL_DATA)
def test_both_sides_give_the_same_answers(data: str) -> None:
    apart = [
        f"{record}: {what} {distance:.1e}"
        for record, ours in comparable(data)
        if not (record.kind == "beta_binomial" and ours.dispersion == 0)  # see the test of the boundary
        for what, distance in distances(ours, record)
        if not distance <= TOLERANCE[record.method]
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
    assert found == {
        ("one_study", Refusal.ONE_STUDY),
        ("all_zero", Refusal.NO_EVENTS),
        ("one_sided", Refusal.ONE_SIDED),  # of the beta-binomial model, whose search R ends somewhere near zero
    }


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
