"""Counts of sequential trials: how many, in which block and stratum, of which trial and arm, ended how on which day.

One person may be counted in many trials, once in each for which she is eligible; she is in the same block in all of
them, so leaving a block out leaves whole people out (the jackknife of a design in which people recur).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from amnio.estimate.count_columns import Factor, added, check_within, strata_of, stratum_labels, whole_columns

Whole = NDArray[np.int64]

CENSORED = 0  # follow-up ended and she had not come to an end
SWITCHED = -1  # she was in arm 0 and did later what arm 1 does; censored at that day
CELLS = ("block", "stratum", "trial", "arm", "day", "end")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class TrialCounts:
    """Columns of one length, a row a cell, each cell once, `n` of them in it.

    `block`: 0 to `blocks` - 1. `stratum`: a number of `factors` at the start of the trial (`level_numbers`).
    `trial`: the day on which it starts. `arm`: 1 did it in [trial, trial + period), 0 did not. `day`: whole days from
    `trial` to the end of follow-up; 0 is the day of the start itself. `end`: SWITCHED, CENSORED, or 1 ... len(ends).

    Raises ValueError for anything else. Rows are sorted by the columns in this order, whatever order they came in.
    """

    block: Whole
    stratum: Whole
    trial: Whole
    arm: Whole
    day: Whole
    end: Whole
    n: Whole
    blocks: int
    period: int
    factors: tuple[Factor, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(
        cls,
        *,
        block: ArrayLike,
        stratum: ArrayLike,
        trial: ArrayLike,
        arm: ArrayLike,
        day: ArrayLike,
        end: ArrayLike,
        n: ArrayLike,
        blocks: int,
        period: int = 1,
        factors: Sequence[Factor] = (),
        ends: Sequence[str],
    ) -> "TrialCounts":
        """From anything that holds whole numbers; cells that occur twice are added."""
        columns = whole_columns(block=block, stratum=stratum, trial=trial, arm=arm, day=day, end=end, n=n)
        check_within("block", columns["block"], 0, blocks - 1)
        check_within("stratum", columns["stratum"], 0, strata_of(factors) - 1)
        check_within("arm", columns["arm"], 0, 1)
        check_within("day", columns["day"], 0)
        check_within("end", columns["end"], SWITCHED, len(ends))
        check_within("n", columns["n"], 1)
        if ((columns["end"] == SWITCHED) & (columns["arm"] == 1)).any():
            raise ValueError("only arm 0 can switch: arm 1 has done it already")
        cells, total = added([columns[name] for name in CELLS], columns["n"])
        return cls(
            **dict(zip(CELLS, cells, strict=True)),
            n=total,
            blocks=blocks,
            period=period,
            factors=tuple(factors),
            ends=tuple(ends),
        )

    @property
    def strata(self) -> tuple[str, ...]:
        """A label for every stratum, by its number."""
        return stratum_labels(self.factors)

    @property
    def trials(self) -> Whole:
        """The days on which a trial starts that has anybody in it."""
        return np.unique(self.trial)

    def rows(self, kept: NDArray[np.bool_]) -> "TrialCounts":
        """Only the cells marked in `kept`."""
        return TrialCounts(
            **{name: getattr(self, name)[kept] for name in (*CELLS, "n")},
            blocks=self.blocks,
            period=self.period,
            factors=self.factors,
            ends=self.ends,
        )


def pooled_trials(several: Sequence[TrialCounts]) -> TrialCounts:
    """The counts of all of them together; raises ValueError unless blocks, period, factors and ends are the same."""
    return reduce(_both, several)


def _both(one: TrialCounts, other: TrialCounts) -> TrialCounts:
    for name in ("blocks", "period", "factors", "ends"):
        if getattr(one, name) != getattr(other, name):
            raise ValueError(f"{name} differ: {getattr(one, name)} and {getattr(other, name)}")
    joined = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in (*CELLS, "n")}
    return TrialCounts.of(**joined, blocks=one.blocks, period=one.period, factors=one.factors, ends=one.ends)
