"""The effect of one study: against intervals in print, and where a cell is empty."""

import pytest

from amnio.estimate import EventsOverTime, Measure, OneArmCounts, TwoArmCounts, study_effect


def arms(a: int, n1: int, c: int, n0: int) -> TwoArmCounts:
    return TwoArmCounts(label="a", treated_events=a, treated_total=n1, control_events=c, control_total=n0)


@pytest.mark.parametrize(
    ("events", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_proportion_has_the_score_interval_of_newcombe_1998(events: int, total: int, low: float, high: float) -> None:
    effect = study_effect(OneArmCounts(label="a", events=events, total=total), None)
    assert effect is not None
    assert effect.estimate == events / total
    assert (effect.low, effect.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_the_interval_of_newcombe_1998(counts: tuple[int, int, int, int], low: float, high: float):
    effect = study_effect(arms(*counts), Measure.RISK_DIFFERENCE)
    assert effect is not None
    assert (effect.low, effect.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))
    assert not effect.corrected


def test_an_empty_cell_of_a_ratio_is_corrected_and_says_so() -> None:
    empty, full = (study_effect(arms(a, 100, 4, 100), Measure.LOG_ODDS_RATIO) for a in (0, 2))
    assert empty is not None
    assert full is not None
    assert (empty.corrected, full.corrected) == (True, False)
    assert full.estimate == pytest.approx((2 / 98) / (4 / 96))
    assert empty.low < empty.estimate < 1


def test_a_ratio_says_nothing_without_an_event() -> None:
    assert study_effect(arms(0, 100, 0, 100), Measure.LOG_RISK_RATIO) is None


def test_a_rate_is_events_over_time() -> None:
    effect = study_effect(EventsOverTime(label="a", events=4, time=200.0), None)
    assert effect is not None
    assert effect.estimate == pytest.approx(0.02)
    assert effect.low < 0.02 < effect.high


def test_two_arms_need_a_measure() -> None:
    with pytest.raises(ValueError, match="measure"):
        study_effect(arms(1, 2, 1, 2), None)
