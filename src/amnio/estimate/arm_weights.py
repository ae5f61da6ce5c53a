"""For how many people of the target everybody in a cell stands, in each arm: what makes the arms comparable.

Saturated: stratum and trial by stratum and trial, which needs both arms in each. Logistic: by a model of the chance of
treatment with main effects of what strata are made of and a smooth course over trials, which also uses cells with one
arm only. Sources: Rosenbaum & Rubin 1983 (Biometrika 70:41); weights to the treated Sato & Matsuyama 2003 (Epidemiology
14:680); Cole & Hernan 2008 (Am J Epidemiol 168:656) on cutting large weights.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.grouped_logistic import fitted
from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import Array, Sorted, factor_levels

_COURSE = 3  # how the chance of treatment goes over trials: a cubic


class Target(StrEnum):
    """For whom the effect is: those who were treated (what did it add for them), or everybody who started a trial."""

    TREATED = "treated"
    ALL = "all"


class Propensity(StrEnum):
    """How the chance of treatment is learnt."""

    SATURATED = "saturated"
    LOGISTIC = "logistic"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ArmWeights:
    """`people` and `weight` of each cell, shape (replicates, arms, trials, strata): weight / people is one person's.

    `target`: those the effect is for, (replicates, trials, strata). `not_compared` of shape (trials,): those of the
    target for whom nobody in the other arm could stand. `cut`: people whose weight was larger than the cap.
    """

    people: Array
    weight: Array
    target: Array
    not_compared: Array
    cut: float = 0.0


def saturated(table: Sorted, replicates: Replicates, target: Target) -> ArmWeights:
    """Each stratum of each trial stands for itself; those with one arm only are left out and counted."""
    people = replicates.of(table.started())
    wanted = _wanted(people, target)
    both: NDArray[np.bool_] = np.all(people > 0, axis=1)
    weight = np.where(both, wanted, 0.0)
    return ArmWeights(
        people=people,
        weight=np.repeat(weight[:, None], 2, axis=1),
        target=weight,
        not_compared=np.where(both[0], 0.0, wanted[0]).sum(axis=1),
    )


def logistic(
    table: Sorted,
    replicates: Replicates,
    target: Target,
    *,
    names: Collection[str] | None = None,
    largest: float | None = None,
) -> ArmWeights:
    """By a model of treatment on the factors in `names` (all unless given).

    Weights above the quantile `largest` of an arm, people counted, are cut to it, in every replicate at the same value.
    """
    people = replicates.of(table.started())
    wanted = _wanted(people, target)
    chance = chance_of_treatment(table, people, names)
    possible = (chance < 1.0) & ((chance > 0.0) | (target is Target.TREATED))
    safe = np.where(possible, chance, 0.5)
    if target is Target.TREATED:
        each = np.stack([safe / (1.0 - safe), np.ones_like(safe)], axis=1)
    else:
        each = np.stack([1.0 / (1.0 - safe), 1.0 / np.where(safe > 0, safe, 1.0)], axis=1)
    each *= possible[:, None]
    cut = 0.0
    if largest is not None:
        each, cut = _cut(each, people, largest)
    return ArmWeights(
        people=people,
        weight=each * people,
        target=np.where(possible, wanted, 0.0),
        not_compared=np.where(possible[0], 0.0, wanted[0]).sum(axis=1),
        cut=cut,
    )


def chance_of_treatment(table: Sorted, people: Array, names: Collection[str] | None) -> Array:
    """The chance of being in arm 1, shape (replicates, trials, strata), by the logistic model."""
    trials, strata = people.shape[2:]
    levels = [np.tile(column, trials) for column, kept in factor_levels(table, names) if kept]
    at = np.repeat(_course(table.trials), strata, axis=0)
    flat = people.reshape(len(people), 2, -1)
    return fitted(levels, at, flat[:, 1], flat.sum(axis=1)).reshape(len(people), trials, strata)


def _course(trials: np.ndarray) -> Array:
    """Powers of time, from -1 to 1, as many as the trials can carry; orthogonal, so that the fit is steady."""
    if len(trials) < 2:
        return np.zeros((len(trials), 0))
    at = 2.0 * (trials - trials[0]) / (trials[-1] - trials[0]) - 1.0
    powers = np.vander(at, min(_COURSE, len(trials) - 1) + 1, increasing=True)
    orthogonal, _ = np.linalg.qr(powers)
    course: Array = orthogonal[:, 1:] * np.sqrt(len(trials))
    return course


def _wanted(people: Array, target: Target) -> Array:
    wanted: Array = people[:, 1] if target is Target.TREATED else people.sum(axis=1)
    return wanted


def _cut(each: Array, people: Array, largest: float) -> tuple[Array, float]:
    if not 0.0 < largest <= 1.0:
        raise ValueError(f"weights are cut at a quantile between 0 and 1, not {largest}")
    cut = 0.0
    each = each.copy()
    for arm in (0, 1):
        weights, counts = each[0, arm].ravel(), people[0, arm].ravel()
        cap = weighted_quantile(weights, counts, largest)
        cut += float(counts[weights > cap].sum())
        np.minimum(each[:, arm], cap, out=each[:, arm])
    return each, cut


def weighted_quantile(values: Array, counts: Array, share: float) -> float:
    """The smallest value that at least this share of those counted do not exceed."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(counts[order])
    place = int(np.searchsorted(reached, share * reached[-1] * (1.0 - 1e-12)))
    return float(values[order][min(place, values.size - 1)])
