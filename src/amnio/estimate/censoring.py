"""How probable it is that somebody is still followed, and still untreated: the inverse of what a weight is made of.

Who is treated later, or is lost, stops telling what would have happened. Those of the same stratum who stay stand in
for them, each for 1 / (the probability of having stayed). Sources: Robins & Finkelstein 2000 (Biometrics 56:779); Gran
et al. 2010 (Stat Med 29:2757); Keogh et al. 2023 (Stat Med 42:2191).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import LOST_STOP, TREATED_STOP, Array, Sorted, Whole, counted

#: Less than any count, real or expected.
_NOBODY = 1e-200


class Censoring(StrEnum):
    """From whom the chance of leaving on a day is learnt; always from people of the same stratum and arm."""

    #: those of the same trial: nothing is assumed about other trials, and few people say it
    WITHIN_TRIAL = "within_trial"
    #: all trials at the same time on the clock: assumes that, within a stratum, leaving depends on the clock alone
    BY_CLOCK = "by_clock"


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


def by_clock(table: Sorted, replicates: Replicates, stop: int) -> ClockHazards:
    """How often people at risk of stopping so did, in all trials together, by arm, stratum and time on the clock."""
    first = int(table.trials[0])
    length = int((table.trials[table.which_trial] + table.day).max()) + 1 - first
    hazard = np.zeros((replicates.size, 2, table.strata, length))
    for arm in (0, 1):
        rows = np.flatnonzero(table.arm == arm)
        started = table.trials[table.which_trial[rows]] - first
        left = started + table.day[rows]
        shape = (table.blocks, table.strata, length + 1)
        who, n = (table.block[rows], table.stratum[rows]), table.n[rows]
        after = (counted(shape, (*who, started), n) - counted(shape, (*who, left), n)).cumsum(axis=-1)
        stopped = counted(shape, (*who, left), np.where(table.stop[rows] == stop, n, 0.0))
        if stop == TREATED_STOP:
            at_risk = _past_the_start(shape, who, started, left, n, table.period)
        else:
            at_risk = after + stopped
        hazard[:, arm] = share(replicates.of(stopped), replicates.of(at_risk))[..., :length]
    return ClockHazards(first=first, hazard=hazard)


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
