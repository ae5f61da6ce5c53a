"""Sequential target trials on counts: treated now against not now, again at every start, pooled.

At each time on the clock a trial starts among those at risk who were never treated before. Arm 1 is treated as it
starts; arm 0 is not, and leaves when treated later. Within a stratum of what was known at the start, those who stay
stand in for those who left, and the untreated stand in for what the treated would have had. Competing ends are kept: a
risk is the probability of the end (Aalen-Johansen), not of the end in a world without others.

Sources: Hernan & Robins 2016 (Am J Epidemiol 183:758), target trials; Gran et al. 2010 (Stat Med 29:2757), Danaei et
al. 2013 (Stat Methods Med Res 22:70) and Keogh et al. 2023 (Stat Med 42:2191), sequential trials and their weights;
Young et al. 2020 (Stat Med 39:1199), what a risk under competing ends estimates. With weights learnt within stratum and
trial, weighting, standardising and their doubly robust union are one and the same number (tests/agree).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.arm_weights import ArmWeights, Propensity, Target, logistic, saturated
from amnio.estimate.censoring import Censoring, Staying
from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import END_STOP, Array, NothingToCompareError, Sorted, TrialCells, TrialTable, Whole
from amnio.estimate.trial_results import Horizon, SequentialTrials, days_within

#: Less than any chance of staying, and any count: what it divides is then 0.
NEVER = 1e-200


def sequential_trials(
    table: TrialTable,
    *,
    ends: Collection[int],
    horizons: Sequence[Horizon],
    target: Target = Target.TREATED,
    propensity: Propensity = Propensity.SATURATED,
    later_treatment: Censoring = Censoring.WITHIN_TRIAL,
    lost: Censoring = Censoring.BY_CLOCK,
    model: Collection[str] | None = None,
    largest_weight: float | None = None,
    replicates: Replicates | None = None,
) -> SequentialTrials:
    """Risk of any of `ends` in both arms, standardised over stratum and trial to `target`, in every replicate.

    `model` names the factors of logistic weights (all unless given), `largest_weight` the quantile at which these are
    cut. `replicates` is the jackknife over the blocks of the table unless given. The cost grows with trials x strata x
    days x replicates; rows of the table are read once. A table of one trial gives the comparison at a landmark. Raises
    NothingToCompareError when there is nobody to compare anywhere.
    """
    cells = Sorted.of(table, ends)
    weighing = replicates or Replicates.jackknife(cells.blocks)
    weights = arm_weights(cells, weighing, target, propensity, model, largest_weight)
    staying = Staying.of(cells, weighing, later_treatment=later_treatment, lost=lost, names=model)
    sums = _Sums.empty(cells, horizons, weighing, weights)
    needed = weights.weight[0].sum(axis=0) > 0
    for index, opened in cells.opened(needed, np.maximum(sums.days.max(axis=1), 0), weighing.size):
        sums.add(index, opened, staying, weights)
    return sums.results(cells, horizons, weights)


def arm_weights(
    cells: Sorted,
    replicates: Replicates,
    target: Target,
    propensity: Propensity,
    model: Collection[str] | None = None,
    largest_weight: float | None = None,
) -> ArmWeights:
    """Weights of both arms; raises NothingToCompareError when one of them has none anywhere."""
    if propensity is Propensity.SATURATED:
        if model is not None or largest_weight is not None:
            raise ValueError("saturated weights have no model and are not cut: ask for logistic ones")
        weights = saturated(cells, replicates, target)
    else:
        weights = logistic(cells, replicates, target, names=model, largest=largest_weight)
    if not (weights.weight[0].sum(axis=(1, 2)) > 0).all():
        raise NothingToCompareError("no stratum of any trial has somebody treated and somebody untreated")
    return weights


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Sums:
    """What is summed over strata while trials are opened; `days` of shape (trials, horizons)."""

    days: Whole
    ends: Array
    weight: Array
    short: Array
    replicates: Replicates

    @classmethod
    def empty(cls, cells: Sorted, horizons: Sequence[Horizon], replicates: Replicates, weights: ArmWeights) -> "_Sums":
        days = days_within(cells, horizons)
        of_trials = np.moveaxis(weights.weight.sum(axis=3), 1, 0)[..., None]
        shape = (2, replicates.size, *days.shape)
        return cls(
            days=days,
            ends=np.zeros(shape),
            weight=np.where(days >= 0, of_trials, 0.0),
            short=np.zeros(days.shape),
            replicates=replicates,
        )

    def add(self, index: int, cells: TrialCells, staying: Staying, weights: ArmWeights) -> None:
        """One trial, some strata."""
        days = self.days[index]
        counts = (np.arange(cells.stopped.shape[-1])[:, None] <= days).astype(np.float64)
        short = np.zeros((len(cells.strata), len(days)), dtype=bool)
        for arm in (0, 1):
            total = self.replicates.of(cells.stopped[arm].sum(axis=0))
            ended = self.replicates.of(cells.stopped[arm, END_STOP])
            ended /= np.maximum(staying.chance(cells, arm, total), NEVER)
            weight, people = (each[:, arm, index, cells.strata] for each in (weights.weight, weights.people))
            scale = weight / np.maximum(people, NEVER)
            self.ends[arm, :, index] += (scale[:, None] @ ended)[:, 0] @ counts
            short |= _not_followed(cells.stopped[arm].sum(axis=1), days, staying.learnt_within)
        self.short[index] += weights.target[0, index, cells.strata] @ short

    def results(self, cells: Sorted, horizons: Sequence[Horizon], weights: ArmWeights) -> SequentialTrials:
        return SequentialTrials(
            trials=cells.trials,
            horizons=tuple(horizons),
            ends=self.ends,
            weight=self.weight,
            not_compared=weights.not_compared,
            short=self.short,
            cut=weights.cut,
            replicates=self.replicates,
        )


def _not_followed(stopped: Array, days: Whole, learnt_within: set[int]) -> NDArray[np.bool_]:
    """Cells in which, before a horizon, the last people to be followed left without an end, shape (strata, horizons).

    Where the chance of leaving is learnt from other trials too, those stand in for them.
    """
    total = stopped.sum(axis=0)
    after = np.cumsum(total[:, ::-1], axis=-1)[:, ::-1] - total
    left = stopped[sorted(learnt_within)].sum(axis=0)
    emptied = (total > 0) & (after <= 0) & (left > 0)
    emptied = np.cumsum(emptied, axis=-1) > 0
    return np.asarray(emptied[:, np.maximum(days, 0)] & (days > 0))
