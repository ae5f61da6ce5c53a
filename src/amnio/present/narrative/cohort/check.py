"""What is wrong with a table: what must be corrected or left out, what was left out, what to know, and examples."""

from collections.abc import Iterator, Sequence

from amnio.cohort.alarms import Alarm
from amnio.cohort.checking import Finding, TableCheck
from amnio.present.document import Block, Bullets, Document, Heading, Language, Paragraph, Table
from amnio.present.narrative.cohort.wording import framed, wording_in
from amnio.present.narrative.wording import Wording


def check_document(check: TableCheck, language: Language) -> Document:
    """The document of a check."""
    wording = wording_in(language)
    rows = wording.numbers.thousands(check.rows)
    lead = wording.text("cohort.check.refused" if check.refused else "cohort.check.good", rows=rows)
    blocks: list[Block] = [Paragraph(text=lead, role="lead")]
    parts = {
        "to_correct": [each for each in check.findings if each.refuses and not each.left_out],
        "left_out": [each for each in check.findings if each.left_out],
        "to_know": [each for each in check.findings if not each.refuses],
    }
    for part, findings in parts.items():
        if findings:
            blocks += _found(part, findings, wording)
    if check.alarms:
        blocks += _alarms(check.alarms, wording)
    if check.findings:
        blocks.append(_examples(check.findings, wording))
    return framed(wording, wording.text("cohort.check.title"), blocks)


def _found(part: str, findings: Sequence[Finding], wording: Wording) -> Iterator[Block]:
    yield Table(
        caption=wording.text(f"cohort.check.{part}"),
        columns=tuple(wording.text(f"cohort.check.column.{name}") for name in ("name", "rows", "what")),
        rows=tuple((each.key, wording.numbers.thousands(each.n), _what(each, wording)) for each in findings),
        numeric=(1,),
    )
    reasons = {wording.text(f"cohort.rule.{each.code}"): wording.text(f"cohort.why.{each.code}") for each in findings}
    yield Bullets(items=tuple(wording.labelled(wording.capital(what), why) for what, why in reasons.items()))


def _what(finding: Finding, wording: Wording) -> str:
    what = wording.text(f"cohort.rule.{finding.code}")
    return wording.text("cohort.check.about", what=what, column=finding.column) if finding.column else what


def _alarms(alarms: Sequence[Alarm], wording: Wording) -> Iterator[Block]:
    yield Heading(text=wording.text("cohort.check.whole"), id="whole")
    yield Bullets(items=tuple(_alarm(alarm, wording) for alarm in alarms))


def _alarm(alarm: Alarm, wording: Wording) -> str:
    numbers = wording.numbers
    counted = wording.text("cohort.check.share", n=numbers.thousands(alarm.n), of=numbers.thousands(alarm.of))
    what = wording.labelled(wording.text(f"cohort.alarm.{alarm.code}"), counted)
    if alarm.accepted:
        then = wording.text("cohort.check.accepted", reason=alarm.accepted)
    else:
        then = wording.text("cohort.check.accept", code=alarm.code)
    return wording.sentences(
        f"{what}{'。' if wording.chinese else '.'}", wording.text(f"cohort.alarm_why.{alarm.code}"), then
    )


def _examples(findings: Sequence[Finding], wording: Wording) -> Table:
    rows = [
        (each.key, ", ".join(f"{c} {v or '-'}" for c, v in example)) for each in findings for example in each.examples
    ]
    return Table(
        caption=wording.text("cohort.check.examples"),
        columns=tuple(wording.text(f"cohort.check.column.{name}") for name in ("name", "example")),
        rows=tuple(rows),
    )
