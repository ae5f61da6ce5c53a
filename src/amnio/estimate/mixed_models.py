"""Binomial-normal and Poisson-normal mixed models: counts are taken as they are, effects differ normally.

No study needs a variance of its own and no zero cell a correction, so these are the models for rare events (Stijnen,
Hamza & Ozdemir 2010, Stat Med 29:3046). Three ways to treat the risk of a study's controls:

- *unconditional*: one free parameter for each study (metafor `UM.FS`);
- *exact conditional*: conditioned away, noncentral hypergeometric (metafor `CM.EL`);
- *approximate conditional*: the same for rare events, binomial in the events of both arms (metafor `CM.AL`).

Studies without events in either arm (or with nothing else) drop out of all three: their likelihood does not depend on
the ratio. Estimates are by maximum likelihood, which takes tau too small when studies are few.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np

from amnio.estimate.counts import Array, EventsOverTime, OneArmCounts, TwoArmCounts, columns
from amnio.estimate.effects import informative
from amnio.estimate.normal_effects import NODES, NormalFit, fit_normal_effects
from amnio.estimate.study_likelihoods import Binomial, NoncentralHypergeometric, Poisson, StudyLikelihood, Unconditional


class ControlRisk(StrEnum):
    """What becomes of the control risk of each study."""

    UNCONDITIONAL = "unconditional"
    EXACT_CONDITIONAL = "exact_conditional"
    APPROXIMATE_CONDITIONAL = "approximate_conditional"


def mixed_model(studies: Sequence[TwoArmCounts], control_risk: ControlRisk, *, nodes: int = NODES) -> NormalFit:
    """The mean log odds ratio and its standard deviation between studies."""
    return fit_normal_effects(two_arm_likelihood(studies, control_risk), nodes=nodes)


def two_arm_likelihood(studies: Sequence[TwoArmCounts], control_risk: ControlRisk) -> StudyLikelihood:
    """The likelihood of the informative studies. Raises ValueError when the ratio would be zero or infinite."""
    kept = [study for study, yes in zip(studies, informative(studies), strict=True) if yes]
    if not kept:
        raise ValueError("no study has both people with and people without the event")
    a, n1, c, n0 = (column.reshape(-1, 1) for column in columns(kept))
    if not (a.any() and c.any() and (n1 - a).any() and (n0 - c).any()):
        raise ValueError("an odds ratio needs people with and people without the event in both arms")
    if control_risk is ControlRisk.UNCONDITIONAL:
        return Unconditional(treated_events=a, treated_total=n1, control_events=c, control_total=n0)
    if control_risk is ControlRisk.APPROXIMATE_CONDITIONAL:
        return Binomial(events=a, total=a + c, offset=np.log(n1 / n0))
    return NoncentralHypergeometric(a, n1, c, n0)


def mixed_proportion(studies: Sequence[OneArmCounts], *, nodes: int = NODES) -> NormalFit:
    """The mean log odds of an event in single arms and its standard deviation between studies."""
    events, total = _column(s.events for s in studies), _column(s.total for s in studies)
    if not events.any() or not (total - events).any():
        raise ValueError("a proportion needs people with and people without the event")
    return fit_normal_effects(Binomial(events=events, total=total, offset=np.zeros_like(events)), nodes=nodes)


def mixed_rate(studies: Sequence[EventsOverTime], *, nodes: int = NODES) -> NormalFit:
    """The mean log rate of events in single arms and its standard deviation between studies."""
    events = _column(s.events for s in studies)
    if not events.any():
        raise ValueError("a rate needs events")
    return fit_normal_effects(Poisson(events=events, time=_column(s.time for s in studies)), nodes=nodes)


def _column(values: Iterable[float]) -> Array:
    return np.array(list(values), dtype=float).reshape(-1, 1)
