"""What the documents on tables of pregnancies share: their words, and their frame."""

from amnio.present.document import Audience, Block, Document, Language
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording

TOPIC = "cohort"


def wording_in(language: Language) -> Wording:
    return Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))


def framed(wording: Wording, title: str, blocks: list[Block]) -> Document:
    """A document for the epidemiologist: title, blocks, and whose decision it is."""
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts="",
        blocks=tuple(blocks),
        footer=wording.text("stamp.frame"),
        words=page_words(wording),
    )


def columns(wording: Wording, *names: str) -> tuple[str, ...]:
    return tuple(wording.text(f"cohort.column.{name}") for name in names)


def share(n: int, of: int) -> str:
    """A share of a whole in per cent, with one decimal."""
    return f"{100 * n / of:.1f}%" if of else ""
