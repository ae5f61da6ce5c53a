"""Urgent signs: always the first blocks, in the words of the guidance files."""

from amnio.answers.review_answer import Review
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Audience, Urgent
from amnio.present.narrative import basis
from amnio.present.narrative.wording import Wording


def write(review: Review, wording: Wording) -> list[Urgent]:
    language, family = wording.language.value, wording.audience is Audience.FAMILY
    blocks = []
    for urgency in review.urgent:
        text = urgent_text(urgency)
        blocks.append(
            Urgent(
                title=text.title(language, family=family),
                lines=text.lines(language, family=family),
                sources="" if family else basis.of_text(text, wording),
                more="" if family else text.note(language),
            )
        )
    return blocks
