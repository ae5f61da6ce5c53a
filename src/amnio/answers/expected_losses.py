"""How many losses the model expects in each group of a unit's counts, and how well a joint draw explains what came."""

from dataclasses import replace

import numpy as np

from amnio.answers.read_finding import SignThresholds
from amnio.answers.recorded import read_case
from amnio.answers.unit_counts import FetalResult, Stratum, UnitCounts
from amnio.clinic.case import Case, Loss, Pregnancy, Procedure
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Finding, GeneticResult, Outcome, ProcedureKind
from amnio.estimate.partial_pooling import multinomial_log_likelihood
from amnio.model.clock import Array
from amnio.model.counterfactual import risk
from amnio.model.facts import Facts
from amnio.model.pregnancy import PregnancyModel


def log_likelihood(model: PregnancyModel, counts: UnitCounts) -> Array:
    """Log-probability of all counts under each joint draw, shape (draws,)."""
    total = np.zeros(model.draws.count)
    for stratum in counts.strata:
        if stratum.pregnancies:
            total += multinomial_log_likelihood(stratum.cells, cell_probabilities(model, stratum))
    return total


def cell_probabilities(model: PregnancyModel, stratum: Stratum) -> Array:
    """Probability of a loss in each cell of time, and last of none; shape (cells, draws), columns adding up to one.

    A row of several weeks counts them alike.
    """
    starts = stratum.starts
    lost = sum(_lost_by(model, stratum, start) for start in starts) / len(starts)
    before = np.zeros((1, model.draws.count))
    return np.diff(np.concatenate([before, lost, before + 1.0]), axis=0)


def _lost_by(model: PregnancyModel, stratum: Stratum, start: int) -> Array:
    """Probability of a loss by the end of each cell, cumulative, shape (cells, draws)."""
    facts = facts_of(model, stratum, start)
    classes = model.alive(facts, start) * _class_evidence(model, stratum.fetal_result)
    classes = classes / classes.sum(axis=0)
    ends = (*(start + day for day, _ in stratum.lost_by), stratum.end(start))
    return np.stack([risk(model, facts, classes, start, end) for end in ends])


def facts_of(model: PregnancyModel, stratum: Stratum, start: int) -> Facts:
    """A pregnancy of the row, read as a review would read it."""
    at = GestationalAge(start)
    done = Procedure(
        kind=ProcedureKind.AMNIOCENTESIS,
        at=at,
        passes=stratum.passes,
        fluid=stratum.fluid,
        unit_procedures_per_year=stratum.unit_procedures_per_year,
    )
    case = Case(
        pregnancy=Pregnancy(maternal_age=stratum.maternal_age),
        procedure=done,
        loss=Loss(outcome=Outcome.LOSS, at=at),
    )
    thresholds = SignThresholds.from_draws(model.draws)
    facts = read_case(case, thresholds, unknown_age=float(model.draws["reference.unknown_age"][0])).facts
    return facts if stratum.procedure else replace(facts, procedure_day=None)


def _class_evidence(model: PregnancyModel, result: FetalResult) -> Array | float:
    """`P(result | class)`, shape (10, draws); one where there was no result."""
    if result is FetalResult.UNKNOWN:
        return 1.0
    normal = model.likelihoods.of_class[Finding.CHROMOSOMES].of(GeneticResult.NORMAL.value)
    return normal if result is FetalResult.NORMAL else 1.0 - normal
