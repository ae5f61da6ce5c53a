"""Incidence by counting equals the definition in exact fractions, on small random groups with ties and late entry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.estimate import EventTimes, RiskTable, VarianceType, cumulative_incidence
from amnio.estimate import reference_incidence as slow

_PERSON = st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(0, 3))


@st.composite
def groups(draw: st.DrawFn) -> EventTimes:
    rows = draw(st.lists(_PERSON, min_size=1, max_size=25))
    entry, length, end = (np.array(column) for column in zip(*rows, strict=True))
    return EventTimes.of(entry, entry + length, end, ends=3)


@given(people=groups())
def test_probabilities_and_variances_are_those_of_the_definition(people: EventTimes) -> None:
    found = cumulative_incidence(RiskTable.of(people))
    for end in (1, 2, 3):
        for time in found.times.tolist():
            ours = found.at(time, end)
            assert ours.probability == pytest.approx(float(slow.probability_by(people, end, time)), abs=1e-12)
            assert ours.standard_error**2 == pytest.approx(float(slow.variance_by(people, end, time)), abs=1e-12)


@given(people=groups())
def test_the_ends_and_being_event_free_make_up_everybody(people: EventTimes) -> None:
    found = cumulative_incidence(RiskTable.of(people))
    assert found.probability.sum(axis=1) + found.event_free == pytest.approx(1.0, abs=1e-12)


@given(people=groups())
def test_ends_that_are_told_as_one_have_the_sum_of_their_probabilities(people: EventTimes) -> None:
    merged = EventTimes.of(people.entry, people.exit, np.minimum(people.end, 2), ends=2)
    apart, together = (cumulative_incidence(RiskTable.of(each)) for each in (people, merged))
    assert apart.probability[:, 1:].sum(axis=1) == pytest.approx(together.probability[:, 1], abs=1e-12)


@given(people=groups(), cut=st.integers(1, 10))
def test_follow_up_that_is_cut_in_two_gives_the_same_answer(people: EventTimes, cut: int) -> None:
    inside = (people.entry < cut) & (people.exit > cut)
    entry = np.concatenate([people.entry, np.full(int(inside.sum()), cut)])
    leaves = np.concatenate([np.where(inside, cut, people.exit), people.exit[inside]])
    end = np.concatenate([np.where(inside, 0, people.end), people.end[inside]])
    whole, cut_in_two = (RiskTable.of(each) for each in (people, EventTimes.of(entry, leaves, end, ends=3)))
    one, two = cumulative_incidence(whole), cumulative_incidence(cut_in_two)
    for time in one.times.tolist():
        assert one.at(time, 1).probability == pytest.approx(two.at(time, 1).probability, abs=1e-12)


@given(people=groups())
def test_the_two_types_of_variance_agree_where_events_are_rare(people: EventTimes) -> None:
    """A thousand copies that never end, beside everybody: hazards become small, and so does their difference."""
    stay = EventTimes.of(
        np.concatenate([people.entry, np.full(50_000, -1)]),
        np.concatenate([people.exit, np.full(50_000, 12)]),
        np.concatenate([people.end, np.zeros(50_000, dtype=int)]),
        ends=3,
    )
    table = RiskTable.of(stay)
    binomial, poisson = (cumulative_incidence(table, variance=kind).standard_error for kind in VarianceType)
    assert binomial == pytest.approx(poisson, rel=1e-3, abs=1e-15)
    assert (poisson >= binomial - 1e-15).all()
