"""Effect of each study with its sampling variance, and what is done with studies that have a zero cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from amnio.estimate.counts import Array, EventsOverTime, OneArmCounts, TwoArmCounts, columns


class Measure(StrEnum):
    """What is pooled from two arms. Ratios are pooled and reported as natural logarithms."""

    RISK_DIFFERENCE = "risk_difference"
    LOG_RISK_RATIO = "log_risk_ratio"
    LOG_ODDS_RATIO = "log_odds_ratio"


class ArmMeasure(StrEnum):
    """What is pooled from single arms, as logit or natural logarithm."""

    LOGIT_PROPORTION = "logit_proportion"
    LOG_RATE = "log_rate"


class Continuity(StrEnum):
    """To which studies one half is added in all cells, when a variance per study is needed."""

    ZERO_CELL_STUDIES = "zero_cell_studies"  # those with a zero cell, the usual choice
    ALL_IF_ANY_ZERO = "all_if_any_zero"  # all studies, as soon as one has a zero cell
    ALL_STUDIES = "all_studies"


class DoubleZero(StrEnum):
    """Studies without events in both arms (or with nothing but events), for ratios. They always count for a difference.

    Conditional on its total such a study says nothing of a ratio, so the usual choice is to leave it out; kept, it is
    given one half in every cell and pulls the ratio towards the ratio of the arms' sizes.
    """

    LEAVE_OUT = "leave_out"
    KEEP = "keep"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Effects:
    """Effects and sampling variances, both of shape (studies,)."""

    values: Array
    variances: Array

    def __post_init__(self) -> None:
        if self.values.shape != self.variances.shape or not len(self.values):
            raise ValueError("effects and variances need the same, non-zero number of studies")
        if not (np.all(np.isfinite(self.values)) and np.all(self.variances > 0)):
            raise ValueError("every effect must be finite and every variance positive")


def informative(studies: Sequence[TwoArmCounts]) -> list[bool]:
    """Whether each study can say anything of a ratio: some people had the event and some had not."""
    a, n1, c, n0 = columns(studies)
    return [bool(x) for x in (a + c > 0) & (a + c < n1 + n0)]


def effect_sizes(
    studies: Sequence[TwoArmCounts],
    measure: Measure,
    *,
    continuity: Continuity = Continuity.ZERO_CELL_STUDIES,
    double_zero: DoubleZero = DoubleZero.LEAVE_OUT,
) -> Effects:
    """Effects as the R package metafor computes them.

    Zero cells of all studies decide on `ALL_IF_ANY_ZERO`, those of a double-zero study that is left out as well.
    """
    a, n1, c, n0 = columns(studies)
    if measure is not Measure.RISK_DIFFERENCE and double_zero is DoubleZero.LEAVE_OUT:
        kept = np.array(informative(studies))
        a, n1, c, n0 = (column[kept] for column in (a, n1, c, n0))
    b, d = n1 - a, n0 - c
    half = _half((a == 0) | (b == 0) | (c == 0) | (d == 0), continuity)
    a, b, c, d = a + half, b + half, c + half, d + half
    n1, n0 = a + b, c + d
    if measure is Measure.RISK_DIFFERENCE:
        return Effects(values=a / n1 - c / n0, variances=a * b / n1**3 + c * d / n0**3)
    if measure is Measure.LOG_RISK_RATIO:
        return Effects(values=np.log(a / n1) - np.log(c / n0), variances=1 / a - 1 / n1 + 1 / c - 1 / n0)
    return Effects(values=np.log(a * d / (b * c)), variances=1 / a + 1 / b + 1 / c + 1 / d)


def proportion_effects(
    studies: Sequence[OneArmCounts], *, continuity: Continuity = Continuity.ZERO_CELL_STUDIES
) -> Effects:
    """Log odds of single arms."""
    a = np.array([s.events for s in studies], dtype=float)
    b = np.array([s.total - s.events for s in studies], dtype=float)
    half = _half((a == 0) | (b == 0), continuity)
    a, b = a + half, b + half
    return Effects(values=np.log(a / b), variances=1 / a + 1 / b)


def rate_effects(
    studies: Sequence[EventsOverTime], *, continuity: Continuity = Continuity.ZERO_CELL_STUDIES
) -> Effects:
    """Log rates of single arms."""
    x = np.array([s.events for s in studies], dtype=float)
    time = np.array([s.time for s in studies], dtype=float)
    x = x + _half(x == 0, continuity)
    return Effects(values=np.log(x / time), variances=1 / x)


def _half(zero: np.ndarray, continuity: Continuity) -> Array:
    if continuity is Continuity.ALL_STUDIES or (continuity is Continuity.ALL_IF_ANY_ZERO and zero.any()):
        return np.full(len(zero), 0.5)
    return 0.5 * zero if continuity is Continuity.ZERO_CELL_STUDIES else np.zeros(len(zero))
