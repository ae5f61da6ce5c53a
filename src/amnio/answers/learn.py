"""A unit learns: its own procedures and losses update what the evidence says of a unit like it.

What the literature says of *the next unit* (the predictive distributions of background risk and excess) is the prior;
the counts of this unit, with the losses that the model expects in each group of pregnancies, are the likelihood.
"""

from collections.abc import Iterator

import numpy as np

from amnio import __version__
from amnio.answers.assemble import likelihoods
from amnio.answers.expected_losses import cell_probabilities, facts_of, log_likelihood
from amnio.answers.site import Movement, Note, Scores, SiteLearning
from amnio.answers.summaries import Summariser
from amnio.answers.unit_counts import FetalResult, Stratum, UnitCounts
from amnio.clinic.vocabulary import FluidAppearance, Intervention
from amnio.estimate.partial_pooling import LearnedScores, Margin, Transport, effective, learn_scores
from amnio.evidence import DEFAULT_SEED, Evidence, load_evidence
from amnio.model.clock import DAY_15, DAY_24, REFERENCE_DAY, Array
from amnio.model.counterfactual import classes_at_procedure, risk, under
from amnio.model.pregnancy import PregnancyModel
from amnio.quantity import Draws

BACKGROUND = "background.risk_16_24"
EXCESS = "procedure.excess_risk"
TIMING = "procedure.share_by_14_days"
DECLINE = "background.weekly_decline_14_23"
#: Derived: loss by 24+0 after an average procedure at 16+0, and of the same pregnancy without one.
AFTER, WITHOUT = "loss_by_24_after_procedure_at_16", "loss_by_24_without_procedure"
DRAWS = 8000
_WEEK_14 = REFERENCE_DAY - 14
_SURPRISING = 1 / 100


def learn(
    counts: UnitCounts, evidence: Evidence | None = None, *, draws: int = DRAWS, seed: int = DEFAULT_SEED
) -> SiteLearning:
    """What the counts of a unit say, given the evidence (default: the packaged one).

    Raises `amnio.estimate.partial_pooling.Irreconcilable` when the counts contradict the evidence so far that no joint
    draw explains them.
    """
    evidence = evidence or load_evidence()
    joint = evidence.draw(draws, seed)
    prior = _model(evidence, joint)
    if not counts.procedures + counts.without_procedure:
        return _site(counts, evidence, prior, None, None)
    scores = Scores(evidence, learned_names(counts, prior))
    learned = learn_scores(
        scores.of(joint), lambda rows: log_likelihood(_model(evidence, scores.put_into(joint, rows)), counts)
    )
    return _site(counts, evidence, prior, scores, learned)


def relearn(site: SiteLearning, evidence: Evidence | None = None) -> SiteLearning:
    """The same counts under other evidence."""
    return learn(site.counts, evidence)


def learned_names(counts: UnitCounts, model: PregnancyModel) -> tuple[str, ...]:
    """The parameters that these counts can say something about, the background risk last.

    All others are weighted along; these are the ones that the counts could wear out (see `partial_pooling`).
    """
    wanted = {name for stratum in counts.strata if stratum.pregnancies for name in _names_of(stratum, model)}
    uncertain = [name for name in sorted(wanted) if np.ptp(model.draws[name]) > 0]
    return (*uncertain, BACKGROUND)


def _names_of(stratum: Stratum, model: PregnancyModel) -> Iterator[str]:
    facts = facts_of(model, stratum, stratum.first_day)
    yield DECLINE
    if stratum.first_day < _WEEK_14 or stratum.end(stratum.last_day) > DAY_24:
        yield "background.population_factor"
    yield from (f"background_modifier.{code}" for code in facts.background)
    if not stratum.procedure:
        return
    yield EXCESS
    if stratum.lost_by:
        yield TIMING
    if stratum.first_day < DAY_15:
        yield from ("early.excess_12", "early.power")
    if stratum.passes is not None and stratum.passes > 1:
        yield "modifier.two_passes" if stratum.passes == 2 else "modifier.three_passes"
    if stratum.fluid is FluidAppearance.BLOOD_STAINED:
        yield "modifier.blood_stained"
    if "low_volume" in model.procedure.modifiers(facts.procedure):
        yield "modifier.low_volume"


def _model(evidence: Evidence, draws: Draws) -> PregnancyModel:
    return PregnancyModel(draws, likelihoods(evidence, draws))


def _site(
    counts: UnitCounts,
    evidence: Evidence,
    prior: PregnancyModel,
    scores: Scores | None,
    learned: LearnedScores | None,
) -> SiteLearning:
    if scores is None or learned is None:
        posterior, weights = prior, np.full(prior.draws.count, 1.0 / prior.draws.count)
        surprise, correlation = None, None
    else:
        posterior, weights = _model(evidence, scores.put_into(prior.draws, learned.scores)), learned.weights
        surprise = _surprise(counts, prior)
        correlation = _correlation(posterior.draws[BACKGROUND], posterior.draws[EXCESS], weights)
    before, after = quantities(prior, counts), quantities(posterior, counts)
    return SiteLearning(
        counts=counts,
        evidence=evidence.fingerprint,
        software=__version__,
        names=() if scores is None else scores.names,
        transport=Transport(()) if learned is None else learned.transport,
        movements=tuple(_movement(name, before[name], after[name], weights) for name in before),
        correlation=correlation,
        surprise=surprise,
        effective_share=effective(weights) / len(weights),
        notes=tuple(_notes(counts, surprise)),
    )


def quantities(model: PregnancyModel, counts: UnitCounts) -> dict[str, Array]:
    """The numbers that a reader is told, each of shape (draws,)."""
    average = Stratum(
        procedure=True,
        first_day=REFERENCE_DAY,
        last_day=REFERENCE_DAY,
        until_day=DAY_24,
        fetal_result=FetalResult.UNKNOWN,
        pregnancies=0,
        losses=0,
        lost_to_follow_up=0,
    )
    facts = facts_of(model, average, REFERENCE_DAY)
    classes = classes_at_procedure(model, facts)
    without = under(facts, Intervention.NO_AMNIOCENTESIS)
    found = {
        AFTER: risk(model, facts, classes, REFERENCE_DAY, DAY_24),
        WITHOUT: risk(model, without, classes, REFERENCE_DAY, DAY_24),
        EXCESS: model.draws[EXCESS],
        BACKGROUND: model.draws[BACKGROUND],
    }
    for name in learned_names(counts, model):
        found.setdefault(name, model.draws[name])
    return found


def _movement(quantity: str, before: Array, after: Array, weights: Array) -> Movement:
    margin = Margin.of(before)
    old, new = margin.scores(before), margin.scores(after)
    spread = weights @ (new - weights @ new) ** 2
    return Movement(
        quantity=quantity,
        prior=Summariser().estimate(before),
        posterior=Summariser(weights).estimate(after),
        weight=float(min(max(1.0 - spread / old.var(), 0.0), 1.0)),
        shift=float((weights @ after - before.mean()) / before.std()),
    )


def _correlation(first: Array, second: Array, weights: Array) -> float:
    apart = np.stack([first, second])
    apart = apart - (apart @ weights)[:, None]
    table = (apart * weights) @ apart.T
    return float(table[0, 1] / np.sqrt(table[0, 0] * table[1, 1]))


def _surprise(counts: UnitCounts, prior: PregnancyModel) -> float:
    """Twice the smaller tail of the prior predictive distribution of all losses; the observed number is halved."""
    generator = np.random.Generator(np.random.PCG64DXSM(prior.draws.seed))
    total = np.zeros(prior.draws.count)
    for stratum in counts.strata:
        expected = np.clip(1.0 - cell_probabilities(prior, stratum)[-1], 0.0, 1.0)
        total += generator.binomial(stratum.pregnancies, expected)
    more, same = float((total > counts.losses).mean()), float((total == counts.losses).mean())
    return min(1.0, 2.0 * min(more + same / 2, 1.0 - more - same / 2))


def _notes(counts: UnitCounts, surprise: float | None) -> Iterator[Note]:
    if surprise is None:
        yield Note.NOTHING_COUNTED
    if counts.procedures and not counts.without_procedure:
        yield Note.NOT_TOLD_APART
    if counts.losses and not any(stratum.lost_by for stratum in counts.strata if stratum.procedure):
        yield Note.NO_TIMING
    if counts.lost_to_follow_up > counts.losses:
        yield Note.MANY_LOST_TO_FOLLOW_UP
    if any(stratum.terminated is None for stratum in counts.strata):
        yield Note.TERMINATIONS_NOT_STATED
    if surprise is not None and surprise < _SURPRISING:
        yield Note.OUTSIDE_LITERATURE
