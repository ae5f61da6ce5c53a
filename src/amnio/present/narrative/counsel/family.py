"""The leaflet: which choices there are, what happens anyway, what the test may add and show, and what matters to her.

One column, plain words, both ends of every number, women of 1,000 throughout; both how many lose and how many do not.
"""

from amnio.answers.counsel_answer import Counsel, Option, OptionRow
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.counsel import finds, frame, options, pictures
from amnio.present.narrative.counsel.counts import tells_little, until, whole
from amnio.present.narrative.wording import Wording
from amnio.quantity.estimate import Estimate

_QUESTIONS = 4
_TERMS = ("amniocentesis", "chromosomes", "trisomy", "placenta", "dna", "between")
_COLUMNS = ("option", "when", "anyway", "added", "found", "not_found")


def blocks(counsel: Counsel, wording: Wording, phone: str | None) -> tuple[Block, ...]:
    summary = counsel.summary
    default = "family.default_babies" if summary.fetuses > 1 else "family.default_baby"
    baby = summary.words.baby or wording.text(default)
    return (
        *frame.made_up(counsel, wording),
        Paragraph(text=wording.text("counsel.family.lead"), role="lead"),
        *_choices(counsel, baby, wording),
        *_anyway(counsel, wording),
        *_added(counsel, wording),
        *finds.of_family(counsel, baby, wording),
        *_side_by_side(counsel, wording),
        *_unknown(counsel, baby, wording),
        *_questions(wording),
        *_words(wording),
        *_where(counsel, wording, phone),
    )


def _choices(counsel: Counsel, baby: str, wording: Wording) -> list[Block]:
    items = []
    for row in counsel.options:
        if row.not_offered is None:
            key = f"counsel.family.choice.{row.option.value}"
            week = {} if row.at is None else {"week": wording.numbers.week(row.at)}
            items.append(wording.filled(key, baby=baby, **week))
    items += options.closed_for_family(counsel, wording)
    return [Heading(text=wording.text("counsel.family.heading.choices"), id="choices"), Bullets(items=tuple(items))]


def _anyway(counsel: Counsel, wording: Wording) -> list[Block]:
    first, last = counsel.two_numbers[0], counsel.two_numbers[-1]
    until_24 = whole(first.anyway, wording)
    return [
        Heading(text=wording.text("counsel.family.heading.anyway"), id="anyway"),
        Paragraph(text=wording.text("counsel.family.anyway.week", by=until(first.by, wording), **until_24)),
        pictures.of_family(counsel, "anyway", wording),
        Paragraph(text=wording.text("counsel.family.anyway.birth", **whole(last.anyway, wording))),
        Paragraph(
            text=wording.sentences(tells_little(first.anyway, wording), wording.text("counsel.family.anyway.who"))
        ),
    ]


def _added(counsel: Counsel, wording: Wording) -> list[Block]:
    first = counsel.two_numbers[0]
    ends = whole(first.added, wording)
    if wording.numbers.of_thousand(first.added)[0] == 0:
        numbers = wording.text("counsel.family.added.none_or", high=ends["high"], go_low=ends["go_low"])
    else:
        numbers = wording.text("counsel.family.added.between", **ends)
    told: list[Block] = [
        Heading(text=wording.text("counsel.family.heading.added"), id="added"),
        Paragraph(text=numbers),
        pictures.of_family(counsel, "added", wording),
        Paragraph(
            text=wording.sentences(
                wording.text("counsel.family.added.apart"),
                wording.text("counsel.family.added.until", by=until(first.by, wording)),
            )
        ),
    ]
    if (later := counsel.added_at_16) is not None:
        week = wording.numbers.week(later.at)
        told.append(Paragraph(text=wording.text("counsel.family.added.waiting", week=week)))
    return [*told, Paragraph(text=_studies(counsel, wording))]


def _studies(counsel: Counsel, wording: Wording) -> str:
    """The pooled difference of the studies, in whole women; a difference below zero is told as fewer losses."""
    say = counsel.studies_say
    told = whole(Estimate(mean=abs(say.estimate), low=max(say.low, 0.0), high=say.high), wording)
    if say.low < 0.0:
        fewer = whole(Estimate(mean=-say.low, low=-say.low, high=-say.low), wording)["high"]
        return wording.text("counsel.family.added.studies", fewer=fewer, more=told["high"])
    return wording.text("counsel.family.added.studies_more", fewer=told["low"], more=told["high"])


def _side_by_side(counsel: Counsel, wording: Wording) -> list[Block]:
    first = counsel.two_numbers[0]
    by = until(first.by, wording)
    rows = [row for row in counsel.options if row.not_offered is None]
    anyway = wording.numbers.people(first.anyway)
    table = Table(
        caption=wording.text("counsel.family.options.caption"),
        columns=tuple(wording.filled(f"counsel.family.options.column.{name}", by=by) for name in _COLUMNS),
        rows=tuple(_row(row, counsel, anyway, wording) for row in rows),
        numeric=(2, 3, 4, 5),
    )
    told: list[Block] = [Heading(text=wording.text("counsel.family.heading.options"), id="options"), table]
    offered = {row.option for row in rows}
    notes = []
    if Option.VILLUS_SAMPLING in offered and any(row.judged for row in rows):
        notes.append(wording.text("counsel.family.options.judged"))
    if Option.CELL_FREE_DNA_FIRST in offered:
        notes.append(wording.text("counsel.family.options.cfdna"))
    if notes:
        told.append(Paragraph(text=wording.sentences(*notes), role="note"))
    return told


def _row(row: OptionRow, counsel: Counsel, anyway: str, wording: Wording) -> tuple[str, ...]:
    if row.at is None:
        when = wording.text("counsel.count.closed")
    elif row.at == counsel.summary.now:
        when = wording.text("counsel.family.options.now")
    else:
        when = wording.numbers.short_week(row.at)
    return (
        wording.text(f"counsel.family.option.{row.option.value}"),
        when,
        anyway,
        _losses(row.added[0], wording),
        _found(row.found, wording),
        _found(row.not_found, wording),
    )


def _losses(estimate: Estimate, wording: Wording) -> str:
    low, high = wording.numbers.of_thousand(estimate)
    if high == 0:
        return wording.text("counsel.family.options.none")
    if low == 0:
        return wording.text("counsel.family.options.none_or", high=wording.numbers.thousands(high))
    return wording.numbers.people(estimate)


def _found(estimate: Estimate | None, wording: Wording) -> str:
    if estimate is None:
        return wording.text("counsel.count.not_known")
    return wording.text("counsel.family.options.none") if estimate.high == 0.0 else wording.numbers.people(estimate)


def _unknown(counsel: Counsel, baby: str, wording: Wording) -> list[Block]:
    items = [wording.filled(f"counsel.family.unknown.{code.value}", baby=baby) for code in counsel.unknown]
    items.append(wording.text("counsel.family.unknown.other"))
    told: list[Block] = [
        Heading(text=wording.text("counsel.family.heading.unknown"), id="unknown"),
        Bullets(items=tuple(items)),
    ]
    if counsel.missing:
        told += [
            Paragraph(text=wording.text("counsel.family.unknown.facts")),
            Bullets(items=tuple(wording.text(f"counsel.family.fact.{path}") for path in counsel.missing)),
        ]
    return told


def _questions(wording: Wording) -> list[Block]:
    items = tuple(wording.text(f"counsel.family.question.{number}") for number in range(1, _QUESTIONS + 1))
    return [
        Heading(text=wording.text("counsel.family.heading.questions"), id="questions"),
        Bullets(items=items),
        Paragraph(text=wording.text("counsel.family.question.change")),
    ]


def _words(wording: Wording) -> list[Block]:
    """The terms of the leaflet, each with its meaning in a few words."""
    items = tuple(
        wording.labelled(wording.text(f"counsel.family.term.{term}"), wording.text(f"counsel.family.means.{term}"))
        for term in _TERMS
    )
    return [Heading(text=wording.text("counsel.family.heading.words"), id="words"), Bullets(items=items)]


def _where(counsel: Counsel, wording: Wording, phone: str | None) -> list[Block]:
    studies = wording.text("counsel.family.where.studies", n=len(counsel.sources), year=counsel.newest_study)
    told: list[Block] = [
        Heading(text=wording.text("counsel.family.heading.where"), id="where"),
        Paragraph(text=wording.sentences(studies, wording.text("counsel.family.where.assumed"))),
    ]
    counted = tuple(wording.text(f"counsel.family.fact.{fact.field}") for fact in counsel.taken)
    if counted:
        told += [Paragraph(text=wording.text("counsel.family.where.facts")), Bullets(items=counted)]
    else:
        told.append(Paragraph(text=wording.text("counsel.family.where.facts_none")))
    ask = wording.text("counsel.family.where.ask", phone=phone) if phone else ""
    return [
        *told,
        Paragraph(text=wording.text("counsel.family.where.conflict")),
        Paragraph(text=ask or wording.text("counsel.family.where.ask_unit")),
    ]
