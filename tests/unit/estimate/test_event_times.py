import numpy as np
import pytest

from amnio.estimate import EventTimes, RiskTable, cox, cumulative_incidence


def test_whoever_enters_on_the_day_of_an_event_was_not_at_risk_of_it() -> None:
    table = RiskTable.of(EventTimes.of([0, 5, 3], [5, 8, 9], [1, 0, 2]))
    assert table.times.tolist() == [5, 8, 9]
    assert table.at_risk.tolist() == [2, 2, 1]
    assert table.events.tolist() == [[1, 0], [0, 0], [0, 1]]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (([3], [3], [1]), "leave at or before they enter, first row 1"),
        (([0.5], [3], [1]), "entry must be whole numbers"),
        (([0], [3], [-1]), "an end must lie between 0"),
        (([0, 1], [3], [1]), "columns of one length"),
        (([], [], []), "there is nobody to follow"),
    ],
)
def test_impossible_rows_are_refused(rows: tuple[list[float], ...], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        EventTimes.of(*rows)


def test_an_end_that_is_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match=r"between 0 .* and 2"):
        EventTimes.of([0], [3], [3], ends=2)


def test_a_landmark_keeps_those_who_were_there_and_a_condition_also_those_who_come_later() -> None:
    people = EventTimes.of([0, 0, 6, 2], [9, 4, 9, 5], [1, 1, 1, 2])
    assert people.still_there_after(5).entry.tolist() == [5]
    assert people.at_risk_after(5).entry.tolist() == [5, 6]
    with pytest.raises(ValueError, match="nobody is left"):
        people.still_there_after(9)


def test_before_the_first_time_nothing_has_happened_and_there_is_no_interval() -> None:
    found = cumulative_incidence(RiskTable.of(EventTimes.of([0, 0], [5, 6], [1, 2])))
    before = found.at(4, 1)
    assert (before.probability, before.low, before.high) == (0.0, None, None)
    with pytest.raises(ValueError, match="there is no end 3"):
        found.at(5, 3)


def test_one_person_at_risk_takes_the_event_free_probability_to_zero() -> None:
    found = cumulative_incidence(RiskTable.of(EventTimes.of([0, 4, 4], [3, 9, 9], [1, 2, 2])))
    assert found.event_free.tolist() == [0.0, 0.0]
    assert found.at(9, 2).probability == 0.0


def test_a_covariate_that_tells_all_events_apart_is_refused() -> None:
    people = EventTimes.of([0] * 6, [1, 2, 3, 9, 9, 9], [1, 1, 1, 0, 0, 0])
    with pytest.raises(ValueError, match="no maximum"):
        cox(people, np.array([[1], [1], [1], [0], [0], [0]]), end=1)


@pytest.mark.parametrize(
    ("covariates", "end", "complaint"),
    [
        (np.ones((3, 1)), 1, "say the same thing twice, or nothing"),
        (np.ones((2, 1)), 1, "a row for each of 3 people"),
        (np.array([[0], [1], [2]]), 2, "nobody came to end 2"),
    ],
)
def test_a_regression_that_cannot_be_fitted_says_why(covariates: np.ndarray, end: int, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        cox(EventTimes.of([0, 0, 0], [1, 2, 3], [1, 1, 1], ends=2), covariates, end=end)
