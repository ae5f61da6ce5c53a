"""Where guidance comes from: every reference once, at the end."""

from amnio.answers.review_answer import Review
from amnio.guidance.care_text import care_text
from amnio.guidance.clocks import sources_of_test
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.guidance.source import Source
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Aside, Block, Heading
from amnio.present.narrative.next_pregnancy import weighty_codes
from amnio.present.narrative.wording import Wording


def write(review: Review, wording: Wording) -> list[Block]:
    """Every reference that the document leans on, in the order of first use."""
    cited: list[Source] = []
    for urgency in review.urgent:
        cited += urgent_text(urgency).sources
    for advice in review.tests:
        cited += sources_of_test(advice.test, advice.still)
    for item in review.care:
        cited += care_text(item.item).sources
    for advised in next_advice(weighty_codes(review)):
        cited += advised.sources
    written = tuple(dict.fromkeys(source.written(wording.language.value) for source in cited))
    if not written:
        return []
    title = wording.text("sources.title", n=len(written))
    return [Heading(text=wording.text("heading.sources"), id="sources"), Aside(title=title, items=written)]
