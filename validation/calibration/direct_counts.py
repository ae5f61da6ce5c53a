"""The counts of a simulated registry without a table in between: what the engine would count, in numpy.

For thousands of small registries the fixed cost of a file and of SQL would be most of the work. The first registries of
a run are counted by the engine too, and must be the same cell by cell (`study.py`).
"""

import numpy as np
from numpy.typing import NDArray

from amnio.cohort.blocks import MULTIPLIER, PRIME
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.table import ENDS
from amnio.estimate.count_columns import Factor
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import SWITCHED, TrialCounts
from amnio.model.population import BIRTH, LOSS, LOST, TERMINATION, Population

Whole = NDArray[np.int64]
#: From the ends of the model to the numbers of the counts.
_END = np.zeros(4, dtype=np.int64)
_END[[LOST, LOSS, TERMINATION, BIRTH]] = [0, 1, 2, 3]


class DirectCounts:
    """One population under one definition: strata of screen, age and earlier loss, in this order, each with a last
    level for *unknown* (and one for *other* where codes are named)."""

    def __init__(self, women: Population, definition: StudyDefinition) -> None:
        self.definition = definition
        names = np.arange(1, len(women) + 1)
        self.block = names % PRIME * MULTIPLIER % PRIME * definition.blocks // PRIME
        age = np.searchsorted([35, 40], women.age, side="right")
        levels = [women.screen_positive.astype(np.int64), age, women.history.astype(np.int64)]
        self.stratum = np.zeros(len(women), dtype=np.int64)
        for level, factor in zip(levels, definition.factors, strict=True):
            self.stratum = self.stratum * len(factor.levels) + level
        if not women.plain:
            raise ValueError("of twins it counts nothing: use the engine")
        self.entry, self.last, self.needle = (
            each.astype(np.int64) for each in (women.entry, women.last, women.procedure)
        )
        self.end = _END[women.end]

    @property
    def _frame(self) -> dict[str, object]:
        factors: tuple[Factor, ...] = self.definition.factors
        return {"blocks": self.definition.blocks, "factors": factors, "ends": tuple(end.value for end in ENDS)}

    def trials(self) -> TrialCounts:
        """Every woman in every trial that she starts."""
        tested = self.needle >= 0
        found = []
        for trial in range(self.definition.first_trial.days, self.definition.last_trial.days + 1):
            there = (self.entry <= trial) & (trial <= self.last) & (~tested | (self.needle >= trial))
            some = np.flatnonzero(there)
            now, later = self.needle[some] == trial, self.needle[some] > trial
            day = np.where(later, self.needle[some], self.last[some]) - trial
            end = np.where(later, SWITCHED, self.end[some])
            cells = (self.block[some], self.stratum[some], np.full(some.size, trial), now.astype(np.int64), day, end)
            found.append(_added(cells))
        columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
        names = ("block", "stratum", "trial", "arm", "day", "end", "n")
        return TrialCounts.of(**dict(zip(names, columns, strict=True)), period=1, **self._frame)  # type: ignore[arg-type]

    def ever(self) -> RiskCounts:
        """From the start of the definition, by whether a procedure ever came."""
        return self._risks(np.maximum(self.entry, self.definition.start.days), self.needle >= 0)

    def landmark(self, day: int) -> RiskCounts:
        """Those recorded by the landmark and still pregnant after it, by whether it had come."""
        begins = np.where(self.entry <= day, day, self.last)
        return self._risks(begins, (self.needle >= 0) & (self.needle <= day))

    def _risks(self, begins: Whole, arm: NDArray[np.bool_]) -> RiskCounts:
        some = self.last > begins
        cells = (self.block, self.stratum, arm.astype(np.int64), begins, self.last, self.end)
        columns = _added(tuple(each[some] for each in cells))
        names = ("block", "stratum", "arm", "entry", "exit", "end", "n")
        return RiskCounts.of(**dict(zip(names, columns, strict=True)), **self._frame)  # type: ignore[arg-type]


def _added(cells: tuple[Whole, ...]) -> tuple[Whole, ...]:
    """Equal cells once, with how many of each."""
    lows = [int(column.min(initial=0)) for column in cells]
    spans = [int(column.max(initial=0)) - low + 1 for column, low in zip(cells, lows, strict=True)]
    packed = np.ravel_multi_index(tuple(c - low for c, low in zip(cells, lows, strict=True)), tuple(spans))
    keys, n = np.unique(packed, return_counts=True)
    columns = np.unravel_index(keys, tuple(spans))
    return (*(c + low for c, low in zip(columns, lows, strict=True)), n)
