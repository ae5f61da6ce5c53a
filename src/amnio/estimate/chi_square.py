"""The upper tail of the chi-squared distribution without scipy, exact for whole degrees of freedom."""

from math import erfc, exp, pi, sqrt


def chi_square_tail(value: float, degrees: int) -> float:
    """The probability of more than `value` (Abramowitz & Stegun 26.4.4 and 26.4.5).

    >>> round(chi_square_tail(3.841459, 1), 6)
    0.05
    """
    if degrees < 1:
        raise ValueError(f"chi-squared needs at least one degree of freedom, not {degrees}")
    if value <= 0:
        return 1.0
    half = value / 2
    if half > 700:
        return 0.0  # below what a float can hold for any number of studies that is ever pooled
    if degrees % 2:
        term, total = sqrt(2 * value / pi) * exp(-half), 0.0
        for index in range(3, degrees + 1, 2):
            total += term
            term *= value / index
        return min(1.0, erfc(sqrt(half)) + total)
    term, total = exp(-half), 0.0
    for index in range(2, degrees + 1, 2):
        total += term
        term *= value / index
    return min(1.0, total)
