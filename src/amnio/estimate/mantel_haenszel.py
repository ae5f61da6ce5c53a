"""Methods for rare events that need no variance per study: Mantel-Haenszel and Peto.

Sources: Mantel & Haenszel 1959; variance of the odds ratio Robins, Breslow & Greenland 1986; of the risk ratio
Greenland & Robins 1985; of the risk difference Sato, Greenland & Robins 1989; Peto's odds ratio Yusuf et al. 1985.
Refereed by metafor (`validation/r/pooling`).

Double-zero studies: both ratios of Mantel-Haenszel and Peto's get nothing from them, without anybody leaving them out
(every term of the sums is zero). A risk difference does count them: they say that it is small.
"""

from collections.abc import Sequence

import numpy as np

from amnio.estimate.counts import Array, TwoArmCounts, columns
from amnio.estimate.effects import Measure, effect_sizes
from amnio.estimate.pooled import Pooled, cochran_q, with_interval


def mantel_haenszel(studies: Sequence[TwoArmCounts], measure: Measure) -> Pooled:
    """Common effect by Mantel-Haenszel weights, without a continuity correction (only `q` uses one)."""
    estimate, variance = {
        Measure.RISK_DIFFERENCE: _risk_difference,
        Measure.LOG_RISK_RATIO: _log_risk_ratio,
        Measure.LOG_ODDS_RATIO: _log_odds_ratio,
    }[measure](studies)
    effects = effect_sizes(studies, measure)
    q = cochran_q(effects.values, effects.variances, estimate)
    return with_interval(estimate, float(np.sqrt(variance)), q=q, degrees=len(effects.values) - 1)


def _risk_difference(studies: Sequence[TwoArmCounts]) -> tuple[float, float]:
    a, n1, c, n0 = columns(studies)
    total = n1 + n0
    weight = (n1 * n0 / total).sum()
    estimate = ((a * n0 - c * n1) / total).sum() / weight
    slope = (c * (n1 / total) ** 2 - a * (n0 / total) ** 2 + (n1 / total) * (n0 / total) * (n0 - n1) / 2).sum()
    level = (a * (n0 - c) / total + c * (n1 - a) / total).sum() / 2
    return float(estimate), float((estimate * slope + level) / weight**2)


def _log_risk_ratio(studies: Sequence[TwoArmCounts]) -> tuple[float, float]:
    a, n1, c, n0 = columns(studies)
    total = n1 + n0
    treated, control = (a * n0 / total).sum(), (c * n1 / total).sum()
    if treated == 0 or control == 0:
        raise ValueError("the Mantel-Haenszel risk ratio needs events in both arms")
    spread = ((n1 * n0 * (a + c) - a * c * total) / total**2).sum()
    return float(np.log(treated / control)), float(spread / (treated * control))


def _log_odds_ratio(studies: Sequence[TwoArmCounts]) -> tuple[float, float]:
    a, n1, c, n0 = columns(studies)
    total = n1 + n0
    b, d = n1 - a, n0 - c
    agree, differ = a * d / total, b * c / total
    p, q = (a + d) / total, (b + c) / total
    top, bottom = agree.sum(), differ.sum()
    if top == 0 or bottom == 0:
        raise ValueError("the Mantel-Haenszel odds ratio needs events in both arms")
    variance = (
        (p * agree).sum() / (2 * top**2)
        + (p * differ + q * agree).sum() / (2 * top * bottom)
        + (q * differ).sum() / (2 * bottom**2)
    )
    return float(np.log(top / bottom)), float(variance)


def peto(studies: Sequence[TwoArmCounts]) -> Pooled:
    """Peto's one-step log odds ratio. Misleading when arms differ much in size or the effect is large."""
    a, n1, c, n0 = columns(studies)
    total, events = n1 + n0, a + c
    informative = (events > 0) & (events < total)
    a, n1, n0, total, events = (column[informative] for column in (a, n1, n0, total, events))
    if not len(a):
        raise ValueError("Peto's method needs at least one study with an event")
    excess = a - n1 * events / total
    variance = n1 * n0 * events * (total - events) / (total**2 * (total - 1))
    estimate = float(excess.sum() / variance.sum())
    q = float((excess**2 / variance).sum() - excess.sum() ** 2 / variance.sum())
    return with_interval(estimate, float(variance.sum() ** -0.5), q=q, degrees=len(a) - 1)


def mantel_haenszel_weights(studies: Sequence[TwoArmCounts], measure: Measure) -> Array:
    """What each study weighs in the estimate, before division by the sum."""
    a, n1, c, n0 = columns(studies)
    total = n1 + n0
    return {
        Measure.RISK_DIFFERENCE: n1 * n0 / total,
        Measure.LOG_RISK_RATIO: c * n1 / total,
        Measure.LOG_ODDS_RATIO: (n1 - a) * c / total,
    }[measure]


def peto_weights(studies: Sequence[TwoArmCounts]) -> Array:
    """Hypergeometric variances, zero for studies without events in either arm."""
    a, n1, c, n0 = columns(studies)
    total, events = n1 + n0, a + c
    return n1 * n0 * events * (total - events) / (total**2 * np.maximum(total - 1, 1))
