"""Gray's scores, subdistribution weights and cumulative hazards equal their definitions in exact fractions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.estimate import ClusteredRisks, EventTimes, RiskTable, VarianceType, cumulative_hazards, gray_test
from amnio.estimate import reference_competing as slow
from amnio.estimate.subdistribution import risk_set_weights

_PERSON = st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(0, 3), st.integers(0, 2))


@st.composite
def groups(draw: st.DrawFn) -> tuple[EventTimes, np.ndarray]:
    rows = draw(st.lists(_PERSON, min_size=2, max_size=25))
    entry, length, end, group = (np.array(column) for column in zip(*rows, strict=True))
    return EventTimes.of(entry, entry + length, end, ends=3), group


@given(drawn=groups())
def test_hazards_are_events_over_those_at_risk_added_up(drawn: tuple[EventTimes, np.ndarray]) -> None:
    people, _ = drawn
    for variance in VarianceType:
        found = cumulative_hazards(RiskTable.of(people), variance=variance)
        for end in (1, 2, 3):
            for time in found.times.tolist():
                assert found.at(time, end).hazard == pytest.approx(float(slow.hazard_by(people, end, time)), abs=1e-12)


@given(drawn=groups())
def test_the_scores_of_grays_test_are_those_of_the_definition(drawn: tuple[EventTimes, np.ndarray]) -> None:
    people, group = drawn
    present, which = np.unique(group, return_inverse=True)
    if len(present) < 2:
        return
    try:
        found = gray_test(ClusteredRisks.of(people, cluster=which), end=1)
    except ValueError:
        return
    expected = slow.gray_scores(people, which.tolist(), 1)
    assert found.scores == pytest.approx([float(score) for score in expected], abs=1e-12)


@given(drawn=groups(), end=st.integers(1, 3))
def test_who_came_to_another_end_counts_as_the_definition_says(drawn: tuple[EventTimes, np.ndarray], end: int) -> None:
    people, _ = drawn
    times = np.unique(people.exit[people.end == end])
    if not times.size:
        return
    found = risk_set_weights(people, times, end)
    expected = [
        [float(slow.weight_at(people, person, end, time)) for person in range(people.exit.size)]
        for time in times.tolist()
    ]
    assert found == pytest.approx(np.array(expected), abs=1e-12)


def test_an_interval_of_a_hazard_by_hand() -> None:
    """Two of ten, then one of eight: 0.2 + 0.125; Poisson variance 2/100 + 1/64."""
    people = EventTimes.of([0] * 10, [3, 3, 5, *[9] * 7], [1, 1, 1, *[0] * 7])
    found = cumulative_hazards(RiskTable.of(people)).at(6, 1)
    error = np.sqrt(0.02 + 1 / 64)
    assert (found.hazard, found.standard_error) == pytest.approx((0.325, error))
    assert found.high == pytest.approx(0.325 * np.exp(1.959964 * error / 0.325), rel=1e-6)


def test_before_the_first_end_there_is_no_interval() -> None:
    found = cumulative_hazards(RiskTable.of(EventTimes.of([0, 0], [3, 5], [1, 0])))
    assert (found.at(2, 1).hazard, found.at(2, 1).low) == (0.0, None)
    with pytest.raises(ValueError, match="there is no end 2"):
        found.at(2, 2)
    with pytest.raises(ValueError, match="not 95"):
        found.at(4, 1, level=95)
