"""How probable it is that somebody is still followed, and still untreated: the inverse of what a weight is made of.

Who is treated later, or is lost, stops telling what would have happened. Those of the same stratum who stay stand in for
them, each for 1 / (the probability of having stayed). Sources: Robins & Finkelstein 2000 (Biometrics 56:779); Gran et
al. 2010 (Stat Med 29:2757); Keogh et al. 2023 (Stat Med 42:2191).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import LOST_STOP, TREATED_STOP, Array, Sorted


class Censoring(StrEnum):
    """From whom the chance of leaving on a day is learnt; always from people of the same stratum and arm."""

    #: those of the same trial: nothing is assumed about other trials, and few people say it
    WITHIN_TRIAL = "within_trial"
    #: all trials at the same time on the clock: assumes that, within a stratum, leaving depends on the clock alone
    BY_CLOCK = "by_clock"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ClockHazards:
    """Chance of leaving on each day of the clock: `hazard` of shape (replicates, arms, strata, days), from `first` on."""

    first: int
    hazard: Array

    def of_trial(self, trial: int, arm: int, strata: NDArray[np.int64], days: int) -> Array:
        """On days 0 to `days` of a trial, shape (replicates, strata, days + 1)."""
        start = trial - self.first
        found: Array = self.hazard[:, arm, strata, start : start + days + 1]
        short = days + 1 - found.shape[-1]
        return np.pad(found, ((0, 0), (0, 0), (0, short))) if short > 0 else found


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
        after = np.cumsum(counted(shape, (*who, started), n) - counted(shape, (*who, left), n), axis=-1)
        stopped = counted(shape, (*who, left), np.where(table.stop[rows] == stop, n, 0.0))
        if stop == TREATED_STOP:  # those who were there on the day before: who starts today is in a trial of today
            at_risk = np.concatenate([np.zeros_like(after[..., :1]), after[..., :-1]], axis=-1)
        else:
            at_risk = after + stopped
        hazard[:, arm] = share(replicates.of(stopped), replicates.of(at_risk))[..., :length]
    return ClockHazards(first=first, hazard=hazard)


def leaving(at_start: Array, stopped: Array, stop: int) -> Array:
    """The chance of stopping so on a day, given those at risk of it: treatment first, then ends, then loss.

    `stopped` has the ways of stopping on its last axis, `at_start` counts who had not stopped before that day.
    """
    at_risk = at_start
    if stop == LOST_STOP:
        at_risk = at_start - stopped.sum(axis=-1) + stopped[..., LOST_STOP]
    elif stop != TREATED_STOP:
        raise ValueError("ends are not censoring")
    return share(stopped[..., stop], at_risk)


def share(part: Array, whole: Array) -> Array:
    """Part of whole, and 0 where there is nobody."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def staying(hazard: Array, *, through: bool) -> Array:
    """The chance of not having left, along the last axis: `through` each day, or only before it."""
    stayed: Array = np.cumprod(1.0 - hazard, axis=-1)
    if not through:
        stayed = np.concatenate([np.ones_like(stayed[..., :1]), stayed[..., :-1]], axis=-1)
    return stayed


def counted(shape: tuple[int, ...], place: tuple[NDArray[Any], ...], n: Array) -> Array:
    """Sums of `n` by cell."""
    cell = np.ravel_multi_index(place, shape)
    return np.bincount(cell, weights=n, minlength=int(np.prod(shape))).reshape(shape)
