"""Bayesian random effects for effects with known variances: a normal mean, a half-normal spread, by quadrature.

    effect_i ~ Normal(theta_i, variance_i)    theta_i ~ Normal(mean, tau)    tau ~ half-normal(scale)

The mean has a flat prior, or a normal one. Given tau everything is normal and known in closed form, so one dimension is
left, and the posterior is a mixture of normals over nodes of tau (Roever 2020, J Stat Softw 93:6; prior of tau as in
Roever et al. 2021, Res Synth Methods 12:448). `excess` is its sibling for a difference that cannot be negative and for
exact likelihoods.
"""

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from amnio.estimate.counts import Array
from amnio.estimate.effects import Effects

_REACH = 8.0  # scales of tau; beyond lies 1e-15 of the prior
_PANELS, _POINTS = 48, 12
_BISECTIONS = 80


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class NormalMixture:
    """A distribution that is a weighted mean of normal ones."""

    weights: Array
    means: Array
    deviations: Array

    def mean(self) -> float:
        return float(self.weights @ self.means)

    def standard_deviation(self) -> float:
        spread = self.deviations**2 + (self.means - self.mean()) ** 2
        return float(np.sqrt(self.weights @ spread))

    def below(self, value: float) -> float:
        """The probability of less than `value`."""
        z = (value - self.means) / (self.deviations * sqrt(2.0))
        return float(self.weights @ np.array([0.5 * (1.0 + erf(x)) for x in z]))

    def quantile(self, probability: float) -> float:
        """By bisection between the widest quantiles of the parts."""
        if not 0 < probability < 1:
            raise ValueError(f"a quantile needs a probability between 0 and 1, not {probability}")
        used = self.weights > 0
        low = float((self.means - 40 * self.deviations)[used].min())
        high = float((self.means + 40 * self.deviations)[used].max())
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < probability else (low, middle)
        return (low + high) / 2

    def interval(self) -> tuple[float, float]:
        """Ends of the equal-tailed 95 % interval."""
        return self.quantile(0.025), self.quantile(0.975)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class NormalHierarchy:
    """The posterior: the mean of effects, the effect in a new study, and tau on its nodes with their weights."""

    mean: NormalMixture
    predictive: NormalMixture
    tau: Array
    tau_weights: Array

    def tau_mean(self) -> float:
        return float(self.tau_weights @ self.tau)

    def tau2_mean(self) -> float:
        return float(self.tau_weights @ self.tau**2)


def bayesian_random_effects(
    effects: Effects, *, tau_scale: float, mean_prior: tuple[float, float] | None = None
) -> NormalHierarchy:
    """The posterior; prior of tau half-normal with scale `tau_scale`, of the mean `(centre, deviation)` or flat."""
    if not tau_scale > 0:
        raise ValueError(f"the scale of a half-normal prior must be positive, not {tau_scale}")
    if mean_prior is not None and not mean_prior[1] > 0:
        raise ValueError(f"the deviation of a normal prior must be positive, not {mean_prior[1]}")
    tau, log_prior = _nodes(tau_scale)
    precision = 1.0 / (effects.variances[None, :] + tau[:, None] ** 2)
    weight, weighted = precision.sum(axis=1), precision @ effects.values
    log_posterior = log_prior + 0.5 * np.log(precision).sum(axis=1) - 0.5 * (precision @ effects.values**2)
    if mean_prior is not None:
        weight = weight + mean_prior[1] ** -2
        weighted = weighted + mean_prior[0] * mean_prior[1] ** -2
    log_posterior += 0.5 * weighted**2 / weight - 0.5 * np.log(weight)
    weights = np.exp(log_posterior - log_posterior.max())
    weights /= weights.sum()
    means, variances = weighted / weight, 1.0 / weight
    return NormalHierarchy(
        mean=NormalMixture(weights=weights, means=means, deviations=np.sqrt(variances)),
        predictive=NormalMixture(weights=weights, means=means, deviations=np.sqrt(variances + tau**2)),
        tau=tau,
        tau_weights=weights,
    )


def _nodes(scale: float) -> tuple[Array, Array]:
    """Gauss-Legendre nodes in panels that are narrow near zero, with the logarithm of weight times prior density."""
    edges = scale * _REACH * np.linspace(0.0, 1.0, _PANELS + 1) ** 3
    x, w = np.polynomial.legendre.leggauss(_POINTS)
    width = np.diff(edges)[:, None]
    nodes = (edges[:-1, None] + width * (x + 1) / 2).ravel()
    weights = (width * w / 2).ravel()
    return nodes, np.log(weights) - 0.5 * (nodes / scale) ** 2
