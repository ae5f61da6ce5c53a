"""A counsel as a document: `write` puts one answer into words and figures, for a clinician or as a family's leaflet."""

from amnio.answers.counsel_answer import Counsel
from amnio.present.document import Audience, Document, Language
from amnio.present.narrative.counsel import clinician, family, frame
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording

TOPIC = "counsel"


def write(
    counsel: Counsel,
    *,
    language: Language | str = Language.EN,
    audience: Audience | str = Audience.CLINICIAN,
    phone: str | None = None,
) -> Document:
    """The document of a counsel. `phone`: whom the family can call; without it: "your unit"."""
    wording = Wording(language=Language(language), audience=Audience(audience), topics=(TOPIC,))
    if wording.audience is Audience.FAMILY:
        title, blocks = wording.text("counsel.title.family"), family.blocks(counsel, wording, phone)
    else:
        title, blocks = wording.text("counsel.title.clinician"), clinician.blocks(counsel, wording)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts=frame.facts(counsel, wording),
        blocks=blocks,
        footer=frame.footer(counsel, wording),
        words=page_words(wording),
    )
