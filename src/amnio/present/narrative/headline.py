"""The answer in one sentence, and the second step: the route of an infection."""

from amnio.answers.review_answer import HeadlineKey, Review, RouteVerdict
from amnio.clinic.vocabulary import Group, ProcedureKind, Test
from amnio.present.document import Block, Paragraph
from amnio.present.narrative.wording import Wording

#: Verdicts on the route that speak of the procedure: they have no meaning where there was none.
_NO_VERDICT_WITHOUT_PROCEDURE = (RouteVerdict.INTRODUCED, RouteVerdict.AFTER_A_LEAK)


def had_procedure(review: Review) -> bool:
    return review.summary.procedure != ProcedureKind.NONE.value


def write(review: Review, wording: Wording) -> list[Block]:
    lead = wording.sentences(_answer(review, wording), _route(review, wording))
    blocks: list[Block] = [Paragraph(text=lead, role="lead")]
    if rest := _numbers(review, wording):
        blocks.append(Paragraph(text=rest))
    return blocks


def _answer(review: Review, wording: Wording) -> str:
    headline = review.headline
    cause = wording.text(f"group_in.{headline.leading.value}")
    rivals = wording.listing([wording.text(f"group_in.{group.value}") for group in headline.rivals], "or")
    if headline.key in (HeadlineKey.CLEAR, HeadlineKey.BEST_FIT):
        return wording.text(f"headline.{headline.key.value}", cause=cause)
    if headline.key is HeadlineKey.LITTLE_TO_GO_ON:
        return wording.text("headline.little_to_go_on")
    apart = wording.text("headline.cannot_tell_apart", cause=cause, rivals=rivals) if rivals else ""
    if headline.key is HeadlineKey.URGENT_CAUSE_OPEN:
        return wording.sentences(wording.text("headline.urgent_cause_open"), apart)
    return apart or wording.text("headline.best_fit", cause=cause)


def _route(review: Review, wording: Wording) -> str:
    """One sentence on the way an infection came, where infection leads; the share is that of infections."""
    route, verdict = review.route, review.headline.route
    if route is None or verdict is None or review.headline.leading is not Group.INFECTION:
        return ""
    if not had_procedure(review):
        if verdict is RouteVerdict.CANNOT_TELL:
            return wording.text("route.cannot_tell_no_procedure")
        if verdict in _NO_VERDICT_WITHOUT_PROCEDURE:
            return ""
    if verdict is RouteVerdict.CANNOT_TELL:
        can_ask = any(advice.test is Test.STORED_FLUID for advice in review.tests)
        return wording.sentences(
            wording.text("route.cannot_tell"), wording.text("route.stored_fluid") if can_ask else ""
        )
    estimate = getattr(route, verdict.value)
    return wording.text(f"route.{verdict.value}", share=wording.numbers.share_with_interval(estimate))


def _numbers(review: Review, wording: Wording) -> str:
    headline, share = review.headline, wording.numbers.share_with_interval
    leading = wording.text(
        "headline.leading",
        cause=wording.text(f"group_in.{headline.leading.value}"),
        share=share(headline.probability),
    )
    if not had_procedure(review):
        return wording.sentences(leading, wording.text("headline.no_procedure"))
    parts = [leading]
    if review.route is not None:
        parts.append(wording.text("headline.any_infection", share=share(headline.any_infection)))
    parts.append(wording.text("headline.procedure_related", share=share(headline.procedure_related)))
    return wording.sentences(*parts)
