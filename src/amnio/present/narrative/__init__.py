"""A review as a document: `write` puts one answer into words and figures, in one language, for one audience."""

from typing import TYPE_CHECKING

from amnio.present.document import Audience, Document, Language
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording

if TYPE_CHECKING:
    from amnio.answers.review_answer import Review


def write(
    review: "Review",
    *,
    language: Language | str = Language.EN,
    audience: Audience | str = Audience.CLINICIAN,
    phone: str | None = None,
) -> Document:
    """The document of a review. `phone` is the number that a family can call; without it: "your unit"."""
    from amnio.present.narrative import clinician, family, stamp  # other answers live in this package too

    wording = Wording(language=Language(language), audience=Audience(audience))
    if wording.audience is Audience.FAMILY:
        blocks = family.blocks(review, wording, phone)
    else:
        blocks = clinician.blocks(review, wording)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text(f"title.{wording.audience.value}"),
        facts=stamp.facts(review, wording),
        blocks=blocks,
        footer=stamp.footer(review, wording),
        words=page_words(wording),
    )
