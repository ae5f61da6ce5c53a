"""What would show that trials cannot be trusted: balance, whether there was somebody to compare, weights, E-value.

The methods are those of `estimate.balance` and `estimate.e_value`; the later period is a negative control (Lipsitch et
al. 2010, Epidemiology 21:383).
"""

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from amnio.answers.study_answer import By, Diagnostics, Level, Number, StratumCounts, Weights
from amnio.answers.study_designs import HORIZONS, number
from amnio.estimate import NothingToCompareError, SequentialTrials, Target
from amnio.estimate.balance import balance, weight_spread
from amnio.estimate.e_value import e_values
from amnio.estimate.trial_counts import TrialCounts

Array = NDArray[np.float64]


def diagnostics(counts: TrialCounts, sums: SequentialTrials, target: Target) -> Diagnostics:
    """Of trials that were pooled."""
    value = None
    with suppress(NothingToCompareError):
        value = e_values(sums.compared(HORIZONS[By.WEEK_24]))
    return Diagnostics(
        levels=_levels(counts, target),
        strata=_strata(counts),
        weights=_weights(counts, target),
        e_value=None if value is None else value.estimate,
        e_value_interval=None if value is None else value.nearest,
        later_excess=_later_excess(sums),
    )


def _levels(counts: TrialCounts, target: Target) -> tuple[Level, ...]:
    """Every level that anybody has, factor by factor."""
    return tuple(
        Level(
            factor=each.factor,
            level=each.level,
            treated=each.treated,
            untreated=each.untreated,
            weighted=each.untreated_weighted,
            before=each.before,
            after=each.after,
        )
        for each in balance(counts, target=target)
        if each.treated or each.untreated
    )


def _strata(counts: TrialCounts) -> tuple[StratumCounts, ...]:
    """Every stratum that anybody is in: who was tested there, and on a day on which nobody else was untested."""
    _, which = np.unique(counts.trial, return_inverse=True)
    shape = (2, int(which.max()) + 1, len(counts.strata))
    cell = np.ravel_multi_index((counts.arm, which, counts.stratum), shape)
    untreated, treated = np.bincount(cell, weights=counts.n, minlength=int(np.prod(shape))).reshape(shape)
    alone = np.where(untreated > 0, 0.0, treated).sum(axis=0)
    starts, tested = (untreated + treated).sum(axis=0), treated.sum(axis=0)
    return tuple(
        StratumCounts(label=label, starts=float(starts[index]), treated=float(tested[index]), alone=float(alone[index]))
        for index, label in enumerate(counts.strata)
        if starts[index]
    )


def _weights(counts: TrialCounts, target: Target) -> Weights:
    """Of the untreated, before those of leaving; their mean is 1."""
    untreated, _ = weight_spread(counts, target=target)
    return Weights(
        largest=untreated.largest,
        upper_percent=untreated.upper,
        median=untreated.median,
        people=untreated.people - untreated.without,
        effective=untreated.effective,
    )


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
