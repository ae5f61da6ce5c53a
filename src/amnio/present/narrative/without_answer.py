"""The page of a loss about which no answer is computed: why, what that leaves open, and what holds all the same."""

from collections.abc import Iterable

from amnio.answers.unanswered import Unanswered, Why
from amnio.guidance.advice import filled
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.guidance.no_answer import no_answer_text
from amnio.present.document import Audience, Block, Document, Heading, Language, Paragraph, Step, Steps
from amnio.present.narrative import basis, care, next_pregnancy, stamp, testing, urgent
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording


def write_unanswered(review: Unanswered, *, language: Language | str = Language.EN) -> Document:
    """The document for clinicians."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text("no_answer.title"),
        facts=stamp.facts(review, wording),
        blocks=(
            *urgent.of_review(review, wording),
            Paragraph(text=wording.text("no_answer.lead"), role="lead"),
            *reasons(review.because, wording),
            Paragraph(text=wording.text("no_answer.means")),
            *testing.write(review, wording),
            *care.write(review, wording),
            *_next(review, wording),
            *care.write_moods(wording),
            Paragraph(text=stamp.made_without_answer(review, wording), role="note"),
        ),
        footer=stamp.footer(review, wording),
        words=page_words(wording),
    )


def reasons(because: Iterable[Why], wording: Wording) -> list[Block]:
    """Each reason for which there is no answer, with what it rests on."""
    return [Steps(items=tuple(_reason(each, wording) for each in because))]


def _reason(each: Why, wording: Wording) -> Step:
    text = no_answer_text(each.why)
    slots = {name: wording.numbers.short_week(at) for name, at in each.slots.items()}
    first, rest = wording.first_sentence(filled(text.text(wording.language.value), slots))
    return Step(when="", what=wording.sentences(first, rest), why=basis.of_text(text, wording))


def _next(review: Unanswered, wording: Wording) -> list[Block]:
    """What is advised after every loss; what belongs to a cause follows from what the team concludes."""
    said = {item.item for item in (*review.care, *review.care_over)}
    advised = [advice for advice in next_advice(()) if advice.code not in said]
    heading = Heading(text=wording.text("heading.next"), id="next")
    note = Paragraph(text=wording.text("no_answer.next"))
    return [heading, note, Steps(items=tuple(next_pregnancy.step(advice, wording) for advice in advised))]
