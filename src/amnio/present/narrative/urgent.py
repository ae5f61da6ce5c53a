"""Urgent signs: always the first blocks, in the words of the guidance files."""

from collections.abc import Iterable

from amnio.answers.on_a_day import urgent_on
from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Audience, Paragraph, Urgent
from amnio.present.narrative import basis
from amnio.present.narrative.wording import Wording


def write(urgent: Iterable[Urgency], wording: Wording, *, ongoing: bool = False) -> list[Urgent]:
    """A box for each; `ongoing` where the pregnancy goes on."""
    language, family = wording.language.value, wording.audience is Audience.FAMILY
    blocks = []
    for urgency in urgent:
        text = urgent_text(urgency)
        blocks.append(
            Urgent(
                title=text.title(language, family=family),
                lines=text.lines(language, family=family, ongoing=ongoing),
                sources="" if family else basis.of_text(text, wording),
                more="" if family else text.note(language),
            )
        )
    return blocks


def of_review(review: Review | Unanswered, wording: Wording) -> list[Urgent | Paragraph]:
    """What clinicians act on, on the day for which the answer is told; what was urgent at the loss only, as history."""
    loss_on, day = review.summary.loss_on, review.told_on
    now = urgent_on(review.urgent, loss_on, day)
    past = [urgent_text(each).title(wording.language.value) for each in review.urgent if each not in now]
    if not past or loss_on is None or day is None:
        return [*write(now, wording)]
    dates = {"loss": wording.numbers.date(loss_on), "day": wording.numbers.date(day)}
    said = wording.text("urgent.past", signs=wording.text("urgent.between").join(past), **dates)
    return [*write(now, wording), Paragraph(text=said, role="note")]
