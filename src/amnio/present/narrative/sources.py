"""Where guidance comes from: the issuers beside each advice, the full references once at the end."""

from collections.abc import Iterable

from amnio.answers.review_answer import Review
from amnio.guidance.care_text import care_text
from amnio.guidance.clocks import test_clock
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.guidance.source import Source, marks
from amnio.guidance.source import Wording as SourceWording
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Block, Bullets, Heading
from amnio.present.narrative.next_pregnancy import weighty_codes
from amnio.present.narrative.wording import Wording


def issuers(sources: Iterable[Source], wording: Wording) -> str:
    """`Sources: WHO; RCOG (unverified wording).` Each issuer once, with the mark of how it was read."""
    named = []
    for source in sources:
        issuer = source.issuer_zh if wording.chinese else source.issuer
        named.append(wording.bracketed(issuer, _mark(source, wording)))
    return wording.text("urgent.sources", sources=wording.series(list(dict.fromkeys(named)))) if named else ""


def _mark(source: Source, wording: Wording) -> str:
    if source.wording is SourceWording.VERIFIED:
        return ""
    mark = marks()[source.wording]
    return mark.short_zh if wording.chinese else mark.short_en


def write(review: Review, wording: Wording) -> list[Block]:
    """Every reference that the document leans on, in the order of first use."""
    cited: list[Source] = []
    for urgency in review.urgent:
        cited += urgent_text(urgency).sources
    for advice in review.tests:
        cited += test_clock(advice.test).sources
    for item in review.care:
        cited += care_text(item.item).sources
    for advised in next_advice(weighty_codes(review)):
        cited += advised.sources
    written = tuple(dict.fromkeys(source.written(wording.language.value) for source in cited))
    if not written:
        return []
    return [Heading(text=wording.text("heading.sources"), id="sources"), Bullets(items=written)]
