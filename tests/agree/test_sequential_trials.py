"""Sequential trials by arrays equal the definition in exact fractions, and give the truth of worlds that are known."""

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.estimate.arm_weights import Target
from amnio.estimate.censoring import Censoring
from amnio.estimate.reference_trials import Row, arms
from amnio.estimate.replicates import Replicates
from amnio.estimate.sequential_trials import sequential_trials
from amnio.estimate.trial_cells import NothingToCompareError
from amnio.estimate.trial_results import Horizon
from tests.trial_tables import Table, confounded_world

#: What assumes no model.
EXACT = (Censoring.WITHIN_TRIAL, Censoring.BY_CLOCK)
WITHIN = {"later_treatment": Censoring.WITHIN_TRIAL, "lost": Censoring.WITHIN_TRIAL}


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[int, Row]]:
    """A block and a row each: few strata, trials and days, so that cells are shared, tied and empty."""
    found = []
    for _ in range(draw(st.integers(2, 40))):
        arm = draw(st.integers(0, 1))
        end = draw(st.integers(-1 if arm == 0 else 0, 2))
        day = draw(st.integers(1 if end == -1 else 0, 6))
        row = Row(draw(st.integers(0, 2)), draw(st.integers(10, 12)), arm, day, end, draw(st.integers(1, 9)))
        found.append((draw(st.integers(0, 4)), row))
    return found


def table_of(found: list[tuple[int, Row]]) -> Table:
    return Table.of([(block, *row) for block, row in found])


@given(found=rows(), days=st.integers(0, 7), target=st.sampled_from(Target))
def test_both_risks_are_those_of_the_definition(found: list[tuple[int, Row]], days: int, target: Target) -> None:
    try:
        trials = sequential_trials(
            table_of(found), ends={1}, horizons=[Horizon.after(days)], target=target, **WITHIN, replicates=_one(found)
        )
    except NothingToCompareError:
        return
    ours = trials.compared(Horizon.after(days))
    treated, untreated, compared, alone = arms(
        [row for _, row in found], {1}, days=days, to_treated=target is Target.TREATED
    )
    assert (ours.treated.value, ours.untreated.value) == pytest.approx((float(treated), float(untreated)), abs=1e-12)
    assert (ours.target, ours.not_compared) == (compared, alone)


def _one(found: list[tuple[int, Row]]) -> Replicates:
    return Replicates.none(max(block for block, _ in found) + 1)


@given(found=rows(), days=st.integers(0, 7))
def test_a_replicate_is_the_answer_without_that_block(found: list[tuple[int, Row]], days: int) -> None:
    blocks = max(block for block, _ in found) + 1
    if blocks < 2:
        return
    horizon = Horizon.after(days)
    try:
        trials = sequential_trials(table_of(found), ends={1}, horizons=[horizon], **WITHIN)
    except NothingToCompareError:
        return
    for left_out in range(blocks):
        others = [row for block, row in found if block != left_out]
        top, bottom = trials.ends[:, 1 + left_out].sum(axis=(1, 2)), trials.weight[:, 1 + left_out].sum(axis=(1, 2))
        try:
            treated, untreated, compared, _ = arms(others, {1}, days=days, to_treated=True)
        except ZeroDivisionError:
            assert bottom.tolist() == [0.0, 0.0]
            continue
        assert bottom == pytest.approx(compared)
        assert top / bottom == pytest.approx([float(untreated), float(treated)], abs=1e-12)


STARTS = range(2, 15)
HORIZONS = [Horizon.after(3), Horizon.after(10), Horizon.at(18), Horizon.last()]


def truth(horizon: Horizon, target: Target) -> tuple[float, float]:
    world = confounded_world()
    table = world.table(STARTS)
    risks, total = np.zeros(2), 0.0
    for start in STARTS:
        for stratum in range(3):
            here = (table.stratum == stratum) & (table.trial == start)
            weight = table.n[here & (table.arm == 1)].sum() if target is Target.TREATED else table.n[here].sum()
            until = start + horizon.within(start, world.days - 1 - start)
            risks += weight * np.array([world.risk(stratum, start, until, treated=arm) for arm in (False, True)])
            total += weight
    return tuple(risks / total)


@pytest.mark.parametrize("horizon", HORIZONS, ids=str)
@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("later", EXACT)
@pytest.mark.parametrize("lost", EXACT)
def test_expected_counts_of_a_confounded_world_give_its_truth(
    horizon: Horizon, target: Target, later: Censoring, lost: Censoring
) -> None:
    trials = sequential_trials(
        confounded_world().table(STARTS),
        ends={1},
        horizons=HORIZONS,
        target=target,
        later_treatment=later,
        lost=lost,
        replicates=Replicates.none(1),
    )
    ours = trials.compared(horizon)
    assert (ours.untreated.value, ours.treated.value) == pytest.approx(truth(horizon, target), abs=1e-10)
    assert ours.not_compared == 0


def test_without_strata_the_same_counts_are_far_from_the_truth() -> None:
    """The confounding of that world is real: those treated would have lost more anyway."""
    table = confounded_world().table(STARTS)
    merged = dataclasses.replace(table, stratum=np.zeros_like(table.stratum))
    trials = sequential_trials(merged, ends={1}, horizons=HORIZONS, replicates=Replicates.none(1))
    untreated, treated = truth(Horizon.last(), Target.TREATED)
    crude = trials.compared(Horizon.last())
    assert crude.difference.value > 2 * (treated - untreated)


def test_trials_pooled_by_time_make_up_the_whole() -> None:
    trials = sequential_trials(
        confounded_world().table(STARTS), ends={1}, horizons=HORIZONS, replicates=Replicates.none(1)
    )
    horizon, cuts = Horizon.after(10), [2, 6, 11, 15]
    parts = [trials.compared(horizon, trials=range(*pair)) for pair in pairwise(cuts)]
    whole = trials.compared(horizon)
    weighed = sum(part.difference.value * part.target for part in parts) / sum(part.target for part in parts)
    assert whole.difference.value == pytest.approx(weighed, abs=1e-12)
    assert sum(part.trials for part in parts) == whole.trials == len(STARTS)
