"""The template of a case file: every field with its meaning, unit and allowed values."""

import json
from typing import Any

from amnio.clinic.case_fields import FETUS_TABLE, FIELDS, TABLES, CaseField, FieldKind
from amnio.clinic.problem_phrases import english

_HEAD = """\
# One pregnancy that was lost after an amniocentesis.
#
# Fill in what is known, and delete the # in front of it. The four lines without # are needed; their values are an
# example. What you leave out counts as "not looked for", which is never the same as "absent".
# Gestational ages are weeks+days ("16+3"), dates are year-month-day, risks are "1:250".
"""
_TWINS = """\
# Twins: pregnancy.fetuses = 2, and here one entry for each fetus with its own end. The review is about the first loss.
# fetuses = [{outcome = "loss", at = "18+2"}, {outcome = "ongoing"}]
"""
_LONGEST_LINE = 116
_FILLED = ("procedure.kind", "procedure.at", "loss.outcome", "loss.at")


def case_template(format: str = "toml") -> str:
    """A case file to fill in. As it stands it is a valid case; with every `#name = value` uncommented it is one too.

    In JSON, which has no comments, every field that is not needed is `null` ("not looked for").
    """
    return _json_template() if format == "json" else _toml_template()


def _toml_template() -> str:
    parts = [_HEAD, "", *(_field_lines(field) for field in FIELDS.values() if not field.table)]
    for table, (_, about) in TABLES.items():
        if table == "pregnancy.dating":  # one line in [pregnancy]
            continue
        parts.append(f"\n# {about}\n[{table}]\n")
        parts += [_field_lines(field) for field in FIELDS.values() if field.table == table]
        if table == "pregnancy":
            parts.append(_dating_lines())
        if table == "loss":
            parts.append(_TWINS)
    return "\n".join(part.rstrip("\n") for part in parts) + "\n"


def _field_lines(field: CaseField) -> str:
    mark = "" if field.path in _FILLED else "#"
    how = _how(field)
    gap = "\n#" if len(field.meaning) + len(how) > _LONGEST_LINE else ""
    return f"# {field.meaning}{gap}{how}\n{mark}{field.name} = {field.example}"


def _how(field: CaseField) -> str:
    if field.words is not None:
        return " One of: " + ", ".join(f'"{word}"' for word in field.words) + "."
    if field.number is not None:
        rule = field.number
        return f" Unit: {english(rule.unit)}, {rule.low:g} to {rule.high:g}."
    return ""


def _dating_lines() -> str:
    about = TABLES["pregnancy.dating"][1]
    inner = ", ".join(f"{f.name} = {f.example}" for f in FIELDS.values() if f.table == "pregnancy.dating")
    return f"# {about}\n#dating = {{{inner}}}"


def _json_template() -> str:
    values: dict[str, Any] = {}
    for field in FIELDS.values():
        if field.table == FETUS_TABLE:
            continue
        into = values
        for part in field.table.split(".") if field.table else ():
            into = into.setdefault(part, {})
        example = field.example.strip('"') if field.path in _FILLED else None
        into[field.name] = [] if field.kind is FieldKind.TEXTS else example
    return json.dumps(values, indent=2) + "\n"
