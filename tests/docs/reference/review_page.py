"""`docs/reference/review.md`: the fields of an answer, read from the types and the comments beside them."""

import ast
import dataclasses
import inspect
import re
import types
import typing
from enum import Enum

from amnio.answers import review_answer
from amnio.answers.review_answer import Review
from tests.docs.reference.markdown import code, codes, page, table

_ABOUT = """
What `amnio review --format json` writes. `amnio schema review` prints the JSON Schema made from the same types. Every
field is always there; it is `null` where something may be unknown. Codes are stable; there are no sentences: the words
of an answer are made from these fields by `amnio.present`. Probabilities are proportions from 0 to 1, rounded to six
significant digits; dates are ISO; gestational ages are weeks+days.

An `Estimate` is the mean over the joint draws, each weighted by how probable it makes this case, and the ends of the
equal-tailed 95 % interval. See [uncertainty](../explanation/uncertainty.md).

A **batch** writes one shorter record for each row instead: `line`, `id`, `urgent`, `leading` (the group), `causes` (six
posterior means), `procedure_related`, `lost_anyway` (by 24+0 and by birth; `null` without a procedure) and `stamp`; or
`line`, `id` and `error` (`kind`, `problems`).
"""


def review_page() -> str:
    return page("Fields of a review", _ABOUT, *fields_of(Review))


def fields_of(answer: type) -> list[str]:
    """A section for the answer and for every record in it."""
    parts: list[str] = []
    for record in _records(answer):
        parts += [f"## {record.__name__}", _about(record), _table(record)]
    return [part for part in parts if part]


def _records(start: type) -> list[type]:
    """All record types in the order in which they are first met."""
    found = [start]
    for record in found:
        for hint in typing.get_type_hints(record).values():
            for inner in _members(hint):
                if dataclasses.is_dataclass(inner) and inner not in found:
                    found.append(inner)
    return found


def _members(hint: object) -> list[type]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union, tuple):
        return [inner for argument in typing.get_args(hint) for inner in _members(argument)]
    return [hint] if isinstance(hint, type) and hint not in (type(None), type(Ellipsis)) else []


def _about(record: type) -> str:
    text = record.__doc__ or ""
    return "" if text.startswith(f"{record.__name__}(") else inspect.cleandoc(text)


def _table(record: type) -> str:
    hints, comments = typing.get_type_hints(record), _comments(record)
    rows = [(code(field.name), _kind(hints[field.name]), comments[field.name]) for field in dataclasses.fields(record)]
    return table(("field", "is", "note"), rows)


def _kind(hint: object) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return " or ".join("null" if argument is type(None) else _kind(argument) for argument in arguments)
    if origin is tuple:
        return f"list of {_kind(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"one of {codes(member.value for member in hint)}"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    names = {"str": "text", "float": "number", "int": "whole number", "bool": "true or false", "date": "date"}
    return names[hint.__name__]  # type: ignore[attr-defined]


def _comments(record: type) -> dict[str, str]:
    """The comment behind each field of the source."""
    module = inspect.getmodule(record) or review_answer
    source = inspect.getsource(module)
    lines = source.splitlines()
    (node,) = (
        each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.ClassDef) and each.name == record.__name__
    )
    found = {}
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            behind = re.search(r"  # (.+)$", lines[(statement.end_lineno or 1) - 1])
            found[statement.target.id] = behind[1] if behind else ""
    return found
