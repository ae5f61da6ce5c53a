"""Intervals of a pooled mean and of the effect in a new study.

The names are ours; the referee's are in brackets (R package metafor, argument `test`).
"""

from enum import StrEnum
from math import sqrt

from amnio.estimate.pooled import Z_95
from amnio.estimate.student import t_quantile


class Interval(StrEnum):
    """How wide the interval of a random-effects mean is made.

    Hartung and Knapp scale the standard error by the root of a weighted residual variance. When the studies agree
    better than chance allows (tau squared zero, residual variance below one) this *narrows* the interval, for two
    near-equal studies to nothing; the guard keeps the scale at one or above (Knapp & Hartung 2003, Stat Med 22:2693;
    Roever, Knapp & Friede 2015, BMC Med Res Methodol 15:99). Guarded is our default.
    """

    NORMAL = "normal"  # z
    STUDENT = "student"  # t, studies - 1 degrees of freedom
    HARTUNG_KNAPP = "hartung_knapp"  # knha
    HARTUNG_KNAPP_GUARDED = "hartung_knapp_guarded"  # adhoc


class Prediction(StrEnum):
    """Which quantile multiplies sqrt(standard error squared + tau squared) for the effect in a new study.

    Higgins, Thompson & Spiegelhalter 2009 (JRSS A 172:137) lose two degrees of freedom; it is our default.
    """

    STUDENT_K_MINUS_2 = "student_k_minus_2"
    STUDENT_K_MINUS_1 = "student_k_minus_1"  # metafor with test = "t", "knha" or "adhoc"
    NORMAL = "normal"  # metafor with test = "z"


def prediction_quantile(prediction: Prediction, studies: int) -> float | None:
    """The quantile for a two-sided 95 % interval; None when there are too few studies for it."""
    if prediction is Prediction.NORMAL:
        return Z_95
    degrees = studies - (2 if prediction is Prediction.STUDENT_K_MINUS_2 else 1)
    return t_quantile(0.975, degrees) if degrees >= 1 else None


def prediction_ends(
    estimate: float, standard_error: float, tau2: float, quantile: float | None
) -> tuple[float, float] | None:
    """The prediction interval, None without a quantile."""
    if quantile is None:
        return None
    half = quantile * sqrt(standard_error**2 + tau2)
    return estimate - half, estimate + half
