"""Sequential trials, doubly robust: a model of ends, set right by what weighted people show that it got wrong.

For each cell the model says when ends should have come. Where weighted people differ, the difference is carried to the
horizon: an end that came adds what it changes in the risk, one that did not come takes it away. The answer is right
when either the model of ends is, or the chances of treatment, of later treatment and of being followed are. Sources:
Robins, Rotnitzky & Zhao 1994 (JASA 89:846); for risks under competing ends Ozenne et al. 2020 (Biom J 62:751).

With both learnt within each stratum of each trial nothing is left to set right, and the answer is that of
`sequential_trials`.
"""

from collections.abc import Collection, Sequence

import numpy as np

from amnio.estimate.arm_weights import ArmWeights, Propensity, Target
from amnio.estimate.censoring import Censoring, Staying, shifted
from amnio.estimate.outcome_model import DailyChances, daily_chances
from amnio.estimate.replicates import Replicates
from amnio.estimate.sequential_trials import NEVER, arm_weights
from amnio.estimate.trial_cells import END_STOP, OTHER_STOP, TREATED_STOP, Array, Sorted, TrialCells, TrialTable, Whole
from amnio.estimate.trial_results import Horizon, SequentialTrials, days_within


def doubly_robust_trials(
    table: TrialTable,
    *,
    ends: Collection[int],
    horizons: Sequence[Horizon],
    target: Target = Target.TREATED,
    propensity: Propensity = Propensity.LOGISTIC,
    later_treatment: Censoring = Censoring.LOGISTIC,
    lost: Censoring = Censoring.LOGISTIC,
    weight_model: Collection[str] | None = None,
    outcome_model: Collection[str] | None = None,
    largest_weight: float | None = None,
    replicates: Replicates | None = None,
) -> SequentialTrials:
    """Risk of any of `ends` in both arms, standardised to `target`; both models have all factors unless named.

    Nobody of the target is left out who has a positive chance of the other arm: the model of ends stands in where
    nobody was in it. Raises NothingToCompareError when there is nobody to compare anywhere.
    """
    cells = Sorted.of(table, ends)
    weighing = replicates or Replicates.jackknife(cells.blocks)
    weights = arm_weights(
        cells,
        weighing,
        target,
        propensity,
        weight_model if propensity is Propensity.LOGISTIC else None,
        largest_weight,
    )
    staying = Staying.of(cells, weighing, later_treatment=later_treatment, lost=lost, names=weight_model)
    models = daily_chances(cells, weighing, names=outcome_model)
    days = days_within(cells, horizons)
    shape = (2, weighing.size, *days.shape)
    found = np.zeros(shape)
    needed = (weights.weight[0].sum(axis=0) > 0) | (weights.target[0] > 0)
    for index, opened in cells.opened(needed, np.maximum(days.max(axis=1), 0), weighing.size):
        for arm in (0, 1):
            found[arm, :, index] += _risks(index, opened, arm, models[arm], staying, weights, days[index])
    total = weights.target.sum(axis=2)[None, ..., None]
    return SequentialTrials(
        trials=cells.trials,
        horizons=tuple(horizons),
        ends=found,
        weight=np.where(days >= 0, np.broadcast_to(total, shape), 0.0),
        not_compared=weights.not_compared,
        short=np.zeros(days.shape),
        cut=weights.cut,
        replicates=weighing,
    )


def _risks(
    index: int,
    cells: TrialCells,
    arm: int,
    model: DailyChances,
    staying: Staying,
    weights: ArmWeights,
    days: Whole,
) -> Array:
    """What the target has of ends by each horizon, shape (replicates, horizons)."""
    in_all = staying.replicates.of
    total = in_all(cells.stopped[arm].sum(axis=0))
    ended, others, treated = (in_all(cells.stopped[arm, stop]) for stop in (END_STOP, OTHER_STOP, TREATED_STOP))
    at_risk = total[..., ::-1].cumsum(axis=-1)[..., ::-1] - treated
    end, any_end = model.of_trial(index, cells.strata, total.shape[-1] - 1)
    free = (1.0 - any_end).cumprod(axis=-1)
    reached = (shifted(free, first=1.0) * end).cumsum(axis=-1)
    there = 1.0 / np.maximum(staying.chance(cells, arm, total), NEVER)
    surprise = np.where(at_risk > 0, (ended - at_risk * end) * there, 0.0)
    any_surprise = np.where((at_risk > 0) & (free > 0), (ended + others - at_risk * any_end) * there, 0.0)
    any_surprise /= np.maximum(free, NEVER)
    counts = (np.arange(total.shape[-1])[:, None] <= days).astype(np.float64)
    by_model = np.where(days >= 0, reached[..., np.maximum(days, 0)], 0.0)
    # sum of surprise - (F(h) - F(t)) / S(t) x any surprise, over the days t until the horizon h
    set_right = surprise @ counts - by_model * (any_surprise @ counts) + (any_surprise * reached) @ counts
    weight, people = (of[:, arm, index, cells.strata] for of in (weights.weight, weights.people))
    target = weights.target[:, index, cells.strata]
    found: Array = (target[..., None] * by_model + (weight / np.maximum(people, NEVER))[..., None] * set_right).sum(
        axis=1
    )
    return found
