"""Incidence whose people come in clusters (blocks, operators, units), or carry weights: errors from clusters.

Greenwood's and Aalen's variances take everybody as independent and counted once. Here a cluster is what is independent:
its influence on the probability (the infinitesimal jackknife; Lin & Wei 1989, JASA 84:1074, and survfit's robust
variance), or the answer without it (the jackknife, `by_blocks`).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from amnio.estimate.event_times import Array, CountedPeople, EventTimes, RiskTable, Whole
from amnio.estimate.incidence import CumulativeIncidence, cumulative_incidence
from amnio.estimate.replicates import BlockEstimate, Replicates, Resampling
from amnio.estimate.trial_cells import counted


class BlockCounts(CountedPeople, Protocol):
    """People counted, with the block they are in."""

    @property
    def block(self) -> Whole: ...
    @property
    def blocks(self) -> int: ...


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ClusteredRisks:
    """Risk sets by cluster: `at_risk` of shape (clusters, times), `events` (clusters, times, ends)."""

    times: Whole
    at_risk: Array
    events: Array

    @classmethod
    def of(cls, people: EventTimes, *, cluster: ArrayLike, weights: ArrayLike | None = None) -> "ClusteredRisks":
        """Of people whose cluster is a whole number from 0; without weights everybody counts once."""
        which = np.asarray(cluster)
        n = np.ones(which.size) if weights is None else np.asarray(weights, dtype=np.float64)
        return cls._of(people.entry, people.exit, people.end, n, which, int(which.max()) + 1, people.ends)

    @classmethod
    def of_counts(cls, counts: BlockCounts, *, ends: int, cluster: Whole | None = None) -> "ClusteredRisks":
        """Blocks are the clusters, unless each row of the counts is said to be in another, numbered from 0."""
        n = np.asarray(counts.n, dtype=np.float64)
        which, clusters = (counts.block, counts.blocks) if cluster is None else (cluster, int(cluster.max()) + 1)
        return cls._of(counts.entry, counts.exit, counts.end, n, which, clusters, ends)

    @classmethod
    def _of(
        cls, entry: Whole, exit: Whole, end: Whole, n: Array, which: NDArray[np.int64], clusters: int, ends: int
    ) -> "ClusteredRisks":
        if not entry.size:
            raise ValueError("there is nobody to follow")
        first = int(entry.min())
        length = int(exit.max()) - first + 1
        entered = counted((clusters, length), (which, entry - first), n)
        left = counted((clusters, length, ends + 1), (which, exit - first, end), n)
        net = np.cumsum(entered - left.sum(axis=2), axis=1)
        at_risk = np.concatenate([np.zeros((clusters, 1)), net[:, :-1]], axis=1)
        kept = np.flatnonzero(np.bincount(exit - first, minlength=length))
        return cls(times=kept + first, at_risk=at_risk[:, kept], events=left[:, kept, 1:])

    @property
    def together(self) -> RiskTable:
        """All clusters in one."""
        return RiskTable(times=self.times, at_risk=self.at_risk.sum(axis=0), events=self.events.sum(axis=0))

    def after(self, time: int) -> "ClusteredRisks":
        """Conditional on reaching `time`."""
        kept = self.times > time
        if not kept.any():
            raise ValueError(f"nobody is left to follow after {time}")
        return ClusteredRisks(times=self.times[kept], at_risk=self.at_risk[:, kept], events=self.events[:, kept])


def robust_incidence(risks: ClusteredRisks) -> CumulativeIncidence:
    """Aalen-Johansen with standard errors from the influence of each cluster, without a small-sample factor."""
    whole = cumulative_incidence(risks.together)
    at_risk = np.asarray(whole.at_risk, dtype=np.float64)
    hazards = risks.together.events / at_risk[:, None]
    before = np.concatenate([[1.0], whole.event_free[:-1]])
    # what a cluster adds to each hazard: its events less those it was expected to have
    moves = (risks.events - risks.at_risk[..., None] * hazards) * (before / at_risk)[:, None]
    all_moves = moves.sum(axis=2)
    after = np.divide(1.0, whole.event_free, out=np.zeros_like(before), where=whole.event_free > 0)
    errors = np.empty_like(whole.probability)
    for end in range(errors.shape[1]):
        probability = whole.probability[:, end]
        # sum over s <= t of move_end(s) - (F(t) - F(s)) / S(s) x move_any(s)
        gained = np.cumsum(moves[:, :, end] + probability * after * all_moves, axis=1)
        influence = gained - probability * np.cumsum(after * all_moves, axis=1)
        errors[:, end] = np.sqrt((influence**2).sum(axis=0))
    return CumulativeIncidence(
        times=whole.times,
        at_risk=whole.at_risk,
        event_free=whole.event_free,
        probability=whole.probability,
        standard_error=errors,
    )


def incidence_by_blocks(
    risks: ClusteredRisks, *, end: int, time: int, replicates: Replicates | None = None, level: float = 0.95
) -> BlockEstimate:
    """The probability of `end` by `time` with the interval that blocks left out give; symmetric as it stands."""
    weighing = replicates or Replicates.jackknife(len(risks.at_risk))
    if weighing.kind is Resampling.JACKKNIFE and weighing.size == 1:
        raise ValueError("there is no replicate to make an interval from")
    kept = risks.times <= time
    at_risk, events = weighing.of(risks.at_risk[:, kept]), weighing.of(risks.events[:, kept])
    hazards = np.divide(events, at_risk[..., None], out=np.zeros_like(events), where=at_risk[..., None] > 0)
    survived = np.cumprod(1.0 - hazards.sum(axis=2), axis=1)
    before = np.ones_like(survived)
    before[:, 1:] = survived[:, :-1]
    return weighing.estimate((before * hazards[..., end - 1]).sum(axis=1), level=level)
