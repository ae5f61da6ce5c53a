"""The front door of pooling: what it answers, what it refuses and why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from amnio.estimate import (
    INTERVALS,
    MEASURES,
    ArmMeasure,
    Continuity,
    DoubleZero,
    EventsOverTime,
    Interval,
    Measure,
    Method,
    OneArmCounts,
    PoolingRefusedError,
    PoolOptions,
    PoolResult,
    Prediction,
    Refusal,
    TwoArmCounts,
    pool,
)
from amnio.estimate.methods import RANDOM_EFFECTS


def study(label: str, *counts: int) -> TwoArmCounts:
    a, n1, c, n0 = counts
    return TwoArmCounts(label=label, treated_events=a, treated_total=n1, control_events=c, control_total=n0)


FOUR = [study("a", 12, 100, 6, 110), study("b", 3, 50, 1, 45), study("c", 40, 900, 60, 1200), study("d", 0, 80, 2, 70)]
EMPTY = study("empty", 0, 40, 0, 30)
ARMS = [OneArmCounts(label=name, events=y, total=n) for name, y, n in (("a", 3, 90), ("b", 12, 150), ("c", 1, 60))]
RATES = [EventsOverTime(label=name, events=y, time=t) for name, y, t in (("a", 3, 9.5), ("b", 12, 15.0), ("c", 1, 6.0))]
REQUESTS = [(method, measure) for method, measures in MEASURES.items() for measure in measures]


def studies_for(measure: Measure | ArmMeasure) -> list[TwoArmCounts] | list[OneArmCounts] | list[EventsOverTime]:
    if isinstance(measure, Measure):
        return FOUR
    return ARMS if measure is ArmMeasure.LOGIT_PROPORTION else RATES


def options_for(method: Method) -> PoolOptions:
    return PoolOptions(tau_scale=0.5) if method is Method.BAYES else PoolOptions()


def answer(method: Method, measure: Measure | ArmMeasure, studies: object = None) -> PoolResult:
    return pool(studies or studies_for(measure), method=method, measure=measure, options=options_for(method))  # type: ignore[arg-type]


def refusal(studies: object, method: str, measure: str, options: PoolOptions | None = None) -> Refusal:
    with pytest.raises(PoolingRefusedError) as caught:
        pool(studies, method=method, measure=measure, options=options)  # type: ignore[arg-type]
    return caught.value.refusal


@pytest.mark.parametrize(("method", "measure"), REQUESTS)
def test_every_method_answers_in_one_form(method: Method, measure: Measure | ArmMeasure) -> None:
    result = answer(method, measure)
    assert result.low < result.estimate < result.high
    assert result.standard_error > 0
    assert result.degrees == len(studies_for(measure)) - 1
    assert (result.tau2 is None) == (method not in RANDOM_EFFECTS or method is Method.BETA_BINOMIAL)
    assert (result.dispersion is None) == (method is not Method.BETA_BINOMIAL)
    if result.weights:
        assert sum(share for _, share in result.weights) == pytest.approx(1.0, rel=1e-12)
    if result.q is not None:
        assert result.q_p_value == pytest.approx(stats.chi2.sf(result.q, result.degrees), rel=1e-9)


@pytest.mark.parametrize(("method", "measure"), REQUESTS)
def test_every_random_effects_method_predicts_the_next_study_more_widely_than_the_mean(
    method: Method, measure: Measure | ArmMeasure
) -> None:
    prediction = answer(method, measure).prediction
    if method not in RANDOM_EFFECTS or method is Method.BETA_BINOMIAL:
        assert prediction is None
    else:
        assert prediction is not None
        low, high = prediction
        result = answer(method, measure)
        assert low < result.low < result.high < high


@pytest.mark.parametrize(("method", "measure"), REQUESTS)
def test_the_order_of_studies_does_not_matter(method: Method, measure: Measure | ArmMeasure) -> None:
    there, back = answer(method, measure), answer(method, measure, studies_for(measure)[::-1])
    # two climbs to the same top end within the last step of each other
    assert there.estimate == pytest.approx(back.estimate, rel=1e-7)
    assert there.standard_error == pytest.approx(back.standard_error, rel=1e-6)


@pytest.mark.parametrize(("method", "measure"), [request for request in REQUESTS if isinstance(request[1], Measure)])
def test_exchanging_the_arms_turns_the_sign(method: Method, measure: Measure) -> None:
    swapped = [study(s.label, s.control_events, s.control_total, s.treated_events, s.treated_total) for s in FOUR]
    there, back = answer(method, measure), answer(method, measure, swapped)
    assert there.estimate == pytest.approx(-back.estimate, rel=1e-7, abs=1e-12)
    assert there.low == pytest.approx(-back.high, rel=1e-6, abs=1e-12)


def _separated(counts: TwoArmCounts) -> bool:
    """The events of the study say nothing against an endless odds ratio."""
    events = counts.treated_events + counts.control_events
    fewest, most = max(0, events - counts.control_total), min(counts.treated_total, events)
    return counts.treated_events in (fewest, most)


def _expected_refusals(method: Method, studies: list[TwoArmCounts]) -> set[Refusal]:
    usual = {Refusal.NO_EVENTS, Refusal.ONE_SIDED, Refusal.ONE_STUDY}
    return usual | {Refusal.NOT_SOLVED} if method.startswith("mixed") and any(map(_separated, studies)) else usual


@settings(max_examples=20, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 8), st.integers(9, 200), st.integers(0, 8), st.integers(9, 200)),
        min_size=2,
        max_size=6,
    )
)
def test_any_counts_are_pooled_or_refused_for_a_stated_reason(rows: list[tuple[int, int, int, int]]) -> None:
    studies = [study(str(i), *row) for i, row in enumerate(rows)]
    for method, measure in REQUESTS:
        if isinstance(measure, Measure):
            result = _answer_or_refusal(method, measure, studies)
            if isinstance(result, PoolingRefusedError):
                assert result.refusal in _expected_refusals(method, studies), (method, str(result))
            else:
                assert result.low <= result.estimate <= result.high


def _answer_or_refusal(
    method: Method, measure: Measure, studies: list[TwoArmCounts]
) -> PoolResult | PoolingRefusedError:
    try:
        return answer(method, measure, studies)
    except PoolingRefusedError as why:
        return why


def test_studies_that_contradict_each_other_without_end_are_refused() -> None:
    """All events treated in one, all control in the other: the wider the spread the likelier, without an end."""
    studies = [study("a", 0, 9, 4, 9), study("b", 5, 9, 0, 10)]
    for method in (Method.MIXED_EXACT_CONDITIONAL, Method.MIXED_APPROXIMATE_CONDITIONAL):
        with pytest.raises(PoolingRefusedError, match="rises with the spread") as caught:
            answer(method, Measure.LOG_ODDS_RATIO, studies)
        assert caught.value.refusal is Refusal.NOT_SOLVED
    third = [*studies, study("c", 2, 100, 2, 100)]
    assert answer(Method.MIXED_EXACT_CONDITIONAL, Measure.LOG_ODDS_RATIO, third).tau2 == pytest.approx(25.3, abs=0.1)


def test_the_prediction_interval_loses_two_degrees_of_freedom() -> None:
    result = answer(Method.REML, Measure.LOG_ODDS_RATIO)
    assert result.tau2 is not None
    half = stats.t.ppf(0.975, 2) * (result.standard_error**2 + result.tau2) ** 0.5
    assert result.prediction == pytest.approx((result.estimate - half, result.estimate + half), rel=1e-9)


def test_two_studies_predict_nothing_by_the_rule_that_loses_two_degrees() -> None:
    assert answer(Method.REML, Measure.LOG_ODDS_RATIO, FOUR[:2]).prediction is None
    other = PoolOptions(prediction=Prediction.STUDENT_K_MINUS_1)
    assert pool(FOUR[:2], method=Method.REML, measure=Measure.LOG_ODDS_RATIO, options=other).prediction is not None


def test_the_guarded_interval_is_the_default_of_random_effects() -> None:
    for method in (Method.DERSIMONIAN_LAIRD, Method.PAULE_MANDEL, Method.REML):
        assert INTERVALS[method][0] is Interval.HARTUNG_KNAPP_GUARDED
        assert answer(method, Measure.RISK_DIFFERENCE).interval is Interval.HARTUNG_KNAPP_GUARDED


def test_a_double_zero_study_is_named_when_a_ratio_leaves_it_out() -> None:
    result = answer(Method.MANTEL_HAENSZEL, Measure.LOG_ODDS_RATIO, [*FOUR, EMPTY])
    assert result.left_out == ("empty",)
    assert [label for label, _ in result.weights] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("method", [m for m in Method if Measure.RISK_DIFFERENCE in MEASURES[m]])
def test_a_double_zero_study_counts_for_a_difference(method: Method) -> None:
    with_empty = answer(method, Measure.RISK_DIFFERENCE, [*FOUR, EMPTY])
    assert with_empty.left_out == ()
    assert with_empty.estimate != answer(method, Measure.RISK_DIFFERENCE).estimate


def test_the_beta_binomial_model_uses_double_zero_studies_in_a_ratio() -> None:
    with_empty = answer(Method.BETA_BINOMIAL, Measure.LOG_ODDS_RATIO, [*FOUR, EMPTY])
    assert with_empty.left_out == ()
    assert with_empty.estimate != answer(Method.BETA_BINOMIAL, Measure.LOG_ODDS_RATIO).estimate


def test_studies_that_got_one_half_are_named() -> None:
    options = PoolOptions(continuity=Continuity.ALL_IF_ANY_ZERO)
    assert answer(Method.REML, Measure.LOG_ODDS_RATIO).corrected == ("d",)
    everyone = pool(FOUR, method=Method.REML, measure=Measure.LOG_ODDS_RATIO, options=options)
    assert everyone.corrected == ("a", "b", "c", "d")
    assert answer(Method.MANTEL_HAENSZEL, Measure.LOG_ODDS_RATIO).corrected == ()
    assert answer(Method.MIXED_UNCONDITIONAL, Measure.LOG_ODDS_RATIO).corrected == ()


@pytest.mark.parametrize(("method", "measure"), [r for r in REQUESTS if isinstance(r[1], Measure)])
def test_data_without_any_event_are_refused(method: Method, measure: Measure) -> None:
    options = options_for(method)
    assert refusal([EMPTY, replace(EMPTY, label="too")], method, measure, options) is Refusal.NO_EVENTS


@pytest.mark.parametrize(("method", "measure"), REQUESTS)
def test_one_study_is_refused_by_random_effects_only(method: Method, measure: Measure | ArmMeasure) -> None:
    one = studies_for(measure)[:1]
    if method in RANDOM_EFFECTS:
        assert refusal(one, method, measure, options_for(method)) is Refusal.ONE_STUDY
    else:
        result = answer(method, measure, one)
        assert result.degrees == 0
        assert result.q_p_value is None


def test_one_study_with_events_among_empty_ones_is_one_study() -> None:
    assert refusal([FOUR[0], EMPTY], Method.REML, Measure.LOG_ODDS_RATIO) is Refusal.ONE_STUDY


def test_the_same_study_twice_is_refused_by_name() -> None:
    with pytest.raises(PoolingRefusedError, match="twice: b") as caught:
        pool([*FOUR, FOUR[1]], method=Method.PETO, measure=Measure.LOG_ODDS_RATIO)
    assert caught.value.refusal is Refusal.REPEATED_LABEL


def test_nothing_to_pool_is_refused() -> None:
    assert refusal([], Method.PETO, Measure.LOG_ODDS_RATIO) is Refusal.NO_STUDIES


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(PoolingRefusedError, match="there are mantel_haenszel, peto"):
        pool(FOUR, method="mh", measure=Measure.LOG_ODDS_RATIO)
    assert refusal(FOUR, "mh", Measure.LOG_ODDS_RATIO) is Refusal.UNKNOWN_METHOD
    assert refusal(FOUR, Method.PETO, "hazard_ratio") is Refusal.UNKNOWN_MEASURE


@pytest.mark.parametrize("method", list(Method))
def test_a_measure_that_a_method_cannot_pool_is_refused(method: Method) -> None:
    for measure in {*Measure, *ArmMeasure} - set(MEASURES[method]):
        assert refusal(FOUR, method, measure, options_for(method)) is Refusal.MEASURE_NOT_OF_METHOD


def test_studies_of_another_kind_are_refused() -> None:
    assert refusal(ARMS, Method.REML, Measure.LOG_ODDS_RATIO) is Refusal.STUDIES_NOT_OF_MEASURE
    assert refusal(FOUR, Method.REML, ArmMeasure.LOG_RATE) is Refusal.STUDIES_NOT_OF_MEASURE


@pytest.mark.parametrize(
    ("method", "options"),
    [
        (Method.MANTEL_HAENSZEL, PoolOptions(interval=Interval.HARTUNG_KNAPP)),
        (Method.MANTEL_HAENSZEL, PoolOptions(continuity=Continuity.ALL_STUDIES)),
        (Method.MIXED_UNCONDITIONAL, PoolOptions(double_zero=DoubleZero.KEEP)),
        (Method.PETO, PoolOptions(prediction=Prediction.NORMAL)),
        (Method.REML, PoolOptions(tau_scale=0.5)),
        (Method.BAYES, PoolOptions(tau_scale=0.5, interval=Interval.NORMAL)),
    ],
)
def test_a_choice_that_would_be_ignored_is_refused(method: Method, options: PoolOptions) -> None:
    assert refusal(FOUR, method, Measure.LOG_ODDS_RATIO, options) is Refusal.OPTION_NOT_OF_METHOD


def test_bayes_without_a_prior_is_refused() -> None:
    assert refusal(FOUR, Method.BAYES, Measure.LOG_ODDS_RATIO) is Refusal.PRIOR_MISSING


@pytest.mark.parametrize(
    "method", [Method.MANTEL_HAENSZEL, Method.BETA_BINOMIAL, *[m for m in Method if m.startswith("mixed")][:3]]
)
def test_a_control_arm_that_never_has_an_event_makes_no_ratio(method: Method) -> None:
    one_sided = [study("a", 2, 100, 0, 100), study("b", 3, 90, 0, 95)]
    assert refusal(one_sided, method, Measure.LOG_ODDS_RATIO) is Refusal.ONE_SIDED


def test_nothing_but_events_is_refused() -> None:
    full = [OneArmCounts(label=name, events=5, total=5) for name in "ab"]
    assert refusal(full, Method.MIXED_SINGLE_ARM, ArmMeasure.LOGIT_PROPORTION) is Refusal.ONLY_EVENTS


def test_huge_studies_are_pooled() -> None:
    huge = [study("a", 580, 63_723, 1_726, 330_469), study("b", 324, 42_716, 900, 138_657)]
    for method in Method:
        if Measure.LOG_ODDS_RATIO in MEASURES[method]:
            assert 0.3 < answer(method, Measure.LOG_ODDS_RATIO, huge).estimate < 0.6
