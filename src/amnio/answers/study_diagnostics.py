"""What would show that trials cannot be trusted: balance, whether there was somebody to compare, weights, E-value.

Sources: Austin 2009 (Stat Med 28:3083), standardised differences; Kish 1965, effective numbers; VanderWeele & Ding 2017
(Ann Intern Med 167:268), E-value; Lipsitch et al. 2010 (Epidemiology 21:383), negative controls.
"""

from collections.abc import Iterator
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from amnio.answers.study_answer import By, DesignEffect, Diagnostics, Level, Number, StratumCounts, Weights
from amnio.answers.study_designs import HORIZONS, number
from amnio.estimate import NothingToCompareError, SequentialTrials, Target
from amnio.estimate.count_columns import level_numbers
from amnio.estimate.trial_counts import TrialCounts

Array = NDArray[np.float64]


def diagnostics(counts: TrialCounts, sums: SequentialTrials, main: DesignEffect | None, target: Target) -> Diagnostics:
    """Of trials that were pooled; `main` is their effect by 24+0."""
    starts = _starts(counts)
    weighted = _weighted(starts, target)
    value, interval = _e_values(main)
    return Diagnostics(
        levels=tuple(_levels(counts, starts, weighted)),
        strata=tuple(_strata(counts, starts)),
        weights=_weights(starts, weighted),
        e_value=value,
        e_value_interval=interval,
        later_excess=_later_excess(sums),
    )


def _starts(counts: TrialCounts) -> Array:
    """Who starts, shape (arms, trials, strata)."""
    trials, which = np.unique(counts.trial, return_inverse=True)
    shape = (2, len(trials), len(counts.strata))
    cell = np.ravel_multi_index((counts.arm, which, counts.stratum), shape)
    counted = np.bincount(cell, weights=counts.n, minlength=int(np.prod(shape)))
    return np.asarray(counted, dtype=np.float64).reshape(shape)


def _weighted(starts: Array, target: Target) -> Array:
    """How much each arm counts in each trial and stratum, same shape; 0 where one arm is empty."""
    untreated, treated = starts
    both = (untreated > 0) & (treated > 0)
    wanted = np.where(both, treated if target is Target.TREATED else treated + untreated, 0.0)
    return np.stack([wanted, wanted])


def _levels(counts: TrialCounts, starts: Array, weighted: Array) -> Iterator[Level]:
    """Every level that anybody has, factor by factor; weighted arms are alike in them by construction."""
    arms = starts.sum(axis=1)
    after = weighted.sum(axis=1)
    numbers = level_numbers(np.arange(len(counts.strata)), counts.factors)
    for factor, of_stratum in zip(counts.factors, numbers, strict=True):
        for index, level in enumerate(factor.levels):
            at = of_stratum == index
            if not arms[:, at].sum():
                continue
            untreated, treated = _share(arms[:, at].sum(axis=1), arms.sum(axis=1))
            weighted_untreated, weighted_treated = _share(after[:, at].sum(axis=1), after.sum(axis=1))
            yield Level(
                factor=factor.name,
                level=level,
                treated=treated,
                untreated=untreated,
                weighted=weighted_untreated,
                before=_distance(treated, untreated),
                after=_distance(weighted_treated, weighted_untreated),
            )


def _share(part: Array, whole: Array) -> tuple[float, float]:
    shares = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return float(shares[0]), float(shares[1])


def _distance(one: float, other: float) -> float | None:
    """Standardised difference of two shares; None where neither varies and they are not the same."""
    spread = sqrt((one * (1.0 - one) + other * (1.0 - other)) / 2.0)
    if spread:
        return (one - other) / spread
    return 0.0 if one == other else None


def _strata(counts: TrialCounts, starts: Array) -> Iterator[StratumCounts]:
    untreated, treated = starts
    alone = np.where(untreated > 0, 0.0, treated).sum(axis=0)
    for index, label in enumerate(counts.strata):
        if starts[:, :, index].sum():
            yield StratumCounts(
                label=label,
                starts=float(starts[:, :, index].sum()),
                treated=float(treated[:, index].sum()),
                alone=float(alone[index]),
            )


def _weights(starts: Array, weighted: Array) -> Weights | None:
    """Of the untreated, before those of leaving: all of a stratum and trial count alike."""
    people = starts[0][weighted[0] > 0]
    if not people.size:
        return None
    each = weighted[0][weighted[0] > 0] / people
    order = np.argsort(each)
    share = np.cumsum(people[order]) / people.sum()
    upper = each[order][int(np.searchsorted(share, _UPPER))]
    total = float((people * each).sum())
    return Weights(
        largest=float(each.max()),
        upper_percent=float(upper),
        mean=total / float(people.sum()),
        people=float(people.sum()),
        effective=total**2 / float((people * each**2).sum()),
    )


_UPPER = 1.0 - 1 / 100  # below which 99 % of the weights lie


def _e_values(main: DesignEffect | None) -> tuple[float | None, float | None]:
    """Of the ratio, and of the end of its interval that is nearer to 1."""
    if main is None or main.ratio is None or main.ratio.value <= 0:
        return None, None
    ratio = main.ratio
    if ratio.low is None or ratio.high is None:
        return e_value(ratio.value), None
    nearer = ratio.low if ratio.value >= 1 else ratio.high
    crosses = ratio.low <= 1 <= ratio.high
    return e_value(ratio.value), 1.0 if crosses else e_value(nearer)


def e_value(ratio: float) -> float:
    """How many times as common, and as harmful, an unrecorded reason must be to make a ratio by itself.

    >>> round(e_value(2.0), 2), round(e_value(0.5), 2), e_value(1.0)
    (3.41, 3.41, 1.0)
    """
    away = ratio if ratio >= 1 else 1.0 / ratio
    return away + sqrt(away * (away - 1.0))


def _later_excess(sums: SequentialTrials) -> Number | None:
    """Risk difference that arises after day 42: a period in which a needle should add next to nothing."""
    early, late = (_differences(sums, by) for by in (By.DAY_42, By.BIRTH))
    if early is None or late is None:
        return None
    return number(sums.replicates.estimate(late - early))


def _differences(sums: SequentialTrials, by: By) -> Array | None:
    """The pooled difference in every replicate; None where there is none."""
    try:
        sums.compared(HORIZONS[by])
    except NothingToCompareError:
        return None
    which = sums.horizons.index(HORIZONS[by])
    ends, weight = sums.ends[..., which].sum(axis=-1), sums.weight[..., which].sum(axis=-1)
    untreated, treated = np.divide(ends, weight, out=np.full_like(ends, np.nan), where=weight > 0)
    return np.asarray(treated - untreated)
