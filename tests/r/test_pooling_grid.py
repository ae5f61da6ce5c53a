"""The comparison with R covers every method, measure and option, so it cannot shrink to the cases that pass."""

import itertools

import pytest

from amnio.estimate import (
    INTERVALS,
    ArmMeasure,
    Continuity,
    DoubleZero,
    Interval,
    Measure,
    Method,
    Prediction,
    SmallStudyTest,
)
from amnio.estimate import MEASURES as MEASURES_OF_METHOD
from validation import referee
from validation.referee import RECORDS, RESULTS, TWO_ARM_DATA, Record

BY_VARIANCE = (Method.INVERSE_VARIANCE, Method.DERSIMONIAN_LAIRD, Method.PAULE_MANDEL, Method.REML)


def test_the_referee_says_with_which_versions_it_was_run() -> None:
    assert set(RESULTS["made_with"]) == {"R", "metafor", "metadat", "lme4", "BiasedUrn", "numDeriv", "VGAM"}


@pytest.mark.parametrize(
    ("ours", "names"),
    [
        (set(Method), referee.METHODS),
        ({*Measure, *ArmMeasure}, referee.MEASURES),
        (set(Interval), referee.INTERVALS),
        (set(Continuity), referee.CONTINUITIES),
        (set(DoubleZero), referee.DOUBLE_ZEROS),
        (set(SmallStudyTest), referee.SMALL_STUDY_TESTS),
    ],
    ids=["method", "measure", "interval", "continuity", "double_zero", "small_study_test"],
)
def test_each_of_our_names_has_one_of_theirs(ours: set[object], names: dict[object, object]) -> None:
    assert set(names) == ours
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("argument", "kinds", "names"),
    [
        ("measure", ("rma", "rma.glmm", "rma.mh"), set(referee.MEASURES.values())),
        ("test", ("rma",), set(referee.INTERVALS.values())),
        ("to", ("rma",), set(referee.CONTINUITIES.values())),
        ("drop00", ("rma",), set(referee.DOUBLE_ZEROS.values())),
        ("model", ("rma.glmm",), {model for kind, model in referee.METHODS.values() if kind == "rma.glmm" and model}),
        ("method", ("rma",), {name for kind, name in referee.METHODS.values() if kind == "rma"}),
    ],
)
def test_each_of_their_names_has_one_of_ours(argument: str, kinds: tuple[str, ...], names: set[object]) -> None:
    assert {record.call[argument] for record in RECORDS if record.kind in kinds and argument in record.call} == names


def test_every_kind_of_record_is_compared_somewhere() -> None:
    compared = {kind for kind, _ in referee.METHODS.values()} | set(referee.SMALL_STUDY_TESTS.values())
    assert {record.kind for record in RECORDS} == compared | {"vgam", "leave1out", "cumul"}


def test_no_call_is_there_twice() -> None:
    assert len({str(record) for record in RECORDS}) == len(RECORDS)


def _key(record: Record) -> tuple[object, ...]:
    options = record.options()
    return record.data, record.method, record.measure, options.interval, options.continuity, options.double_zero


def test_the_grid_of_methods_measures_and_options_is_complete() -> None:
    """Intervals are crossed with the usual treatment of zeros, treatments of zeros with the normal interval."""
    there = {_key(record) for record in RECORDS if record.kind == "rma"}
    for data, method in itertools.product(TWO_ARM_DATA, BY_VARIANCE):
        for measure in Measure:
            double_zeros = (DoubleZero.LEAVE_OUT,) if measure is Measure.RISK_DIFFERENCE else tuple(DoubleZero)
            usual = (Continuity.ZERO_CELL_STUDIES, DoubleZero.LEAVE_OUT)
            for interval in INTERVALS[method]:
                assert (data, method, measure, interval, *usual) in there
            for zeros in itertools.product(Continuity, double_zeros):
                assert (data, method, measure, Interval.NORMAL, *zeros) in there
    for method, kind in ((Method.MANTEL_HAENSZEL, "rma.mh"), (Method.PETO, "rma.peto")):
        for data, measure in itertools.product(TWO_ARM_DATA, MEASURES_OF_METHOD[method]):
            assert any(r.kind == kind and r.data == data and r.measure is measure for r in RECORDS)


def test_the_grid_of_models_is_complete() -> None:
    there = {(r.data, r.method, r.measure) for r in RECORDS if r.kind in ("rma.glmm", "beta_binomial", "bayes")}
    models = (
        Method.MIXED_UNCONDITIONAL,
        Method.MIXED_EXACT_CONDITIONAL,
        Method.MIXED_APPROXIMATE_CONDITIONAL,
        Method.BETA_BINOMIAL,
        Method.BAYES,
    )
    for data, method in itertools.product(TWO_ARM_DATA, models):
        for measure in MEASURES_OF_METHOD[method]:
            assert isinstance(measure, ArmMeasure) or (data, method, measure) in there
    for kind, measure in (("proportion", ArmMeasure.LOGIT_PROPORTION), ("rate", ArmMeasure.LOG_RATE)):
        for name in RESULTS["data"][kind]:
            assert (f"{kind}.{name}", Method.MIXED_SINGLE_ARM, measure) in there


def test_the_awkward_data_are_there() -> None:
    def rows(data: str) -> list[tuple[int, int, int, int]]:
        studies = referee.studies_of(data)
        return [(s.treated_events, s.treated_total, s.control_events, s.control_total) for s in studies]

    assert any(a == 0 or c == 0 for a, _, c, _ in rows("zero_arms"))
    assert sum(a == c == 0 for a, _, c, _ in rows("double_zeros")) == 3
    assert any(a == n for a, n, _, _ in rows("full_arms"))
    assert len(rows("one_study")) == 1
    assert len(rows("two_studies")) == 2
    assert sum(n1 + n0 for _, n1, _, n0 in rows("huge")) > 400_000
    assert max(n1 + n0 for _, n1, _, n0 in rows("tiny")) < 16
    assert not any(a + c for a, _, c, _ in rows("all_zero"))
    assert not any(c for _, _, c, _ in rows("one_sided"))


def test_the_only_prediction_without_a_referee_is_the_one_metafor_lacks() -> None:
    used = {record.options().prediction for record in RECORDS if record.kind in ("rma", "rma.glmm")} - {None}
    assert used == set(Prediction) - {Prediction.STUDENT_K_MINUS_2}
