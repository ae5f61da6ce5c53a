"""What she does at home: the founding text, a guideline and Chinese custom side by side, dated, with what is known."""

from amnio.answers.care_answer import Care, Comparison
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_text import care_text
from amnio.present.document import Audience, Table
from amnio.present.narrative.basis import mark
from amnio.present.narrative.care_when import when
from amnio.present.narrative.wording import Wording

_COLUMNS = ("topic", "source_text", "guideline", "custom", "evidence")
#: Things that happen, where "yes" is no permission.
_HAPPENING = ("bleeding_expected", "milk")


def table(answer: Care, wording: Wording) -> Table:
    family = "family." if wording.audience is Audience.FAMILY else ""
    return Table(
        caption=wording.text(f"care.{family}compare.caption"),
        columns=tuple(wording.text(f"care.{family}compare.column_{name}") for name in _COLUMNS),
        rows=tuple(_row(each, answer, wording, family) for each in answer.comparisons),
        note=wording.text(f"care.{family}compare.note"),
    )


def _row(comparison: Comparison, answer: Care, wording: Wording, family: str) -> tuple[str, ...]:
    items = (comparison.source_text, comparison.guideline, comparison.custom)
    kinds = dict.fromkeys(item.evidence for item in items if item is not None)
    strength = wording.series([wording.text(f"care.{family}strength.{kind}") for kind in kinds])
    return (
        wording.capital(wording.text(f"care.{family}topic.{comparison.topic}")),
        *(_cell(item, answer, wording, family) for item in items),
        strength,
    )


def _cell(item: CareItem | None, answer: Care, wording: Wording, family: str) -> str:
    """A rule in a few words; for a clinician with its issuers and how its text was read."""
    if item is None:
        return wording.text("care.cell.silent")
    told = _told(item, answer, wording, family)
    if family:
        return told
    rule = care_text(item.item)
    issuers = dict.fromkeys(
        source.issuer_zh if wording.chinese else source.issuer for source in rule.sources if source.key != "project"
    )
    known = mark(rule.wording, wording)
    return wording.bracketed(told, wording.series([part for part in (wording.listing(list(issuers)), known) if part]))


def _told(item: CareItem, answer: Care, wording: Wording, family: str) -> str:
    span = when(item, answer, wording)
    span = span[:1].lower() + span[1:]
    if item.topic in _HAPPENING:
        return wording.text(f"care.{family}cell.expected", when=span)
    if item.answer in ("no", "wait"):
        return wording.text(f"care.{family}cell.not", when=span)
    if item.until is None and (item.ends_on is None and care_text(item.item).ends_after_days is None):
        return wording.text(f"care.{family}cell.free")
    return wording.text(f"care.{family}cell.do", when=span)
