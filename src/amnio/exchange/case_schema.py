"""The JSON Schema of a case file, made from the fields of a case."""

from typing import Any

from amnio.clinic.case_fields import (
    FETUS_TABLE,
    FIELDS,
    LONGEST_TEXT,
    MOST_FACTS,
    TABLES,
    CaseField,
    FieldKind,
)
from amnio.clinic.problem_phrases import english

_GESTATION = r"^([0-3]?[0-9]|4[0-2])\+[0-6]$"
_ONE_IN = r"^1:[1-9][0-9]{0,8}(\.[0-9]{1,6})?$"
_ABOUT = (
    "One pregnancy: before an amniocentesis (plan), after it (procedure), or lost (loss). A field that is missing, or "
    "null, was not looked for; it never means absent. In rows of a batch the dotted names of the fields (procedure.at) "
    "may be used as well."
)

#: Tables of which one set must be there: a loss, a plan before it, or a day of aftercare.
_ENOUGH = (["procedure", "loss"], ["plan"], ["procedure", "aftercare"])


def case_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a case. What fields mean together (dates, twins) is checked by the reader alone."""
    properties: dict[str, Any] = {f.name: _value(f) for f in FIELDS.values() if not f.table}
    for table, (_, about) in TABLES.items():
        if "." not in table:
            properties[table] = _table(table, about)
    properties["pregnancy"]["properties"]["dating"] = _table("pregnancy.dating", TABLES["pregnancy.dating"][1])
    properties["loss"]["properties"]["fetuses"] = {
        "type": ["array", "null"],
        "description": "Twins: one entry for each fetus.",
        "maxItems": 5,
        "items": _table(FETUS_TABLE, "One fetus and its own end.") | {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case for amnio",
        "description": _ABOUT,
        "type": "object",
        "properties": properties,
        "anyOf": [{"required": tables} for tables in _ENOUGH],
        "additionalProperties": False,
    }


def _table(table: str, about: str) -> dict[str, Any]:
    members = [field for field in FIELDS.values() if field.table == table]
    required = [field.name for field in members if field.required]
    needed = table in ("procedure", "loss")
    schema: dict[str, Any] = {
        "type": "object" if needed else ["object", "null"],
        "description": about,
        "properties": {field.name: _value(field) for field in members},
        "additionalProperties": False,
    }
    if needed or table in ("pregnancy.dating", FETUS_TABLE):
        schema["required"] = required
    return schema


def _value(field: CaseField) -> dict[str, Any]:
    never_null = field.required and field.words is not None
    return {"description": field.meaning, **_form(field, None if never_null else "null")}


def _form(field: CaseField, null: str | None) -> dict[str, Any]:
    def types(name: str) -> str | list[str]:
        return [name, null] if null else name

    if field.words is not None:
        return {"enum": [word.value for word in field.words] + ([None] if null else [])}
    if field.number is not None:
        rule = field.number
        name = "integer" if rule.whole else "number"
        return {"type": types(name), "minimum": rule.low, "maximum": rule.high, "x-unit": english(rule.unit)}
    match field.kind:
        case FieldKind.GESTATION:
            return {"type": types("string"), "pattern": _GESTATION, "x-unit": "weeks+days"}
        case FieldKind.DAY:
            return {"type": types("string"), "format": "date"}
        case FieldKind.RISK:
            probability = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
            return {"anyOf": [{"type": types("string"), "pattern": _ONE_IN}, probability]}
        case FieldKind.FLAG:
            return {"type": types("boolean")}
        case FieldKind.TEXTS:
            return {
                "type": types("array"),
                "items": {"type": "string", "maxLength": LONGEST_TEXT},
                "maxItems": MOST_FACTS,
            }
        case _:
            return {"type": types("string"), "maxLength": LONGEST_TEXT}
