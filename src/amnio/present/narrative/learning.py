"""What a unit learned from its own counts, as a document: every number before and after, and what it cannot say."""

from amnio.answers.site import Movement, SiteLearning
from amnio.present.document import Audience, Block, Bullets, Document, Heading, Language, Paragraph, Table
from amnio.present.learning import TOPIC, belongs, counted, frame, notes, quantity_and_numbers, resolved, title
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording


def learned(site: SiteLearning, language: Language) -> Document:
    """What was counted, how much each number moved, and what the counts cannot say."""
    wording = Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))
    words = wording.catalogue
    blocks: list[Block] = [Paragraph(text=counted(site, words), role="lead")]
    if site.names:
        blocks.append(learned_table(site.movements, wording.text("learning.caption"), wording))
    if said := notes(site, words):
        blocks += [Heading(text=wording.text("learning.heading"), id="notes"), Bullets(items=said)]
    blocks.append(Paragraph(text=wording.sentences(frame(words), belongs(site, words)), role="note"))
    return Document(
        language=language,
        audience=wording.audience,
        title=title(site, words),
        facts="",
        blocks=tuple(blocks),
        footer=wording.text("stamp.frame"),
        words=page_words(wording),
    )


def learned_table(movements: tuple[Movement, ...], caption: str, wording: Wording) -> Table:
    """Each number before and with the counts, and the share of what was uncertain that they resolved.

    A parameter that has no name for readers stands under its own.
    """
    return Table(
        caption=caption,
        columns=tuple(wording.text(f"learning.column.{name}") for name in ("quantity", "before", "now", "resolved")),
        rows=tuple(
            (*quantity_and_numbers(movement, wording.catalogue, wording.numbers.significant), resolved(movement))
            for movement in movements
        ),
        numeric=(1, 2, 3),
    )
