"""Why was this pregnancy lost? The whole answer for one case."""

from dataclasses import replace

from amnio.answers.anyway import average_effects, counterfactuals
from amnio.answers.assemble import Assembly, packaged
from amnio.answers.causes import cause_shares, chains, class_shares, group_shares, headline, infection_route
from amnio.answers.moved import influences, moved_facts
from amnio.answers.next_pregnancy import next_pregnancy
from amnio.answers.on_a_day import on_day
from amnio.answers.recorded import Recorded, read_case
from amnio.answers.review_answer import Review, Summary
from amnio.answers.summaries import Summariser
from amnio.answers.tests_to_do import tests_to_do
from amnio.answers.timeline import timeline
from amnio.clinic.case import Case
from amnio.clinic.review_scope import reviewable
from amnio.clinic.vocabulary import Outcome
from amnio.guidance.care import care_plan
from amnio.guidance.infection import signs_of_infection
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_signs
from amnio.model.attribution import ingredients, posterior
from amnio.model.information import GROUPS, group_probabilities


class Reviewer:
    """Answers reviews from one assembly; building it takes a few hundred milliseconds, a review a few."""

    def __init__(self, assembly: Assembly | None = None) -> None:
        self.assembly = assembly or packaged()

    def review(self, case: Case) -> Review:
        """The answer, for the day of `aftercare.on` where the case has one. A case that is no reviewable loss raises
        `amnio.clinic.problems.CaseError`."""
        reviewable(case)
        assembly = self.assembly
        model, evidence, conventions = assembly.model, assembly.evidence, assembly.conventions
        recorded = read_case(case, assembly.thresholds, unknown_age=assembly.unknown_age)
        facts = recorded.facts
        parts = ingredients(model, facts)
        attribution = posterior(parts)
        over = Summariser(attribution.weights)
        groups = group_probabilities(attribution)
        shares = group_shares(groups, over)
        route = infection_route(attribution, facts, conventions, over)
        urgent = tuple(sign.urgency for sign in urgent_signs(case))
        infected = bool(signs_of_infection(case))
        moved, unmoved = moved_facts(model, evidence, case, recorded, parts, attribution)
        answer = Review(
            summary=summary(case, recorded),
            urgent=urgent,
            headline=headline(
                groups,
                attribution,
                route,
                conventions,
                over,
                collapse_with_abnormal_fetus=Urgency.COLLAPSE_WITH_ABNORMAL_FETUS in urgent,
                anything_recorded=bool(recorded.findings),
            ),
            groups=shares,
            causes=cause_shares(attribution, facts, over),
            classes=class_shares(attribution, over),
            route=route,
            chains=chains(attribution, facts, assembly.draws, conventions, over),
            counterfactuals=counterfactuals(model, facts, parts, attribution, over),
            average_effects=average_effects(model, facts),
            moved=moved,
            unmoved=unmoved,
            influences=influences(
                assembly.ranked, evidence, groups[GROUPS.index(shares[0].group)], attribution.weights, facts.findings
            ),
            tests=tests_to_do(model, evidence, case, recorded, attribution, conventions, over),
            signs_of_infection=infected,
            care=care_plan(case, infection_signs=infected),
            next_pregnancy=next_pregnancy(attribution, assembly.recurrence, conventions, over),
            timeline=timeline(case),
            stamp=replace(assembly.stamp, effective_draws=int(attribution.effective_draws)),
        )
        return on_day(answer, case.aftercare.on)


def summary(case: Case, recorded: Recorded) -> Summary:
    facts, procedure, loss = recorded.facts, case.procedure, case.loss
    return Summary(
        id=case.id,
        maternal_age=case.pregnancy.maternal_age,
        fetuses=case.pregnancy.fetuses,
        procedure=procedure.kind.value,
        procedure_at=None if procedure.at is None else str(procedure.at),
        procedure_on=procedure.on,
        passes=procedure.passes,
        fluid=None if procedure.fluid is None else procedure.fluid.value,
        loss_at=str(loss.at),
        loss_on=loss.on,
        days_after=None if facts.procedure_day is None else facts.loss_day - facts.procedure_day,
        citation=case.citation,
        words=case.words,
        fetuses_lost=sum(fetus.outcome is Outcome.LOSS for fetus in case.loss.fetuses) or None,
    )
