"""Beta-binomial pooling: arms have risks that differ between studies by a beta distribution; no study is left out.

In every arm of a study the risk is drawn from a beta distribution with the mean of that arm (treated or control) and a
dispersion rho that both share: the correlation of two people of one arm. Two arms of a study are *not* tied to each
other, so this compares the treated of all studies with the controls of all studies (Kuss 2015, Stat Med 34:1097, who
recommends it for studies without any event). It uses double-zero studies as they are, and gives a difference, a risk
ratio or an odds ratio from one fit. With arms of unequal size whose studies differ in level it can be confounded where
Mantel-Haenszel is not.

The log-probability of y events among n with mean p is, up to a constant,

    sum_{j<y} log(p (1 - rho) + j rho) + sum_{j<n-y} log((1 - p)(1 - rho) + j rho) - sum_{j<n} log(1 - rho + j rho)

which holds at rho = 0 (binomial) and needs no gamma function of a huge argument.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from amnio.estimate.counts import Array, OneArmCounts, TwoArmCounts
from amnio.estimate.effects import Measure
from amnio.estimate.summation import sum_nodes

_TRIED = (1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3)
_STEPS = 200
_CLOSE = 1e-10


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class BetaBinomialFit:
    """Mean risks of the arms, one or two, with the covariance of their log odds and the dispersion `rho`.

    `covariance` is that of the log odds, from the joint information with rho unless rho is zero.
    """

    risks: tuple[float, ...]
    covariance: Array
    rho: float
    log_likelihood: float
    common_log_likelihood: float  # with rho = 0

    def effect(self, measure: Measure) -> tuple[float, float]:
        """Treated beside control, and the standard error by the delta method."""
        if len(self.risks) != 2:
            raise ValueError("an effect needs two arms")
        p, q = self.risks
        slopes = {
            Measure.LOG_ODDS_RATIO: (1.0, 1.0),
            Measure.LOG_RISK_RATIO: (1 - p, 1 - q),
            Measure.RISK_DIFFERENCE: (p * (1 - p), q * (1 - q)),
        }[measure]
        value = {
            Measure.LOG_ODDS_RATIO: float(np.log(p / (1 - p)) - np.log(q / (1 - q))),
            Measure.LOG_RISK_RATIO: float(np.log(p / q)),
            Measure.RISK_DIFFERENCE: p - q,
        }[measure]
        slope = np.array([slopes[0], -slopes[1]])
        return value, float(np.sqrt(slope @ self.covariance @ slope))


def beta_binomial(studies: Sequence[TwoArmCounts]) -> BetaBinomialFit:
    """Two arms with a common dispersion."""
    return _fit(
        (
            _Arm([s.treated_events for s in studies], [s.treated_total for s in studies]),
            _Arm([s.control_events for s in studies], [s.control_total for s in studies]),
        )
    )


def beta_binomial_proportion(studies: Sequence[OneArmCounts]) -> BetaBinomialFit:
    """One arm."""
    return _fit((_Arm([s.events for s in studies], [s.total for s in studies]),))


class _Arm:
    """The sums of one arm, and their derivatives in the logit of the mean and in rho."""

    def __init__(self, events: Sequence[int], totals: Sequence[int]) -> None:
        self.events, self.total = sum(events), sum(totals)
        if not 0 < self.events < self.total:
            raise ValueError("the beta-binomial model needs people with and people without the event in every arm")
        self._yes = _gathered(events)
        self._no = _gathered([n - y for y, n in zip(events, totals, strict=True)])
        self._all = _gathered(totals)

    def at(self, logit: float, rho: float) -> tuple[float, Array, Array]:
        """Log-likelihood, gradient (2,) and Hessian (2, 2)."""
        p = float(1 / (1 + np.exp(-logit)))
        slope = p * (1 - p)
        value, gradient, hessian = 0.0, np.zeros(2), np.zeros((2, 2))
        for (points, weights), share, sign, direction in (
            (self._yes, p, 1.0, 1.0),
            (self._no, 1 - p, 1.0, -1.0),
            (self._all, 1.0, -1.0, 0.0),
        ):
            inside = share * (1 - rho) + points * rho
            by_logit = np.full_like(points, direction * slope * (1 - rho))
            by_rho = points - share
            ratio = np.stack([by_logit, by_rho]) / inside
            value += sign * float(weights @ np.log(inside))
            gradient += sign * ratio @ weights
            hessian -= sign * (ratio * weights) @ ratio.T
            once = sign * float(weights @ (1 / inside))
            hessian[0, 0] += once * direction * slope * (1 - 2 * p) * (1 - rho)
            hessian[0, 1] -= once * direction * slope
            hessian[1, 0] -= once * direction * slope
        return value, gradient, hessian


def _gathered(counts: Sequence[int]) -> tuple[Array, Array]:
    pairs = [sum_nodes(int(count)) for count in counts]
    return np.concatenate([p for p, _ in pairs]), np.concatenate([w for _, w in pairs])


def _fit(arms: tuple[_Arm, ...]) -> BetaBinomialFit:
    logits = np.array([np.log(arm.events / (arm.total - arm.events)) for arm in arms])
    common = _together(arms, logits, 0.0)
    best, best_rho, height = logits, 0.0, common[0]
    tried = logits
    for rho in _TRIED:
        tried = np.array([_highest(arm, float(x), rho) for arm, x in zip(arms, tried, strict=True)])
        value = _together(arms, tried, rho)[0]
        if value > height:
            best, best_rho, height = tried, rho, value
    if best_rho == 0.0 and common[1][-1] > 0:
        best_rho = _TRIED[0] / 10
    if best_rho > 0:
        best, best_rho = _climb(arms, best, best_rho)
    value, _, hessian = _together(arms, best, best_rho)
    free = len(arms) + (best_rho > 0)
    covariance = np.asarray(np.linalg.inv(-hessian[:free, :free]))[: len(arms), : len(arms)]
    return BetaBinomialFit(
        risks=tuple(float(1 / (1 + np.exp(-x))) for x in best),
        covariance=np.asarray(covariance, dtype=np.float64),
        rho=float(best_rho),
        log_likelihood=value,
        common_log_likelihood=common[0],
    )


def _together(arms: tuple[_Arm, ...], logits: Array, rho: float) -> tuple[float, Array, Array]:
    """Log-likelihood of all arms with gradient and Hessian in (logits, rho)."""
    size = len(arms)
    value, gradient, hessian = 0.0, np.zeros(size + 1), np.zeros((size + 1, size + 1))
    for row, arm in enumerate(arms):
        own, slope, curve = arm.at(float(logits[row]), rho)
        value += own
        where = [row, size]
        gradient[where] += slope
        hessian[np.ix_(where, where)] += curve
    return value, gradient, hessian


def _highest(arm: _Arm, logit: float, rho: float) -> float:
    """The best logit of one arm for a given rho."""
    for _ in range(_STEPS):
        _, gradient, hessian = arm.at(logit, rho)
        step = float(np.clip(-gradient[0] / min(hessian[0, 0], -1e-9), -1.0, 1.0))
        logit += step
        if abs(step) < 1e-8:
            break
    return logit


def _climb(arms: tuple[_Arm, ...], logits: Array, rho: float) -> tuple[Array, float]:
    """Newton's method in (logits, log rho), steps halved while they lead down."""
    here = np.append(logits, np.log(rho))
    value, gradient, hessian = _together(arms, here[:-1], float(np.exp(here[-1])))
    for _ in range(_STEPS):
        rho = float(np.exp(here[-1]))
        chain = np.append(np.ones(len(arms)), rho)
        slope = gradient * chain
        curve = hessian * chain[:, None] * chain[None, :]
        curve[-1, -1] += gradient[-1] * rho
        values, vectors = np.linalg.eigh(-curve)
        step = vectors @ ((vectors.T @ slope) / np.maximum(np.abs(values), 1e-9))
        step *= min(1.0, 2.0 / float(np.abs(step).max()) if step.any() else 1.0)
        for _ in range(40):
            new = here + step
            new[-1] = min(new[-1], -1e-6)
            after = _together(arms, new[:-1], float(np.exp(new[-1])))
            if after[0] >= value - 1e-12 * abs(value):
                break
            step /= 2
        else:
            break
        moved = float(np.abs(new - here).max())
        here, (value, gradient, hessian) = new, after
        if moved < _CLOSE:
            break
    return here[:-1], float(np.exp(here[-1]))
