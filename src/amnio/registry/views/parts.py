"""A document as a part of a page."""

from django.utils.safestring import SafeString, mark_safe

from amnio.present.document import Document
from amnio.present.html import render_part


def part_of(document: Document | None) -> SafeString | None:
    """The answer as HTML; every text in it was escaped by the layout."""
    return None if document is None else mark_safe(render_part(document))
