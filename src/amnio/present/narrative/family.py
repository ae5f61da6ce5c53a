"""The family's letter: gentle, plain, one column; no chart, no percentage, no first sentence that defends anyone.

Order: what to act on now, sorrow once, what is known, what is not, numbers, what comes next; the box again at the end.
"""

from datetime import date

from amnio.answers.on_a_day import urgent_on
from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.guidance.moods import mood_note
from amnio.present.document import Block, Heading, Paragraph
from amnio.present.narrative import care, family_after, family_box, family_reasons
from amnio.present.narrative.found import found_in
from amnio.present.narrative.headline import had_procedure
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

_SAID_BELOW = ("self_harm",)  # items of care that stand under how she may feel


def blocks(review: Review, wording: Wording, phone: str | None) -> tuple[Block, ...]:
    words = OwnWords.of(review.summary, wording, phone)
    urgent = urgent_on(review.urgent, review.summary.loss_on, review.told_on)
    boxes = family_box.boxes(urgent, wording, words)
    return (
        *boxes,
        *opening(review, wording, words),
        *family_reasons.why(review, wording, words),
        *family_reasons.was_it_the_test(review, wording),
        *family_reasons.would_it_have_happened_anyway(review, wording),
        *fault(review, wording),
        *family_after.tests(review, wording, words),
        *(Paragraph(text=said) for said in family_after.no_longer(review, wording, words)),
        *_care(review, wording, words),
        *feelings(wording, words),
        *family_after.next_pregnancy(review, wording, words, with_care=True),
        Paragraph(text=wording.sentences(wording.text("family.questions"), wording.text("family.no_signature"))),
        boxes[-1],
        Paragraph(text=wording.text("family.phone_last", phone=words.phone)),
    )


def opening(review: Review | Unanswered, wording: Wording, words: OwnWords) -> list[Block]:
    summary = review.summary
    slots = {"baby": words.baby, "lost": words.lost}
    if summary.loss_at is None:
        sorry = wording.text("family.sorry_no_week", **slots)
    else:
        sorry = _sorry(summary.loss_on, slots | {"week": wording.numbers.week(summary.loss_at)}, wording)
    if summary.words.baby is None and summary.words.lost is None:
        sorry = wording.sentences(sorry, wording.text("family.ask_words"))
    return [
        Paragraph(text=sorry),
        Paragraph(text=wording.text("family.this_letter")),
        Paragraph(text=wording.text("family.own_time")),
    ]


def _sorry(on: date | None, slots: dict[str, str], wording: Wording) -> str:
    if on is None:
        return wording.text("family.sorry_undated", **slots)
    return wording.text("family.sorry", date=wording.numbers.date(on), **slots)


def fault(review: Review | Unanswered, wording: Wording) -> list[Block]:
    """Fault needs a wrong act, so this is answered with certainty even where the cause stays open."""
    no = "family.fault.no" if had_procedure(review) else "family.fault.no_no_procedure"
    blocks: list[Block] = [
        Heading(text=wording.text("family.heading.fault"), id="fault"),
        Paragraph(text=wording.text(no)),
        Paragraph(text=wording.sentences(*mood_note().family(wording.language.value))),
    ]
    if any(fact.fact == "trauma" and fact.level == "present" for fact in found_in(review)):
        blocks.append(Paragraph(text=wording.text("family.fault.accident")))
    return blocks


def _care(review: Review, wording: Wording, words: OwnWords) -> list[Block]:
    if not review.care:
        return []
    steps = care.steps(review, wording, words, without=_SAID_BELOW)
    over = [Paragraph(text=wording.text("family.care.over"), role="note")] if review.care_over else []
    return [Heading(text=wording.text("family.heading.care"), id="care"), *over, steps]


def feelings(wording: Wording, words: OwnWords) -> list[Block]:
    return [
        Heading(text=wording.text("family.heading.feelings"), id="feelings"),
        Paragraph(text=wording.text("family.feelings")),
        Paragraph(text=wording.text("family.self_harm", phone=words.phone)),
    ]
