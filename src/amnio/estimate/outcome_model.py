"""A model of when ends come, arm by arm: daily chances by what strata are made of, time on the clock and time treated.

Pooled logistic regression (D'Agostino et al. 1990, Stat Med 9:1501): the chance of the end on a day, and of any other
end given not that one, each with main effects of the factors, of bands of the clock, and in arm 1 of bands of the days
since the trial started. From it the risk of every stratum in every trial follows by g-computation.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from amnio.estimate.censoring import BANDS, bands_of
from amnio.estimate.grouped_logistic import fitted
from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import (
    END_STOP,
    OTHER_STOP,
    TREATED_STOP,
    Array,
    Sorted,
    Whole,
    counted,
    factor_levels,
)

_SINCE = 5  # bands of days since treatment


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class BandedChance:
    """One chance a day: `chance` of shape (replicates, strata, bands), `band` (trials, days): -1 where it is 0."""

    chance: Array
    band: Whole

    def of_trial(self, index: int, strata: Whole, days: int) -> Array:
        """On days 0 to `days` of a trial, shape (replicates, strata, days + 1)."""
        found = np.zeros((len(self.chance), strata.size, days + 1))
        band = self.band[index, : days + 1]
        if self.chance.shape[-1]:
            found[..., : band.size] = self.chance[:, strata][..., np.maximum(band, 0)] * (band >= 0)
        return found


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DailyChances:
    """Of one arm: the chance of the end on a day, and of any other end given not that one."""

    end: BandedChance
    other: BandedChance

    def of_trial(self, index: int, strata: Whole, days: int) -> tuple[Array, Array]:
        """The chance of the end and of any end on days 0 to `days`, each (replicates, strata, days + 1)."""
        end = self.end.of_trial(index, strata, days)
        return end, end + (1.0 - end) * self.other.of_trial(index, strata, days)


def daily_chances(
    table: Sorted, replicates: Replicates, *, names: Collection[str] | None = None
) -> tuple[DailyChances, DailyChances]:
    """Of arm 0 and of arm 1; `names` are the factors of the model, all unless given."""
    none, some = (
        DailyChances(
            end=_banded(table, replicates, arm, END_STOP, names),
            other=_banded(table, replicates, arm, OTHER_STOP, names),
        )
        for arm in (0, 1)
    )
    return none, some


def _banded(table: Sorted, replicates: Replicates, arm: int, stop: int, names: Collection[str] | None) -> BandedChance:
    rows = np.flatnonzero((table.arm == arm) & (table.n > 0))
    first, length = int(table.trials[0]), int(table.day[rows].max()) + 1
    at = table.trials[table.which_trial[rows]] - first + table.day[rows]
    stopped = table.n[rows] * (table.stop[rows] == stop)
    clock, clocks = bands_of(counted((int(at.max()) + 1,), (at,), stopped), BANDS)
    since, sinces = np.zeros(length, dtype=np.int64), 1
    if arm == 1 and clocks:
        since, sinces = bands_of(counted((length,), (table.day[rows],), stopped), _SINCE)
        since = _filled(since, sinces)
    there = table.trials[:, None] - first + np.arange(length)
    on_clock = np.where(there < clock.size, clock[np.minimum(there, clock.size - 1)], -1)
    band = np.where(on_clock >= 0, on_clock * sinces + since[None, :], -1)
    bands = clocks * sinces
    if not bands:
        return BandedChance(chance=np.zeros((replicates.size, table.strata, 0)), band=band)
    at_risk, ended = _counts(table, rows, band, bands, stop)
    levels = [np.repeat(column, bands) for column, kept in factor_levels(table, names) if kept]
    levels.append(np.tile(np.repeat(np.arange(clocks), sinces), table.strata))
    levels.append(np.tile(np.arange(sinces), clocks * table.strata))
    flat = (replicates.size, table.strata * bands)
    nothing = np.zeros((flat[1], 0))
    chance = fitted(levels, nothing, replicates.of(ended).reshape(flat), replicates.of(at_risk).reshape(flat))
    return BandedChance(chance=chance.reshape(replicates.size, table.strata, bands), band=band)


def _filled(band: Whole, bands: int) -> Whole:
    """Days before the first end and after the last belong to the nearest band."""
    inside = np.flatnonzero(band >= 0)
    filled = band.copy()
    filled[: inside[0]], filled[inside[-1] + 1 :] = 0, bands - 1
    return filled


def _counts(table: Sorted, rows: Whole, band: Whole, bands: int, stop: int) -> tuple[Array, Array]:
    """Days at risk of stopping so, and how many did, by block, stratum and band."""
    which, day, how = table.which_trial[rows], table.day[rows], table.stop[rows]
    place = band[which, day]
    so = (how == stop) & (place >= 0)
    who = (table.block[rows], table.stratum[rows])
    ended = counted((table.blocks, table.strata, bands), (*(each[so] for each in who), place[so]), table.n[rows][so])
    # the day of a later treatment is no day at risk; the day of the end itself none at risk of another
    before = (how == TREATED_STOP) | ((how == END_STOP) & (stop == OTHER_STOP))
    length = band.shape[1]
    shape = (table.blocks, table.strata, length + 1)
    at_risk = np.zeros((table.blocks, table.strata, bands))
    for index in range(len(band)):
        here = which == index
        last = (day - before)[here] + 1
        days = counted(shape, (*(each[here] for each in who), last), table.n[rows][here])
        alive = (days[..., ::-1].cumsum(axis=-1)[..., ::-1])[..., 1:]
        inside = band[index] >= 0
        at_risk += alive[..., inside] @ np.eye(bands)[band[index][inside]]
    return at_risk, ended
