"""Reads a definition (docs/reference/study-definition.md) from TOML, from a protocol, or back from a file of counts."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from amnio.clinic.gestation import GestationalAge, read_gestation
from amnio.clinic.problems import Refused
from amnio.cohort.definition import (
    Among,
    Bands,
    BlockBy,
    Codes,
    Condition,
    Dating,
    DayOfLoss,
    Exposure,
    Known,
    OtherInvasive,
    SeveralFetuses,
    Stratifier,
    StudyDefinition,
    Within,
)
from amnio.cohort.mapping_file import read_toml
from amnio.cohort.refusals import CannotStudy, Refusal

_DAYS = ("start", "until", "first_trial", "last_trial", "landmark")
_WHOLE = ("period", "follow_up", "blocks")
_CODES: dict[str, type[StrEnum]] = {
    "day_of_loss": DayOfLoss,
    "several_fetuses": SeveralFetuses,
    "other_invasive": OtherInvasive,
    "dating": Dating,
    "exposure": Exposure,
    "block_by": BlockBy,
}
_PARTS = ("kind", "column", "cuts", "codes", "event", "on_its_day", "low", "below")


def read_definition(path: Path) -> StudyDefinition:
    """The definition that a TOML file holds."""
    return definition_of(read_toml(path))


def definition_of(record: Mapping[str, Any]) -> StudyDefinition:
    """The definition in a mapping; what is missing or None has its default. Raises `CannotStudy` naming the key."""
    keys = [field.name for field in fields(StudyDefinition)]
    found: dict[str, Any] = {}
    for key, value in record.items():
        if key not in keys:
            raise CannotStudy(Refusal.DEFINITION_KEY, item=key, keys=", ".join(keys))
        if value is not None:
            found[key] = _value(key, value)
    return StudyDefinition(**found)


def _value(key: str, value: object) -> object:
    if key in _DAYS:
        return _day(key, value)
    if key in _WHOLE:
        return _whole(key, value)
    if key in _CODES:
        if not isinstance(value, str) or value not in tuple(_CODES[key]):
            raise _wrong(key, value)
        return _CODES[key](value)
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise _wrong(key, value)
    read = {"strata": _stratifier, "keep": _condition, "without": _known}[key]
    return tuple(read(f"{key}[{i}]", part) for i, part in enumerate(value, start=1))


def _stratifier(key: str, part: Mapping[str, Any]) -> Stratifier:
    _only_known(key, part)
    if "event" in part:
        return _known(key, part)
    column = _text(f"{key}.column", part.get("column"))
    if "cuts" in part:
        return Bands(
            column=column, cuts=tuple(_whole(f"{key}.cuts", cut) for cut in _list(f"{key}.cuts", part["cuts"]))
        )
    return Codes(column=column, codes=_texts(f"{key}.codes", part.get("codes")))


def _condition(key: str, part: Mapping[str, Any]) -> Condition:
    _only_known(key, part)
    column = _text(f"{key}.column", part.get("column"))
    if "codes" in part:
        return Among(column=column, codes=_texts(f"{key}.codes", part["codes"]))
    low, below = part.get("low"), part.get("below")
    return Within(
        column=column,
        low=None if low is None else _whole(f"{key}.low", low),
        below=None if below is None else _whole(f"{key}.below", below),
    )


def _known(key: str, part: Mapping[str, Any]) -> Known:
    _only_known(key, part)
    on_its_day = part.get("on_its_day")
    if not isinstance(on_its_day, bool):
        raise _wrong(f"{key}.on_its_day", on_its_day)
    return Known(event=_text(f"{key}.event", part.get("event")), on_its_day=on_its_day)


def _only_known(key: str, part: Mapping[str, Any]) -> None:
    for name in part:
        if name not in _PARTS:
            raise CannotStudy(Refusal.DEFINITION_KEY, item=f"{key}.{name}", keys=", ".join(_PARTS[1:]))


def _day(key: str, value: object) -> GestationalAge:
    try:
        return read_gestation(value)
    except Refused:
        raise CannotStudy(Refusal.NOT_A_DAY, item=key, value=value) from None


def _whole(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(key, value)
    return value


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(key, value)
    return value


def _list(key: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(key, value)
    return value


def _texts(key: str, value: object) -> tuple[str, ...]:
    return tuple(_text(key, each) for each in _list(key, value))


def _wrong(key: str, value: object) -> CannotStudy:
    return CannotStudy(Refusal.DEFINITION_VALUE, item=key, value=value)
