"""Effect of each study with its sampling variance: risk difference, log risk ratio, log odds ratio."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from amnio.estimate.counts import Array, TwoArmCounts, columns


class Measure(StrEnum):
    """What is pooled. Ratios are pooled and reported as natural logarithms."""

    RISK_DIFFERENCE = "risk_difference"
    LOG_RISK_RATIO = "log_risk_ratio"
    LOG_ODDS_RATIO = "log_odds_ratio"


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


def effect_sizes(studies: Sequence[TwoArmCounts], measure: Measure) -> Effects:
    """Effects as the R package metafor computes them: one half is added to all four cells of a study with a zero cell.

    Studies without any event say nothing of a ratio and are left out of it; they do count for a risk difference.
    """
    a, n1, c, n0 = columns(studies)
    if measure is not Measure.RISK_DIFFERENCE:
        informative = (a + c > 0) & (a + c < n1 + n0)
        a, n1, c, n0 = (column[informative] for column in (a, n1, c, n0))
    b, d = n1 - a, n0 - c
    half = 0.5 * ((a == 0) | (b == 0) | (c == 0) | (d == 0))
    a, b, c, d = a + half, b + half, c + half, d + half
    n1, n0 = a + b, c + d
    if measure is Measure.RISK_DIFFERENCE:
        return Effects(values=a / n1 - c / n0, variances=a * b / n1**3 + c * d / n0**3)
    if measure is Measure.LOG_RISK_RATIO:
        return Effects(values=np.log(a / n1) - np.log(c / n0), variances=1 / a - 1 / n1 + 1 / c - 1 / n0)
    return Effects(values=np.log(a * d / (b * c)), variances=1 / a + 1 / b + 1 / c + 1 / d)
