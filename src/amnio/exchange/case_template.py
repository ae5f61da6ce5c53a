"""The template of a case file: every field with its meaning, unit and allowed values."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from amnio.clinic.case_fields import FETUS_TABLE, FIELDS, TABLES, CaseField, FieldKind
from amnio.clinic.problem_phrases import english

_HEAD = """\
# {about}
#
# Fill in what is known, and delete the # in front of it. The lines without # are needed; their values are an example.
# What you leave out counts as "not looked for", which is never the same as "absent".
# Gestational ages are weeks+days ("16+3"), dates are year-month-day, risks are "1:250".
"""
_TWINS = """\
# Twins: pregnancy.fetuses = 2, and here one entry for each fetus with its own end. The review is about the first loss.
# fetuses = [{outcome = "loss", at = "18+2"}, {outcome = "ongoing"}]
"""
_LONGEST_LINE = 116
_DATING = "pregnancy.dating"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Purpose:
    """What a case is written for: the tables that the question reads, and the fields that stand filled in."""

    about: str
    tables: tuple[str, ...]
    filled: tuple[str, ...]


#: What a template can be for; each lists the tables in the order of a file.
PURPOSES = {
    "review": _Purpose(
        about="One pregnancy that was lost after an amniocentesis.",
        tables=tuple(table for table in TABLES if table not in ("plan", "aftercare")),
        filled=("procedure.kind", "procedure.at", "loss.outcome", "loss.at"),
    ),
    "check": _Purpose(
        about="One pregnancy before an amniocentesis: may it be done today, and what does it add?",
        tables=("pregnancy", _DATING, "screening", "plan", "words"),
        filled=("plan.kind", "plan.at"),
    ),
    "care": _Purpose(
        about="One pregnancy after an amniocentesis or a loss: what to do now, and when.",
        tables=("pregnancy", _DATING, "procedure", "loss", "signs", "tests", "aftercare", "words"),
        filled=("procedure.kind", "procedure.at", "loss.outcome", "loss.at"),
    ),
}


def case_template(format: str = "toml", purpose: str = "review") -> str:
    """A case file to fill in. As it stands it is a valid case; with every `#name = value` uncommented it is one too.

    `purpose` is a key of `PURPOSES`. In JSON, which has no comments, every field that is not needed is `null` ("not
    looked for").
    """
    wanted = PURPOSES[purpose]
    return _json_template(wanted) if format == "json" else _toml_template(wanted)


def _fields_of(purpose: _Purpose) -> Iterator[CaseField]:
    return (field for field in FIELDS.values() if not field.table or field.table in purpose.tables)


def _toml_template(purpose: _Purpose) -> str:
    head = _HEAD.format(about=purpose.about)
    parts = [head, "", *(_field_lines(field, purpose) for field in FIELDS.values() if not field.table)]
    for table in purpose.tables:
        if table == _DATING:  # one line in [pregnancy]
            continue
        parts.append(f"\n# {TABLES[table][1]}\n[{table}]\n")
        parts += [_field_lines(field, purpose) for field in FIELDS.values() if field.table == table]
        if table == "pregnancy":
            parts.append(_dating_lines())
        if table == "loss":
            parts.append(_TWINS)
    return "\n".join(part.rstrip("\n") for part in parts) + "\n"


def _field_lines(field: CaseField, purpose: _Purpose) -> str:
    mark = "" if field.path in purpose.filled else "#"
    how = _how(field)
    comment = f"# {field.meaning}{how}"
    if len(comment) > _LONGEST_LINE:
        folded = textwrap.wrap(how.strip(), _LONGEST_LINE, break_on_hyphens=False, break_long_words=False)
        comment = "\n# ".join([f"# {field.meaning}", *folded])
    return f"{comment}\n{mark}{field.name} = {field.example}"


def _how(field: CaseField) -> str:
    if field.words is not None:
        return " One of: " + ", ".join(f'"{word}"' for word in field.words) + "."
    if field.number is not None:
        rule = field.number
        return f" Unit: {english(rule.unit)}, {rule.low:g} to {rule.high:g}."
    return ""


def _dating_lines() -> str:
    about = TABLES[_DATING][1]
    inner = ", ".join(f"{f.name} = {f.example}" for f in FIELDS.values() if f.table == _DATING)
    return f"# {about}\n#dating = {{{inner}}}"


def _json_template(purpose: _Purpose) -> str:
    values: dict[str, Any] = {}
    for field in _fields_of(purpose):
        if field.table == FETUS_TABLE:
            continue
        into = values
        for part in field.table.split(".") if field.table else ():
            into = into.setdefault(part, {})
        example = field.example.strip('"') if field.path in purpose.filled else None
        into[field.name] = [] if field.kind is FieldKind.TEXTS else example
    return json.dumps(values, indent=2) + "\n"
