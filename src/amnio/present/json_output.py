"""A review as JSON: the same answer and stamp give the same bytes; and the JSON Schema of what is written.

Fields keep the order of the types. Numbers are rounded to `SIGNIFICANT_DIGITS`, far below the Monte-Carlo error of any
of them, so that the last bits of a sum on another processor do not change a byte. Dates are ISO, codes are codes.
"""

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite

if typing.TYPE_CHECKING:
    from amnio.answers.review_answer import Review  # the types of an answer are read only by who has one, or its schema

SIGNIFICANT_DIGITS = 6
_SCALARS: dict[object, dict[str, object]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string"},  # with its offset, or without one where it floats
}


def review_to_json(review: "Review") -> bytes:
    """A review as `answer_to_json` writes it."""
    return answer_to_json(review)


def answer_to_json(answer: object) -> bytes:
    """Any answer: UTF-8, indented by two spaces, one newline at the end."""
    import orjson

    return orjson.dumps(plain(answer), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def review_to_json_line(review: "Review") -> bytes:
    """The same on one line, for files with a review a line."""
    import orjson

    return orjson.dumps(plain(review), option=orjson.OPT_APPEND_NEWLINE)


def plain(value: object) -> object:
    """Records as mappings, tuples as lists, numbers rounded; anything else that is no JSON value is an error."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, float):  # numpy's float64 is one
        if not isfinite(value):
            raise ValueError(f"{value} cannot stand in an answer")
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def review_schema() -> dict[str, object]:
    """JSON Schema 2020-12 of a review, made from the types; every field is required, `null` where it may be unknown."""
    from amnio.answers.review_answer import Review

    return _schema_of(Review, "amnio review")


def comparison_schema() -> dict[str, object]:
    """The same of two reviews side by side."""
    from amnio.answers.comparison import ReviewComparison

    return _schema_of(ReviewComparison, "amnio review with other evidence")


def counsel_schema() -> dict[str, object]:
    """The same of an answer before a procedure."""
    from amnio.answers.counsel_answer import Counsel

    return _schema_of(Counsel, "amnio counsel")


def care_schema() -> dict[str, object]:
    """The same of a care plan."""
    from amnio.answers.care_answer import Care

    return _schema_of(Care, "amnio care")


def check_schema() -> dict[str, object]:
    """The same of a check before the needle."""
    from amnio.answers.check_answer import Check

    return _schema_of(Check, "amnio check")


def _schema_of(record: type, title: str) -> dict[str, object]:
    definitions: dict[str, object] = {}
    root = _schema(record, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(annotation: object, definitions: dict[str, object]) -> dict[str, object]:
    if annotation in _SCALARS:
        return dict(_SCALARS[annotation])
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        options = [{"type": "null"} if a is type(None) else _schema(a, definitions) for a in arguments]
        return {"anyOf": options}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        definitions.setdefault(annotation.__name__, {"enum": [member.value for member in annotation]})
    elif isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        _define(annotation, definitions)
    else:
        raise TypeError(f"{annotation!r} has no JSON Schema here")
    return {"$ref": f"#/$defs/{annotation.__name__}"}


def _define(record: type, definitions: dict[str, object]) -> None:
    if record.__name__ in definitions:
        return
    definitions[record.__name__] = {}
    hints = typing.get_type_hints(record)
    names = [field.name for field in dataclasses.fields(record)]
    definition: dict[str, object] = {
        "type": "object",
        "properties": {name: _schema(hints[name], definitions) for name in names},
        "required": names,
        "additionalProperties": False,
    }
    if record.__doc__:
        definition["description"] = record.__doc__.strip().splitlines()[0]
    definitions[record.__name__] = definition
