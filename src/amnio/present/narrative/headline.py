"""The answer in one sentence, and the second step: the route of an infection."""

from amnio.answers.review_answer import CauseShare, HeadlineKey, MechanismShare, Review, RouteVerdict
from amnio.answers.unanswered import Unanswered
from amnio.clinic.vocabulary import Cause, FetalClass, Group, ProcedureKind, Test
from amnio.present.document import Block, Paragraph
from amnio.present.narrative.wording import Wording

#: Verdicts on the route that speak of the procedure: they have no meaning where there was none.
_NO_VERDICT_WITHOUT_PROCEDURE = (RouteVerdict.INTRODUCED, RouteVerdict.AFTER_A_LEAK)


_MAINLY = 0.5  # a part that is more than half of its whole is named with it
_CAUSE_OF = {Group.MECHANICAL: Cause.MECHANICAL, Group.OTHER: Cause.OTHER}


def had_procedure(review: Review | Unanswered) -> bool:
    return review.summary.procedure != ProcedureKind.NONE.value


def write(review: Review, wording: Wording) -> list[Block]:
    lead = wording.sentences(answer(review, wording), _route(review, wording))
    blocks: list[Block] = [Paragraph(text=lead, role="lead")]
    if rest := _numbers(review, wording):
        blocks.append(Paragraph(text=rest))
    return blocks


def answer(review: Review, wording: Wording) -> str:
    """The answer in one sentence, without its numbers."""
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
    told = share(headline.probability)
    parts = [
        wording.text("headline.leading", cause=wording.text(f"group_in.{headline.leading.value}"), share=told),
        _mainly(review, wording),
    ]
    if not had_procedure(review):
        return wording.sentences(*parts, wording.text("headline.no_procedure"))
    any_infection = share(headline.any_infection)
    if _counts_leaks(review, wording):
        parts.append(wording.text("headline.leak_counted", group=wording.text("group.mechanical")))
    if review.route is not None and (headline.leading is not Group.INFECTION or any_infection != told):
        parts.append(wording.text("headline.any_infection", share=any_infection))
    parts.append(wording.text("headline.procedure_related", share=share(headline.procedure_related)))
    return wording.sentences(*parts)


def _counts_leaks(review: Review, wording: Wording) -> bool:
    """Whether infection leads with the infections that followed a leak: the figure shows fewer then, and says where."""
    if review.headline.leading is not Group.INFECTION:
        return False
    shown = next(share.probability for share in review.groups if share.group is Group.INFECTION)
    written = wording.numbers.share_and_ends
    return written(shown) != written(review.headline.probability)


def _mainly(review: Review, wording: Wording) -> str:
    """The part of the leading group that is most of it: a mechanism, or what is known of the fetus."""
    share = wording.numbers.share_with_interval
    if review.headline.leading is Group.FETAL:
        abnormal = [part for part in review.classes if part.fetal_class is not FetalClass.EUPLOID]
        top = max(abnormal, key=lambda part: part.probability.mean, default=None)
        if top is None or top.probability.mean <= _MAINLY:
            return ""
        named = wording.text(f"class.{top.fetal_class.value}")
        return wording.text("headline.fetal_class", fetal_class=named, share=share(top.probability))
    cause = next((entry for entry in review.causes if entry.cause is _CAUSE_OF.get(review.headline.leading)), None)
    main = cause and main_mechanism(cause)
    if not main:
        return ""
    named = wording.text(f"mechanism.{main.mechanism.value}")
    return wording.text("headline.mainly", mechanism=named, share=share(main.probability))


def main_mechanism(cause: CauseShare) -> MechanismShare | None:
    """The mechanism that is more than half of a cause."""
    top = max(cause.mechanisms, key=lambda part: part.probability.mean, default=None)
    return top if top is not None and top.probability.mean > _MAINLY * cause.probability.mean else None
