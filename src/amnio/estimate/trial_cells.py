"""Counts of sequential trials, opened trial by trial: cells of block x arm x stratum x day x how follow-up stopped.

All methods on trials read a table of columns with one row a cell (`TrialTable`); a table of ten million people has a
few million rows, and opening all of them at once would not fit into memory. `opened` hands them out one trial and some
strata at a time.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.count_columns import Factor, level_numbers, strata_of
from amnio.estimate.trial_counts import CENSORED, SWITCHED

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
#: Sorted copies are narrow: a table may have millions of rows.
Small = NDArray[np.int32] | NDArray[np.int8]

LOST, LATER_TREATMENT = CENSORED, SWITCHED
#: How follow-up stopped, on the second axis of `TrialCells.stopped`.
STOPS = 4
LOST_STOP, TREATED_STOP, END_STOP, OTHER_STOP = range(STOPS)
#: Cells opened at once, over all replicates: about a hundred megabytes of working memory.
_OPENED_AT_ONCE = 2_000_000


class TrialTable(Protocol):
    """Columns of one length, one row a cell: `n` people of that block, stratum, trial and arm stopped so on that day.

    `TrialCounts` is one. `trial` is the time at which the trial starts and `day` counts from it, so that `trial + day`
    is a time on one clock for all trials. `arm` is 1 (treated in the `period` from the start) or 0. `end` is 1, 2, ...
    for ends, 0 for lost to follow-up, and -1 for those of arm 0 who were treated later, who leave on the day of that
    treatment. `n` may be fractional: expected counts of a known world are counts as well.

    Within a day treatment comes first, then ends, then loss to follow-up: who is treated on a day was not at risk of an
    end as untreated on that day, who is lost on a day was.
    """

    @property
    def block(self) -> Whole: ...
    @property
    def stratum(self) -> Whole: ...
    @property
    def trial(self) -> Whole: ...
    @property
    def arm(self) -> Whole: ...
    @property
    def day(self) -> Whole: ...
    @property
    def end(self) -> Whole: ...
    @property
    def n(self) -> NDArray[np.int64] | Array: ...
    @property
    def blocks(self) -> int: ...
    @property
    def period(self) -> int: ...
    @property
    def factors(self) -> tuple[Factor, ...]: ...


class NothingToCompareError(ValueError):
    """A comparison that has nobody on one side, or nothing to count: the message says which."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class TrialCells:
    """One trial and some of its strata, opened.

    `stopped` has shape (arms, STOPS, blocks, strata, days + 1); its last day holds everybody who was followed longer.
    """

    trial: int
    strata: Whole
    stopped: Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Sorted:
    """A table sorted by trial and stratum, with how each row stopped; made once, opened as often as needed."""

    blocks: int
    period: int
    trials: Whole
    strata: int
    factors: tuple[Factor, ...]
    block: Small
    stratum: Small
    which_trial: Small
    arm: Small
    day: Small
    stop: Small
    n: Array

    @classmethod
    def of(cls, table: TrialTable, ends: Collection[int]) -> "Sorted":
        """Checked and sorted. Raises NothingToCompareError without treated, without untreated, without that end."""
        _refuse_nonsense(table, ends)
        trials, which = np.unique(table.trial, return_inverse=True)
        strata = strata_of(table.factors)
        key = which * strata + table.stratum
        order = slice(None) if (np.diff(key) >= 0).all() else np.argsort(key, kind="stable")
        stop = np.full(table.end.shape, OTHER_STOP, dtype=np.int64)
        stop[table.end == LOST] = LOST_STOP
        stop[table.end == LATER_TREATMENT] = TREATED_STOP
        stop[np.isin(table.end, list(ends))] = END_STOP
        return cls(
            blocks=table.blocks,
            period=table.period,
            trials=trials,
            strata=strata,
            factors=table.factors,
            block=table.block[order].astype(np.int32),
            stratum=table.stratum[order].astype(np.int32),
            which_trial=which[order].astype(np.int32),
            arm=table.arm[order].astype(np.int8),
            day=table.day[order].astype(np.int32),
            stop=stop[order].astype(np.int8),
            n=np.asarray(table.n[order], dtype=np.float64),
        )

    def started(self) -> Array:
        """Everybody who started, shape (blocks, arms, trials, strata)."""
        shape = (self.blocks, 2, len(self.trials), self.strata)
        return counted(shape, (self.block, self.arm, self.which_trial, self.stratum), self.n)

    def opened(self, wanted: NDArray[np.bool_], days: Whole, replicates: int) -> Iterator[tuple[int, TrialCells]]:
        """Trial by trial, the strata that are `wanted` (trials, strata); `days` is how far each trial is looked at."""
        key = self.which_trial * self.strata + self.stratum
        for index, trial in enumerate(self.trials.tolist()):
            strata = np.flatnonzero(wanted[index])
            length = int(days[index]) + 2
            at_once = max(1, _OPENED_AT_ONCE // (2 * length * STOPS * max(replicates, self.blocks)))
            for start in range(0, len(strata), at_once):
                some = strata[start : start + at_once]
                first, last = np.searchsorted(key, index * self.strata + np.array([some[0], some[-1] + 1]))
                yield index, self._cells(trial, some, slice(int(first), int(last)), length)

    def _cells(self, trial: int, strata: Whole, rows: slice, length: int) -> TrialCells:
        place = np.full(self.strata, -1)
        place[strata] = np.arange(len(strata))
        where = place[self.stratum[rows]]
        kept = where >= 0
        shape = (2, STOPS, self.blocks, len(strata), length)
        day = np.minimum(self.day[rows], length - 1)
        parts = (self.arm[rows], self.stop[rows], self.block[rows], where, day)
        stopped = counted(shape, tuple(part[kept] for part in parts), self.n[rows][kept])
        return TrialCells(trial=trial, strata=strata, stopped=stopped)


def factor_levels(table: Sorted, names: Collection[str] | None) -> list[tuple[Whole, bool]]:
    """For each factor the level of every stratum, and whether it is among `names` (None: all of them)."""
    known = {factor.name for factor in table.factors}
    if names is not None and (unknown := set(names) - known):
        raise ValueError(f"there is no factor {sorted(unknown)[0]}: they are {sorted(known)}")
    numbers = level_numbers(np.arange(table.strata, dtype=np.int64), table.factors)
    return [(n, names is None or f.name in names) for n, f in zip(numbers, table.factors, strict=True)]


def counted(shape: tuple[int, ...], place: tuple[NDArray[Any], ...], n: Array) -> Array:
    """Sums of `n` by cell."""
    cell = np.ravel_multi_index(place, shape)
    return np.bincount(cell, weights=n, minlength=int(np.prod(shape))).reshape(shape).astype(np.float64)


def _refuse_nonsense(table: TrialTable, ends: Collection[int]) -> None:
    columns = (table.block, table.stratum, table.trial, table.arm, table.day, table.end, table.n)
    if len({column.shape for column in columns}) > 1:
        raise ValueError(f"the columns of a table of trials have one length, not {[c.shape for c in columns]}")
    if not ends or min(ends) < 1:
        raise ValueError(f"an end to be compared is 1, 2, ..., not {sorted(ends)}")
    if table.stratum.max(initial=0) >= strata_of(table.factors):
        raise ValueError(f"there are {strata_of(table.factors)} strata, and one is numbered {table.stratum.max()}")
    if not table.n.size or not table.n.sum() > 0:
        raise NothingToCompareError("nobody starts any trial")
    if (table.n < 0).any() or (table.day < 0).any():
        raise ValueError("counts and days of follow-up cannot be negative")
    if not np.isin(table.arm, (0, 1)).all():
        raise ValueError("an arm is 0 (not treated as the trial starts) or 1 (treated)")
    if ((table.end == LATER_TREATMENT) & ((table.arm == 1) | (table.day < table.period))).any():
        raise ValueError("only people of arm 0 are treated later, and not in the period in which a trial starts")
    for arm, name in ((1, "treated"), (0, "untreated")):
        if not table.n[table.arm == arm].sum() > 0:
            raise NothingToCompareError(f"no trial has anybody {name}: there is nothing to compare")
    if not table.n[table.end > 0].sum() > 0:
        raise NothingToCompareError("everybody was lost to follow-up: no end was seen in any trial")
