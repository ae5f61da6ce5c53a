"""Trials that cannot be compared are refused, and what is left out is counted."""

import dataclasses

import numpy as np
import pytest

from amnio.estimate import (
    Censoring,
    Horizon,
    NothingToCompareError,
    Propensity,
    Replicates,
    sequential_trials,
)
from amnio.estimate.count_columns import Factor
from amnio.estimate.trial_counts import TrialCounts
from tests.trial_tables import Table, confounded_world

H = Horizon.after(5)
ALONE = Replicates.none(2)
#: block, stratum, trial, arm, day, end, n
FINE = [
    (0, 0, 7, 1, 3, 1, 2),
    (1, 0, 7, 1, 9, 2, 8),
    (0, 0, 7, 0, 2, 1, 5),
    (1, 0, 7, 0, 9, 2, 90),
    (0, 0, 7, 0, 4, -1, 5),
]


def refused(rows: list[tuple[int, ...]], error: type[Exception], complaint: str, **settings) -> None:
    with pytest.raises(error, match=complaint):
        sequential_trials(Table.of(rows), ends={1}, horizons=[H], replicates=ALONE, **settings)


def test_by_hand() -> None:
    """Arm 0: of 100 five have the end on day 2; of 95 five are treated on day 4; nobody else has the end."""
    found = sequential_trials(Table.of(FINE), ends={1}, horizons=[H], replicates=ALONE).compared(H)
    assert (found.treated.value, found.untreated.value) == (0.2, 0.05)
    assert (found.target, found.not_compared, found.short, found.trials) == (10, 0, 0, 1)


def test_nobody_treated_and_nobody_untreated() -> None:
    refused([row for row in FINE if row[3] == 0], NothingToCompareError, "no trial has anybody treated")
    refused([row for row in FINE if row[3] == 1], NothingToCompareError, "no trial has anybody untreated")


def test_arms_in_different_strata() -> None:
    apart = [(*row[:1], row[3], *row[2:]) for row in FINE]
    refused(apart, NothingToCompareError, "somebody treated and somebody untreated")


def test_everybody_lost() -> None:
    refused([(*row[:5], min(row[5], 0), row[6]) for row in FINE], NothingToCompareError, "everybody was lost")


def test_nobody_at_all() -> None:
    refused([(*row[:6], 0) for row in FINE], NothingToCompareError, "nobody starts any trial")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ((0, 0, 7, 1, 3, -1, 1), "only people of arm 0 are treated later"),
        ((0, 0, 7, 0, 0, -1, 1), "not in the period in which a trial starts"),
        ((0, 0, 7, 2, 3, 1, 1), "an arm is 0 .* or 1"),
        ((0, 0, 7, 1, -3, 1, 1), "cannot be negative"),
        ((0, 0, 7, 1, 3, 1, -1), "cannot be negative"),
    ],
)
def test_impossible_rows(row: tuple[int, ...], complaint: str) -> None:
    refused([*FINE, row], ValueError, complaint)


def test_columns_that_do_not_fit_together() -> None:
    table = Table.of(FINE)
    with pytest.raises(ValueError, match="have one length"):
        sequential_trials(dataclasses.replace(table, n=table.n[:-1]), ends={1}, horizons=[H])
    with pytest.raises(ValueError, match="there are 1 strata, and one is numbered 4"):
        sequential_trials(dataclasses.replace(table, stratum=table.stratum + 4), ends={1}, horizons=[H])
    with pytest.raises(ValueError, match=r"an end to be compared is 1, 2, ..., not \[0\]"):
        sequential_trials(table, ends={0}, horizons=[H])


def test_settings_of_models_without_a_model() -> None:
    refused(FINE, ValueError, "saturated weights have no model", model=("group",))
    refused(FINE, ValueError, "saturated weights have no model", largest_weight=0.9)


def test_a_horizon_before_every_trial() -> None:
    found = sequential_trials(Table.of(FINE), ends={1}, horizons=[Horizon.at(6)], replicates=ALONE)
    with pytest.raises(NothingToCompareError, match="before the horizon"):
        found.compared(Horizon.at(6))


def test_no_trial_of_that_time() -> None:
    found = sequential_trials(Table.of(FINE), ends={1}, horizons=[H], replicates=ALONE)
    with pytest.raises(NothingToCompareError, match="none of these trials"):
        found.compared(H, trials=[8])


def test_a_stratum_with_one_arm_is_left_out_and_counted() -> None:
    alone = (0, 1, 7, 1, 3, 1, 4)
    found = sequential_trials(Table.of([*FINE, alone]), ends={1}, horizons=[H], replicates=ALONE).compared(H)
    assert (found.treated.value, found.target, found.not_compared) == (0.2, 10, 4)


def test_follow_up_that_stops_short_of_the_horizon_is_counted() -> None:
    """All untreated who are left are treated on day 4: what would have come after it nobody can say."""
    rows = [*(row for row in FINE if row[3] == 1), (0, 0, 7, 0, 2, 1, 5), (1, 0, 7, 0, 4, -1, 95)]
    found = sequential_trials(Table.of(rows), ends={1}, horizons=[Horizon.after(3), H], replicates=ALONE)
    assert [found.compared(horizon).short for horizon in (Horizon.after(3), H)] == [0, 10]


def test_a_trial_of_a_week_lets_nobody_be_treated_later_within_it() -> None:
    rows = [row for row in FINE if row[5] != -1]
    for later in (Censoring.WITHIN_TRIAL, Censoring.BY_CLOCK):
        week = dataclasses.replace(Table.of([*rows, (0, 0, 7, 0, 8, -1, 5)]), period=7)
        found = sequential_trials(week, ends={1}, horizons=[H], later_treatment=later, replicates=ALONE)
        assert found.compared(H).untreated.value == pytest.approx(0.05)
    with pytest.raises(ValueError, match="not in the period"):
        sequential_trials(dataclasses.replace(Table.of(FINE), period=7), ends={1}, horizons=[H])


def test_the_same_call_twice_and_rows_in_another_order() -> None:
    table = confounded_world().table(range(2, 15), people=1000.0)
    order = np.random.default_rng(5).permutation(table.n.size)
    names = ("block", "stratum", "trial", "arm", "day", "end", "n")
    mixed = dataclasses.replace(table, **{name: getattr(table, name)[order] for name in names})
    settings = {"ends": {1}, "horizons": [H, Horizon.last()], "replicates": Replicates.none(1)}
    one, again, other = (sequential_trials(each, **settings) for each in (table, table, mixed))
    assert (one.ends == again.ends).all()
    assert one.ends == pytest.approx(other.ends, rel=1e-12)


def test_everything_a_week_later_is_the_same() -> None:
    table = confounded_world().table(range(2, 15), people=1000.0)
    later = dataclasses.replace(table, trial=table.trial + 7)
    one, other = (
        sequential_trials(each, ends={1}, horizons=[horizon], replicates=Replicates.none(1)).compared(horizon)
        for each, horizon in ((table, Horizon.at(18)), (later, Horizon.at(25)))
    )
    assert one.difference.value == pytest.approx(other.difference.value, abs=1e-14)


def test_counts_of_a_study_are_read_as_they_are_and_strata_in_few_pieces_or_many() -> None:
    """Many strata, more than are opened at once, give what the sum of their trials gives."""
    random = np.random.default_rng(6)
    rows, strata = 4000, 300
    arm = random.integers(0, 2, rows)
    end = np.where(arm == 1, random.integers(0, 3, rows), random.integers(-1, 3, rows))
    counts = TrialCounts.of(
        block=random.integers(0, 50, rows),
        stratum=random.integers(0, strata, rows),
        trial=random.integers(105, 110, rows),
        arm=arm,
        day=random.integers(1, 180, rows),
        end=end,
        n=random.integers(1, 5, rows),
        blocks=50,
        factors=(Factor(name="group", levels=tuple(map(str, range(strata)))),),
        ends=("loss", "birth"),
    )
    horizons = [Horizon.after(40), Horizon.last()]
    whole = sequential_trials(counts, ends={1}, horizons=horizons)
    parts = [sequential_trials(counts.rows(counts.stratum % 3 == k), ends={1}, horizons=horizons) for k in range(3)]
    for name in ("ends", "weight"):
        assert getattr(whole, name) == pytest.approx(sum(getattr(part, name) for part in parts), abs=1e-9)


@pytest.mark.parametrize("propensity", Propensity)
def test_counts_that_are_twice_as_many_give_the_same_risks(propensity: Propensity) -> None:
    table = confounded_world().table(range(2, 15), people=1000.0)
    twice = dataclasses.replace(table, n=2 * table.n)
    one, other = (
        sequential_trials(each, ends={1}, horizons=[H], propensity=propensity, replicates=Replicates.none(1)).compared(
            H
        )
        for each in (table, twice)
    )
    assert one.difference.value == pytest.approx(other.difference.value, abs=1e-12)
    assert 2 * one.target == pytest.approx(other.target)
