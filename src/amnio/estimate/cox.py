"""Cause-specific hazard ratios: Cox regression with late entry and Efron's treatment of ties.

Sources: Cox 1972 (JRSS B 34:187); Efron 1977 (JASA 72:557). Refereed by R's survival (validation/r/incidence).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from amnio.estimate.event_times import EventTimes
from amnio.estimate.newton import maximum

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CoxFit:
    """Logarithms of hazard ratios, shape (covariates,), and their covariance, (covariates, covariates)."""

    log_hazard_ratio: Array
    covariance: Array
    log_likelihood: float

    @property
    def standard_error(self) -> Array:
        error: Array = np.sqrt(np.diagonal(self.covariance))
        return error


def cox(people: EventTimes, covariates: ArrayLike, *, end: int) -> CoxFit:
    """Hazard of one end, all others taken as censoring. `covariates` has shape (people, covariates).

    Raises ValueError when nobody came to that end, or when the likelihood has no maximum (a covariate that separates).
    """
    design = np.asarray(covariates, dtype=np.float64)
    if design.ndim != 2 or len(design) != len(people.entry):
        raise ValueError(f"covariates need a row for each of {len(people.entry)} people, not {design.shape}")
    times = np.unique(people.exit[people.end == end])
    if not times.size:
        raise ValueError(f"nobody came to end {end}")
    centred = design - design.mean(axis=0)
    if np.linalg.matrix_rank(centred) < design.shape[1]:
        raise ValueError("the covariates say the same thing twice, or nothing")
    beta, likelihood, covariance = maximum(
        lambda tried: _partial(people, centred, tried, times, end), (centred**2).sum(axis=0)
    )
    return CoxFit(log_hazard_ratio=beta, covariance=covariance, log_likelihood=likelihood)


def _partial(
    people: EventTimes, design: Array, beta: Array, times: NDArray[np.int64], end: int
) -> tuple[float, Array, Array]:
    """Efron's log partial likelihood, its slope and its information."""
    risk = np.exp(design @ beta)
    likelihood, slope, information = 0.0, np.zeros_like(beta), np.zeros((beta.size, beta.size))
    for time in times:
        there = (people.entry < time) & (people.exit >= time)
        events = there & (people.exit == time) & (people.end == end)
        ties = int(events.sum())
        likelihood += float((design[events] @ beta).sum())
        slope += design[events].sum(axis=0)
        all_sums, tied_sums = _sums(risk[there], design[there]), _sums(risk[events], design[events])
        for share in np.arange(ties) / ties:
            total, first, second = (one - share * other for one, other in zip(all_sums, tied_sums, strict=True))
            mean = first / total
            likelihood -= float(np.log(total))
            slope = slope - mean
            information = information + second / total - np.outer(mean, mean)
    return likelihood, slope, information


def _sums(risk: Array, design: Array) -> tuple[Array, Array, Array]:
    weighted = design * risk[:, None]
    return risk.sum(), weighted.sum(axis=0), weighted.T @ design
