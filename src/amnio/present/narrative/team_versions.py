"""Two versions of the answer to one loss: which facts came in between, and what moved."""

from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.answers.versions import ChangedFact, VersionComparison
from amnio.present.document import Audience, Block, Document, Heading, Language, Paragraph, Table
from amnio.present.narrative import headline, stamp
from amnio.present.narrative.page import page_words
from amnio.present.narrative.team_disagreement import TOPIC
from amnio.present.narrative.wording import Wording


def write_versions(comparison: VersionComparison, *, language: Language | str = Language.EN) -> Document:
    """The document of a comparison, for clinicians."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN, topics=(TOPIC,))
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text(
            "team_review.versions.title", before=comparison.before.number, after=comparison.after.number
        ),
        facts=stamp.facts(comparison.after.review, wording),
        blocks=tuple(_blocks(comparison, wording)),
        footer=stamp.footer(comparison.after.review, wording),
        words=page_words(wording),
    )


def _blocks(comparison: VersionComparison, wording: Wording) -> list[Block]:
    blocks: list[Block] = [Paragraph(text=_lead(comparison, wording), role="lead")]
    makings = "same_makings" if comparison.same_makings else "other_makings"
    blocks.append(Paragraph(text=wording.text(f"team_review.versions.{makings}")))
    blocks.append(Heading(text=wording.text("team_review.versions.facts"), id="facts"))
    blocks.append(_facts(comparison, wording))
    if comparison.no_longer_open:
        tests = [wording.text(f"test.{test.value}") for test in comparison.no_longer_open]
        blocks.append(Paragraph(text=wording.text("team_review.versions.done", tests=wording.listing(tests))))
    if comparison.groups:
        blocks.append(Heading(text=wording.text("team_review.versions.moved"), id="moved"))
        blocks.append(_groups(comparison, wording))
    return blocks


def _lead(comparison: VersionComparison, wording: Wording) -> str:
    now = _answer(comparison.after.review, wording)
    if not comparison.headline_changed:
        return wording.sentences(wording.text("team_review.versions.same_answer"), now)
    before = _answer(comparison.before.review, wording)
    return wording.text("team_review.versions.other_answer", before=before, after=now)


def _answer(review: Review | Unanswered, wording: Wording) -> str:
    return wording.text("no_answer.short") if isinstance(review, Unanswered) else headline.answer(review, wording)


def _facts(comparison: VersionComparison, wording: Wording) -> Block:
    if not comparison.facts:
        return Paragraph(text=wording.text("team_review.versions.no_new_fact"))
    return Table(
        caption="",
        columns=tuple(wording.text(f"team_review.column.{name}") for name in ("fact", "before", "after")),
        rows=tuple(_fact(fact, wording) for fact in comparison.facts),
    )


def _fact(fact: ChangedFact, wording: Wording) -> tuple[str, ...]:
    missing = wording.text("team_review.not_recorded")
    return (
        wording.field(fact.field),
        *(missing if value is None else wording.value(value) for value in (fact.before, fact.after)),
    )


def _groups(comparison: VersionComparison, wording: Wording) -> Table:
    write = wording.numbers.share_and_ends
    return Table(
        caption="",
        columns=tuple(wording.text(f"team_review.column.{name}") for name in ("cause", "before", "after", "change")),
        rows=tuple(
            (
                wording.text(f"group.{moved.group.value}"),
                write(moved.before),
                write(moved.after),
                wording.text(f"team_review.versions.{'apart' if moved.apart else 'overlap'}"),
            )
            for moved in comparison.groups
        ),
        numeric=(1, 2),
        note=wording.text("team_review.interval"),
    )
