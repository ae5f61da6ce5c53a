"""Counts, effects and the classical pooling methods."""

import math

import numpy as np
import pytest
from scipy import stats

from amnio.estimate import (
    Between,
    Continuity,
    Effects,
    EventsOverTime,
    Interval,
    Measure,
    OneArmCounts,
    TwoArmCounts,
    effect_sizes,
    inverse_variance,
    mantel_haenszel,
    peto,
    random_effects,
)
from amnio.estimate.chi_square import chi_square_tail
from amnio.estimate.student import t_quantile, t_tail


def study(treated_events: int, treated_total: int, control_events: int, control_total: int) -> TwoArmCounts:
    return TwoArmCounts(
        label="study",
        treated_events=treated_events,
        treated_total=treated_total,
        control_events=control_events,
        control_total=control_total,
    )


THREE = [study(12, 100, 6, 110), study(3, 50, 1, 45), study(40, 900, 30, 1200)]


def test_more_events_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="treated arm has 5 events among 4 people"):
        study(5, 4, 0, 10)


def test_an_empty_arm_is_refused() -> None:
    with pytest.raises(ValueError, match="control arm has 0 people"):
        study(1, 4, 0, 0)


def test_negative_events_are_refused() -> None:
    with pytest.raises(ValueError, match="-1 events"):
        study(-1, 4, 0, 10)


def test_pooling_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one study"):
        mantel_haenszel([], Measure.RISK_DIFFERENCE)


def test_a_single_study_gives_its_own_risk_difference_by_every_method() -> None:
    one = [study(12, 100, 6, 110)]
    expected = 12 / 100 - 6 / 110
    assert mantel_haenszel(one, Measure.RISK_DIFFERENCE).estimate == pytest.approx(expected, rel=1e-14)
    effects = effect_sizes(one, Measure.RISK_DIFFERENCE)
    for method in Between:
        assert random_effects(effects, method).estimate == pytest.approx(expected, rel=1e-14)
    assert random_effects(effects, Between.REML).tau2 == 0.0


def test_the_odds_ratio_of_one_table_is_the_cross_product() -> None:
    pooled = mantel_haenszel([study(12, 100, 6, 110)], Measure.LOG_ODDS_RATIO)
    assert pooled.estimate == pytest.approx(math.log(12 * 104 / (88 * 6)), rel=1e-14)
    assert pooled.standard_error == pytest.approx(math.sqrt(1 / 12 + 1 / 104 + 1 / 88 + 1 / 6), rel=1e-14)


def test_a_zero_cell_gets_one_half_everywhere() -> None:
    effects = effect_sizes([study(0, 10, 2, 10)], Measure.LOG_ODDS_RATIO)
    assert effects.values[0] == pytest.approx(math.log(0.5 * 8.5 / (10.5 * 2.5)), rel=1e-14)


def test_a_study_without_events_says_nothing_of_a_ratio_but_counts_for_a_difference() -> None:
    with_empty = [*THREE, study(0, 30, 0, 30)]
    assert len(effect_sizes(with_empty, Measure.LOG_RISK_RATIO).values) == len(THREE)
    assert len(effect_sizes(with_empty, Measure.RISK_DIFFERENCE).values) == len(THREE) + 1
    assert mantel_haenszel(with_empty, Measure.LOG_ODDS_RATIO).estimate == pytest.approx(
        mantel_haenszel(THREE, Measure.LOG_ODDS_RATIO).estimate, rel=1e-14
    )


def test_exchanging_the_arms_changes_only_the_sign() -> None:
    swapped = [study(s.control_events, s.control_total, s.treated_events, s.treated_total) for s in THREE]
    for measure in Measure:
        there, back = mantel_haenszel(THREE, measure), mantel_haenszel(swapped, measure)
        assert there.estimate == pytest.approx(-back.estimate, rel=1e-12)
        assert there.standard_error == pytest.approx(back.standard_error, rel=1e-12)
    assert peto(THREE).estimate == pytest.approx(-peto(swapped).estimate, rel=1e-12)


def test_ratios_need_events_in_both_arms() -> None:
    for measure in (Measure.LOG_RISK_RATIO, Measure.LOG_ODDS_RATIO):
        with pytest.raises(ValueError, match="events in both arms"):
            mantel_haenszel([study(0, 10, 2, 10)], measure)
    with pytest.raises(ValueError, match="at least one study with an event"):
        peto([study(0, 10, 0, 10)])


def test_equal_effects_leave_no_variance_between_studies() -> None:
    effects = Effects(values=np.array([0.2, 0.2, 0.2]), variances=np.array([0.01, 0.04, 0.02]))
    for method in Between:
        pooled = random_effects(effects, method)
        assert pooled.tau2 == 0.0
        assert pooled.i2 == 0.0
        assert pooled.estimate == pytest.approx(inverse_variance(effects).estimate, rel=1e-12)


def test_with_equal_sampling_variances_all_estimators_give_the_sample_variance_less_the_noise() -> None:
    values = np.array([0.0, 1.0, 3.0, 4.0])
    effects = Effects(values=values, variances=np.full(4, 0.5))
    for method in Between:
        assert random_effects(effects, method).tau2 == pytest.approx(values.var(ddof=1) - 0.5, rel=1e-9)


def test_a_hartung_knapp_interval_uses_student_t() -> None:
    effects = Effects(values=np.array([0.0, 1.0, 3.0, 4.0]), variances=np.full(4, 0.5))
    pooled = random_effects(effects, Between.REML, interval=Interval.HARTUNG_KNAPP)
    half = stats.t.ppf(0.975, 3) * effects.values.std(ddof=1) / 2
    assert pooled.high - pooled.estimate == pytest.approx(half, rel=1e-9)


def test_the_guard_keeps_hartung_knapp_from_narrowing_when_studies_agree_too_well() -> None:
    effects = Effects(values=np.array([0.2, 0.2001, 0.2]), variances=np.full(3, 0.01))
    bare = random_effects(effects, Between.REML, interval=Interval.HARTUNG_KNAPP)
    guarded = random_effects(effects, Between.REML, interval=Interval.HARTUNG_KNAPP_GUARDED)
    assert bare.tau2 == 0
    assert bare.high - bare.low < 1e-3
    assert guarded.standard_error == pytest.approx(0.1 / math.sqrt(3), rel=1e-12)
    assert guarded == random_effects(effects, Between.REML, interval=Interval.STUDENT)


def test_the_guard_changes_nothing_when_studies_differ() -> None:
    effects = Effects(values=np.array([0.0, 1.0, 3.0, 4.0]), variances=np.full(4, 0.5))
    bare = random_effects(effects, Between.DERSIMONIAN_LAIRD, interval=Interval.HARTUNG_KNAPP)
    # DerSimonian-Laird makes the weighted residual variance one, up to rounding, when all variances are equal
    guarded = random_effects(effects, Between.DERSIMONIAN_LAIRD, interval=Interval.HARTUNG_KNAPP_GUARDED)
    assert guarded.standard_error == pytest.approx(bare.standard_error, rel=1e-12)


def test_one_half_can_be_added_to_all_studies() -> None:
    studies = [study(3, 20, 2, 20), study(0, 30, 1, 30)]
    everywhere = effect_sizes(studies, Measure.LOG_ODDS_RATIO, continuity=Continuity.ALL_STUDIES)
    assert everywhere.values[0] == pytest.approx(math.log(3.5 * 18.5 / (17.5 * 2.5)), rel=1e-14)
    for continuity, corrected in (
        (Continuity.ALL_IF_ANY_ZERO, everywhere.values),
        (Continuity.ZERO_CELL_STUDIES, [math.log(3 * 18 / (17 * 2)), everywhere.values[1]]),
    ):
        effects = effect_sizes(studies, Measure.LOG_ODDS_RATIO, continuity=continuity)
        assert effects.values == pytest.approx(corrected, rel=1e-14)
    untouched = effect_sizes(studies[:1], Measure.LOG_ODDS_RATIO, continuity=Continuity.ALL_IF_ANY_ZERO)
    assert untouched.values[0] == pytest.approx(math.log(3 * 18 / (17 * 2)), rel=1e-14)


@pytest.mark.parametrize("events", [1.5, -1, True, "3"])
def test_counts_that_are_not_whole_numbers_are_refused(events: object) -> None:
    with pytest.raises(ValueError, match="events"):
        OneArmCounts(label="x", events=events, total=10)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="events"):
        study(events, 10, 1, 10)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="events"):
        EventsOverTime(label="x", events=events, time=10.0)  # type: ignore[arg-type]


def test_numbers_from_numpy_are_whole_numbers() -> None:
    assert OneArmCounts(label="x", events=np.int64(2), total=np.int64(9)).total == 9  # type: ignore[arg-type]


@pytest.mark.parametrize("time", [0.0, -1.0, math.inf, math.nan])
def test_a_time_at_risk_must_be_positive(time: float) -> None:
    with pytest.raises(ValueError, match="time at risk"):
        EventsOverTime(label="x", events=1, time=time)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 11, 12])
@pytest.mark.parametrize("value", [0.0, 0.1, 1.0, 5.0, 50.0, 300.0])
def test_chi_squared_tails_agree_with_scipy(value: float, degrees: int) -> None:
    assert chi_square_tail(value, degrees) == pytest.approx(stats.chi2.sf(value, degrees), rel=1e-9)


@pytest.mark.parametrize("degrees", [1, 2, 3, 8, 30])
@pytest.mark.parametrize("value", [-3.0, 0.0, 0.7, 2.5])
def test_student_tails_agree_with_scipy(value: float, degrees: int) -> None:
    assert t_tail(value, degrees) == pytest.approx(2 * stats.t.sf(abs(value), degrees), rel=1e-9)


def test_a_variance_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="every variance positive"):
        Effects(values=np.array([0.1]), variances=np.array([0.0]))


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7, 8, 30, 101])
@pytest.mark.parametrize("probability", [0.025, 0.5, 0.6, 0.975, 0.9999])
def test_student_quantiles_agree_with_scipy(degrees: int, probability: float) -> None:
    assert t_quantile(probability, degrees) == pytest.approx(stats.t.ppf(probability, degrees), rel=1e-9, abs=1e-12)


def test_a_quantile_outside_zero_and_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        t_quantile(1.0, 3)
    with pytest.raises(ValueError, match="at least one degree"):
        t_quantile(0.9, 0)
