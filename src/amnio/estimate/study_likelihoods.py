"""What each study says of its own effect: exact likelihoods of counts, with their derivatives.

Every class holds some studies and answers `at(effect, baseline)`: the log-likelihood of each study for effects of shape
(studies, points), and its first and second derivatives. Only the unconditional model has a baseline (one per study);
the others ignore it and report derivatives that leave it where it is. Constants without parameters are left out, except
where a docstring says otherwise.

Sources: Stijnen, Hamza & Ozdemir 2010 (Stat Med 29:3046) for the conditional and the single-arm models; Turner et al.
2000 (Stat Med 19:3417) and Jackson et al. 2018 (Stat Med 37:1059) for the unconditional model with fixed study effects.
"""

from dataclasses import dataclass
from math import lgamma
from typing import Protocol

import numpy as np

from amnio.estimate.counts import Array

_STEPS = 100
_CLOSE = 1e-12
_FURTHEST = 3.0  # longest step of a log odds while its maximum is not yet bracketed


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Derivatives:
    """Log-likelihood and derivatives in the effect and the baseline, all of shape (studies, points)."""

    value: Array
    effect: Array
    effect2: Array
    baseline: Array
    baseline2: Array
    cross: Array


class StudyLikelihood(Protocol):
    """Studies whose effects can be pooled with a normal distribution between them."""

    @property
    def count(self) -> int: ...

    def start(self) -> Array:
        """First guess of the baselines, shape (studies, 1)."""
        ...

    def at(self, effect: Array, baseline: Array) -> Derivatives: ...

    def saturated(self) -> float:
        """The log-likelihood when every study has the effect that suits it best."""
        ...


def _without_baseline(value: Array, effect: Array, effect2: Array) -> Derivatives:
    zero = np.zeros_like(value)
    return Derivatives(value=value, effect=effect, effect2=effect2, baseline=zero, baseline2=zero - 1.0, cross=zero)


def _x_log_x(x: Array, total: Array) -> Array:
    """x log(x / total), zero where x is zero."""
    return np.where(x > 0, x * np.log(np.where(x > 0, x, 1.0) / total), 0.0)


def _expit(logit: Array) -> Array:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logit)))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Unconditional:
    """Two binomial arms with the log odds `baseline + effect / 2` and `baseline - effect / 2`; arrays (studies, 1)."""

    treated_events: Array
    treated_total: Array
    control_events: Array
    control_total: Array

    @property
    def count(self) -> int:
        return len(self.treated_events)

    def start(self) -> Array:
        events = self.treated_events + self.control_events
        total = self.treated_total + self.control_total
        return np.asarray(np.log(events / (total - events)))

    def at(self, effect: Array, baseline: Array) -> Derivatives:
        above, below = baseline + effect / 2, baseline - effect / 2
        p, q = _expit(above), _expit(below)
        left, right = self.treated_events - self.treated_total * p, self.control_events - self.control_total * q
        w, v = self.treated_total * p * (1 - p), self.control_total * q * (1 - q)
        return Derivatives(
            value=self.treated_events * above
            - self.treated_total * np.logaddexp(0.0, above)
            + self.control_events * below
            - self.control_total * np.logaddexp(0.0, below),
            effect=(left - right) / 2,
            effect2=-(w + v) / 4,
            baseline=left + right,
            baseline2=-(w + v),
            cross=-(w - v) / 2,
        )

    def saturated(self) -> float:
        return sum(
            float((_x_log_x(events, total) + _x_log_x(total - events, total)).sum())
            for events, total in (
                (self.treated_events, self.treated_total),
                (self.control_events, self.control_total),
            )
        )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Binomial:
    """Events among `total` with the log odds `effect + offset`; arrays (studies, 1).

    With the offset log(treated / control) and the events of both arms as the total, this is the approximate conditional
    likelihood of a log odds ratio (events rare in both arms). Without an offset it is a proportion.
    """

    events: Array
    total: Array
    offset: Array

    @property
    def count(self) -> int:
        return len(self.events)

    def start(self) -> Array:
        return np.zeros_like(self.events)

    def at(self, effect: Array, baseline: Array) -> Derivatives:
        logit = effect + self.offset
        p = _expit(logit)
        return _without_baseline(
            self.events * logit - self.total * np.logaddexp(0.0, logit),
            self.events - self.total * p,
            -self.total * p * (1 - p),
        )

    def saturated(self) -> float:
        return float((_x_log_x(self.events, self.total) + _x_log_x(self.total - self.events, self.total)).sum())


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Poisson:
    """Events over `time` at the log rate `effect`; arrays (studies, 1)."""

    events: Array
    time: Array

    @property
    def count(self) -> int:
        return len(self.events)

    def start(self) -> Array:
        return np.zeros_like(self.events)

    def at(self, effect: Array, baseline: Array) -> Derivatives:
        expected = self.time * np.exp(effect)
        return _without_baseline(self.events * effect - expected, self.events - expected, -expected)

    def saturated(self) -> float:
        return float((_x_log_x(self.events, self.time) - self.events).sum())


class NoncentralHypergeometric:
    """Treated events given the events of both arms: the exact conditional likelihood of a log odds ratio.

    The study's own risk is conditioned away. Log-probabilities are complete (no constant is left out).
    """

    def __init__(
        self, treated_events: Array, treated_total: Array, control_events: Array, control_total: Array
    ) -> None:
        self._events = np.asarray(treated_events, dtype=float).reshape(-1, 1)
        self._supports: list[Array] = []
        self._log_ways: list[Array] = []
        rows = zip(*(np.ravel(c).astype(int) for c in (treated_total, control_total)), strict=True)
        both = np.ravel(treated_events + control_events).astype(int)
        for (n1, n0), events in zip(rows, both, strict=True):
            support = np.arange(max(0, events - n0), min(n1, events) + 1)
            ways = [_log_choose(int(n1), int(u)) + _log_choose(int(n0), int(events - u)) for u in support]
            self._supports.append(support.astype(float))
            self._log_ways.append(np.array(ways) - max(ways))  # common factors cancel; small numbers round less

    @property
    def count(self) -> int:
        return len(self._supports)

    def start(self) -> Array:
        return np.zeros((self.count, 1))

    def at(self, effect: Array, baseline: Array) -> Derivatives:
        value, first, second = np.empty_like(effect), np.empty_like(effect), np.empty_like(effect)
        for row, (support, ways) in enumerate(zip(self._supports, self._log_ways, strict=True)):
            observed = self._events[row, 0]
            terms = ways[:, None] + support[:, None] * effect[row][None, :]
            top = terms.max(axis=0)
            weights = np.exp(terms - top)
            total = weights.sum(axis=0)
            mean = support @ weights / total
            own = ways[int(observed - support[0])] + observed * effect[row]
            value[row] = own - top - np.log(total)
            first[row] = observed - mean
            second[row] = mean**2 - (support**2) @ weights / total
        return _without_baseline(value, first, np.minimum(second, 0.0))

    def saturated(self) -> float:
        """A study whose events all lie in one arm reaches probability one, with an infinite effect."""
        inside = np.array(
            [s[0] < e < s[-1] for s, e in zip(self._supports, self._events[:, 0], strict=True)], dtype=bool
        )
        if not inside.any():
            return 0.0
        # Studies at an end have no finite best effect; anything will do for them, they are left out of the sum.
        best = highest(lambda x: self.at(x, x), np.zeros((self.count, 1)), only=inside[:, None])
        return float(self.at(best, best).value[inside].sum())


class _Curve(Protocol):
    def __call__(self, x: Array, /) -> Derivatives: ...


def highest(curve: _Curve, start: Array, *, only: Array | None = None) -> Array:
    """Where each study's concave log-likelihood is highest, shape (studies, 1): Newton's steps inside a bracket."""
    x, low, high = start.copy(), np.full_like(start, -np.inf), np.full_like(start, np.inf)
    for _ in range(_STEPS):
        found = curve(x)
        slope = found.effect if only is None else np.where(only, found.effect, 0.0)
        low, high = np.where(slope > 0, x, low), np.where(slope < 0, x, high)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(slope == 0, 0.0, -slope / found.effect2)
        new = x + np.clip(np.nan_to_num(step, posinf=_FURTHEST, neginf=-_FURTHEST), -_FURTHEST, _FURTHEST)
        bracketed = np.isfinite(low) & np.isfinite(high)
        outside = bracketed & ((new <= low) | (new >= high)) & (slope != 0)
        with np.errstate(invalid="ignore"):
            new = np.where(outside, (low + high) / 2, new)
        if np.all(np.abs(new - x) <= _CLOSE * (1.0 + np.abs(x))):
            return new
        x = new
    return x


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
