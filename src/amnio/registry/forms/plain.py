"""Forms over what a case does not know: who she is, a dating, an order, the texts of a call.

They look and behave like a sheet of a case: the same boxes, the same sentences when something is wrong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from amnio.clinic.gestation import read_gestation
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import Problem, Refused, problem
from amnio.clinic.values import is_not_given, read_day, read_text
from amnio.registry.forms.as_written import as_written
from amnio.registry.forms.sheet import Box, Choice, as_typed, hint_of, label_of, said
from amnio.registry.words import words

_UNIT_OF_GESTATION = "records.unit_gestation"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainField:
    """`path` names it (`woman.name`: its words are `records.field_woman_name`); `codes` are values with their words.

    `names` are values with what people are called, which are in no catalogue.
    """

    path: str
    kind: str = "text"  # "text" | "long" | "day" | "gestation" | "choices" | "list"
    required: bool = False
    longest: int = 2000
    codes: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    example: str = ""

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


class PlainSheet:
    """One form of plain fields. `values` by the last part of their names; None where nothing was written."""

    def __init__(self, fields: Iterable[PlainField], typed: Mapping[str, str], language: str) -> None:
        self.fields = {field.path: field for field in fields}
        self.language = language
        self.typed = {path: typed.get(path, "") for path in self.fields}
        self.problems: list[Problem] = []
        self.errors: dict[str, list[str]] = {}
        self.values: dict[str, Any] = {}

    @classmethod
    def filled(cls, fields: Iterable[PlainField], values: Mapping[str, Any], language: str) -> "PlainSheet":
        fields = tuple(fields)
        typed = {field.path: as_typed(field.path, values.get(field.name)) for field in fields}
        return cls(fields, typed, language)

    @classmethod
    def read(cls, fields: Iterable[PlainField], typed: Mapping[str, str], language: str) -> "PlainSheet":
        fields = tuple(fields)
        kept = {field.path: str(typed.get(field.path, "")) for field in fields}
        sheet = cls(fields, kept, language)
        for field in fields:
            sheet._read(field)
        return sheet

    def _read(self, field: PlainField) -> None:
        raw = as_written(field.kind, self.typed[field.path])
        self.values[field.name] = None
        if is_not_given(raw):
            if field.required:
                self.problems.append(problem(Code.REQUIRED, field.path, None, example=field.example))
            return
        try:
            self.values[field.name] = _value(field, raw)
        except Refused as refused:
            self.problems.append(problem(refused.code, field.path, raw, **refused.slots))

    def take(self, typed: Mapping[str, str]) -> tuple[str, ...]:
        """Fills the boxes with a draft, nothing judged yet; returns the labels of those that it changes."""
        changed = [path for path in self.typed if path in typed and typed[path] != self.typed[path]]
        self.typed |= {path: typed[path] for path in changed}
        return tuple(label_of(path, self.language) for path in changed)

    @property
    def ok(self) -> bool:
        return not self.problems and not self.errors

    def wrong(self, path: str, key: str, **slots: object) -> None:
        """Something that only the record knows to be wrong, in the words under `key`."""
        self.errors.setdefault(path, []).append(words(self.language).text(key, **slots))

    def boxes(self) -> tuple[Box, ...]:
        return tuple(self.box(path) for path in self.fields)

    def box(self, path: str) -> Box:
        field, typed, catalogue = self.fields[path], self.typed[path], words(self.language)
        choices = [
            Choice(value=code, word=catalogue.text(key), chosen=typed.strip() == code) for code, key in field.codes
        ]
        choices += [Choice(value=code, word=name, chosen=typed.strip() == code) for code, name in field.names]
        if choices and not field.required:
            choices.append(Choice(value="", word=catalogue.text("records.none_chosen"), chosen=not typed.strip()))
        errors = [said(one, self.language) for one in self.problems if one.path == path]
        return Box(
            path=path,
            kind=field.kind,
            label=label_of(path, self.language),
            unit=catalogue.text(_UNIT_OF_GESTATION) if field.kind == "gestation" else "",
            hint=hint_of(path, self.language),
            typed=typed,
            choices=tuple(choices),
            errors=(*errors, *self.errors.get(path, [])),
            required=field.required,
        )

    def faults(self) -> tuple[tuple[str, str, str], ...]:
        """For the summary: id of the box, its label, and what is wrong, of each field that has a problem."""
        paths = dict.fromkeys([one.path for one in self.problems] + list(self.errors))
        return tuple(
            (path.replace(".", "-"), label_of(path, self.language), self.box(path).errors[0]) for path in paths
        )


def _value(field: PlainField, raw: str) -> object:
    match field.kind:
        case "day":
            return read_day(raw)
        case "gestation":
            return read_gestation(raw)
        case "choices" | "list":
            known = [code for code, _ in (*field.codes, *field.names)]
            if raw.strip() not in known:
                raise Refused(Code.NOT_ALLOWED, hint="", allowed=", ".join(known))
            return raw.strip()
    text = read_text(raw)
    if len(text) > field.longest:
        raise Refused(Code.TEXT_TOO_LONG, length=str(len(text)), limit=str(field.longest))
    return text
