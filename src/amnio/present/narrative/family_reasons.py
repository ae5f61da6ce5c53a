"""The three questions a family asks: why, was it the test, would it have happened anyway."""

from amnio.answers.review_answer import ChainKind, HeadlineKey, Review, RouteVerdict
from amnio.answers.unanswered import Unanswered
from amnio.clinic.vocabulary import Cause, FetalPicture, Finding, Group, Mechanism
from amnio.present.document import Block, Bullets, Heading, Paragraph
from amnio.present.narrative.anyway import horizon_without, until
from amnio.present.narrative.causes import basis_of
from amnio.present.narrative.found import found_in
from amnio.present.narrative.headline import had_procedure, main_mechanism
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording
from amnio.quantity.estimate import Estimate

_CHROMOSOME_FACTS = (Finding.CHROMOSOMES, Finding.MICROARRAY, Finding.PLACENTAL_GENETICS)
_NEEDLE_GROUPS = (Group.MECHANICAL, Group.EARLY, Group.INFECTION)
_MAINLY = 0.5  # a mechanism with more than half of its group stands for the group
_HALF = 0.5  # from here on, with its whole interval, the test is told to have played a part
_TELLS_LITTLE = 0.8  # an interval wider than this is said to tell little


def why(review: Review, wording: Wording, words: OwnWords) -> list[Block]:
    headline = review.headline
    blocks: list[Block] = [Heading(text=wording.text("family.heading.why"), id="why")]
    if headline.key in (HeadlineKey.CLEAR, HeadlineKey.BEST_FIT):
        lead = wording.text(f"family.{headline.key.value}", cause=reason(review, headline.leading, wording))
        blocks.append(Paragraph(text=lead, role="lead"))
        blocks += [Paragraph(text=text) for text in _explained(review, wording) if text]
        blocks.append(Paragraph(text=_count(review, wording)))
        return blocks
    if headline.key is HeadlineKey.LITTLE_TO_GO_ON:
        little = wording.text("family.little", baby=words.baby, lost=words.lost)
        return [*blocks, Paragraph(text=little, role="lead")]
    if headline.key is HeadlineKey.URGENT_CAUSE_OPEN:
        return [*blocks, Paragraph(text=wording.text("family.urgent_open"), role="lead")]
    reasons = [reason(review, group, wording) for group in (headline.leading, *headline.rivals)]
    if len(reasons) == 2:
        apart = wording.text("family.cannot_two", cause_1=reasons[0], cause_2=reasons[1])
        blocks.append(Paragraph(text=apart, role="lead"))
    else:
        apart = wording.text("family.cannot_more", n=len(reasons))
        blocks += [Paragraph(text=apart, role="lead"), Bullets(items=tuple(reasons))]
    blocks += [Paragraph(text=text) for text in _chains(review, wording)]
    return blocks


def reason(review: Review, group: Group, wording: Wording) -> str:
    """The group in a family's words, or its mechanism where one of them is most of it."""
    mechanism = _main_mechanism(review, group)
    if mechanism is not None:
        prefix = "family.event" if group is Group.MECHANICAL else "family_mechanism"
        if group is Group.OTHER or f"{prefix}.{mechanism.value}" in wording.catalogue:
            return wording.text(f"{prefix}.{mechanism.value}")
    return wording.text(f"family_group.{group.value}")


def _main_mechanism(review: Review, group: Group) -> Mechanism | None:
    cause = {Group.MECHANICAL: Cause.MECHANICAL, Group.OTHER: Cause.OTHER}.get(group)
    for share in review.causes:
        if share.cause is cause and share.mechanisms:
            main = main_mechanism(share)
            return main.mechanism if main else None
    return None


def _explained(review: Review, wording: Wording) -> list[str]:
    """What follows the first sentence, where one reason stands out."""
    leading = review.headline.leading
    if leading is Group.FETAL:
        end = "fetal_why" if had_procedure(review) else "fetal_why_no_procedure"
        explained = wording.sentences(fetal_finding(review, wording), wording.text(f"family.{end}"))
        return [explained, *_chains(review, wording)]
    if leading is Group.INFECTION and review.headline.route is not None and had_procedure(review):
        return [wording.text(f"family.route.{review.headline.route.value}")]
    return _chains(review, wording)


def fetal_finding(review: Review | Unanswered, wording: Wording) -> str:
    """What was found, named only where a test or an examination showed it."""
    for fact in found_in(review):
        if fact.fact in _CHROMOSOME_FACTS and f"family_class.{fact.level}" in wording.catalogue:
            return wording.text("family.fetal_named", finding=wording.text(f"family_class.{fact.level}"))
    for fact in found_in(review):
        if fact.fact == Finding.FETAL_PICTURE and fact.level in (FetalPicture.ANOMALY, FetalPicture.HYDROPS):
            return wording.text(f"family.fetal_seen.{fact.level}")
    return ""


def _chains(review: Review, wording: Wording) -> list[str]:
    """Two steps of one story. A leak and its infection are told under the route."""
    found = []
    for chain in review.chains:
        if chain.kind is ChainKind.LEAK_THEN_INFECTION:
            if review.headline.leading in (Group.MECHANICAL, Group.INFECTION) and chain.probability.mean > _MAINLY:
                found.append(wording.text("family.route.after_a_leak"))
        elif chain.probability.mean > _MAINLY:
            found.append(wording.text(f"family.chain.{chain.kind.value}"))
    return found


def _count(review: Review, wording: Wording) -> str:
    headline = review.headline
    count = wording.text(
        "family.count",
        count=wording.numbers.people(headline.probability),
        cause=wording.text(f"family_group.{headline.leading.value}"),
    )
    basis = wording.text("family.basis", basis=wording.text(f"family.basis.{basis_of(review)}"))
    return wording.sentences(count, wide(headline.probability, wording), basis)


def wide(estimate: Estimate, wording: Wording) -> str:
    return wording.text("family.wide") if estimate.high - estimate.low > _TELLS_LITTLE else ""


def was_it_the_test(review: Review, wording: Wording) -> list[Block]:
    """The first sentence answers, and defends nobody; the count has both ends."""
    heading = Heading(text=wording.text("family.heading.test"), id="test")
    if not had_procedure(review):
        return [heading, Paragraph(text=wording.text("family.test.no_procedure"))]
    estimate = review.headline.procedure_related
    count = wording.text("family.test.count", count=wording.numbers.people(estimate))
    return [
        heading,
        Paragraph(text=wording.sentences(_part_of_the_test(review, wording), count, wide(estimate, wording))),
    ]


def _part_of_the_test(review: Review, wording: Wording) -> str:
    headline = review.headline
    if headline.procedure_related.low >= _HALF:
        return wording.text("family.test.played_a_part")
    candidates = (headline.leading, *headline.rivals)
    stands_apart = headline.key in (HeadlineKey.CLEAR, HeadlineKey.BEST_FIT)
    without_needle = headline.leading in (Group.FETAL, Group.OTHER) or (
        headline.leading is Group.INFECTION
        and headline.route in (RouteVerdict.ALREADY_THERE, RouteVerdict.LATER_ON_ITS_OWN)
    )
    if stands_apart and without_needle and headline.procedure_related.high < _HALF:
        return wording.text("family.test.another_reason")
    if headline.key is HeadlineKey.CANNOT_TELL_APART and any(group in _NEEDLE_GROUPS for group in candidates):
        return wording.text("family.test.one_of", n=len(candidates))
    return wording.text("family.test.may")


def would_it_have_happened_anyway(review: Review, wording: Wording) -> list[Block]:
    """Answered unless the family does not want it; never in a heading and never as a single number."""
    if review.summary.words.wants_anyway_answer is False or not had_procedure(review):
        return []
    horizon = horizon_without(review)
    if horizon is None:
        return []
    answer = wording.text(
        "family.anyway",
        by=until(horizon.by, wording, "family.anyway."),
        count=wording.numbers.people(horizon.lost_anyway),
    )
    return [
        Heading(text=wording.text("family.heading.anyway"), id="anyway"),
        Paragraph(
            text=wording.sentences(
                answer,
                _far_apart(horizon.lost_anyway, wording),
                wording.text("family.anyway.assumption"),
            )
        ),
        *_average(review, wording),
    ]


def _far_apart(estimate: Estimate, wording: Wording) -> str:
    if estimate.high - estimate.low > _TELLS_LITTLE:
        return wording.sentences(wording.text("family.wide"), wording.text("family.anyway.nobody_sees"))
    return wording.text("family.anyway.far_apart") if estimate.high - estimate.low > _TELLS_LITTLE / 4 else ""


def _average(review: Review, wording: Wording) -> list[Block]:
    if not review.average_effects:
        return []
    difference = review.average_effects[0].difference
    low, high = wording.numbers.of_thousand(difference)
    if low == 0:
        text = wording.text("family.anyway.average_none", high=wording.numbers.thousands(high))
    else:
        text = wording.text("family.anyway.average", count=wording.numbers.people(difference, "losses"))
    return [Paragraph(text=text)]
