"""Hazard ratios of the subdistribution: regression on the probability of one end, others kept, with late entry.

Who came to another end stays in the risk set, with the probability of still being under observation had she not come to
it: censoring takes her out, late entry brings more of her kind in. Sources: Fine & Gray 1999 (JASA 94:496); weights for
late entry Geskus 2011 (Biometrics 67:39). A ratio of the subdistribution is not a ratio of rates among those at risk,
and has no reading for one person; it says in which direction the probability moves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from amnio.estimate.event_times import CENSORED, EventTimes
from amnio.estimate.newton import maximum

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SubdistributionFit:
    """Logarithms of ratios, shape (covariates,), and their covariance, (covariates, covariates).

    `robust` is the covariance from each person's influence; that the weights were estimated is not in it.
    """

    log_ratio: Array
    covariance: Array
    robust: Array
    log_likelihood: float


def fine_gray(people: EventTimes, covariates: ArrayLike, *, end: int) -> SubdistributionFit:
    """Ratios for `end`; `covariates` has shape (people, covariates); ties as Breslow treats them.

    The cost grows with people x times of that end. Raises ValueError when nobody came to it, or without a maximum.
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
    weights = risk_set_weights(people, times, end)
    events = (people.exit[None, :] == times[:, None]) & (people.end == end)[None, :]
    beta, likelihood, covariance = maximum(
        lambda tried: _partial(weights, events, centred, tried), (centred**2).sum(axis=0)
    )
    influence = _residuals(weights, events, centred, beta) @ covariance
    return SubdistributionFit(
        log_ratio=beta, covariance=covariance, robust=influence.T @ influence, log_likelihood=likelihood
    )


def observed(people: EventTimes, times: ArrayLike) -> tuple[Array, Array]:
    """The chance of not being censored before each of `times`, and of having entered before it.

    Both are product-limit estimates: of censoring forwards (ends of a time come before it), of entry backwards, where
    those at risk of entering at e are those who entered by then and are followed beyond.
    """
    asked = np.asarray(times)
    uncensored, entered = np.ones(len(asked)), np.ones(len(asked))
    for when in np.unique(people.exit[people.end == CENSORED]):
        leaving = (people.exit == when) & (people.end == CENSORED)
        at_risk = ((people.entry < when) & (people.exit > when)).sum() + leaving.sum()
        uncensored[asked > when] *= 1.0 - leaving.sum() / at_risk
    for when in np.unique(people.entry):
        entering = (people.entry == when).sum()
        there = ((people.entry <= when) & (people.exit > when)).sum()
        entered[asked <= when] *= 1.0 - entering / there
    return uncensored, entered


def risk_set_weights(people: EventTimes, times: NDArray[np.int64], end: int) -> Array:
    """How much everybody counts in the risk set of each time at which somebody came to `end`, shape (times, people)."""
    at_risk = (people.entry < times[:, None]) & (people.exit >= times[:, None])
    elsewhere = (people.end != CENSORED) & (people.end != end)
    stays = elsewhere[None, :] & (people.exit[None, :] < times[:, None])
    uncensored, entered = observed(people, times)
    own_uncensored, own_entered = observed(people, people.exit)
    then = uncensored[:, None] * entered[:, None]
    own = (own_uncensored * own_entered)[None, :]
    kept: Array = np.divide(then, own, out=at_risk.astype(np.float64), where=stays & (own > 0))
    return kept


def _partial(weights: Array, events: NDArray[np.bool_], design: Array, beta: Array) -> tuple[float, Array, Array]:
    """Log partial likelihood, its slope and its information."""
    risk = weights * np.exp(design @ beta)
    ties = events.sum(axis=1)
    total = risk.sum(axis=1)
    mean = (risk @ design) / total[:, None]
    likelihood = float((events @ (design @ beta)).sum() - (ties * np.log(total)).sum())
    slope = (events @ design - ties[:, None] * mean).sum(axis=0)
    second = np.einsum("t,tn,ni,nj->ij", ties / total, risk, design, design, optimize=True)
    return likelihood, slope, second - np.einsum("t,ti,tj->ij", ties, mean, mean)


def _residuals(weights: Array, events: NDArray[np.bool_], design: Array, beta: Array) -> Array:
    """What each person adds to the slope, shape (people, covariates)."""
    risk = weights * np.exp(design @ beta)
    total = risk.sum(axis=1)
    mean = (risk @ design) / total[:, None]
    surprise = events - risk * (events.sum(axis=1) / total)[:, None]
    residual: Array = surprise.sum(axis=0)[:, None] * design - surprise.T @ mean
    return residual
