"""Why was this pregnancy lost? `P(cause k, class z | loss at g, e, r)` for all draws at once.

    P(k, z | ...)  ∝  P(z) · S_z(g0→g) · h_k(g | z) · P(r | z) · Π_j P(e_j | k)

The hazards of all mechanisms but the fetal one do not depend on the class, so the table of 15 mechanisms by 10 classes
is kept as two sums over classes. `amnio.model.reference` writes the whole table out.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, Cause, Mechanism
from amnio.model.clock import Array
from amnio.model.facts import Facts
from amnio.model.pregnancy import FETAL, MECHANISM_INDEX, PROCEDURE_SLICE, PregnancyModel


class ImpossibleEvidence(ValueError):
    """No mechanism and class gives these facts a positive probability in some draw."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Attribution:
    """The posterior of one loss.

    `mechanisms`: shape (15, draws), columns add up to one. `early_share`: of the five procedure mechanisms, the share
    that belongs to `early`, shape (draws,). `fetal_classes`: class given the fetal mechanism; `other_classes`: class
    given any other mechanism (they all say the same); both (10, draws), columns add up to one. `evidence`: probability
    per day of this very loss with its findings, for a pregnancy that reached the procedure; shape (draws,).

    A draw is as credible as it makes what happened probable, so every summary over draws weights them with `weights`:
    the weighted mean is the posterior probability `P(k | e)`, with parameters and cause both unknown.
    """

    mechanisms: Array
    early_share: Array
    fetal_classes: Array
    other_classes: Array
    evidence: Array

    def cause(self, cause: Cause) -> Array:
        """Probability of a cause, shape (draws,)."""
        return self.cause_mechanisms(cause).sum(axis=0)

    def cause_mechanisms(self, cause: Cause) -> Array:
        """Probability of each mechanism of a cause, shape (mechanisms of the cause, draws)."""
        if cause is Cause.EARLY:
            return self.mechanisms[PROCEDURE_SLICE] * self.early_share
        if cause is Cause.MECHANICAL:
            return self.mechanisms[PROCEDURE_SLICE] * (1.0 - self.early_share)
        return self.mechanisms[[MECHANISM_INDEX[mechanism] for mechanism in MECHANISMS_OF_CAUSE[cause]]]

    @cached_property
    def causes(self) -> Array:
        """All six, in vocabulary order, shape (6, draws)."""
        return np.stack([self.cause(cause) for cause in Cause])

    @cached_property
    def weights(self) -> Array:
        """Credibility of each draw after this case, shape (draws,), adding up to one."""
        return self.evidence / self.evidence.sum()

    @property
    def effective_draws(self) -> float:
        """Kish's effective number of draws under the weights."""
        return float(1.0 / np.square(self.weights).sum())

    @property
    def classes(self) -> Array:
        """Class whatever the mechanism, shape (10, draws)."""
        fetal = self.mechanisms[FETAL]
        return fetal * self.fetal_classes + (1.0 - fetal) * self.other_classes

    def mechanism(self, mechanism: Mechanism) -> Array:
        return self.mechanisms[MECHANISM_INDEX[mechanism]]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Ingredients:
    """The factors of one loss before they are multiplied: what every question about it needs."""

    alive: Array  # P(z) S_z at the loss, (10, draws)
    started: Array  # Σ P(z) S_z at the procedure (at the loss, where there was none), (draws,)
    class_evidence: Array  # P(r | z), (10, draws)
    fetal_hazards: Array  # h_fetal(g | z), (10, draws)
    hazards: Array  # h_k(g), (15, draws), fetal row zero
    mechanism_evidence: Array  # Π P(e_j | k), (15, draws)
    early_share: Array  # (draws,)

    def changed(self, **factors: Array) -> "Ingredients":
        """The same loss with some factors replaced."""
        return replace(self, **factors)


def ingredients(model: PregnancyModel, facts: Facts) -> Ingredients:
    excess = model.excess_on_day(facts, facts.loss_day)
    both = excess.mechanical + excess.early
    early_share = np.divide(excess.early, both, out=np.zeros_like(both), where=both > 0.0)
    return Ingredients(
        alive=model.alive(facts, facts.loss_day),
        started=model.alive(facts, facts.loss_day if facts.procedure_day is None else facts.procedure_day).sum(axis=0),
        class_evidence=model.class_evidence(facts),
        fetal_hazards=model.classes.on(facts.loss_day),
        hazards=model.mechanism_hazards(facts, facts.loss_day, excess=excess),
        mechanism_evidence=model.mechanism_evidence(facts),
        early_share=early_share,
    )


def attribute(model: PregnancyModel, facts: Facts) -> Attribution:
    """The posterior over mechanisms and classes. Facts that are impossible in the model raise `ImpossibleEvidence`."""
    return posterior(ingredients(model, facts))


def posterior(parts: Ingredients) -> Attribution:
    alive = parts.alive * parts.class_evidence
    fetal = alive * parts.fetal_hazards
    weights = parts.hazards * parts.mechanism_evidence
    all_alive, all_fetal = alive.sum(axis=0), fetal.sum(axis=0)
    weights *= all_alive
    weights[FETAL] = all_fetal * parts.mechanism_evidence[FETAL]
    total = weights.sum(axis=0)
    if not (total > 0.0).all():
        raise ImpossibleEvidence("these facts have probability zero in the model")
    weights /= total
    return Attribution(
        mechanisms=weights,
        early_share=parts.early_share,
        fetal_classes=_normalised(fetal, all_fetal),
        other_classes=_normalised(alive, all_alive),
        evidence=total / parts.started,
    )


def _normalised(numerators: Array, total: Array) -> Array:
    return np.divide(numerators, total, out=np.zeros_like(numerators), where=total > 0.0)
