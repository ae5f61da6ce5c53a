"""How probable it is that somebody is still followed, and still untreated: the inverse of what a weight is made of.

Who is treated later, or is lost, stops telling what would have happened. Those of the same stratum who stay stand in
for them, each for 1 / (the probability of having stayed). Sources: Robins & Finkelstein 2000 (Biometrics 56:779); Gran
et al. 2010 (Stat Med 29:2757); Keogh et al. 2023 (Stat Med 42:2191).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.grouped_logistic import fitted
from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import LOST_STOP, TREATED_STOP, Array, Sorted, TrialCells, Whole, counted, factor_levels

#: Bands of time in a logistic model.
BANDS = 10
#: Cells of the clock counted at once, over all replicates.
_OPENED_AT_ONCE = 2_000_000
#: Less than any count, real or expected.
_NOBODY = 1e-200


class Censoring(StrEnum):
    """From whom the chance of leaving on a day is learnt; always from people of the same stratum and arm."""

    #: those of the same trial: nothing is assumed about other trials, and few people say it
    WITHIN_TRIAL = "within_trial"
    #: all trials at the same time on the clock: assumes that, within a stratum, leaving depends on the clock alone
    BY_CLOCK = "by_clock"
    #: all trials, by a logistic model of time on the clock and of what strata are made of: for strata with few people
    LOGISTIC = "logistic"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ClockHazards:
    """Chance of leaving on each day of the clock: `hazard` of shape (replicates, arms, strata, days), from `first`
    on."""

    first: int
    hazard: Array

    def of_trial(self, trial: int, arm: int, strata: NDArray[np.int64], days: int) -> Array:
        """On days 0 to `days` of a trial, shape (replicates, strata, days + 1)."""
        start = trial - self.first
        found = np.zeros((len(self.hazard), len(strata), days + 1))
        known = self.hazard[:, arm, strata, start : start + days + 1]
        found[..., : known.shape[-1]] = known
        return found


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Staying:
    """The chance of still being followed, and untreated, on every day of any trial."""

    clocks: dict[int, ClockHazards]
    replicates: Replicates
    period: int

    @classmethod
    def of(
        cls,
        table: Sorted,
        replicates: Replicates,
        *,
        later_treatment: Censoring,
        lost: Censoring,
        names: Collection[str] | None = None,
    ) -> "Staying":
        """`names` are the factors of logistic models, all unless given."""
        clocks = {}
        for stop, how in ((LOST_STOP, lost), (TREATED_STOP, later_treatment)):
            if how is Censoring.BY_CLOCK:
                clocks[stop] = by_clock(table, replicates, stop)
            elif how is Censoring.LOGISTIC:
                clocks[stop] = smoothed(table, replicates, stop, names)
        return cls(clocks=clocks, replicates=replicates, period=table.period)

    @property
    def learnt_within(self) -> set[int]:
        """Ways of leaving whose chance is learnt within each trial alone."""
        return {LOST_STOP, TREATED_STOP} - set(self.clocks)

    def chance(self, cells: TrialCells, arm: int, total: Array) -> Array:
        """As the ends of each day come, shape (replicates, strata, days + 1).

        `total`, of that shape, is how many stopped on each day in any way.
        """
        stays = np.ones_like(total)
        at_start = total[..., ::-1].cumsum(axis=-1)[..., ::-1]
        for stop in (LOST_STOP,) if arm == 1 else (TREATED_STOP, LOST_STOP):
            if stop in self.clocks:  # also where nobody of this trial left: others say how probable it was
                hazard = self.clocks[stop].of_trial(cells.trial, arm, cells.strata, total.shape[-1] - 1)
                if stop == TREATED_STOP:  # who is treated as this trial starts is in its other arm
                    hazard[..., : self.period] = 0.0
            elif not cells.stopped[arm, stop].any():
                continue
            else:
                remaining = at_start if stop == TREATED_STOP else at_start - total
                hazard = leaving(remaining, self.replicates.of(cells.stopped[arm, stop]), stop)
            stays *= staying(hazard, through=stop == TREATED_STOP)
        return stays


def by_clock(table: Sorted, replicates: Replicates, stop: int) -> ClockHazards:
    """How often people at risk of stopping so did, in all trials together, by arm, stratum and time on the clock."""
    hazard = np.zeros((replicates.size, 2, table.strata, _times(table)))
    at_once = max(1, _OPENED_AT_ONCE // (hazard.shape[-1] * max(replicates.size, table.blocks)))
    for arm in (0, 1):
        if not ((table.arm == arm) & (table.stop == stop)).any():
            continue
        for start in range(0, table.strata, at_once):
            some = range(start, min(start + at_once, table.strata))
            counts = clock_counts(table, arm, stop, some)
            hazard[:, arm, start : some.stop] = share(*(replicates.of(each) for each in counts))
    return ClockHazards(first=int(table.trials[0]), hazard=hazard)


def smoothed(table: Sorted, replicates: Replicates, stop: int, names: Collection[str] | None) -> ClockHazards:
    """The same by a logistic model of the factors and of bands of the clock that have about as many who stopped so."""
    levels = [column for column, kept in factor_levels(table, names) if kept]
    hazards = [_smoothed_arm(clock_counts(table, arm, stop, range(table.strata)), levels, replicates) for arm in (0, 1)]
    return ClockHazards(first=int(table.trials[0]), hazard=np.stack(hazards, axis=1))


def _smoothed_arm(counts: tuple[Array, Array], levels: list[Whole], replicates: Replicates) -> Array:
    band, bands = bands_of(counts[0].sum(axis=(0, 1)), BANDS)
    strata, times = counts[0].shape[1:]
    hazard = np.zeros((replicates.size, strata, times))
    if bands:
        inside = band >= 0
        had_it, of_them = (replicates.of(each[..., inside] @ np.eye(bands)[band[inside]]) for each in counts)
        flat = (replicates.size, strata * bands)
        columns = [*(np.repeat(column, bands) for column in levels), np.tile(np.arange(bands), strata)]
        chance = fitted(columns, np.zeros((flat[1], 0)), had_it.reshape(flat), of_them.reshape(flat))
        hazard[..., inside] = chance.reshape(had_it.shape)[..., band[inside]]
    return hazard


def bands_of(counts: Array, most: int) -> tuple[Whole, int]:
    """Neighbouring times joined into at most so many bands of about as many `counts`: the band of every time, and how
    many.

    Times before the first count and after the last are in none (-1).
    """
    seen = np.flatnonzero(counts > 0)
    band = np.full(counts.size, -1)
    if not seen.size:
        return band, 0
    inside = slice(int(seen[0]), int(seen[-1]) + 1)
    reached = np.cumsum(counts[inside])
    place = np.minimum(((reached - counts[inside] / 2) / reached[-1] * most).astype(np.int64), most - 1)
    names, band[inside] = np.unique(place, return_inverse=True)
    return band, names.size


def clock_counts(table: Sorted, arm: int, stop: int, strata: range) -> tuple[Array, Array]:
    """How many of an arm stopped so and how many were at risk of it, shape (blocks, strata, times on the clock)."""
    length = _times(table)
    rows = np.flatnonzero((table.arm == arm) & (table.stratum >= strata.start) & (table.stratum < strata.stop))
    started = table.trials[table.which_trial[rows]] - table.trials[0]
    left = started + table.day[rows]
    shape = (table.blocks, len(strata), length + 1)
    who, n = (table.block[rows], table.stratum[rows] - strata.start), table.n[rows]
    stopped = counted(shape, (*who, left), np.where(table.stop[rows] == stop, n, 0.0))
    if stop == TREATED_STOP:
        at_risk = _past_the_start(shape, who, started, left, n, table.period)
    else:
        after = (counted(shape, (*who, started), n) - counted(shape, (*who, left), n)).cumsum(axis=-1)
        at_risk = after + stopped
    return stopped[..., :length], at_risk[..., :length]


def _times(table: Sorted) -> int:
    """From the start of the first trial to the last day of any."""
    return int((table.trials[table.which_trial] + table.day).max()) + 1 - int(table.trials[0])


def _past_the_start(
    shape: tuple[int, ...], who: tuple[Any, ...], started: Whole, left: Whole, n: Array, period: int
) -> Array:
    """Who could be treated later on each day: there on the day before, and past the period in which a trial starts."""
    past = left >= started + period
    block, stratum = (each[past] for each in who)
    begun = counted(shape, (block, stratum, started[past] + period), n[past])
    gone = counted(shape, (block, stratum, left[past]), n[past])
    there: Array = np.cumsum(begun - gone, axis=-1) + gone
    return there


def leaving(remaining: Array, stopped: Array, stop: int) -> Array:
    """The chance of stopping so on each day, given those at risk of it: treatment first, then ends, then loss.

    `remaining` counts who had not stopped before a day if that is for treatment, and who is left after it if for loss.
    """
    if stop == LOST_STOP:
        return share(stopped, remaining + stopped)
    if stop == TREATED_STOP:
        return share(stopped, remaining)
    raise ValueError("ends are not censoring")


def share(part: Array, whole: Array) -> Array:
    """Part of whole, and 0 where there is nobody."""
    return part / np.maximum(whole, _NOBODY)  # nobody of nobody: 0, without a branch for every cell


def staying(hazard: Array, *, through: bool) -> Array:
    """The chance of not having left, along the last axis: `through` each day, or only before it."""
    stayed = (1.0 - hazard).cumprod(axis=-1)
    if through:
        return stayed
    return shifted(stayed, first=1.0)


def shifted(values: Array, *, first: float) -> Array:
    """One day later along the last axis."""
    later = np.full_like(values, first)
    later[..., 1:] = values[..., :-1]
    return later
