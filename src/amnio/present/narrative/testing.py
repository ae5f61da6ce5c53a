"""Which test would tell most, what it could change, what expires tonight, and what can no longer be done."""

from amnio.answers.review_answer import Review, TestAdvice
from amnio.answers.unanswered import OpenTest, Unanswered
from amnio.guidance.clocks import CLOCKS, Still, test_clock
from amnio.present.document import Block, Heading, Paragraph, Step, Steps, Table
from amnio.present.narrative import basis
from amnio.present.narrative.wording import Wording

_COLUMNS = ("test", "bits", "leading", "advice", "fails", "clock")
_CAUSE = "cause"  # what the bits are about
_WITHOUT_HURRY = ("no_hurry", "later")


def write(review: Review | Unanswered, wording: Wording) -> list[Block]:
    title = "heading.tests" if isinstance(review, Review) else "heading.tests_no_answer"
    heading = Heading(text=wording.text(title), id="tests")
    if not review.tests:
        return [heading, Paragraph(text=wording.text("tests.none"))]
    blocks: list[Block] = [heading, *_told_on(review, wording)]
    possible = [advice for advice in review.tests if advice.still is not Still.CLOSED]
    if possible:
        blocks.append(_by_value(review, wording) if isinstance(review, Review) else _by_clock(review, wording))
    if explained := sorted(filter(_is_explained, review.tests), key=_by_urgency):
        blocks.append(Steps(items=tuple(_step(advice, wording) for advice in explained)))
    return blocks


def _by_value(review: Review, wording: Wording) -> Table:
    possible = [advice for advice in review.tests if advice.still is not Still.CLOSED]
    kept = any(advice.still is Still.KEPT for advice in possible)
    return Table(
        caption=wording.text("tests.caption"),
        columns=tuple(wording.text(f"tests.column_{name}") for name in _COLUMNS),
        rows=tuple(_row(advice, wording) for advice in possible),
        numeric=(1, 2, 3, 4),
        note=wording.sentences(wording.text("tests.note"), wording.text("tests.note_kept") if kept else ""),
    )


def _by_clock(review: Unanswered, wording: Wording) -> Table:
    """Without an answer nobody knows which test would tell most; what each can change is in the files of the clocks."""
    language = wording.language.value
    return Table(
        caption=wording.text("tests.caption_no_answer"),
        columns=tuple(wording.text(f"tests.column_{name}") for name in ("test_alone", "changes", "clock")),
        rows=tuple(
            (_named(advice, wording), test_clock(advice.test).changes(language), _when(advice, wording))
            for advice in review.tests
            if advice.still is not Still.CLOSED
        ),
        note=wording.text("tests.note_no_answer"),
    )


def _named(advice: OpenTest, wording: Wording) -> str:
    pending = wording.text("tests.pending") if advice.status == "pending" else ""
    return wording.bracketed(wording.text(f"test.{advice.test.value}"), pending)


def _told_on(review: Review | Unanswered, wording: Wording) -> list[Block]:
    """For which day the clocks are read, where one of them has moved on since the loss."""
    loss_on, day = review.summary.loss_on, review.told_on
    if loss_on is None or day is None or all(advice.still is Still.OPEN for advice in review.tests):
        return []
    told = wording.text("tests.told_on", date=wording.numbers.date(day), n=(day - loss_on).days)
    return [Paragraph(text=told, role="note")]


def _is_explained(advice: TestAdvice | OpenTest) -> bool:
    """A test whose clock runs, or has run out."""
    return advice.status == "open" and (advice.still is not Still.OPEN or advice.clock not in _WITHOUT_HURRY)


def _by_urgency(advice: TestAdvice | OpenTest) -> tuple[int, int]:
    return tuple(Still).index(advice.still), CLOCKS.index(advice.clock)


def _step(advice: TestAdvice | OpenTest, wording: Wording) -> Step:
    """How to ask for a test while its clock runs; how else, and what expires, follow in full."""
    clock, language = test_clock(advice.test), wording.language.value
    name = wording.text(f"test.{advice.test.value}")
    if (stage := clock.stage(advice.still)) is not None:
        first, rest = wording.first_sentence(stage.text(language))
        return Step(
            when=_when(advice, wording),
            what=wording.labelled(wording.capital(name), first),
            why=basis.of_text(stage, wording),
            more=rest,
        )
    first, rest = wording.first_sentence(clock.ask(language))
    return Step(
        when=_when(advice, wording),
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
        _when(advice, wording),
    )


def _when(advice: TestAdvice | OpenTest, wording: Wording) -> str:
    """The clock of a test, or what is left of it on the day of the answer."""
    if advice.still is Still.OPEN:
        return wording.text(f"clock.{advice.clock}")
    return wording.text(f"clock.still.{advice.still.value}")
