"""A centre learns from its own counts: what is known of such centres is its prior, and its counts move it.

The prior of a centre's parameters is the *predictive* distribution of the literature, which holds the spread between
centres; with the exact likelihood of the centre's counts this is partial pooling (Gelman & Hill 2006, ch. 12). How far
the counts reach down into the other parameters of a model is not written down by anybody: the model is asked for the
probability of every count under each joint draw, and draws are weighted with the likelihood.

Weighting alone wears draws out: with 20,000 observations few draws of the prior still fit. So the parameters of the
centre are drawn anew from an approximation of their posterior, and weighted with the ratio of the two densities:
adaptive importance sampling (Cappe et al. 2004, J Comput Graph Stat 13:907), reached in steps of the likelihood's power
(annealing: Neal 2001, Stat Comput 11:125). A fifth of the draws still come from the prior, which bounds the weights
whatever the shape of the posterior (defensive mixture: Hesterberg 1995, Technometrics 37:185).

All of it happens on *scores*, the log-odds of the rank of a value in its prior. On that scale every prior is the same
(a logistic distribution), nothing can leave its bounds, and the approximation is a map of prior scores that is small
enough to be kept in a file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lgamma, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.counts import Array

_SD = pi / sqrt(3.0)  # of the standard logistic distribution
_FROM_PRIOR = 5  # one draw in five comes from the prior
_FEWEST_EFFECTIVE = 0.1  # share of the draws that must still count after a step of the power
_ROUNDS = 40
_BISECTIONS = 50
_SINGULAR = 1e-9


def multinomial_log_likelihood(counts: Sequence[int], probabilities: Array) -> Array:
    """Log-probability of `counts` under each draw, shape (draws,); `probabilities` has shape (cells, draws).

    Two cells make it the binomial. A draw that gives an observed cell no probability has minus infinity.
    """
    happened = np.array(counts)
    if happened.shape != (len(probabilities),) or (happened < 0).any():
        raise ValueError(f"counts {counts} do not fit {len(probabilities)} cells")
    constant = lgamma(happened.sum() + 1) - sum(lgamma(count + 1) for count in happened)
    seen = happened > 0
    with np.errstate(divide="ignore"):
        return np.asarray(constant + happened[seen] @ np.log(probabilities[seen]))


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """The prior of one parameter, as a large sorted sample of it."""

    ordered: Array

    @classmethod
    def of(cls, sample: Array) -> "Margin":
        return cls(np.sort(sample))

    @property
    def _ranks(self) -> Array:
        return np.asarray((np.arange(len(self.ordered)) + 0.5) / len(self.ordered))

    def scores(self, values: Array) -> Array:
        """Log-odds of the rank of each value; beyond the sample, of its ends."""
        rank = np.interp(values, self.ordered, self._ranks)
        return np.asarray(np.log(rank) - np.log1p(-rank))

    def values(self, scores: Array) -> Array:
        """The values with these scores."""
        return np.asarray(np.interp(1.0 / (1.0 + np.exp(-scores)), self._ranks, self.ordered))


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """How one parameter's new score is made: `slope @ features(scores before it) + spread * its own prior score`."""

    slope: tuple[float, ...]
    spread: float


@dataclass(frozen=True, slots=True)
class Transport:
    """A map from scores of the prior to scores of roughly the posterior, one parameter after the other.

    A parameter's new score is a bent function of those before it, plus noise. So the map can follow the ridge along
    which a sum of parameters is known well and none of them is; the one whose prior is wider goes last.
    """

    steps: tuple[Step, ...]

    @classmethod
    def identity(cls, parameters: int) -> "Transport":
        return cls(tuple(Step(slope=(0.0,) * _features_before(index), spread=1.0) for index in range(parameters)))

    @classmethod
    def fitted(cls, scores: Array, weights: Array) -> "Transport":
        """The map that makes scores like these weighted ones: a least-squares regression for each parameter."""
        root, steps = np.sqrt(weights), []
        for index, row in enumerate(scores):
            design = _features(scores[:index]).T
            slope = np.linalg.lstsq(design * root[:, None], row * root, rcond=_SINGULAR)[0]
            spread = np.sqrt(weights @ (row - design @ slope) ** 2) / _SD
            steps.append(Step(slope=tuple(slope.tolist()), spread=float(spread)))
        return cls(tuple(steps))

    def proposed(self, base: Array) -> Array:
        """New scores from scores of the prior, shape (parameters, draws); every fifth draw stays as it is."""
        moved = np.empty_like(base)
        for index, step in enumerate(self.steps):
            moved[index] = np.array(step.slope) @ _features(moved[:index]) + step.spread * base[index]
        moved[:, ::_FROM_PRIOR] = base[:, ::_FROM_PRIOR]
        return moved

    def log_ratio(self, scores: Array) -> Array:
        """Log of the density of the prior over the density by which `proposed` makes these scores; shape (draws,)."""
        prior = _log_logistic(scores).sum(axis=0)
        moved = np.zeros_like(prior)
        for index, step in enumerate(self.steps):
            expected = np.array(step.slope) @ _features(scores[:index])
            moved += _log_logistic((scores[index] - expected) / step.spread) - log(step.spread)
        share = 1.0 / _FROM_PRIOR
        return np.asarray(prior - np.logaddexp(log(share) + prior, log(1.0 - share) + moved))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class LearnedScores:
    """The posterior of a centre: scores of shape (parameters, draws), with weights that add up to one."""

    transport: Transport
    scores: Array
    weights: Array

    @property
    def effective_draws(self) -> float:
        return effective(self.weights)


class Irreconcilable(ValueError):
    """Counts that contradict the prior so far that no draw of it explains them."""


def learn_scores(base: Array, log_likelihood: Callable[[Array], Array]) -> LearnedScores:
    """The posterior of parameters whose prior scores are `base`, shape (parameters, draws).

    `log_likelihood` is given scores of that shape and answers with shape (draws,); what else it depends on goes with
    the index of the draw. Raises `Irreconcilable` when no draw explains the counts.
    """
    transport, power = Transport.identity(len(base)), 0.0
    best: LearnedScores | None = None
    for _ in range(_ROUNDS):
        scores = transport.proposed(base)
        ratio, likelihood = transport.log_ratio(scores), log_likelihood(scores)
        if not np.isfinite(likelihood).any():
            raise Irreconcilable("no draw of the prior gives these counts any probability")
        before, power = power, _next_power(ratio, likelihood, power)
        learned = LearnedScores(transport=transport, scores=scores, weights=normalised(ratio + power * likelihood))
        if before == 1.0:  # the whole likelihood is in: refine the map as long as that helps
            if best is not None and learned.effective_draws <= best.effective_draws:
                return best
            best = learned
        transport = Transport.fitted(scores, learned.weights)
    raise Irreconcilable(f"these counts could not be reconciled with the prior in {_ROUNDS} steps")


def posterior_weights(transport: Transport, scores: Array, log_likelihood: Array) -> Array:
    """Weights of draws that were made by `transport.proposed`, adding up to one."""
    return normalised(transport.log_ratio(scores) + log_likelihood)


def _next_power(ratio: Array, likelihood: Array, power: float) -> float:
    """The highest power of the likelihood, up to one, at which enough draws still count."""

    def enough(tried: float) -> bool:
        return effective(normalised(ratio + tried * likelihood)) >= _FEWEST_EFFECTIVE * len(ratio)

    if power == 1.0 or enough(1.0):
        return 1.0
    low, high = power, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if enough(middle) else (low, middle)
    return low


def normalised(log_weights: Array) -> Array:
    """Weights that add up to one from their logarithms."""
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def effective(weights: Array) -> float:
    """Kish's effective number of draws under weights that add up to one."""
    return float(1.0 / np.square(weights).sum())


def systematic_resample(weights: Array) -> NDArray[np.intp]:
    """Indexes, as many as there are weights, each as often as its weight says (Kitagawa 1996; no random number)."""
    edges = np.cumsum(weights)
    points = (np.arange(len(weights)) + 0.5) / len(weights)
    return np.minimum(np.searchsorted(edges, points * edges[-1]), len(weights) - 1)


def _features(scores: Array) -> Array:
    """What a later parameter may depend on, shape (features, draws): one, and of those before it the scores, their
    ranks, and all products of two ranks."""
    rank = 1.0 / (1.0 + np.exp(-scores))
    products = [rank[i] * rank[j] for i in range(len(rank)) for j in range(i + 1)]
    return np.stack([np.ones(scores.shape[1]), *scores, *rank, *products])


def _features_before(index: int) -> int:
    return 1 + 2 * index + index * (index + 1) // 2


def _log_logistic(scores: Array) -> Array:
    """Log-density of the standard logistic distribution."""
    size = np.abs(scores)
    return np.asarray(-size - 2.0 * np.log1p(np.exp(-size)))
