"""Gray's test: do groups differ in the probability of one end, others kept?

Source: Gray 1988 (Ann Stat 16:1141). A group's hazard of the subdistribution is compared with that of all groups
together, as the log-rank test compares hazards. With late entry the risk sets are those of people under observation.
R's cmprsk is the referee without it, R's weights for late entry (survival) of the scores with it, and nobody of their
covariance (docs/decisions/0035).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.chi_square import chi_square_tail
from amnio.estimate.clustered_incidence import ClusteredRisks

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class GrayTest:
    """Chi-squared on groups - 1 degrees of freedom.

    `scores`, shape (groups,), is events less what the null expects, and sums to 0; `covariance` (groups, groups).
    """

    statistic: float
    degrees: int
    p_value: float
    scores: Array
    covariance: Array


def gray_test(groups: ClusteredRisks, *, end: int, rho: float = 0.0) -> GrayTest:
    """Are the groups (the clusters of `groups`) alike in their probability of `end`?

    `rho` weighs early differences more when positive (weight (1 - F) ** rho). Raises ValueError with fewer than two
    groups, when nobody came to that end, or when late entry left a group's early risk sets too small.
    """
    if len(groups.at_risk) < 2:
        raise ValueError("a comparison needs at least two groups")
    events, others = groups.events[..., end - 1], groups.events.sum(axis=2) - groups.events[..., end - 1]
    if not events.sum() > 0:
        raise ValueError(f"nobody came to end {end}")
    at_risk = groups.at_risk
    there = at_risk > 0
    hazard, all_hazard = (_share(each, at_risk) for each in (events, events + others))
    free = (1.0 - all_hazard).cumprod(axis=1)
    free_before = _before(free, 1.0)
    if (gone := np.argwhere((free_before <= 0.0) & (at_risk > 0))).size:
        group, time = gone[0]
        raise ValueError(
            f"in group {group} everybody at risk had come to an end before time {groups.times[time]}, at which others "
            "of it are at risk: its early risk sets are too small to be compared. Start later."
        )
    reached = (free_before * hazard).cumsum(axis=1)
    # people who would be at risk had nobody left: h of the paper, and those without this end: R of the paper
    people = _share(at_risk, free_before)
    without = people * (1.0 - _before(reached, 0.0))
    total = people.sum(axis=0)
    pooled = np.cumsum(_share(events.sum(axis=0), total))
    pooled_before = _before(pooled, 0.0)
    weight = (1.0 - pooled_before) ** rho
    scores = (weight * (events - events.sum(axis=0) * _share(without, without.sum(axis=0)))).sum(axis=1)
    covariance = _covariance(
        np.where(there, people, 0.0), weight, events, others, at_risk, free, free_before, pooled, pooled_before
    )
    degrees = len(at_risk) - 1
    try:
        statistic = float(scores[:-1] @ np.linalg.solve(covariance[:-1, :-1], scores[:-1]))
    except np.linalg.LinAlgError:
        raise ValueError("a group has nobody at risk while others have events, and cannot be compared") from None
    return GrayTest(
        statistic=statistic,
        degrees=degrees,
        p_value=chi_square_tail(statistic, degrees),
        scores=scores,
        covariance=covariance,
    )


def _covariance(
    people: Array,
    weight: Array,
    events: Array,
    others: Array,
    at_risk: Array,
    free: Array,
    free_before: Array,
    pooled: Array,
    pooled_before: Array,
) -> Array:
    """Under the null: what a surprise in group r at a time moves score k by, squared, times how surprising it is.

    The hazard of the end is that of all groups, of the other ends each group's own; both with the correction for ties
    of drawing without replacement.
    """
    groups, total, ended = len(people), people.sum(axis=0), events.sum(axis=0)
    share = _share(people, total)
    direct = weight * people[:, None] * (np.eye(groups)[..., None] - share[None])  # (score, group, time)
    drift = np.cumsum(direct * _share(ended, total * (1.0 - pooled_before)), axis=2)
    to_come = drift[..., -1:] - drift
    left = _share(np.broadcast_to(1.0 - pooled, free.shape), free)  # (1 - F) / S
    ties = 1.0 - np.where(ended > 1, _share(np.maximum(ended - 1.0, 0.0), total * free_before - 1.0), 0.0)
    own = np.where(at_risk > 0, ties * free_before * _share(ended, total * at_risk), 0.0)
    moved = direct + (1.0 - left) * to_come
    other_ties = 1.0 - np.where(others > 1, _share(np.maximum(others - 1.0, 0.0), at_risk - 1.0), 0.0)
    other = np.where(free > 0, other_ties * free_before**2 * _share(others, at_risk**2), 0.0)
    return np.einsum("irt,jrt,rt->ij", moved, moved, own) + np.einsum(
        "irt,jrt,rt->ij", left * to_come, left * to_come, other
    )


def _share(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)


def _before(values: Array, first: float) -> Array:
    earlier = np.full_like(values, first)
    earlier[..., 1:] = values[..., :-1]
    return earlier
