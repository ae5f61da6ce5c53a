"""What a letter says to each question of a family, from what the team concluded and from the answer's counts."""

from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.letter import FamilyLetter, QuestionTopic
from amnio.answers.review_answer import Review, RouteVerdict
from amnio.answers.unanswered import Unanswered
from amnio.clinic.vocabulary import PROCEDURE_RELATED, Cause, Group, Mechanism, ProcedureKind
from amnio.present.document import Block, Bullets, Heading, Paragraph
from amnio.present.narrative import family, family_after, family_reasons, letter_without_numbers
from amnio.present.narrative.headline import had_procedure
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording


def answer(topic: QuestionTopic, letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """The blocks below the question; none for a question about something else, which people answer."""
    if topic is QuestionTopic.WHY:
        return _why(letter, wording)
    if topic is QuestionTopic.WAS_IT_THE_TEST:
        return _the_test(letter, wording, words)
    if topic is QuestionTopic.ANYWAY:
        return _anyway(letter, wording, words)
    if topic is QuestionTopic.MY_FAULT:
        return _below(family.fault(letter.review, wording))
    if topic is QuestionTopic.NEXT_PREGNANCY:
        return _below(next_pregnancy(letter, wording, words))
    return []


def _below(blocks: list[Block]) -> list[Block]:
    """A section without its own heading: the family's question stands there."""
    return [block for block in blocks if not isinstance(block, Heading)]


def reason(conclusion: Conclusion, wording: Wording, *, of_amniocentesis: bool = True) -> str:
    """What the team concluded, in a family's words; they name the amniocentesis where the procedure was one."""
    group, mechanism = conclusion.group, conclusion.mechanism
    assert group is not None
    if mechanism is not None and group is Group.MECHANICAL:
        return _event(mechanism, wording, of_amniocentesis=of_amniocentesis)
    if mechanism is not None and group is Group.OTHER:
        return wording.text(f"family_mechanism.{mechanism.value}")
    return wording.text(f"family_group.{group.value}")


def _event(mechanism: Mechanism, wording: Wording, *, of_amniocentesis: bool) -> str:
    other = f"letter.event_other.{mechanism.value}"
    if not of_amniocentesis and other in wording.catalogue:
        return wording.text(other)
    return wording.text(f"family.event.{mechanism.value}")


def next_pregnancy(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """What is advised: after an answer by what carries weight in it, without one by what the team concluded."""
    review = letter.review
    codes = letter_without_numbers.codes_of(letter.conclusion, review) if isinstance(review, Unanswered) else ()
    return family_after.next_pregnancy(review, wording, words, codes=codes)


def _why(letter: FamilyLetter, wording: Wording) -> list[Block]:
    conclusion = letter.conclusion
    if conclusion.cause is None:
        return _cannot_tell(letter, wording)
    cause = reason(conclusion, wording, of_amniocentesis=of_amniocentesis(letter))
    told = wording.text(f"letter.why.{conclusion.certainty.value}", cause=cause)
    blocks: list[Block] = [Paragraph(text=told, role="lead")]
    if explained := _explained(letter, wording):
        blocks.append(Paragraph(text=explained))
    if isinstance(letter.review, Unanswered):
        blocks.append(Paragraph(text=letter_without_numbers.why_none(letter.review, wording)))
    elif letter.review.headline.leading is not conclusion.group:
        blocks.append(Paragraph(text=wording.text("letter.why.other_than_numbers")))
    return blocks


def _cannot_tell(letter: FamilyLetter, wording: Wording) -> list[Block]:
    """That is an answer, and the reasons that are left are named."""
    review = letter.review
    lead: list[Block] = [Paragraph(text=wording.text("letter.why.cannot_tell"), role="lead")]
    if isinstance(review, Unanswered):
        return [*lead, Paragraph(text=letter_without_numbers.why_none(review, wording))]
    groups = (review.headline.leading, *review.headline.rivals)
    if len(groups) < 2:
        return lead
    left = tuple(family_reasons.reason(review, group, wording) for group in groups)
    return [*lead, Paragraph(text=wording.text("letter.why.left")), Bullets(items=left)]


def _explained(letter: FamilyLetter, wording: Wording) -> str:
    """What follows the first sentence: nobody's doing, or by which way an infection came."""
    cause = letter.conclusion.cause
    if cause is Cause.FETAL:
        after_one = had_procedure(letter.review) and of_amniocentesis(letter) and not _lost_before(letter)
        end = "fetal_why" if after_one else "fetal_why_no_procedure"
        return wording.sentences(family_reasons.fetal_finding(letter.review, wording), wording.text(f"family.{end}"))
    if cause is Cause.INFECTION_INTRODUCED:
        return wording.text("family.route.introduced")
    if cause is Cause.INFECTION_INDEPENDENT and isinstance(letter.review, Review) and had_procedure(letter.review):
        route = letter.review.headline.route
        known = route in (RouteVerdict.ALREADY_THERE, RouteVerdict.LATER_ON_ITS_OWN)
        return wording.text(f"family.route.{route.value}") if known and route is not None else ""
    return ""


def _the_test(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """The first sentence answers as the team concluded; the count of the answer follows, with both ends."""
    review = letter.review
    if not had_procedure(review) and not _lost_before(letter):
        return [Paragraph(text=wording.text("family.test.no_procedure"))]
    if isinstance(review, Unanswered):
        part = _part(letter, wording)
        return [Paragraph(text=letter_without_numbers.the_test(review, wording, words, part))]
    estimate = review.headline.procedure_related
    count = wording.text("family.test.count", count=wording.numbers.people(estimate))
    return [Paragraph(text=wording.sentences(_part(letter, wording), count, family_reasons.wide(estimate, wording)))]


def _lost_before(letter: FamilyLetter) -> bool:
    return isinstance(letter.review, Unanswered) and letter_without_numbers.lost_before(letter.review)


def _part(letter: FamilyLetter, wording: Wording) -> str:
    conclusion = letter.conclusion
    if conclusion.cause is None:
        return wording.text("letter.test.cannot_tell")
    if conclusion.certainty is Certainty.POSSIBLE:
        return wording.text("family.test.may")
    if conclusion.cause in PROCEDURE_RELATED and not of_amniocentesis(letter):
        return wording.text("letter.test.played_a_part_other")
    if conclusion.cause in PROCEDURE_RELATED:
        return wording.text("family.test.played_a_part")
    return wording.text("family.test.another_reason")


def _anyway(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """She asked, so it is told, unless she later said that she does not want to know."""
    if letter.review.summary.words.wants_anyway_answer is False:
        return [Paragraph(text=wording.text("letter.anyway.not_wanted"))]
    if isinstance(letter.review, Unanswered):
        return [Paragraph(text=_anyway_without_numbers(letter.review, wording, words))]
    told = _below(family_reasons.would_it_have_happened_anyway(letter.review, wording))
    return told or [Paragraph(text=wording.text("family.anyway.no_procedure"))]


def _anyway_without_numbers(review: Unanswered, wording: Wording, words: OwnWords) -> str:
    if had_procedure(review) or letter_without_numbers.lost_before(review):
        return letter_without_numbers.anyway(review, wording, words)
    return wording.text("family.anyway.no_procedure")


def of_amniocentesis(letter: FamilyLetter) -> bool:
    """Whether the letter may call the procedure by that name."""
    return letter.review.summary.procedure in (ProcedureKind.AMNIOCENTESIS.value, ProcedureKind.NONE.value)


def not_known(letter: FamilyLetter, wording: Wording, words: OwnWords) -> tuple[str, ...]:
    """Nobody can know, not yet, and not any more: three different things, each said as what it is."""
    review, said = letter.review, []
    if letter.conclusion.cause is None:
        said.append(wording.text("letter.not_known.reason", baby=words.baby, lost=words.lost))
    group = letter.conclusion.group
    if group is Group.INFECTION and _route_cannot_be_told(letter):
        said.append(wording.text("letter.not_known.route"))
    if had_procedure(review) and not _lost_before(letter):
        said.append(wording.text("letter.not_known.other_path"))
    said += [
        wording.text("letter.not_known.not_yet", test=wording.text(f"family_test.{advice.test.value}"))
        for advice in review.tests
        if advice.status == "pending"
    ]
    said += family_after.no_longer(review, wording, words)
    return tuple(said)


def _route_cannot_be_told(letter: FamilyLetter) -> bool:
    """By the answer; without one, where the team named an infection and not that the needle brought it."""
    review = letter.review
    if isinstance(review, Unanswered):
        return letter.conclusion.cause is not Cause.INFECTION_INTRODUCED
    return review.route is not None and review.route.verdict is RouteVerdict.CANNOT_TELL
