"""A form over fields of a case: what was typed, what it means, and what is wrong, each beside its field.

Nothing typed is ever lost: a sheet that was read keeps every text as it was typed, and shows it again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Model

from amnio.clinic.case_fields import FIELDS, RISK_PATH, CaseField, FieldKind
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import PHRASES, Phrase, Said
from amnio.clinic.problems import Problem, Refused, problem
from amnio.clinic.values import is_not_given, reader_of
from amnio.registry.forms.as_written import as_written
from amnio.registry.forms.layouts import LAYOUTS, REQUIRED, paths_of
from amnio.registry.words import words

#: Units that a label does not tell by itself, as that of a count does.
_MEASURED = (Phrase.YEARS, Phrase.HOURS, Phrase.DAYS, Phrase.WEEKS, Phrase.CELSIUS)
#: What an empty answer is called where nobody would have looked: it was not asked, or only not recorded.
_UNKNOWN = {"contact": "registry.not_asked"} | dict.fromkeys(
    ("pregnancy", "earlier", "twins", "consent", "asepsis", "unit", "plan", "procedure", "needle", "anti_d"),
    "registry.not_recorded",
)
#: Up to so many values stand side by side; more are a list to choose from.
_SIDE_BY_SIDE = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One field as it stands on the page: every text in the language of the reader."""

    path: str
    kind: str  # "choices" | "list" | "number" | "gestation" | "day" | "risk" | "text"
    label: str
    unit: str
    hint: str
    typed: str
    choices: tuple[Choice, ...]
    errors: tuple[str, ...]
    required: bool

    @property
    def id(self) -> str:
        return self.path.replace(".", "-")


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxGroup:
    """`opened`: something under *more* is wrong; `filled`: how many boxes there hold something."""

    name: str
    heading: str
    first: tuple[Box, ...]
    more: tuple[Box, ...]
    opened: bool
    filled: int


class Sheet:
    """One form, filled from the record or from what somebody typed.

    `values` holds what could be read, by path (None: not looked for); `problems` what could not.
    """

    def __init__(self, form: str, typed: Mapping[str, str], language: str, problems: Iterable[Problem] = ()) -> None:
        self.form, self.language = form, language
        self.typed = {path: typed.get(path, "") for path in paths_of(form)}
        self.problems: list[Problem] = list(problems)
        self.values: dict[str, Any] = {}

    @classmethod
    def filled(cls, form: str, values: Mapping[str, Any], language: str) -> "Sheet":
        """From values of the record, as `record_case.case_values` gives them."""
        return cls(form, {path: as_typed(path, values.get(path)) for path in paths_of(form)}, language)

    @classmethod
    def read(cls, form: str, typed: Mapping[str, str], language: str) -> "Sheet":
        """From what was typed. Every field is read; every problem is found in one go."""
        kept = {path: str(typed.get(path, "")) for path in paths_of(form)}
        sheet = cls(form, kept, language)
        for path in sheet.typed:
            sheet._read(path)
        for path in REQUIRED.get(form, ()):
            if is_not_given(sheet.typed[path]):
                sheet.problems.append(problem(Code.REQUIRED, path, None, example=FIELDS[path].example))
        return sheet

    def _read(self, path: str) -> None:
        raw = as_written(FIELDS[path].kind.value, self.typed[path])
        if is_not_given(raw):
            self.values[path] = None
            return
        try:
            value = reader_of(FIELDS[path])(raw)
        except Refused as refused:
            self.problems.append(problem(refused.code, path, raw, **refused.slots))
            return
        self.values[path] = value.value if isinstance(value, StrEnum) else value

    def take(self, typed: Mapping[str, str]) -> tuple[str, ...]:
        """Fills the boxes with a draft, nothing judged yet; returns the labels of those that it changes."""
        changed = [path for path in self.typed if path in typed and typed[path] != self.typed[path]]
        self.typed |= {path: typed[path] for path in changed}
        return tuple(label_of(path, self.language) for path in changed)

    @property
    def ok(self) -> bool:
        return not self.problems

    def add(self, problems: Iterable[Problem]) -> None:
        """Contradictions with the rest of the record."""
        self.problems += problems

    def given(self) -> dict[str, Any]:
        """What was filled in, as a case file would write it."""
        return {
            path: str(value) if isinstance(value, GestationalAge) else value
            for path, value in self.values.items()
            if value is not None
        }

    def instead(self) -> dict[str, Any]:
        """The same for every field of the form: None where it was left empty."""
        return dict.fromkeys(self.typed) | self.given()

    def tables(self) -> dict[str, dict[str, Any]]:
        """The values by table and column."""
        found: dict[str, dict[str, Any]] = {}
        for path, value in self.values.items():
            table, _, name = path.rpartition(".")
            found.setdefault(table, {})[name] = value
        return found

    def groups(self) -> tuple[BoxGroup, ...]:
        """For the template."""
        found = []
        for group in LAYOUTS[self.form]:
            unknown = _UNKNOWN.get(group.name, "registry.not_looked_for")
            more = tuple(self.box(path, unknown) for path in group.more)
            found.append(
                BoxGroup(
                    name=group.name,
                    heading=words(self.language).text(f"records.group_{group.name}"),
                    first=tuple(self.box(path, unknown) for path in group.first),
                    more=more,
                    opened=any(box.errors for box in more),
                    filled=sum(bool(box.typed) for box in more),
                )
            )
        return tuple(found)

    def box(self, path: str, unknown: str = "registry.not_looked_for") -> Box:
        """One field; `unknown` is the key of what an empty answer is called."""
        field = FIELDS[path]
        return Box(
            path=path,
            kind=_kind(field),
            label=label_of(path, self.language),
            unit=_unit(field, self.language),
            hint=hint_of(path, self.language),
            typed=self.typed[path],
            choices=self._choices(field, unknown),
            errors=tuple(said(one, self.language) for one in self.problems if self._stands_at(one) == path),
            required=path in REQUIRED.get(self.form, ()),
        )

    def elsewhere(self) -> tuple[str, ...]:
        """Problems of fields that stand on other forms: told at the top."""
        return tuple(
            f"{label_of(one.path, self.language)}: {said(one, self.language)}"
            for one in self.problems
            if self._stands_at(one) is None
        )

    def faults(self) -> tuple[tuple[str, str, str], ...]:
        """For the summary: id of the box, its label, and what is wrong, of each field that has a problem."""
        paths = dict.fromkeys(path for one in self.problems if (path := self._stands_at(one)) is not None)
        return tuple(
            (path.replace(".", "-"), label_of(path, self.language), self.box(path).errors[0]) for path in paths
        )

    def _stands_at(self, one: Problem) -> str | None:
        return next((path for path in (one.path, *one.related) if path in self.typed), None)

    def _choices(self, field: CaseField, unknown: str) -> tuple[Choice, ...]:
        catalogue, typed = words(self.language), self.typed[field.path].strip()
        if field.kind is FieldKind.FLAG:
            codes = {"true": "registry.yes", "false": "registry.no"}
        elif field.kind is FieldKind.WORD:
            assert field.words is not None
            codes = {code.value: word_key(field, code.value) for code in field.words}
        else:
            return ()
        choices = [Choice(value=code, word=catalogue.text(key), chosen=typed == code) for code, key in codes.items()]
        if field.path not in REQUIRED.get(self.form, ()):
            word = catalogue.text(unknown)
            empty = Choice(value="", word=word, chosen=not any(choice.chosen for choice in choices))
            choices.insert(0 if _kind(field) == "list" else len(choices), empty)
        return tuple(choices)


def word_key(field: CaseField, code: str) -> str:
    """The key of the word for a value: of its own on these forms, else that of all answers, else that of a class."""
    catalogue = words("en")
    own = (f"records.value_{field.name}_{code}", f"records.value_{code}")
    return next(key for key in (*own, f"value.{code}", f"class.{code}") if key in catalogue)


def label_of(path: str, language: str) -> str:
    """What people call a field, as it begins a line."""
    text = word_of(path, language)
    return text if text == path else text[:1].upper() + text[1:]


def word_of(path: str, language: str) -> str:
    """What people call a field, within a line; the path itself where it has no words."""
    catalogue = words(language)
    for key in (f"records.field_{path.replace('.', '_')}", f"field.{path}"):
        if key in catalogue:
            return catalogue.text(key)
    return path


def hint_of(path: str, language: str) -> str:
    """What may be left empty, and why; mostly nothing."""
    key = f"records.hint_{path.replace('.', '_')}"
    return words(language).text(key) if key in words(language) else ""


def said(one: Problem, language: str) -> str:
    """A problem for somebody who fills in a form: the field by its name, and no talk of files."""
    catalogue = words(language)
    named = replace(one, slots={"path": label_of(one.path, language), **one.slots})
    why, instead = named.sentences("zh" if language == "zh" else "en")
    own = f"records.instead_{one.code.value}"
    if own in catalogue:
        return catalogue.text(own)
    text = f"{why}{instead}" if language == "zh" else f"{why} {instead}"
    return text[:1].upper() + text[1:]


def as_typed(path: str, value: object) -> str:
    """A value of the record as somebody would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if path == RISK_PATH:
            return _risk_as_typed(value)
        case float():
            return str(int(value)) if value == int(value) else repr(value)
        case date():
            return value.isoformat()
        case Model():
            return str(value.pk)
    return str(value)


def _risk_as_typed(risk: float) -> str:
    """`1:250` where it was written so; else the probability."""
    one_in = round(1 / risk)
    return f"1:{one_in}" if 1 / one_in == risk else repr(risk)


def _kind(field: CaseField) -> str:
    if field.kind is FieldKind.FLAG or (field.words is not None and len(field.words) <= _SIDE_BY_SIDE):
        return "choices"
    return "list" if field.words is not None else field.kind.value


def _unit(field: CaseField, language: str) -> str:
    """Its unit, unless the label names it already."""
    if field.kind is FieldKind.GESTATION:
        return words(language).text("records.unit_gestation")
    if field.number is None or "(" in label_of(field.path, language) or "（" in label_of(field.path, language):
        return ""
    unit = field.number.unit
    if not isinstance(unit, Said):
        return unit
    if unit.phrase is Phrase.GAUGE:
        return "G"
    return PHRASES[unit.phrase][1 if language == "zh" else 0] if unit.phrase in _MEASURED else ""
