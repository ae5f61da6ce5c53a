"""Words that a family may not know, explained: only those that its page uses, in the order of first use."""

from collections.abc import Iterable, Iterator

from amnio.present.document import Aside, Block, Bullets, Heading, Paragraph, Steps, Table, Urgent
from amnio.present.narrative.wording import Wording

TOPIC = "glossary"
TERMS = (
    "amniocentesis",
    "anti_d",
    "antibiotics",
    "cervix",
    "chromosome",
    "custom",
    "discharge",
    "emergency_department",
    "guideline",
    "paracetamol",
    "placenta",
    "rhd",
    "scan",
    "sepsis",
    "trial",
    "tub_bath",
)


def write(blocks: Iterable[Block], wording: Wording) -> list[Block]:
    """A heading and the explanations; nothing where the page uses none of the words.

    The wording must hold the topic `glossary`.
    """
    said = "\n".join(text for block in blocks for text in _texts(block)).casefold()
    places = {term: said.find(wording.text(f"glossary.{term}.term").casefold()) for term in TERMS}
    used = sorted((place, term) for term, place in places.items() if place >= 0)
    if not used:
        return []
    explained = tuple(
        wording.labelled(
            wording.capital(wording.text(f"glossary.{term}.term")), wording.text(f"glossary.{term}.meaning")
        )
        for _, term in used
    )
    return [Heading(text=wording.text("glossary.heading"), id="glossary"), Bullets(items=explained)]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Urgent():
            yield from (block.title, *block.lines)
        case Bullets() | Aside():
            yield from block.items
        case Steps():
            for step in block.items:
                yield from (step.when, step.what)
        case Table():
            for row in block.rows:
                yield from row
