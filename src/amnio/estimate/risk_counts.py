"""Counts of people followed from a day to a day: all that an incidence with late entry needs, by block and stratum."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from amnio.estimate.count_columns import Factor, added, check_within, strata_of, stratum_labels, whole_columns

Whole = NDArray[np.int64]

CENSORED = 0
CELLS = ("block", "stratum", "arm", "entry", "exit", "end")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RiskCounts:
    """Columns of one length, a row a cell, each cell once, `n` of them in it.

    Everybody in a cell is at risk at every day t with `entry` < t <= `exit` (as in `EventTimes`), and so entry < exit.
    `block`: 0 to `blocks` - 1. `stratum`: a number of `factors`. `arm`: 1 exposed, 0 not; all 0 where nothing is
    compared. `end`: CENSORED, or 1 ... len(ends). Raises ValueError for anything else. Rows are sorted by the columns.

    Where follow-up is split at the exposure, one person stands in two cells (and in one block): `n` counts pieces.
    """

    block: Whole
    stratum: Whole
    arm: Whole
    entry: Whole
    exit: Whole
    end: Whole
    n: Whole
    blocks: int
    factors: tuple[Factor, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(
        cls,
        *,
        block: ArrayLike,
        stratum: ArrayLike,
        arm: ArrayLike,
        entry: ArrayLike,
        exit: ArrayLike,
        end: ArrayLike,
        n: ArrayLike,
        blocks: int,
        factors: Sequence[Factor] = (),
        ends: Sequence[str],
    ) -> "RiskCounts":
        """From anything that holds whole numbers; cells that occur twice are added."""
        columns = whole_columns(block=block, stratum=stratum, arm=arm, entry=entry, exit=exit, end=end, n=n)
        check_within("block", columns["block"], 0, blocks - 1)
        check_within("stratum", columns["stratum"], 0, strata_of(factors) - 1)
        check_within("arm", columns["arm"], 0, 1)
        check_within("end", columns["end"], CENSORED, len(ends))
        check_within("n", columns["n"], 1)
        if (columns["entry"] >= columns["exit"]).any():
            raise ValueError("somebody leaves at or before she enters: nobody can be at risk for no time")
        cells, total = added([columns[name] for name in CELLS], columns["n"])
        return cls(
            **dict(zip(CELLS, cells, strict=True)), n=total, blocks=blocks, factors=tuple(factors), ends=tuple(ends)
        )

    @property
    def strata(self) -> tuple[str, ...]:
        """A label for every stratum, by its number."""
        return stratum_labels(self.factors)

    def rows(self, kept: NDArray[np.bool_]) -> "RiskCounts":
        """Only the cells marked in `kept`."""
        return RiskCounts(
            **{name: getattr(self, name)[kept] for name in (*CELLS, "n")},
            blocks=self.blocks,
            factors=self.factors,
            ends=self.ends,
        )


def pooled_risks(several: Sequence[RiskCounts]) -> RiskCounts:
    """The counts of all of them together; raises ValueError unless blocks, factors and ends are the same."""
    return reduce(_both, several)


def _both(one: RiskCounts, other: RiskCounts) -> RiskCounts:
    for name in ("blocks", "factors", "ends"):
        if getattr(one, name) != getattr(other, name):
            raise ValueError(f"{name} differ: {getattr(one, name)} and {getattr(other, name)}")
    joined = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in (*CELLS, "n")}
    return RiskCounts.of(**joined, blocks=one.blocks, factors=one.factors, ends=one.ends)
