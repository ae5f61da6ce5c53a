"""The few words that belong to a page itself."""

from amnio.present.document import PageWords
from amnio.present.narrative.wording import Wording


def page_words(wording: Wording) -> PageWords:
    """The words of the page itself, in the language of the document."""
    return PageWords(
        skip=wording.text("page.skip"),
        as_table=wording.text("page.as_table"),
        notes=wording.text("page.notes"),
        in_full=wording.text("page.in_full"),
    )
