"""Cause-specific cumulative hazards with late entry: the Nelson-Aalen estimator.

How fast each end comes to those still at risk, added up. It says nothing of probabilities: a hazard counts as if who
came to another end had only left. Sources: Nelson 1972; Aalen 1978 (Ann Stat 6:701); variances as in Andersen et al.
1993, IV.1.1: Poisson (Aalen's) or binomial (Greenwood's type, with ties). Refereed by R's survival.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.event_times import Array, RiskTable
from amnio.estimate.incidence import VarianceType


@dataclass(frozen=True, kw_only=True, slots=True)
class HazardAt:
    """A cumulative hazard by a time, its standard error and its interval; None where there is none."""

    hazard: float
    standard_error: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CumulativeHazards:
    """Right-continuous steps at `times`; `hazard` and `standard_error` of shape (times, ends), ends counted from 1."""

    times: NDArray[np.int64]
    hazard: Array
    standard_error: Array

    def at(self, time: int, end: int, *, level: float = 0.95) -> HazardAt:
        """The hazard of `end` up to `time`, that time included; the interval is symmetric for the logarithm.

        Raises ValueError for an end that is not counted.
        """
        if not 1 <= end <= self.hazard.shape[1]:
            raise ValueError(f"there is no end {end}: they are 1 to {self.hazard.shape[1]}")
        if not 0.0 < level < 1.0:
            raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        if step < 0 or not self.hazard[step, end - 1] > 0:
            return HazardAt(hazard=0.0, standard_error=0.0, low=None, high=None)
        reached, error = float(self.hazard[step, end - 1]), float(self.standard_error[step, end - 1])
        times = float(np.exp(NormalDist().inv_cdf((1.0 + level) / 2.0) * error / reached))
        return HazardAt(hazard=reached, standard_error=error, low=reached / times, high=reached * times)


def cumulative_hazards(table: RiskTable, *, variance: VarianceType = VarianceType.AALEN) -> CumulativeHazards:
    """Of every end. Raises ValueError where nobody is at risk although follow-up of somebody ends."""
    if (empty := np.flatnonzero(table.at_risk <= 0)).size:
        raise ValueError(f"nobody is at risk at time {table.times[empty[0]]}, where follow-up of somebody ends")
    at_risk = table.at_risk.astype(np.float64)[:, None]
    each = table.events / at_risk
    spread = each / at_risk
    if variance is VarianceType.GREENWOOD:
        spread = spread * (1.0 - each)
    return CumulativeHazards(
        times=table.times, hazard=each.cumsum(axis=0), standard_error=np.sqrt(spread.cumsum(axis=0))
    )
