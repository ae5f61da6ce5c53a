"""What would show that trials cannot be trusted: balance, whether there was somebody to compare, weights, E-value.

The methods are those of `estimate.balance` and `estimate.e_value`; the later period is a negative control (Lipsitch et
al. 2010, Epidemiology 21:383).
"""

from contextlib import suppress

import numpy as np

from amnio.answers.study_answer import By, Diagnostics, Level, StratumCounts, Weights
from amnio.answers.study_designs import HORIZONS
from amnio.answers.study_sensitivity import loss_window
from amnio.estimate import NothingToCompareError, SequentialTrials, Target
from amnio.estimate.balance import balance, weight_spread
from amnio.estimate.e_value import e_values
from amnio.estimate.trial_counts import TrialCounts


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
        later_excess=None if (late := loss_window(sums, By.DAY_42, By.BIRTH)) is None else late.difference,
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
