"""A piece of advice in two languages for two readers, with what the evidence says and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from amnio.guidance.source import Source, Wording, cited, marks
from amnio.guidance.table import Table


class Evidence(StrEnum):
    """What stands behind an advice."""

    GUIDELINE = "guideline"
    CUSTOM = "custom"
    TRIAL = "trial"
    OBSERVATIONAL = "observational"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """`text_*` speaks to clinicians, `family_*` to the woman; `evidence_*` ends with the mark of a weak wording.

    Slots for people stay open, for `present` to fill: see `PEOPLE_SLOTS`.
    """

    text_en: str
    text_zh: str
    family_en: str
    family_zh: str
    evidence: Evidence
    evidence_en: str
    evidence_zh: str
    wording: Wording
    sources: tuple[Source, ...]

    def text(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.family_zh if language == "zh" else self.family_en
        return self.text_zh if language == "zh" else self.text_en

    def basis(self, language: str) -> str:
        """What the evidence says, with its mark."""
        return self.evidence_zh if language == "zh" else self.evidence_en


#: Slots that only a person or the record can fill. `present` fills them; nothing else may stand in braces.
PEOPLE_SLOTS = ("baby", "lost", "phone", "place", "date_procedure", "date_loss", "desk")


class AdviceFields(TypedDict):
    text_en: str
    text_zh: str
    family_en: str
    family_zh: str
    evidence: Evidence
    evidence_en: str
    evidence_zh: str
    wording: Wording
    sources: tuple[Source, ...]


def advice_fields(table: Table, slots: Mapping[str, str]) -> AdviceFields:
    """The fields of an advice, taken from its file; `slots` are the thresholds its sentences name."""
    wording = Wording(table.choice("wording", tuple(Wording)))
    return AdviceFields(
        text_en=filled(table.text("text_en"), slots),
        text_zh=filled(table.text("text_zh"), slots),
        family_en=filled(table.text("family_en"), slots),
        family_zh=filled(table.text("family_zh"), slots),
        evidence=Evidence(table.choice("evidence", tuple(Evidence))),
        evidence_en=marked(filled(table.text("evidence_en"), slots), wording, "en"),
        evidence_zh=marked(filled(table.text("evidence_zh"), slots), wording, "zh"),
        wording=wording,
        sources=cited(table),
    )


def filled(text: str, slots: Mapping[str, str]) -> str:
    """The text with its thresholds written in; slots for people stay as they are."""
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def marked(text: str, wording: Wording, language: str) -> str:
    """The text, followed by the mark of its wording, so that no layout can forget it."""
    if wording is Wording.VERIFIED:
        return text
    mark = marks()[wording]
    return f"{text}{mark.sentence_zh}" if language == "zh" else f"{text} {mark.sentence_en}"
