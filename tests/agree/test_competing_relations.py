"""What must hold for competing ends whatever the data: relations that no stored number can replace."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amnio.estimate import (
    ClusteredRisks,
    EventTimes,
    Replicates,
    RiskTable,
    SmallestRiskSet,
    cox,
    cumulative_incidence,
    fine_gray,
    gray_test,
    incidence_by_blocks,
    landmark,
    numbers_at_risk,
    robust_incidence,
)
from amnio.estimate import reference_incidence as slow
from amnio.estimate.risk_counts import RiskCounts

_PERSON = st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(0, 3), st.integers(0, 2))


@st.composite
def groups(draw: st.DrawFn) -> tuple[EventTimes, np.ndarray]:
    rows = draw(st.lists(_PERSON, min_size=2, max_size=25))
    entry, length, end, group = (np.array(column) for column in zip(*rows, strict=True))
    return EventTimes.of(entry, entry + length, end, ends=3), group


def counts(people: EventTimes, block: np.ndarray) -> RiskCounts:
    return RiskCounts.of(
        block=block,
        stratum=np.zeros_like(block),
        arm=np.zeros_like(block),
        entry=people.entry,
        exit=people.exit,
        end=people.end,
        n=np.ones_like(block),
        blocks=3,
        ends=("a", "b", "c"),
    )


@given(drawn=groups())
def test_counted_people_have_the_risk_sets_of_people(drawn: tuple[EventTimes, np.ndarray]) -> None:
    people, group = drawn
    one, other = RiskTable.of(people), RiskTable.of_counts(counts(people, group), ends=3)
    for name in ("times", "at_risk", "events"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@given(drawn=groups(), times=st.lists(st.integers(-2, 14), min_size=1, max_size=5))
def test_numbers_at_risk_are_counted_one_by_one(drawn: tuple[EventTimes, np.ndarray], times: list[int]) -> None:
    people, group = drawn
    expected = [int(((people.entry < time) & (people.exit >= time)).sum()) for time in times]
    assert numbers_at_risk(counts(people, group), times).tolist() == expected


@given(drawn=groups(), weight=st.integers(1, 4))
def test_a_whole_weight_is_that_many_people(drawn: tuple[EventTimes, np.ndarray], weight: int) -> None:
    people, group = drawn
    weights = np.where(group == 0, weight, 1)
    copies = np.repeat(np.arange(group.size), weights)
    many = EventTimes.of(people.entry[copies], people.exit[copies], people.end[copies], ends=3)
    weighted, repeated = RiskTable.of(people, weights), RiskTable.of(many)
    assert weighted.at_risk == pytest.approx(repeated.at_risk, abs=1e-12)
    assert weighted.events == pytest.approx(repeated.events, abs=1e-12)


@given(drawn=groups(), after=st.integers(0, 9))
def test_starting_later_is_being_conditional_on_getting_there(drawn: tuple[EventTimes, np.ndarray], after: int) -> None:
    people, _ = drawn
    assume((people.exit > after).any())
    one = cumulative_incidence(RiskTable.of(people).after(after))
    other = cumulative_incidence(RiskTable.of(people.at_risk_after(after)))
    assert one.probability == pytest.approx(other.probability, abs=1e-12)


@given(drawn=groups(), time=st.integers(0, 9))
def test_a_landmark_of_counted_people_is_that_of_people(drawn: tuple[EventTimes, np.ndarray], time: int) -> None:
    people, group = drawn
    if not ((people.entry <= time) & (people.exit > time)).any():
        with pytest.raises(ValueError, match=f"nobody was followed at {time}"):
            landmark(counts(people, group), time)
        return
    one = RiskTable.of_counts(landmark(counts(people, group), time), ends=3)
    other = RiskTable.of(people.still_there_after(time))
    for name in ("times", "at_risk", "events"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@given(drawn=groups(), smallest=st.integers(1, 6))
def test_events_that_are_passed_over_are_counted(drawn: tuple[EventTimes, np.ndarray], smallest: int) -> None:
    people, _ = drawn
    table, rule = RiskTable.of(people), SmallestRiskSet(constant=smallest)
    found = cumulative_incidence(table, smallest=rule)
    event_free = Fraction(1)
    passed = 0
    for at_risk, events in zip(table.at_risk.tolist(), table.events.sum(axis=1).tolist(), strict=True):
        if at_risk >= smallest:
            event_free *= 1 - Fraction(events, at_risk)
        else:
            passed += events
    assert found.event_free[-1] == pytest.approx(float(event_free), abs=1e-12)
    assert rule.passed(table, people.entry.size) == passed


@given(drawn=groups())
def test_leaving_a_block_out_is_the_answer_of_the_others(drawn: tuple[EventTimes, np.ndarray]) -> None:
    people, group = drawn
    risks = ClusteredRisks.of_counts(counts(people, group), ends=3)
    answers = []
    for left_out in range(3):
        kept = group != left_out
        assume(kept.any())
        others = EventTimes.of(people.entry[kept], people.exit[kept], people.end[kept], ends=3)
        answers.append(float(slow.probability_by(others, 1, 8)))
    found = incidence_by_blocks(risks, end=1, time=8)
    assert found.value == pytest.approx(float(slow.probability_by(people, 1, 8)), abs=1e-12)
    if found.standard_error is not None:
        spread = np.sqrt(2 / 3 * ((np.array(answers) - np.mean(answers)) ** 2).sum())
        assert found.standard_error == pytest.approx(spread, abs=1e-12)


@given(drawn=groups())
def test_clusters_in_another_order_and_everybody_twice_in_his_cluster_change_nothing(
    drawn: tuple[EventTimes, np.ndarray],
) -> None:
    people, group = drawn
    once = robust_incidence(ClusteredRisks.of(people, cluster=group))
    renamed = robust_incidence(ClusteredRisks.of(people, cluster=2 - group))
    twice = EventTimes.of(*(np.tile(each, 2) for each in (people.entry, people.exit, people.end)), ends=3)
    doubled = robust_incidence(ClusteredRisks.of(twice, cluster=np.tile(group, 2)))
    for other in (renamed, doubled):
        assert once.standard_error == pytest.approx(other.standard_error, abs=1e-12)


@given(drawn=groups())
def test_grays_test_does_not_care_how_groups_are_numbered_or_when_the_clock_starts(
    drawn: tuple[EventTimes, np.ndarray],
) -> None:
    people, group = drawn
    assume(len(set(group.tolist())) == 3)
    try:
        found = gray_test(ClusteredRisks.of(people, cluster=group), end=1)
    except ValueError:
        return
    assume(np.linalg.cond(found.covariance[:-1, :-1]) < 1e6)
    later = EventTimes.of(people.entry + 7, people.exit + 7, people.end, ends=3)
    for other in (ClusteredRisks.of(people, cluster=2 - group), ClusteredRisks.of(later, cluster=group)):
        assert gray_test(other, end=1).statistic == pytest.approx(found.statistic, rel=1e-6)
    assert found.scores.sum() == pytest.approx(0.0, abs=1e-9)


def test_alike_groups_are_found_alike_about_as_often_as_chance_has_it() -> None:
    """With late entry, where no referee is: under the null a p-value below 0.05 comes about one time in twenty."""
    random = np.random.default_rng(7)
    small = 0
    for _ in range(400):
        entry = random.integers(0, 20, 300)
        people = EventTimes.of(entry, entry + 1 + random.geometric(0.08, 300), random.choice(3, 300, p=(0.2, 0.3, 0.5)))
        small += gray_test(ClusteredRisks.of(people, cluster=random.integers(0, 2, 300)), end=1).p_value < 0.05
    assert 8 <= small <= 34  # 20 +- 3 standard errors


@given(drawn=groups())
def test_with_one_end_alone_the_subdistribution_is_what_happens(drawn: tuple[EventTimes, np.ndarray]) -> None:
    people, group = drawn
    exits = np.argsort(np.argsort(people.exit, kind="stable")) + 20  # no ties: both treatments of them agree
    alone = EventTimes.of(people.entry, exits, (people.end > 0).astype(int), ends=1)
    covariates = (group == 0)[:, None]
    covariates = (group == 0)[:, None]
    try:
        plain = cox(alone, covariates, end=1)
    except ValueError as refused:
        with pytest.raises(ValueError, match=re.escape(str(refused))):
            fine_gray(alone, covariates, end=1)
        return
    assert fine_gray(alone, covariates, end=1).log_ratio == pytest.approx(plain.log_hazard_ratio, abs=1e-7)


def test_a_weight_for_nobody_or_below_nothing_is_refused() -> None:
    people = EventTimes.of([0, 0], [3, 4], [1, 1])
    for weights in ([1.0], [1.0, 0.0]):
        with pytest.raises(ValueError, match="weights are positive, one for each of 2 people"):
            RiskTable.of(people, weights)


@pytest.mark.parametrize(
    ("replicates", "complaint"), [(Replicates.none(2), "no replicate"), (None, "at least two blocks")]
)
def test_an_interval_needs_replicates(replicates: Replicates | None, complaint: str) -> None:
    one = ClusteredRisks.of(EventTimes.of([0, 0], [3, 4], [1, 1]), cluster=[0, 0] if replicates is None else [0, 1])
    with pytest.raises(ValueError, match=complaint):
        incidence_by_blocks(one, end=1, time=9, replicates=replicates)
