"""The header line of a study, the flow of its rows, its footer, and what makes it reproducible."""

from amnio.answers.study_answer import FlowRow, StudyEffect, StudyIncidence, StudyStamp, SuppressedCells
from amnio.clinic.gestation import GestationalAge
from amnio.present.document import Block, Heading, Paragraph, Table
from amnio.present.narrative.wording import Wording

_COUNTED = "counted"


def effect_facts(answer: StudyEffect, wording: Wording) -> str:
    question = answer.question
    trials = wording.text("study.facts.trials", first=question.first_trial, last=question.last_trial)
    return wording.text("facts.separator").join((_table(question.table, answer.flow, wording), trials))


def incidence_facts(answer: StudyIncidence, wording: Wording) -> str:
    start = wording.text("study.facts.from", day=str(GestationalAge(answer.started)))
    return wording.text("facts.separator").join((_table(answer.question.table, answer.flow, wording), start))


def _table(table: str, flow: tuple[FlowRow, ...], wording: Wording) -> str:
    rows, counted = sum(each.rows for each in flow), sum(each.rows for each in flow if each.fate == _COUNTED)
    thousands = wording.numbers.thousands
    return wording.text("study.facts.table", table=table, rows=thousands(rows), counted=thousands(counted))


def flow(rows: tuple[FlowRow, ...], wording: Wording, suppressed: SuppressedCells | None = None) -> list[Block]:
    """Every row of the table has one fate, and the fates add up to all rows; what shared counts are missing is told."""
    table = Table(
        caption=wording.text("study.table.flow"),
        columns=(wording.text("study.column.fate"), wording.text("study.column.rows")),
        rows=tuple((_fate(each.fate, wording), wording.numbers.thousands(each.rows)) for each in rows),
        numeric=(1,),
    )
    found: list[Block] = [Heading(text=wording.text("study.heading.flow"), id="flow"), table]
    if suppressed is not None:
        n, cells = (wording.numbers.thousands(number) for number in (suppressed.n, suppressed.cells))
        said = wording.text("study.suppressed", n=n, cells=cells, smallest=suppressed.smallest)
        found.append(Paragraph(text=said, role="note"))
    return found


def _fate(fate: str, wording: Wording) -> str:
    kind, _, what = fate.partition(":")
    return wording.filled(f"study.fate.{kind}", what=what)


def footer(stamp: StudyStamp, wording: Wording) -> str:
    return wording.text("study.footer", software=stamp.software, definition=stamp.definition)


def stamp(made: StudyStamp, wording: Wording) -> list[Block]:
    line = wording.text(
        "study.stamp.line",
        software=made.software,
        definition=made.definition,
        counts=made.table,
        engine=made.engine,
    )
    if made.protocol is None:
        before = wording.text("study.stamp.no_protocol")
    else:
        before = wording.text("study.stamp.protocol", protocol=made.protocol)
    return [
        Heading(text=wording.text("study.heading.stamp"), id="stamp"),
        Paragraph(text=wording.sentences(line, before), role="note"),
    ]
