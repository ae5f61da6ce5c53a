"""Inverse-variance pooling, with a common effect or with a variance between studies.

Sources: DerSimonian & Laird 1986; Paule & Mandel 1982; REML as in Viechtbauer 2005; interval of Hartung & Knapp 2001;
prediction interval Higgins, Thompson & Spiegelhalter 2009. Refereed by metafor (`validation/r/pooling`).
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from amnio.estimate.effects import Effects
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


def random_effects(effects: Effects, between: Between, *, hartung_knapp: bool = False) -> Pooled:
    """The mean of a distribution of effects. `hartung_knapp` widens the interval for few studies (t quantile)."""
    common = inverse_variance(effects)
    if common.degrees == 0:
        return common
    tau2 = _ESTIMATORS[between](effects)
    centre, error = _weighted(effects, tau2)
    quantile = Z_95
    if hartung_knapp:
        error *= float(np.sqrt(cochran_q(effects.values, effects.variances + tau2, centre) / common.degrees))
        quantile = t_quantile(0.975, common.degrees)
    i2 = tau2 / (tau2 + _typical_variance(effects))
    return with_interval(centre, error, q=common.q, degrees=common.degrees, tau2=tau2, i2=i2, quantile=quantile)


def prediction_interval(pooled: Pooled) -> tuple[float, float]:
    """95 % interval of the effect in a new study; t quantile on studies - 1 degrees of freedom."""
    half = t_quantile(0.975, pooled.degrees) * float(np.sqrt(pooled.standard_error**2 + pooled.tau2))
    return pooled.estimate - half, pooled.estimate + half


def _weighted(effects: Effects, tau2: float) -> tuple[float, float]:
    weights = 1.0 / (effects.variances + tau2)
    total = weights.sum()
    return float((weights * effects.values).sum() / total), float(total**-0.5)


def _typical_variance(effects: Effects) -> float:
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
