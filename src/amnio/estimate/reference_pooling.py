"""The pooling models written down as their formulas say, in plain Python: slow, for reading and for checking.

Each function is a likelihood or a posterior at given parameters; a fast method is right if it agrees there and if
nothing near its answer is better. Nothing here is used at run time.
"""

from collections.abc import Callable, Sequence
from math import comb, exp, fsum, lgamma, log, pi, sqrt

from amnio.estimate.counts import EventsOverTime, OneArmCounts, TwoArmCounts

_REACH = 9.0
_STEPS = 3000


def over_normal(function: Callable[[float], float], mean: float, tau: float) -> float:
    """The mean of a function of a normal effect, by the trapezoidal rule; its value at the mean for tau zero."""
    if tau == 0:
        return function(mean)
    width = 2 * _REACH / _STEPS
    points = (-_REACH + width * index for index in range(_STEPS + 1))
    return fsum(function(mean + tau * u) * exp(-u * u / 2) / sqrt(2 * pi) for u in points) * width


def binomial(events: int, total: int, log_odds: float) -> float:
    """The probability of `events` among `total`."""
    p = 1 / (1 + exp(-log_odds))
    return exp(_log_choose(total, events) + events * log(p) + (total - events) * log(1 - p))


def unconditional(study: TwoArmCounts, effect: float, baseline: float) -> float:
    """Both arms binomial, their log odds half an effect above and below the baseline of the study."""
    treated = binomial(study.treated_events, study.treated_total, baseline + effect / 2)
    return treated * binomial(study.control_events, study.control_total, baseline - effect / 2)


def exact_conditional(study: TwoArmCounts, effect: float) -> float:
    """The probability of the treated events given all events of the study (noncentral hypergeometric)."""
    a, n1, n0 = study.treated_events, study.treated_total, study.control_total
    events = a + study.control_events

    def weight(u: int) -> float:
        return comb(n1, u) * comb(n0, events - u) * exp(u * effect)

    return weight(a) / fsum(weight(u) for u in range(max(0, events - n0), min(n1, events) + 1))


def approximate_conditional(study: TwoArmCounts, effect: float) -> float:
    """The same for rare events: each is in the treated arm with the odds of the arms' sizes times the odds ratio."""
    events = study.treated_events + study.control_events
    return binomial(study.treated_events, events, effect + log(study.treated_total / study.control_total))


def proportion(study: OneArmCounts, effect: float) -> float:
    return binomial(study.events, study.total, effect)


def rate(study: EventsOverTime, effect: float) -> float:
    """Poisson with the expectation time times rate."""
    expected = study.time * exp(effect)
    return exp(study.events * log(expected) - expected - lgamma(study.events + 1))


def beta_binomial_probability(events: int, total: int, mean: float, rho: float) -> float:
    """Binomial with a risk drawn from Beta(mean * s, (1 - mean) * s), s = (1 - rho) / rho."""
    s = (1 - rho) / rho
    a, b = mean * s, (1 - mean) * s
    return exp(_log_choose(total, events) + _log_beta(a + events, b + total - events) - _log_beta(a, b))


def normal_hierarchy(
    effects: Sequence[float],
    variances: Sequence[float],
    tau_scale: float,
    *,
    means: Sequence[float],
    taus: Sequence[float],
) -> list[list[float]]:
    """Posterior probability of each (mean, tau) on a grid of equal cells: flat mean, half-normal tau."""
    table = []
    for mean in means:
        row = []
        for tau in taus:
            density = exp(-0.5 * (tau / tau_scale) ** 2)
            for effect, variance in zip(effects, variances, strict=True):
                spread = variance + tau * tau
                density *= exp(-0.5 * (effect - mean) ** 2 / spread) / sqrt(spread)
            row.append(density)
        table.append(row)
    total = fsum(fsum(row) for row in table)
    return [[value / total for value in row] for row in table]


def falling_excess(dose: float, *, height: float, power: float, threshold: float, reference: float) -> float:
    """The dose-response curve: `height` at the reference dose, zero from the threshold on."""
    if dose >= threshold:
        return 0.0
    return float(height * ((threshold - dose) / (threshold - reference)) ** power)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
