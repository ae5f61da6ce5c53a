"""Whether small studies show other effects than large ones: regression tests, and the points of a funnel plot.

A trend can have many causes (early small studies, poorer methods, other patients, missing reports); no test names one.
With fewer than ten studies they find little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from amnio.estimate.counts import Array, TwoArmCounts, columns
from amnio.estimate.effects import Effects, Measure, effect_sizes, informative
from amnio.estimate.student import t_tail


class SmallStudyTest(StrEnum):
    """What the effect is regressed on.

    Egger: the standard error (BMJ 1997;315:629); for ratios of rare events it is tied to the effect and alarms falsely.
    Peters: one over the size, weighted by events and non-events (JAMA 2006;295:676). Harbord: score against the root of
    its variance (Stat Med 2006;25:3443). The last two are for log odds ratios.
    """

    EGGER = "egger"
    PETERS = "peters"
    HARBORD = "harbord"


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """The slope that would be zero without a trend, with its t statistic. `limit` is the effect of an endless study."""

    slope: float
    standard_error: float
    t: float
    degrees: int
    p_value: float
    limit: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelPoint:
    """A study in a funnel plot."""

    label: str
    effect: float
    standard_error: float


def small_study_trend(studies: Sequence[TwoArmCounts], test: SmallStudyTest, measure: Measure) -> Trend:
    """The regression. Needs three studies that say something."""
    if test is not SmallStudyTest.EGGER and measure is not Measure.LOG_ODDS_RATIO:
        raise ValueError(f"the test of {test.value.title()} is for log odds ratios, not {measure.value}")
    effects = effect_sizes(studies, measure)
    if len(effects.values) < 3:
        raise ValueError("a trend needs at least three studies that say something of the effect")
    if test is SmallStudyTest.EGGER:
        return egger(effects)
    kept = [study for study, yes in zip(studies, informative(studies), strict=True) if yes]
    a, n1, c, n0 = columns(kept)
    events, total = a + c, n1 + n0
    if test is SmallStudyTest.PETERS:
        return _regression(1.0 / total, effects.values, events * (total - events) / total)
    score = a - events * n1 / total
    variance = n1 * n0 * events * (total - events) / (total**2 * (total - 1))
    return _regression(1.0 / np.sqrt(variance), score / variance, variance)


def egger(effects: Effects) -> Trend:
    """Egger's regression for any effects."""
    if len(effects.values) < 3:
        raise ValueError("a trend needs at least three studies")
    return _regression(np.sqrt(effects.variances), effects.values, 1.0 / effects.variances)


def funnel(studies: Sequence[TwoArmCounts], measure: Measure) -> tuple[FunnelPoint, ...]:
    """Effect and standard error of each study that says something."""
    effects = effect_sizes(studies, measure)
    kept = [True] * len(studies) if measure is Measure.RISK_DIFFERENCE else informative(studies)
    labels = [study.label for study, yes in zip(studies, kept, strict=True) if yes]
    return tuple(
        FunnelPoint(label=label, effect=float(value), standard_error=float(np.sqrt(variance)))
        for label, value, variance in zip(labels, effects.values, effects.variances, strict=True)
    )


def _regression(x: Array, y: Array, weights: Array) -> Trend:
    """Weighted least squares with an intercept and a residual variance of its own."""
    total = weights.sum()
    x_mean, y_mean = (weights * x).sum() / total, (weights * y).sum() / total
    spread = (weights * (x - x_mean) ** 2).sum()
    if spread <= 1e-12 * (weights * x**2).sum():
        raise ValueError("all studies are of the same size: no trend can be seen")
    slope = float((weights * (x - x_mean) * (y - y_mean)).sum() / spread)
    limit = float(y_mean - slope * x_mean)
    degrees = len(x) - 2
    residual = float((weights * (y - limit - slope * x) ** 2).sum() / degrees)
    error = float(np.sqrt(residual / spread))
    t = slope / error if error > 0 else float(np.copysign(np.inf, slope))
    return Trend(slope=slope, standard_error=error, t=t, degrees=degrees, p_value=t_tail(t, degrees), limit=limit)
