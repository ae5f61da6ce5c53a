"""Tables of sequential trials for tests: from rows, and as the expected counts of a world whose truth is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.count_columns import Factor

Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """What a method reads of a table of trials."""

    block: Whole
    stratum: Whole
    trial: Whole
    arm: Whole
    day: Whole
    end: Whole
    n: NDArray[Any]
    blocks: int
    factors: tuple[Factor, ...]
    period: int = 1

    @classmethod
    def of(cls, rows: Iterable[Sequence[float]], factors: tuple[Factor, ...] | None = None) -> "Table":
        """Rows of block, stratum, trial, arm, day, end, n; one factor with a level for each stratum unless given."""
        *whole, n = zip(*rows, strict=True)
        names = ("block", "stratum", "trial", "arm", "day", "end")
        columns = {name: np.array(column, dtype=np.int64) for name, column in zip(names, whole, strict=True)}
        levels = tuple(map(str, range(int(columns["stratum"].max()) + 1)))
        return cls(
            **columns,
            n=np.array(n),
            blocks=int(columns["block"].max()) + 1,
            factors=(Factor(name="group", levels=levels),) if factors is None else factors,
        )


@dataclass(frozen=True, kw_only=True)
class World:
    """Pregnancies that reach time 0, day by day: treated or not, then lost, born, or lost to follow-up.

    By stratum: `share` of the population; `treat[stratum][day]`; `loss[stratum][day]` while untreated; `birth[day]`;
    `dropout[stratum][day]`. Treatment adds `added[since]` to the chance of loss on each day since it. All days are of
    one clock, all chances are given that nothing has happened before.
    """

    share: Sequence[float]
    treat: NDArray[np.float64]
    loss: NDArray[np.float64]
    birth: NDArray[np.float64]
    dropout: NDArray[np.float64]
    added: NDArray[np.float64]

    @property
    def days(self) -> int:
        return len(self.birth)

    def chances(self, stratum: int, day: int, treated_on: int | None) -> tuple[float, float]:
        """Of loss and of birth on a day."""
        loss = self.loss[stratum, day]
        if treated_on is not None:
            loss += self.added[min(day - treated_on, len(self.added) - 1)]
        return loss, self.birth[day] * (1.0 - loss)

    def risk(self, stratum: int, start: int, until: int, *, treated: bool) -> float:
        """The true risk of loss by `until` of those at risk at `start`, treated then or never."""
        free, risk = 1.0, 0.0
        for day in range(start, until + 1):
            loss, birth = self.chances(stratum, day, start if treated else None)
            risk += free * loss
            free *= 1.0 - loss - birth
        return risk

    def table(self, starts: Sequence[int], people: float = 1.0) -> Table:
        """Expected counts of all trials."""
        rows: list[tuple[float, ...]] = []
        for stratum, share in enumerate(self.share):
            untreated = people * share
            at_risk = []
            for day in range(self.days):
                at_risk.append(untreated)
                loss, birth = self.chances(stratum, day, None)
                untreated *= (1 - self.treat[stratum, day]) * (1 - loss - birth) * (1 - self.dropout[stratum, day])
            for start in starts:
                treated = at_risk[start] * self.treat[stratum, start]
                rows += self._arm(stratum, start, 1, treated)
                rows += self._arm(stratum, start, 0, at_risk[start] - treated)
        return Table.of([row for row in rows if row[-1] > 0])

    def _arm(self, stratum: int, start: int, arm: int, people: float) -> list[tuple[float, ...]]:
        rows: list[tuple[float, ...]] = []
        for day in range(start, self.days):
            place = (0, stratum, start, arm, day - start)
            if arm == 0 and day > start:
                rows.append((*place, -1, people * self.treat[stratum, day]))
                people *= 1 - self.treat[stratum, day]
            loss, birth = self.chances(stratum, day, start if arm else None)
            rows += [(*place, 1, people * loss), (*place, 2, people * birth)]
            people *= 1 - loss - birth
            dropped = people * (self.dropout[stratum, day] if day < self.days - 1 else 1.0)
            rows.append((*place, 0, dropped))
            people -= dropped
        return rows


def confounded_world(days: int = 30) -> World:
    """Three strata: those with the highest risk are treated most, most often later, and drop out most."""
    clock = np.arange(days)
    base = np.array([0.001, 0.004, 0.02])
    birth = np.where(clock > days - 6, 0.3, 0.002)
    return World(
        share=(0.7, 0.25, 0.05),
        treat=np.outer([0.01, 0.05, 0.2], np.where(clock < 20, 1.0, 0.1)) * (1 + 0.3 * np.sin(clock)),
        loss=np.outer(base, 1.5 - clock / days),
        birth=birth,
        dropout=np.outer([0.002, 0.01, 0.02], 1 + 0.5 * np.cos(clock)),
        added=np.array([0.01, 0.006, 0.003, 0.001, 0.0]),
    )
