"""Times to the first of several ends, with late entry: who was at risk when, and how it ended.

Times are whole (completed days or weeks), so ties are the rule and not an accident. A person who enters at `e` and
leaves at `x` is at risk at every time t with e < t <= x, the convention of counting processes: whoever enters on the
day of somebody's event was not at risk of it (Andersen, Borgan, Gill & Keiding 1993, chapter III).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Whole = NDArray[np.int64]
Array = NDArray[np.float64]

CENSORED = 0


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class EventTimes:
    """One row a person: `entry`, `exit` and `end` (0 censored, 1 ... `ends`), whole numbers of the same length.

    Raises ValueError for a person who leaves at or before entry, an unknown end, or fractions.
    """

    entry: Whole
    exit: Whole
    end: Whole
    ends: int

    @classmethod
    def of(cls, entry: ArrayLike, exit: ArrayLike, end: ArrayLike, *, ends: int | None = None) -> "EventTimes":
        """From anything that holds whole numbers; `ends` is the largest end unless given."""
        columns = [_whole(name, value) for name, value in (("entry", entry), ("exit", exit), ("end", end))]
        if len({column.shape for column in columns}) > 1 or columns[0].ndim != 1:
            raise ValueError(f"entry, exit and end must be columns of one length, not {[c.shape for c in columns]}")
        if not columns[0].size:
            raise ValueError("there is nobody to follow")
        started, stopped, how = columns
        highest = int(how.max())
        if how.min() < CENSORED or (ends is not None and highest > ends):
            raise ValueError(f"an end must lie between {CENSORED} (censored) and {ends or highest}")
        if (backwards := np.flatnonzero(stopped <= started)).size:
            raise ValueError(
                f"{backwards.size} people leave at or before they enter, first row {backwards[0] + 1}: nobody can be "
                "at risk for no time. Leave them out and count them, or correct the dates."
            )
        return cls(entry=started, exit=stopped, end=how, ends=highest if ends is None else ends)

    def still_there_after(self, time: int) -> "EventTimes":
        """A landmark: those who were followed at `time` and had not come to an end, from then on."""
        kept = (self.exit > time) & (self.entry <= time)
        return self._rows(kept, entry=np.full(int(kept.sum()), time, dtype=np.int64))

    def at_risk_after(self, time: int) -> "EventTimes":
        """Conditional on reaching `time`: everybody at risk after it, whenever they came in."""
        kept = self.exit > time
        return self._rows(kept, entry=np.maximum(self.entry[kept], time))

    def _rows(self, kept: NDArray[np.bool_], *, entry: Whole) -> "EventTimes":
        if not kept.any():
            raise ValueError("nobody is left to follow")
        return EventTimes(entry=entry, exit=self.exit[kept], end=self.end[kept], ends=self.ends)


class CountedPeople(Protocol):
    """Columns of one length: `n` people who entered, left and came to an end so. `RiskCounts` is one."""

    @property
    def entry(self) -> Whole: ...
    @property
    def exit(self) -> Whole: ...
    @property
    def end(self) -> Whole: ...
    @property
    def n(self) -> Whole | Array: ...


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CountedRows:
    """People counted, made from others."""

    entry: Whole
    exit: Whole
    end: Whole
    n: Whole | Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RiskTable:
    """Counts at each time at which somebody's follow-up ended.

    `times` and `at_risk` of shape (times,), `events` of shape (times, ends). All that an incidence needs: its cost does
    not grow with people. Counts are fractional where people have weights.
    """

    times: Whole
    at_risk: Whole | Array
    events: Whole | Array

    @classmethod
    def of(cls, people: EventTimes, weights: ArrayLike | None = None) -> "RiskTable":
        """In one pass over the people, by counting. `weights`, one for each person, are positive."""
        if weights is None:
            return cls._counted(people.entry, people.exit, people.end, None, people.ends)
        given = np.asarray(weights, dtype=np.float64)
        if given.shape != people.entry.shape or not (given > 0).all():
            raise ValueError(f"weights are positive, one for each of {people.entry.size} people")
        return cls._counted(people.entry, people.exit, people.end, given, people.ends)

    @classmethod
    def of_counts(cls, counts: CountedPeople, *, ends: int) -> "RiskTable":
        """From people who are counted already; `ends` is how many ends there are."""
        if not counts.n.size:
            raise ValueError("there is nobody to follow")
        table = cls._counted(counts.entry, counts.exit, counts.end, counts.n.astype(np.float64), ends)
        if counts.n.dtype.kind == "f":
            return table
        whole = (np.rint(each).astype(np.int64) for each in (table.at_risk, table.events))
        return cls(times=table.times, at_risk=next(whole), events=next(whole))

    @classmethod
    def _counted(cls, entry: Whole, exit: Whole, end: Whole, n: Array | None, ends: int) -> "RiskTable":
        first = int(entry.min())
        length = int(exit.max()) - first + 1
        entered = np.bincount(entry - first, n, minlength=length)
        by_end = np.bincount((exit - first) * (ends + 1) + end, n, minlength=length * (ends + 1))
        by_end = by_end.reshape(length, ends + 1)
        left = by_end.sum(axis=1)
        # at risk at t: entered before t, not left before t
        at_risk = np.concatenate([[0], np.cumsum(entered - left)[:-1]])
        kept = np.flatnonzero(left)
        return cls(times=kept + first, at_risk=at_risk[kept], events=by_end[kept, 1:])

    def after(self, time: int) -> "RiskTable":
        """Conditional on reaching `time`: the same risk sets, from the first time after it on."""
        kept = self.times > time
        if not kept.any():
            raise ValueError(f"nobody is left to follow after {time}")
        return RiskTable(times=self.times[kept], at_risk=self.at_risk[kept], events=self.events[kept])


def landmark(counts: CountedPeople, time: int) -> CountedRows:
    """Those who were followed at `time` and had not come to an end, from then on: nobody comes in later."""
    kept = (counts.exit > time) & (counts.entry <= time)
    if not kept.any():
        raise ValueError(f"nobody was followed at {time} and after it")
    entry = np.full(int(kept.sum()), time, dtype=np.int64)
    return CountedRows(entry=entry, exit=counts.exit[kept], end=counts.end[kept], n=counts.n[kept])


def numbers_at_risk(counts: CountedPeople, times: ArrayLike) -> Whole | Array:
    """How many are at risk at each of `times`: entered before it and not left before it."""
    asked = np.asarray(times)
    order_in, order_out = np.argsort(counts.entry, kind="stable"), np.argsort(counts.exit, kind="stable")
    entered = np.concatenate([[0], np.cumsum(counts.n[order_in])])
    left = np.concatenate([[0], np.cumsum(counts.n[order_out])])
    came = entered[np.searchsorted(counts.entry[order_in], asked, side="left")]
    there: Whole | Array = came - left[np.searchsorted(counts.exit[order_out], asked, side="left")]
    return there


def _whole(name: str, value: ArrayLike) -> Whole:
    given = np.asarray(value)
    if given.dtype.kind not in "iu" and not (given.dtype.kind == "f" and np.array_equal(given, np.trunc(given))):
        raise ValueError(f"{name} must be whole numbers (completed days or weeks)")
    return given.astype(np.int64)
