"""Cumulative incidence of several ends with late entry: the Aalen-Johansen estimator.

Sources: Aalen & Johansen 1978 (Scand J Stat 5:141); variances as in Andersen, Borgan, Gill & Keiding 1993 (IV.4.1),
Greenwood's type (with ties) and Aalen's. Refereed by the R package etm (validation/r/incidence).
"""

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.event_times import RiskTable

Array = NDArray[np.float64]


class VarianceType(StrEnum):
    """How the variance of an increment of a hazard is estimated: binomial (Greenwood) or Poisson (Aalen)."""

    GREENWOOD = "greenwood"
    AALEN = "aalen"


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidenceAt:
    """The probability of an end by a time, its standard error and its interval; None where there is none."""

    probability: float
    standard_error: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CumulativeIncidence:
    """Right-continuous steps at `times`.

    `event_free` and the rows of `at_risk` have shape (times,); `probability` and `standard_error` (times, ends), ends
    counted from 1. Before the first time everything is 0 and `event_free` 1.
    """

    times: NDArray[np.int64]
    at_risk: NDArray[np.int64] | Array
    event_free: Array
    probability: Array
    standard_error: Array

    def at(self, time: int, end: int, *, level: float = 0.95) -> IncidenceAt:
        """The probability of `end` (1, 2, ...) by `time`, that time included, with its log-log interval.

        The interval is symmetric on the scale log(-log(1 - F)), so it stays between 0 and 1. There is none while the
        probability is 0 or 1. Raises ValueError for an end that is not counted.
        """
        if not 1 <= end <= self.probability.shape[1]:
            raise ValueError(f"there is no end {end}: they are 1 to {self.probability.shape[1]}")
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        if step < 0:
            return IncidenceAt(probability=0.0, standard_error=0.0, low=None, high=None)
        reached, error = float(self.probability[step, end - 1]), float(self.standard_error[step, end - 1])
        low, high = log_log_interval(reached, error, level)
        return IncidenceAt(probability=reached, standard_error=error, low=low, high=high)


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallestRiskSet:
    """Only risk sets of at least `constant` x people ** `power` are trusted: events in smaller ones are passed over.

    Lai & Ying 1991 (Ann Stat 19:417), for early risk sets under late entry; Friedrich et al. 2017 (Ann Appl Stat
    11:840) for pregnancies. A power of 0 is a plain minimum. What is passed over is a count, never silent: `passed`.
    """

    constant: float
    power: float = 0.0

    def trusted(self, table: RiskTable, people: float) -> NDArray[np.bool_]:
        """Which times have a risk set large enough."""
        return np.asarray(table.at_risk >= self.constant * people**self.power)

    def passed(self, table: RiskTable, people: float) -> float:
        """How many events are passed over."""
        return float(table.events[~self.trusted(table, people)].sum())


def cumulative_incidence(
    table: RiskTable,
    *,
    variance: VarianceType = VarianceType.GREENWOOD,
    smallest: SmallestRiskSet | None = None,
    people: float | None = None,
) -> CumulativeIncidence:
    """Aalen-Johansen. A time at which nobody is at risk ends the estimate: raises ValueError naming it.

    Early risk sets may be tiny under late entry; one event among one person at risk sends the event-free probability
    to zero for good. That is for the reader to see (`at_risk`), and there are two remedies: to start later
    (`RiskTable.after`, the probability is then conditional), or to pass over what happened in tiny risk sets
    (`smallest`, with the number of `people` where it has a power). Neither is taken unasked.
    """
    if (empty := np.flatnonzero(table.at_risk <= 0)).size:
        raise ValueError(f"nobody is at risk at time {table.times[empty[0]]}, where follow-up of somebody ends")
    at_risk = table.at_risk.astype(np.float64)
    hazards = table.events.astype(np.float64) / at_risk[:, None]
    if smallest is not None:
        if smallest.power and people is None:
            raise ValueError("a smallest risk set that grows with people needs their number")
        hazards = np.where(smallest.trusted(table, people or 1.0)[:, None], hazards, 0.0)
    survived = np.cumprod(1.0 - hazards.sum(axis=1))
    before = np.concatenate([[1.0], survived[:-1]])
    probability = np.cumsum(before[:, None] * hazards, axis=0)
    errors = np.sqrt(np.maximum(_variances(before, hazards, at_risk, variance), 0.0))
    return CumulativeIncidence(
        times=table.times, at_risk=table.at_risk, event_free=survived, probability=probability, standard_error=errors
    )


def _variances(before: Array, hazards: Array, at_risk: Array, kind: VarianceType) -> Array:
    """Variance of every end at every time: the covariance of (event-free, ends) carried forward step by step."""
    ends = hazards.shape[1]
    covariance = np.zeros((ends + 1, ends + 1))
    found = np.empty_like(hazards)
    step = np.eye(ends + 1)
    for i, hazard in enumerate(hazards):
        step[0, 0], step[0, 1:] = 1.0 - hazard.sum(), hazard
        spread = np.diag(hazard)
        if kind is VarianceType.GREENWOOD:
            spread = spread - np.outer(hazard, hazard)
        # the event-free state loses what the ends gain
        turn = np.vstack([-np.ones(ends), np.eye(ends)])
        covariance = step.T @ covariance @ step + before[i] ** 2 / at_risk[i] * (turn @ spread @ turn.T)
        found[i] = np.diagonal(covariance)[1:]
    return found


def log_log_interval(
    probability: float, standard_error: float, level: float = 0.95
) -> tuple[float | None, float | None]:
    """The interval on the scale log(-log(1 - p)); None at 0 and 1, where that scale ends."""
    if not 0.0 < level < 1.0:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    if not 0.0 < probability < 1.0:
        return None, None
    logged = np.log1p(-probability)
    half = NormalDist().inv_cdf((1.0 + level) / 2.0) * standard_error / ((1.0 - probability) * -logged)
    low, high = (-np.expm1(logged * np.exp(sign * half)) for sign in (-1.0, 1.0))
    return float(low), float(high)
