"""Which test would tell most, what it could change, and what expires tonight."""

from amnio.answers.review_answer import Review, TestAdvice
from amnio.guidance.clocks import CLOCKS, test_clock
from amnio.present.document import Block, Heading, Paragraph, Step, Steps, Table
from amnio.present.narrative import basis
from amnio.present.narrative.wording import Wording

_COLUMNS = ("test", "bits", "leading", "advice", "fails", "clock")
_CAUSE = "cause"  # what the bits are about
_WITHOUT_HURRY = ("no_hurry", "later")


def write(review: Review, wording: Wording) -> list[Block]:
    heading = Heading(text=wording.text("heading.tests"), id="tests")
    if not review.tests:
        return [heading, Paragraph(text=wording.text("tests.none"))]
    blocks: list[Block] = [
        heading,
        Table(
            caption=wording.text("tests.caption"),
            columns=tuple(wording.text(f"tests.column_{name}") for name in _COLUMNS),
            rows=tuple(_row(advice, wording) for advice in review.tests),
            numeric=(1, 2, 3, 4),
            note=wording.text("tests.note"),
        ),
    ]
    if pressing := sorted(filter(_presses, review.tests), key=lambda advice: CLOCKS.index(advice.clock)):
        blocks.append(Steps(items=tuple(_step(advice, wording) for advice in pressing)))
    return blocks


def _presses(advice: TestAdvice) -> bool:
    return advice.status == "open" and advice.clock not in _WITHOUT_HURRY


def _step(advice: TestAdvice, wording: Wording) -> Step:
    """How to ask for a test while its clock runs; how else, and what expires, follow in full."""
    clock, language = test_clock(advice.test), wording.language.value
    name = wording.text(f"test.{advice.test.value}")
    first, rest = wording.first_sentence(clock.ask(language))
    return Step(
        when=wording.text(f"clock.{advice.clock}"),
        what=wording.labelled(wording.capital(name), first),
        why=basis.of_text(clock, wording),
        more=wording.sentences(rest, clock.expires(language)),
    )


def _row(advice: TestAdvice, wording: Wording) -> tuple[str, ...]:
    could_change = [] if advice.why == _CAUSE else [wording.text(f"why.{advice.why}")]
    if advice.status == "pending":
        could_change.append(wording.text("tests.pending"))
    return (
        wording.bracketed(wording.text(f"test.{advice.test.value}"), wording.series(could_change)),
        f"{advice.bits:.2f}",
        wording.numbers.share(advice.changes_leading),
        wording.numbers.share(advice.changes_advice),
        wording.numbers.share_and_ends(advice.fails),
        wording.text(f"clock.{advice.clock}"),
    )
