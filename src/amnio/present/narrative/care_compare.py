"""What she does at home: the founding text, a guideline and Chinese custom side by side, dated, with what is known."""

from amnio.answers.care_answer import Care, Comparison
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_text import care_text
from amnio.guidance.rules import rule_named
from amnio.present.document import Audience, Table
from amnio.present.narrative.basis import mark
from amnio.present.narrative.care_when import when
from amnio.present.narrative.wording import Wording

_VOICES = ("source_text", "guideline", "custom")
_FOUNDING_TEXT = "founding-text"
#: Things that happen, where "yes" is no permission.
_HAPPENING = ("bleeding_expected", "milk")


def table(answer: Care, wording: Wording) -> Table:
    """A row for each topic; a voice that is silent on all of them has no column."""
    family = "family." if wording.audience is Audience.FAMILY else ""
    voices = tuple(voice for voice in _VOICES if any(getattr(each, voice) for each in answer.comparisons))
    return Table(
        caption=wording.text(f"care.{family}compare.caption"),
        columns=tuple(wording.text(f"care.{family}compare.column_{name}") for name in ("topic", *voices, "evidence")),
        rows=tuple(_row(each, voices, answer, wording, family) for each in answer.comparisons),
        note=wording.text(f"care.{family}compare.note"),
    )


def _row(
    comparison: Comparison, voices: tuple[str, ...], answer: Care, wording: Wording, family: str
) -> tuple[str, ...]:
    items = [getattr(comparison, voice) for voice in voices]
    kinds = dict.fromkeys(item.evidence for item in items if item is not None)
    strength = wording.series([wording.text(f"care.{family}strength.{kind}") for kind in kinds])
    cells = (_cell(voice, item, answer, wording, family) for voice, item in zip(voices, items, strict=True))
    return (wording.capital(wording.text(f"care.{family}topic.{comparison.topic}")), *cells, strength)


def _cell(voice: str, item: CareItem | None, answer: Care, wording: Wording, family: str) -> str:
    """A rule in a few words; a guideline for a clinician with who issued it and how that text was read."""
    if item is None:
        return wording.text("care.cell.silent")
    told = _told(item, answer, wording, family)
    if family or voice != "guideline":
        return told
    source = next(each for each in care_text(item.item).sources if each.key != _FOUNDING_TEXT)
    issuer = source.issuer_zh if wording.chinese else source.issuer
    parts = (issuer, _standing(item, wording), mark(source.wording, wording))
    return wording.bracketed(told, wording.series([part for part in parts if part]))


def _standing(item: CareItem, wording: Wording) -> str:
    """What kind of text the rule is that was filed from the same one: a manual, a leaflet ..."""
    filed_as = care_text(item.item).filed_as
    return "" if filed_as is None else wording.text(f"guidance.standing.{rule_named(filed_as).standing.value}")


def _told(item: CareItem, answer: Care, wording: Wording, family: str) -> str:
    span = when(item, answer, wording)
    span = span[:1].lower() + span[1:]
    if item.topic in _HAPPENING:
        return wording.text(f"care.{family}cell.expected", when=span)
    if item.answer in ("no", "wait"):
        return wording.text(f"care.{family}cell.not", when=span)
    if item.until is None and item.ends_on is None and care_text(item.item).ends_after_days is None:
        return wording.text(f"care.{family}cell.free")
    return wording.text(f"care.{family}cell.do", when=span)
