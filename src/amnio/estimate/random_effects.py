"""Inverse-variance pooling, with a common effect or with a variance between studies.

Sources: DerSimonian & Laird 1986; Paule & Mandel 1982; REML as in Viechtbauer 2005; intervals in `intervals`.
Refereed by metafor (`validation/r/pooling`).
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from amnio.estimate.effects import Effects
from amnio.estimate.intervals import Interval
from amnio.estimate.pooled import Z_95, Pooled, cochran_q, with_interval
from amnio.estimate.student import t_quantile

_STEPS = 200
_CLOSE = 1e-13


class Between(StrEnum):
    """How the variance between studies is estimated. None of them returns a negative variance."""

    DERSIMONIAN_LAIRD = "dersimonian_laird"
    PAULE_MANDEL = "paule_mandel"
    REML = "reml"


def inverse_variance(effects: Effects) -> Pooled:
    """The common effect, each study weighted by the reciprocal of its variance."""
    centre, error = _weighted(effects, 0.0)
    q = cochran_q(effects.values, effects.variances, centre)
    return with_interval(centre, error, q=q, degrees=len(effects.values) - 1)


def random_effects(effects: Effects, between: Between, *, interval: Interval = Interval.NORMAL) -> Pooled:
    """The mean of a distribution of effects."""
    common = inverse_variance(effects)
    if common.degrees == 0:
        return common
    tau2 = _ESTIMATORS[between](effects)
    centre, error = _weighted(effects, tau2)
    quantile = Z_95 if interval is Interval.NORMAL else t_quantile(0.975, common.degrees)
    if interval in (Interval.HARTUNG_KNAPP, Interval.HARTUNG_KNAPP_GUARDED):
        scale = float(np.sqrt(cochran_q(effects.values, effects.variances + tau2, centre) / common.degrees))
        error *= max(1.0, scale) if interval is Interval.HARTUNG_KNAPP_GUARDED else scale
    i2 = tau2 / (tau2 + typical_variance(effects))
    return with_interval(centre, error, q=common.q, degrees=common.degrees, tau2=tau2, i2=i2, quantile=quantile)


def _weighted(effects: Effects, tau2: float) -> tuple[float, float]:
    weights = 1.0 / (effects.variances + tau2)
    total = weights.sum()
    return float((weights * effects.values).sum() / total), float(total**-0.5)


def typical_variance(effects: Effects) -> float:
    """The variance of a typical study (Higgins & Thompson 2002, Stat Med 21:1539), to which tau2 is compared."""
    weights = 1.0 / effects.variances
    return float((len(weights) - 1) * weights.sum() / (weights.sum() ** 2 - (weights**2).sum()))


def _dersimonian_laird(effects: Effects) -> float:
    weights = 1.0 / effects.variances
    centre, _ = _weighted(effects, 0.0)
    q = cochran_q(effects.values, effects.variances, centre)
    return max(0.0, float((q - (len(weights) - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())))


def _paule_mandel(effects: Effects) -> float:
    degrees = len(effects.values) - 1

    def surplus(tau2: float) -> float:
        centre, _ = _weighted(effects, tau2)
        return cochran_q(effects.values, effects.variances + tau2, centre) - degrees

    return _falling_root(surplus, float(effects.values.var() + effects.variances.max()))


def _reml(effects: Effects) -> float:
    """Fisher scoring from the DerSimonian-Laird value, steps halved while they would make the variance negative."""
    tau2 = _dersimonian_laird(effects)
    for _ in range(_STEPS):
        weights = 1.0 / (effects.variances + tau2)
        total = weights.sum()
        centre = (weights * effects.values).sum() / total
        trace = total - (weights**2).sum() / total
        residual = ((weights * (effects.values - centre)) ** 2).sum()
        information = (weights**2).sum() - 2 * (weights**3).sum() / total + ((weights**2).sum() / total) ** 2
        step = float((residual - trace) / information)
        new = max(0.0, tau2 + step)
        if abs(new - tau2) <= _CLOSE * (1.0 + tau2):
            return new
        tau2 = new
    return tau2


def _falling_root(function: Callable[[float], float], upper: float) -> float:
    """Where a falling function crosses zero, by bisection; zero when it starts below."""
    if function(0.0) <= 0:
        return 0.0
    while function(upper) > 0:
        upper *= 2
    lower = 0.0
    for _ in range(_STEPS):
        middle = (lower + upper) / 2
        lower, upper = (middle, upper) if function(middle) > 0 else (lower, middle)
    return (lower + upper) / 2


_ESTIMATORS: dict[Between, Callable[[Effects], float]] = {
    Between.DERSIMONIAN_LAIRD: _dersimonian_laird,
    Between.PAULE_MANDEL: _paule_mandel,
    Between.REML: _reml,
}
