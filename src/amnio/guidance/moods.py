"""Moods, worry, lifting, sex (row S8): listed with what studies found, never scored."""

from dataclasses import dataclass
from functools import cache

from amnio.guidance.advice import marked
from amnio.guidance.files import read
from amnio.guidance.source import Source, Wording, cited


@dataclass(frozen=True, kw_only=True, slots=True)
class MoodStudy:
    """One study, with the figures a clinician may be asked for. Never printed in a family view."""

    about: str  # "stress" | "bereavement" | "lifting" | "exercise" | "injury" | "bed_rest"
    text_en: str
    text_zh: str
    source: Source

    def text(self, language: str) -> str:
        return self.text_zh if language == "zh" else self.text_en


@dataclass(frozen=True, kw_only=True, slots=True)
class MoodNote:
    """`summary_*` for clinicians; `family_*` sentences stand in every family view; `asked_*` only when she asks."""

    row: str
    summary_en: str
    summary_zh: str
    family_en: tuple[str, ...]
    family_zh: tuple[str, ...]
    asked_en: str
    asked_zh: str
    studies: tuple[MoodStudy, ...]
    wording: Wording

    def summary(self, language: str) -> str:
        return self.summary_zh if language == "zh" else self.summary_en

    def family(self, language: str) -> tuple[str, ...]:
        return self.family_zh if language == "zh" else self.family_en


@cache
def mood_note() -> MoodNote:
    table = read("mood.toml")
    studies = []
    for row in table.tables("study"):
        (source,) = cited(row)
        studies.append(
            MoodStudy(about=row.text("about"), text_en=row.text("text_en"), text_zh=row.text("text_zh"), source=source)
        )
        row.finish()
    wording = Wording(table.choice("wording", tuple(Wording)))
    note = MoodNote(
        row=table.text("row"),
        summary_en=marked(table.text("summary_en"), wording, "en"),
        summary_zh=marked(table.text("summary_zh"), wording, "zh"),
        family_en=table.texts("family_en"),
        family_zh=table.texts("family_zh"),
        asked_en=table.text("asked_en"),
        asked_zh=table.text("asked_zh"),
        studies=tuple(studies),
        wording=wording,
    )
    table.finish()
    return note
