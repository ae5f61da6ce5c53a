"""Are the arms alike? Balance before and after weighting, what weights look like, and who has nobody to stand for them.

Source of the measure: Austin 2009 (Stat Med 28:3083), standardised differences, with the spread before weighting below
the line also after it; effective numbers Kish 1965.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from amnio.estimate.arm_weights import ArmWeights, Propensity, Target, weighted_quantile
from amnio.estimate.replicates import Replicates
from amnio.estimate.sequential_trials import arm_weights
from amnio.estimate.trial_cells import Array, Sorted, TrialTable, factor_levels

_ANY_END = (1,)  # which end is compared does not matter to who is treated


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelBalance:
    """How common one level of a factor is in each arm, people and weighted people, as shares.

    A standardised difference is None where the level has no spread in either arm.
    """

    factor: str
    level: str
    treated: float
    untreated: float
    treated_weighted: float
    untreated_weighted: float
    before: float | None
    after: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightSpread:
    """Weights of one arm, with mean 1 among people who have any: how uneven they are, and what is left of numbers.

    `effective` people with equal weights would say as much; `without` is how many have weight 0.
    """

    people: float
    without: float
    effective: float
    smallest: float
    median: float
    upper: float
    largest: float


@dataclass(frozen=True, kw_only=True, slots=True)
class StratumSupport:
    """One stratum over all trials: people by arm, and how many of them are in trials where the other arm is empty."""

    stratum: int
    treated: float
    untreated: float
    treated_alone: float
    untreated_alone: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Positivity:
    """Who cannot be compared within stratum and trial: strata with somebody alone, and the share of each arm."""

    strata: tuple[StratumSupport, ...]
    treated_alone: float
    untreated_alone: float


def balance(
    table: TrialTable,
    *,
    target: Target = Target.TREATED,
    propensity: Propensity = Propensity.SATURATED,
    model: Collection[str] | None = None,
    largest_weight: float | None = None,
) -> tuple[LevelBalance, ...]:
    """Every level of every factor, in the order of the table: the numbers of a love plot. All trials in one."""
    cells, weights = _weighed(table, target, propensity, model, largest_weight)
    people, weighted = (each[0].sum(axis=1) for each in (weights.people, weights.weight))
    found = []
    for factor, (numbers, _) in zip(cells.factors, factor_levels(cells, None), strict=True):
        for number, level in enumerate(factor.levels):
            has_it = numbers == number
            untreated, treated = people[:, has_it].sum(axis=1) / people.sum(axis=1)
            untreated_weighted, treated_weighted = weighted[:, has_it].sum(axis=1) / weighted.sum(axis=1)
            spread = np.sqrt((treated * (1 - treated) + untreated * (1 - untreated)) / 2)
            found.append(
                LevelBalance(
                    factor=factor.name,
                    level=level,
                    treated=float(treated),
                    untreated=float(untreated),
                    treated_weighted=float(treated_weighted),
                    untreated_weighted=float(untreated_weighted),
                    before=float((treated - untreated) / spread) if spread > 0 else None,
                    after=float((treated_weighted - untreated_weighted) / spread) if spread > 0 else None,
                )
            )
    return tuple(found)


def weight_spread(
    table: TrialTable,
    *,
    target: Target = Target.TREATED,
    propensity: Propensity = Propensity.SATURATED,
    model: Collection[str] | None = None,
    largest_weight: float | None = None,
    upper: float = 0.99,
) -> tuple[WeightSpread, WeightSpread]:
    """Of arm 0 and of arm 1; `upper` is the quantile reported as such."""
    _, weights = _weighed(table, target, propensity, model, largest_weight)
    people, weight = (each[0].reshape(2, -1) for each in (weights.people, weights.weight))
    none, some = (_spread(people[arm], weight[arm], upper) for arm in (0, 1))
    return none, some


def positivity(table: TrialTable) -> Positivity:
    """Who is alone, by stratum; strata in which nobody is are not listed."""
    people = Sorted.of(table, _ANY_END).started().sum(axis=0)
    alone = np.where((people > 0).all(axis=0), 0.0, people).sum(axis=1)
    by_stratum = people.sum(axis=1)
    listed = tuple(
        StratumSupport(
            stratum=int(stratum),
            treated=float(by_stratum[1, stratum]),
            untreated=float(by_stratum[0, stratum]),
            treated_alone=float(alone[1, stratum]),
            untreated_alone=float(alone[0, stratum]),
        )
        for stratum in np.flatnonzero(alone.sum(axis=0) > 0)
    )
    untreated_alone, treated_alone = alone.sum(axis=1) / by_stratum.sum(axis=1)
    return Positivity(strata=listed, treated_alone=float(treated_alone), untreated_alone=float(untreated_alone))


def _weighed(
    table: TrialTable,
    target: Target,
    propensity: Propensity,
    model: Collection[str] | None,
    largest_weight: float | None,
) -> tuple[Sorted, ArmWeights]:
    cells = Sorted.of(table, _ANY_END)
    return cells, arm_weights(cells, Replicates.none(cells.blocks), target, propensity, model, largest_weight)


def _spread(people: Array, weight: Array, upper: float) -> WeightSpread:
    some = weight > 0
    counts, each = people[some], weight[some] / people[some]
    each = each * counts.sum() / (each * counts).sum()
    return WeightSpread(
        people=float(people.sum()),
        without=float(people[~some].sum()),
        effective=float((each * counts).sum() ** 2 / (each**2 * counts).sum()),
        smallest=float(each.min()),
        median=weighted_quantile(each, counts, 0.5),
        upper=weighted_quantile(each, counts, upper),
        largest=float(each.max()),
    )
