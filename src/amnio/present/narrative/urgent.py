"""Urgent signs: always the first blocks, in the words of the guidance files."""

from collections.abc import Iterable

from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Audience, Urgent
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
