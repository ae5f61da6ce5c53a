"""A case as a case file: what is written can be read, and gives the same case."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from amnio.clinic.case import Case
from amnio.clinic.case_fields import RISK_PATH
from amnio.clinic.gestation import GestationalAge


def case_to_mapping(case: Case) -> dict[str, Any]:
    """The case as nested plain values (text, numbers, lists): only what was recorded, in the order of the fields."""
    return _table(case, "")


def case_to_json(case: Case) -> str:
    """The case as a JSON file."""
    return json.dumps(case_to_mapping(case), ensure_ascii=False, indent=2) + "\n"


def case_to_toml(case: Case) -> str:
    """The case as a TOML file."""
    values = case_to_mapping(case)
    lines = [f"{name} = {_toml(value)}" for name, value in values.items() if not isinstance(value, dict)]
    for name, table in values.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in table.items())]
    return "\n".join(lines).strip() + "\n"


def _table(record: Any, path: str) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for one in fields(record):
        value = getattr(record, one.name)
        inner = f"{path}.{one.name}" if path else one.name
        if value is None or value == ():
            continue
        plain = _plain(value, inner)
        if plain != {}:
            written[one.name] = plain
    return written


def _plain(value: Any, path: str) -> Any:
    if path == RISK_PATH:
        return _risk(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, GestationalAge):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(entry, path) for entry in value]
    if is_dataclass(value):
        return _table(value, path)
    return value


def _risk(risk: float) -> str | float:
    """`1:250` where that is exactly the number, the number itself otherwise."""
    one_in = round(1.0 / risk)
    return f"1:{one_in}" if 1.0 / one_in == risk else risk


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON's escapes are TOML's too; only DEL must be escaped in TOML alone, and no text of a case holds it
        return json.dumps(value, ensure_ascii=False)
    return repr(value)
