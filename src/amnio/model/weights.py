"""What moved the answer: for every fact, how far the answer would be without it.

The weight of a fact for a group of causes is the natural-log Bayes factor for that group against all others, given all
other facts: the log odds with the fact minus the log odds without it (Good 1950).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.vocabulary import Finding
from amnio.model.attribution import Attribution, Ingredients, posterior
from amnio.model.clock import DAY_24, END_DAY, Array
from amnio.model.facts import Facts
from amnio.model.information import group_probabilities
from amnio.model.likelihood import LikelihoodTable
from amnio.model.pregnancy import BEFORE, INTRODUCED, LATER, OTHER_SLICE, PROCEDURE_SLICE, PregnancyModel


def log_odds(attribution: Attribution) -> NDArray[np.float64]:
    """Log odds of each group, shape (5,); minus infinity for an impossible one."""
    mean = group_probabilities(attribution) @ attribution.weights
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(mean) - np.log1p(-np.minimum(mean, 1.0)))


def weights_against(full: NDArray[np.float64], parts: Ingredients) -> NDArray[np.float64]:
    """Weight of whatever `parts` lacks; zero where the group is impossible with and without it."""
    without = log_odds(posterior(parts))
    finite = np.isfinite(full) & np.isfinite(without)
    return np.where(finite, np.where(finite, full, 0.0) - np.where(finite, without, 0.0), 0.0)


def finding_weights(
    model: PregnancyModel, facts: Facts, parts: Ingredients, attribution: Attribution
) -> dict[Finding, NDArray[np.float64]]:
    """Weights of every finding, each of shape (5,) in the order of `Group`."""
    full = log_odds(attribution)
    weights = {}
    tables = model.likelihoods
    of_class = [finding for finding in facts.findings if finding in tables.of_class]
    of_mechanism = [finding for finding in facts.findings if finding in tables.of_mechanism]
    for finding, rest in _each_left_out(of_class, tables.of_class, facts):
        weights[finding] = weights_against(full, parts.changed(class_evidence=rest))
    for finding, rest in _each_left_out(of_mechanism, tables.of_mechanism, facts):
        weights[finding] = weights_against(full, parts.changed(mechanism_evidence=rest))
    return weights


def _each_left_out(
    findings: Sequence[Finding], tables: Mapping[Finding, LikelihoodTable], facts: Facts
) -> list[tuple[Finding, Array]]:
    """For each finding, the product of the likelihoods of all others (prefix and suffix products, no division)."""
    factors = [tables[finding].of(facts.findings[finding]) for finding in findings]
    if not factors:
        return []
    after = [np.ones_like(factors[0])]
    for factor in reversed(factors[1:]):
        after.append(after[-1] * factor)
    left_out, before = [], np.ones_like(factors[0])
    for finding, factor, rest in zip(findings, factors, reversed(after), strict=True):
        left_out.append((finding, before * rest))
        before = before * factor
    return left_out


def covariate_weights(
    model: PregnancyModel, facts: Facts, parts: Ingredients, attribution: Attribution, unknown_age: float
) -> dict[str, NDArray[np.float64]]:
    """Weights of the facts that are not findings: age, screening, maternal factors, the procedure, and the day.

    The weight of the day compares with knowing only that the loss came between the procedure and 24+0 (or birth).
    """
    full = log_odds(attribution)
    changed: dict[str, Ingredients] = {}
    if facts.t21_risk is not None:
        changed["t21_risk"] = parts.changed(**_other_prior(model, replace(facts, t21_risk=None)))
    elif facts.maternal_age != unknown_age:
        other = replace(facts, maternal_age=unknown_age)
        changed["maternal_age"] = parts.changed(**_other_prior(model, other))
    if facts.cfdna is not None:
        changed["cfdna"] = parts.changed(**_other_prior(model, replace(facts, cfdna=None)))
    for code in facts.background:
        changed[code] = parts.changed(
            hazards=_scaled(parts.hazards, (BEFORE, LATER, OTHER_SLICE), model.draws[f"background_modifier.{code}"])
        )
    if facts.procedure_day is not None:
        for code, factor in model.procedure.modifiers(facts.procedure).items():
            changed[code] = parts.changed(hazards=_scaled(parts.hazards, (INTRODUCED, PROCEDURE_SLICE), factor))
        changed["days_after_procedure"] = _any_day(model, facts, parts)
    return {code: weights_against(full, other) for code, other in changed.items()}


def _other_prior(model: PregnancyModel, facts: Facts) -> dict[str, Array]:
    start = facts.loss_day if facts.procedure_day is None else facts.procedure_day
    return {"alive": model.alive(facts, facts.loss_day), "started": model.alive(facts, start).sum(axis=0)}


def _scaled(hazards: Array, rows: tuple[int | slice, ...], divisor: Array) -> Array:
    scaled = hazards.copy()
    for row in rows:
        scaled[row] /= divisor
    return scaled


def _any_day(model: PregnancyModel, facts: Facts, parts: Ingredients) -> Ingredients:
    """The same loss, known only to lie between the procedure and 24+0 (or birth, for a later one)."""
    if facts.procedure_day is None:
        raise ValueError("there was no procedure")
    end = DAY_24 if facts.loss_day < DAY_24 else END_DAY
    start = facts.procedure_day
    days = end - start
    hazards = parts.hazards.copy()
    on_day, over = model.nonfetal.on(facts.loss_day), model.nonfetal.between(start, end) / days
    scale = np.divide(over, on_day, out=np.ones_like(on_day), where=on_day > 0.0)
    infection = (hazards[BEFORE] + hazards[LATER]) * scale
    rate = model.procedure.latency.rate
    present = -np.expm1(-rate * days) / (rate * days)
    hazards[BEFORE], hazards[LATER] = infection * present, infection * (1.0 - present)
    hazards[OTHER_SLICE] *= scale
    mechanical, infected = model.procedure.mechanical_timing, model.procedure.infection_timing
    after = facts.loss_day - start
    hazards[PROCEDURE_SLICE] *= mechanical.between(0, days) / days / mechanical.on(after)
    hazards[INTRODUCED] *= infected.between(0, days) / days / infected.on(after)
    return parts.changed(hazards=hazards, fetal_hazards=model.classes.between(start, end) / days)
