"""Hazard ratios between groups, from counts: cause-specific (Cox) and of the subdistribution (Fine and Gray).

With groups as the only covariates a partial likelihood depends on who is at risk and who came to the end, group by
group and time by time, so its cost does not grow with people. The fits are those of `cox` and `fine_gray`, where the
sources are named. The first group is what the others are compared with.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.clustered_incidence import BlockCounts, ClusteredRisks
from amnio.estimate.event_times import CENSORED
from amnio.estimate.newton import maximum
from amnio.estimate.trial_cells import counted

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class GroupRatios:
    """Logarithms of the ratios of all groups but the first, shape (groups - 1,), and their standard errors.

    Those of the subdistribution come from each person's influence; that the weights were estimated is not in them.
    """

    log_ratio: Array
    standard_error: Array


def cause_specific_ratios(counts: BlockCounts, group: Whole, *, end: int, ends: int) -> GroupRatios:
    """Hazard of one end, all others taken as censoring; ties as Efron treats them. `group` numbers each row from 0.

    Raises ValueError without two groups, or without a maximum: a group in which nobody at risk came to the end.
    """
    risks = ClusteredRisks.of_counts(counts, ends=ends, cluster=group)
    at_risk, events = risks.at_risk, risks.events[..., end - 1]
    _check(at_risk, events)
    beta, _, covariance = maximum(lambda tried: _efron(at_risk, events, tried), _spread(counts, group))
    return GroupRatios(log_ratio=beta, standard_error=np.sqrt(np.diagonal(covariance)))


def subdistribution_ratios(counts: BlockCounts, group: Whole, *, end: int, ends: int) -> GroupRatios:
    """Hazard of the subdistribution of one end, with late entry; ties as Breslow treats them. Raises as above."""
    risks = ClusteredRisks.of_counts(counts, ends=ends, cluster=group)
    events = risks.events[..., end - 1]
    _check(risks.at_risk, events)
    some = events.sum(axis=0) > 0
    times, events = risks.times[some], events[:, some]
    then = _observed(counts, times)
    elsewhere = risks.events.sum(axis=2) - risks.events[..., end - 1]
    stayed = np.cumsum(_divided(elsewhere, _observed(counts, risks.times)), axis=1)
    before = np.concatenate([np.zeros((len(stayed), 1)), stayed[:, :-1]], axis=1)[:, some]
    people = risks.at_risk[:, some] + then * before
    beta, _, covariance = maximum(lambda tried: _breslow(people, events, tried), _spread(counts, group))
    influence = _residuals(counts, group, end, times, then, people, events, beta) @ covariance
    robust = np.einsum("i,ij,ij->j", np.asarray(counts.n, dtype=np.float64), influence, influence)
    return GroupRatios(log_ratio=beta, standard_error=np.sqrt(robust))


def _check(at_risk: Array, events: Array) -> None:
    if len(at_risk) < 2:
        raise ValueError("a comparison needs at least two groups")
    if not (events.sum(axis=1) > 0).all():
        raise ValueError("in a group nobody came to that end, so its ratio has no size")


def _spread(counts: BlockCounts, group: Whole) -> Array:
    """The sum of squares of each indicator around its mean."""
    n = counted((int(group.max()) + 1,), (group,), np.asarray(counts.n, dtype=np.float64))
    spread: Array = n[1:] * (1.0 - n[1:] / n.sum())
    return spread


def _with_first(beta: Array) -> Array:
    return np.exp(np.concatenate([[0.0], beta]))


def _efron(at_risk: Array, events: Array, beta: Array) -> tuple[float, Array, Array]:
    """Log partial likelihood, its slope and its information."""
    ratio = _with_first(beta)
    likelihood, slope = float(events[1:].sum(axis=1) @ beta), events[1:].sum(axis=1)
    information = np.zeros((beta.size, beta.size))
    for time in np.flatnonzero(events.sum(axis=0) > 0):
        tied = events[:, time]
        ties = round(float(tied.sum()))
        left = at_risk[:, time] - np.arange(ties)[:, None] / ties * tied
        weighted = left * ratio
        total = weighted.sum(axis=1)
        share = (weighted / total[:, None])[:, 1:]
        likelihood -= float(np.log(total).sum())
        slope = slope - share.sum(axis=0)
        information += np.diag(share.sum(axis=0)) - share.T @ share
    return likelihood, slope, information


def _breslow(people: Array, events: Array, beta: Array) -> tuple[float, Array, Array]:
    weighted = people * _with_first(beta)[:, None]
    total, ties = weighted.sum(axis=0), events.sum(axis=0)
    share = (weighted / total)[1:]
    likelihood = float(events[1:].sum(axis=1) @ beta - ties @ np.log(total))
    slope = (events[1:] - ties * share).sum(axis=1)
    return likelihood, slope, np.diag(share @ ties) - (share * ties) @ share.T


def _observed(counts: BlockCounts, times: Whole) -> Array:
    """The chance of not being censored before each of `times`, and of having entered before it: `observed`, counted."""
    first, length = int(counts.entry.min()), int(counts.exit.max()) - int(counts.entry.min()) + 1
    n = np.asarray(counts.n, dtype=np.float64)
    entering = counted((length,), (counts.entry - first,), n)
    leaving = counted((length,), (counts.exit - first,), n)
    censored = counted((length,), (counts.exit - first,), n * (counts.end == CENSORED))
    # at the end of a day: entered by then and followed beyond
    there = np.cumsum(entering) - np.cumsum(leaving)
    stays = (1.0 - _divided(censored, there - entering + censored)).cumprod()
    enters = (1.0 - _divided(entering, there))[::-1].cumprod()[::-1]
    at = times - first
    uncensored = np.where(at > 0, stays[np.maximum(at - 1, 0)], 1.0)
    found: Array = uncensored * enters[at]
    return found


def _residuals(
    counts: BlockCounts, group: Whole, end: int, times: Whole, then: Array, people: Array, events: Array, beta: Array
) -> Array:
    """What each person of a row adds to the slope, shape (rows, groups - 1)."""
    ratio = _with_first(beta)
    total = (people * ratio[:, None]).sum(axis=0)
    mean = (people * ratio[:, None] / total)[1:].T
    groups = np.vstack([np.zeros(beta.size), np.eye(beta.size)])
    # expected at each time while at risk, shape (groups, times, covariates); afterwards by the weights of staying
    each = ratio[:, None, None] * (events.sum(axis=0) / total)[None, :, None] * (groups[:, None] - mean[None])
    nothing = np.zeros((len(groups), 1, beta.size))
    at_risk = np.concatenate([nothing, np.cumsum(each, axis=1)], axis=1)
    staying = np.concatenate([nothing, np.cumsum(each * then[None, :, None], axis=1)], axis=1)
    since, until = (np.searchsorted(times, day, side="right") for day in (counts.entry, counts.exit))
    found = at_risk[group, since] - at_risk[group, until]
    elsewhere = (counts.end != CENSORED) & (counts.end != end)
    own = _observed(counts, counts.exit)
    rest = staying[group, -1] - staying[group, until]
    found -= np.where(elsewhere & (own > 0), 1.0 / np.where(own > 0, own, 1.0), 0.0)[:, None] * rest
    came = counts.end == end
    found[came] += groups[group[came]] - mean[until[came] - 1]
    return found


def _divided(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)
