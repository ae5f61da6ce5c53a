"""Quantiles of Student's t distribution without scipy, exact for whole degrees of freedom."""

from functools import cache
from math import atan, cos, pi, sin, sqrt

_STEPS = 200


@cache
def t_quantile(probability: float, degrees: int) -> float:
    """The value below which `probability` of the t distribution lies.

    >>> round(t_quantile(0.975, 8), 6)
    2.306004
    """
    if not 0 < probability < 1:
        raise ValueError(f"a quantile needs a probability between 0 and 1, not {probability}")
    if degrees < 1:
        raise ValueError(f"Student's t needs at least one degree of freedom, not {degrees}")
    if probability < 0.5:
        return -t_quantile(1 - probability, degrees)
    lower, upper = 0.0, 1.0
    while _cumulative(upper, degrees) < probability:
        upper *= 2
    for _ in range(_STEPS):
        middle = (lower + upper) / 2
        lower, upper = (middle, upper) if _cumulative(middle, degrees) < probability else (lower, middle)
    return (lower + upper) / 2


def _cumulative(value: float, degrees: int) -> float:
    """Finite sums for odd and even degrees (Abramowitz & Stegun 26.7.3 and 26.7.4)."""
    angle = atan(value / sqrt(degrees))
    square = cos(angle) ** 2
    if degrees % 2:
        term, total = cos(angle), 0.0
        for index in range(1, degrees - 1, 2):
            total += term
            term *= square * (index + 1) / (index + 2)
        within = 2 / pi * (angle + sin(angle) * total)
    else:
        term, total = 1.0, 0.0
        for index in range(0, degrees - 1, 2):
            total += term
            term *= square * (index + 1) / (index + 2)
        within = sin(angle) * total
    return (1 + within) / 2


def t_tail(value: float, degrees: int) -> float:
    """The probability of a value further from zero than `value` to either side.

    >>> round(t_tail(2.306004, 8), 6)
    0.05
    """
    if degrees < 1:
        raise ValueError(f"Student's t needs at least one degree of freedom, not {degrees}")
    return min(1.0, max(0.0, 2.0 * (1.0 - _cumulative(abs(value), degrees))))
