"""Schemes by which a loss is classified: their categories, and which conclusion is which of them, as files.

One file a scheme in `classification/`. Rules stand in order and the first that fits is taken. A rule asks for a cause,
a mechanism or a detail of the finding, never for a name or a place; codes and titles are the scheme's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, Cause, Mechanism
from amnio.guidance.files import read, stems
from amnio.guidance.source import Source, cited
from amnio.guidance.table import Table

FOLDER = "classification"


class Detail(StrEnum):
    """What was found beside cause and mechanism, where a scheme asks for it."""

    ABRUPTION = "abruption"
    FETAL_INFECTION = "fetal_infection"
    ANTIPHOSPHOLIPID = "antiphospholipid"


class RuleRefusal(StrEnum):
    """Why a scheme's own file gives no code for a conclusion."""

    TEXT_NOT_READ = "text_not_read"
    NEEDS_MECHANISM = "needs_mechanism"


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """The same text in both languages."""

    en: str
    zh: str

    def __call__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemeRule:
    """Empty conditions hold for everything. Either `codes` (and what they are in labour), or a `refusal`."""

    causes: tuple[Cause, ...]
    mechanisms: tuple[Mechanism, ...]
    details: tuple[Detail, ...]
    codes: tuple[str, ...]
    codes_in_labour: tuple[str, ...]
    refusal: RuleRefusal | None
    why: Texts

    def fits(self, cause: Cause, mechanism: Mechanism | None, details: tuple[Detail, ...]) -> bool:
        return (
            (not self.causes or cause in self.causes)
            and (not self.mechanisms or mechanism in self.mechanisms)
            and (not self.details or bool(set(self.details) & set(details)))
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """One scheme. `left_out` says why it has no rules; `first` is the earliest loss that it is meant for."""

    key: str
    name: Texts
    about: Texts
    left_out: Texts | None
    first: GestationalAge | None
    first_because: Texts | None
    needs_onset: bool
    categories: Mapping[str, Texts]
    rules: tuple[SchemeRule, ...]
    sources: tuple[Source, ...]

    def rule(self, cause: Cause, mechanism: Mechanism | None, details: tuple[Detail, ...]) -> SchemeRule | None:
        """The first rule that fits; None where the file has no rule for such a conclusion."""
        return next((rule for rule in self.rules if rule.fits(cause, mechanism, details)), None)


#: The founding text first, then the schemes in the order in which they are shown.
ORDER = ("founding", "recode", "codac", "icd_pm", "psanz_pdc")


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes, also those left out."""
    return tuple(_scheme(key) for key in sorted(stems(FOLDER), key=ORDER.index))


def _scheme(key: str) -> Scheme:
    table = read(f"{FOLDER}/{key}.toml")
    left_out = _texts(table, "left_out") if "left_out_en" in table else None
    categories = {} if left_out else _categories(table.table("category"))
    scheme = Scheme(
        key=key,
        name=_texts(table, "name"),
        about=_texts(table, "about"),
        left_out=left_out,
        first=table.age("from") if "from" in table else None,
        first_because=_texts(table, "from") if "from" in table else None,
        needs_onset=table.flag("needs_onset"),
        categories=categories,
        rules=() if left_out else tuple(_rule(row, categories) for row in table.tables("rule")),
        sources=cited(table),
    )
    table.finish()
    return scheme


def _texts(table: Table, field: str) -> Texts:
    return Texts(en=table.text(f"{field}_en"), zh=table.text(f"{field}_zh"))


def _categories(table: Table) -> dict[str, Texts]:
    found = {}
    for code in table.names():
        row = table.table(code)
        found[code] = _texts(row, "title")
        row.finish()
    return found


def _rule(row: Table, categories: Mapping[str, Texts]) -> SchemeRule:
    rule = SchemeRule(
        causes=tuple(map(Cause, _some(row, "cause", tuple(Cause)))),
        mechanisms=tuple(map(Mechanism, _some(row, "mechanism", tuple(Mechanism)))),
        details=tuple(map(Detail, _some(row, "detail", tuple(Detail)))),
        codes=_some(row, "codes", tuple(categories)),
        codes_in_labour=_some(row, "codes_in_labour", tuple(categories)),
        refusal=RuleRefusal(row.choice("refusal", tuple(RuleRefusal))) if "refusal" in row else None,
        why=_texts(row, "why"),
    )
    if bool(rule.codes) is (rule.refusal is not None):
        raise row.error("codes", "a rule gives either codes or a refusal")
    if rule.mechanisms and rule.causes and not _meet(rule):
        raise row.error("mechanism", "belongs to none of the causes")
    row.finish()
    return rule


def _some(row: Table, field: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    if field not in row:
        return ()
    values = row.texts(field)
    for value in values:
        if value not in allowed:
            raise row.error(field, f"{value!r} is not one of {', '.join(allowed)}")
    return values


def _meet(rule: SchemeRule) -> bool:
    return any(mechanism in MECHANISMS_OF_CAUSE[cause] for cause in rule.causes for mechanism in rule.mechanisms)
