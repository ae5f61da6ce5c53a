"""Would it have happened anyway? The loss under another course of action, given everything known of the one that was.

Under the monotone (thinning) coupling a loss from cause `k` on day `g` still happens with probability
`q_k = h_k^x(g) / h_k(g)`; the other pregnancies go on under the changed hazards:

    P(lost by H | do(x), e) = Σ P(k, z | e) · [ q_k + (1 - q_k) · (1 - exp(-Σ_{u=g+1..H} h_z^x(u))) ]

The bounds without that coupling are the sharp ones of Tian & Pearl (2000) for the probability of necessity.
"""

from dataclasses import dataclass, replace

import numpy as np

from amnio.clinic.vocabulary import Intervention
from amnio.model.attribution import Attribution, Ingredients
from amnio.model.clock import DAY_24, END_DAY, REFERENCE_DAY, Array
from amnio.model.facts import Facts
from amnio.model.pregnancy import FETAL, INTRODUCED, PROCEDURE_SLICE, PregnancyModel

#: The clock of "by birth": the end of the model's clock, with late weeks weighted by the share not yet delivered.
HORIZONS = {"24+0": DAY_24, "birth": END_DAY}


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Anyway:
    """`lost_anyway`: shape (draws,). The bounds are single numbers: what is uncertain in them is averaged out."""

    lost_anyway: Array
    stratum_low: float
    stratum_high: float
    bounds_low: float
    bounds_high: float


def under(facts: Facts, intervention: Intervention) -> Facts:
    """The same pregnancy under another course of action."""
    if intervention is Intervention.NO_AMNIOCENTESIS:
        return replace(facts, procedure_day=None)
    if intervention is Intervention.AT_16_WEEKS:
        return replace(facts, procedure_day=REFERENCE_DAY)
    return replace(facts, procedure=replace(facts.procedure, passes=1))


def would_be_lost_anyway(
    model: PregnancyModel,
    facts: Facts,
    changed: Facts,
    parts: Ingredients,
    attribution: Attribution,
    horizon: int,
) -> Anyway:
    """`P(lost by the horizon | do(changed), everything recorded)`; the loss lies before `horizon` (a day)."""
    after = facts.loss_day + 1
    survivors = _prevented(model, facts, changed, attribution)
    later = risk_by_class(model, changed, after, horizon)
    lost_later = (attribution.other_classes * later).sum(axis=0)
    stratum_low, stratum_high = _stratum_bounds(model, facts, changed, parts, horizon)
    bounds_low, bounds_high = _bounds_given_everything(model, facts, changed, parts, attribution, horizon)
    return Anyway(
        lost_anyway=1.0 - survivors * (1.0 - lost_later),
        stratum_low=stratum_low,
        stratum_high=stratum_high,
        bounds_low=bounds_low,
        bounds_high=bounds_high,
    )


def _prevented(model: PregnancyModel, facts: Facts, changed: Facts, attribution: Attribution) -> Array:
    """Probability that the loss of that day would not have happened on that day, shape (draws,)."""
    was, would_be = model.excess_on_day(facts, facts.loss_day), model.excess_on_day(changed, facts.loss_day)
    needle = attribution.mechanisms[PROCEDURE_SLICE].sum(axis=0)
    share = attribution.early_share
    return (
        needle * (1.0 - share) * _averted(was.mechanical, would_be.mechanical)
        + needle * share * _averted(was.early, would_be.early)
        + attribution.mechanisms[INTRODUCED] * _averted(was.introduced, would_be.introduced)
    )


def _averted(was: Array, would_be: Array) -> Array:
    """`1 - q`; q is never above one, because the coupling lets an intervention prevent losses, not cause that day's."""
    kept = np.divide(would_be, was, out=np.zeros_like(was), where=was > 0.0)
    return np.asarray(1.0 - np.minimum(kept, 1.0))


def risk_by_class(model: PregnancyModel, facts: Facts, start: int, end: int) -> Array:
    """`1 - exp(-Σ h_z(u))` over the days `start` <= u < `end`, shape (10, draws); zero when nothing is left."""
    if end <= start:
        return np.zeros_like(model.classes.daily[:, 0])
    multiplier = model.background_multiplier(facts.background)
    base = model.nonfetal_until_birth.between(start, end) * multiplier + model.excess_between(facts, start, end)
    return np.asarray(-np.expm1(-(base + model.classes_until_birth.between(start, end))))


def risk(model: PregnancyModel, facts: Facts, classes: Array, start: int, end: int) -> Array:
    """Risk of loss on the days `start` <= u < `end` in a mixture of classes (columns add up to one)."""
    return np.asarray((classes * risk_by_class(model, facts, start, end)).sum(axis=0))


def classes_at_procedure(model: PregnancyModel, facts: Facts, class_evidence: Array | None = None) -> Array:
    """`P(z)` at the day of the procedure, from the facts before it (and results about the class, if given)."""
    if facts.procedure_day is None:
        raise ValueError("there was no procedure")
    alive = model.alive(facts, facts.procedure_day)
    if class_evidence is not None:
        alive = alive * class_evidence
    return np.asarray(alive / alive.sum(axis=0))


def _stratum_bounds(
    model: PregnancyModel, facts: Facts, changed: Facts, parts: Ingredients, horizon: int
) -> tuple[float, float]:
    if facts.procedure_day is None:
        return 1.0, 1.0
    classes = classes_at_procedure(model, facts, parts.class_evidence)
    start = facts.procedure_day
    with_procedure = risk(model, facts, classes, start, horizon)
    without = risk(model, changed, classes, start, horizon)
    low, high = _frechet(with_procedure.mean(keepdims=True), without.mean(keepdims=True))
    return float(low[0]), float(high[0])


def _bounds_given_everything(
    model: PregnancyModel,
    facts: Facts,
    changed: Facts,
    parts: Ingredients,
    attribution: Attribution,
    horizon: int,
) -> tuple[float, float]:
    """Bounds given the very day and all findings. The class is the same in all worlds, so they hold class by class."""
    if facts.procedure_day is None:
        return 1.0, 1.0
    start = facts.procedure_day
    survival = 1.0 - risk_by_class(model, facts, start, facts.loss_day)
    weights = parts.hazards * parts.mechanism_evidence
    rate = weights.sum(axis=0) + parts.fetal_hazards * parts.mechanism_evidence[FETAL]
    happened = survival * rate * parts.class_evidence
    would = risk_by_class(model, changed, start, horizon)
    low, high = _frechet(happened, would)
    classes = attribution.classes * attribution.weights
    return float((classes * low).sum()), min(float((classes * high).sum()), 1.0)


def _frechet(happened: Array, would: Array) -> tuple[Array, Array]:
    """Bounds on `P(would | happened)` from the two probabilities alone; 0 to 1 where nothing happened."""
    possible = happened > 0.0
    low = np.divide(happened + would - 1.0, happened, out=np.zeros_like(happened), where=possible)
    high = np.divide(would, happened, out=np.ones_like(happened), where=possible)
    return np.maximum(low, 0.0), np.minimum(high, 1.0)
