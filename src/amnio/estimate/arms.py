"""Two arms compared by one horizon: the risks, what sets them apart, and for whom that speaks."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.replicates import BlockEstimate, Replicates, Scale
from amnio.estimate.trial_cells import Array, NothingToCompareError, Whole, counted


@dataclass(frozen=True, kw_only=True, slots=True)
class ArmsCompared:
    """Risks by one horizon and what sets them apart.

    `target` counts those the effect speaks for, once for every trial they are in; `not_compared` those for whom there
    is nobody in the other arm of their stratum, who are left out; `short` those whose comparison is not followed to the
    horizon, so that later ends are missed. A ratio is None while nobody of arm 0 has the end.
    """

    treated: BlockEstimate
    untreated: BlockEstimate
    difference: BlockEstimate
    ratio: BlockEstimate | None
    target: float
    not_compared: float
    short: float
    trials: int

    @classmethod
    def of(
        cls,
        risks: tuple[Array, Array],
        replicates: Replicates,
        *,
        level: float,
        target: float,
        not_compared: float,
        short: float = 0.0,
        trials: int = 1,
    ) -> "ArmsCompared":
        """From the risks of arm 0 and of arm 1 in every replicate, shape (1 + replicates,)."""
        untreated, treated = risks
        ratio = None
        if untreated[0] > 0:
            ratios = np.divide(treated, untreated, out=np.full_like(treated, np.nan), where=untreated > 0)
            ratio = replicates.estimate(ratios, scale=Scale.LOGARITHM, level=level)
        return cls(
            treated=replicates.estimate(treated, scale=Scale.LOGARITHM, level=level),
            untreated=replicates.estimate(untreated, scale=Scale.LOGARITHM, level=level),
            difference=replicates.difference(treated, untreated, level=level),
            ratio=ratio,
            target=target,
            not_compared=not_compared,
            short=short,
            trials=trials,
        )


class Standard(StrEnum):
    """Which strata weigh how much when two arms are compared stratum by stratum."""

    #: none: all treated against all untreated
    CRUDE = "crude"
    #: as many as the stratum has treated (standardised mortality weights)
    TREATED = "treated"
    #: as many as it has in both arms
    ALL = "all"
    #: treated x untreated / both (Mantel & Haenszel 1959): little weight where one arm is small
    MANTEL_HAENSZEL = "mantel_haenszel"


class ArmTable(Protocol):
    """Columns of one length: people by block, stratum, arm (0, 1) and end (below 1: none seen). Both kinds of
    counts."""

    @property
    def block(self) -> Whole: ...
    @property
    def stratum(self) -> Whole: ...
    @property
    def arm(self) -> Whole: ...
    @property
    def end(self) -> Whole: ...
    @property
    def n(self) -> NDArray[np.int64] | Array: ...
    @property
    def blocks(self) -> int: ...


def divided(
    table: ArmTable,
    *,
    ends: Collection[int],
    standard: Standard = Standard.CRUDE,
    replicates: Replicates | None = None,
    level: float = 0.95,
) -> ArmsCompared:
    """Ends divided by people, arm by arm: what is done where nobody asks when somebody came under observation.

    Whoever was lost counts as without an end. Kept for comparison: these are the designs whose bias is shown. With
    Mantel and Haenszel's weights the ratio and the difference are theirs. Raises NothingToCompareError.
    """
    weighing = replicates or Replicates.jackknife(table.blocks)
    shape = (table.blocks, 2, int(table.stratum.max(initial=0)) + 1)
    n = np.asarray(table.n, dtype=np.float64)
    place = (table.block, table.arm, table.stratum)
    people = weighing.of(counted(shape, place, n))
    ended = weighing.of(counted(shape, place, np.where(np.isin(table.end, list(ends)), n, 0.0)))
    if standard is Standard.CRUDE:
        people, ended = (each.sum(axis=2, keepdims=True) for each in (people, ended))
    none, some = people[:, 0], people[:, 1]
    wanted = {
        Standard.CRUDE: some,
        Standard.TREATED: some,
        Standard.ALL: none + some,
        Standard.MANTEL_HAENSZEL: none * some / np.maximum(none + some, 1e-200),
    }[standard]
    both = (none > 0) & (some > 0)
    weight = np.where(both, wanted, 0.0)
    total = weight.sum(axis=1)
    if not total[0] > 0:
        raise NothingToCompareError("no stratum has somebody treated and somebody untreated")
    share = np.divide(ended, people, out=np.zeros_like(ended), where=people > 0)
    risks = np.divide(
        (weight[:, None] * share).sum(axis=2),
        total[:, None],
        out=np.full((len(total), 2), np.nan),
        where=total[:, None] > 0,
    )
    asked = (none + some)[0] if standard is Standard.ALL else some[0]
    return ArmsCompared.of(
        (risks[:, 0], risks[:, 1]),
        weighing,
        level=level,
        target=float(asked[both[0]].sum()),
        not_compared=float(asked[~both[0]].sum()),
    )
