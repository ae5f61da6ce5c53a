"""The part of a review about *would it have happened anyway?*, and the average effect that stands beside it."""

from amnio.answers.review_answer import AverageEffect, Counterfactual, CounterfactualHorizon
from amnio.answers.summaries import Summariser
from amnio.clinic.vocabulary import Intervention
from amnio.model.attribution import Attribution, Ingredients
from amnio.model.clock import REFERENCE_DAY
from amnio.model.counterfactual import HORIZONS, classes_at_procedure, risk, under, would_be_lost_anyway
from amnio.model.facts import Facts
from amnio.model.pregnancy import PregnancyModel
from amnio.quantity import Estimate


def counterfactuals(
    model: PregnancyModel, facts: Facts, parts: Ingredients, attribution: Attribution, over: Summariser
) -> tuple[Counterfactual, ...]:
    """One answer for each intervention; where the question has no content, the reason instead."""
    answers = []
    for intervention in Intervention:
        reason = _no_content(facts, intervention)
        horizons = () if reason else _horizons(model, facts, under(facts, intervention), parts, attribution, over)
        answers.append(Counterfactual(intervention=intervention, not_asked_because=reason, horizons=horizons))
    return tuple(answers)


def _no_content(facts: Facts, intervention: Intervention) -> str | None:
    if facts.procedure_day is None:
        return "no_procedure"
    if intervention is Intervention.AT_16_WEEKS and facts.procedure_day >= REFERENCE_DAY:
        return "already_at_or_after_16"
    if intervention is Intervention.SINGLE_PASS:
        if facts.procedure.passes is None:
            return "passes_unknown"
        if facts.procedure.passes == 1:
            return "already_single_pass"
    return None


def _horizons(
    model: PregnancyModel, facts: Facts, changed: Facts, parts: Ingredients, attribution: Attribution, over: Summariser
) -> tuple[CounterfactualHorizon, ...]:
    found = []
    for name, horizon in HORIZONS.items():
        if facts.loss_day >= horizon:
            continue
        answer = would_be_lost_anyway(model, facts, changed, parts, attribution, horizon)
        lost, necessary = over.estimates([answer.lost_anyway, 1.0 - answer.lost_anyway])
        found.append(
            CounterfactualHorizon(
                by=name,
                lost_anyway=lost,
                necessary=necessary,
                stratum_low=answer.stratum_low,
                stratum_high=answer.stratum_high,
                bounds_low=answer.bounds_low,
                bounds_high=answer.bounds_high,
            )
        )
    return tuple(found)


def average_effects(model: PregnancyModel, facts: Facts) -> tuple[AverageEffect, ...]:
    """`do` for a woman with her facts from before the procedure, before anything of the loss was known."""
    if facts.procedure_day is None:
        return ()
    classes = classes_at_procedure(model, facts)
    without = under(facts, Intervention.NO_AMNIOCENTESIS)
    effects = []
    evenly = Summariser()  # nothing of this loss is known yet, so every draw counts the same
    for name, horizon in HORIZONS.items():
        if facts.procedure_day >= horizon:
            continue
        with_it = risk(model, facts, classes, facts.procedure_day, horizon)
        without_it = risk(model, without, classes, facts.procedure_day, horizon)
        three: list[Estimate] = evenly.estimates([with_it, without_it, with_it - without_it])
        effects.append(AverageEffect(by=name, risk_with=three[0], risk_without=three[1], difference=three[2]))
    return tuple(effects)
