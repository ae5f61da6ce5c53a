"""Reads a mapping file (docs/reference/mapping-file.md). An unknown key is refused: a misspelt one would be silence."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from amnio.clinic.gestation import GestationalAge, read_gestation
from amnio.clinic.problems import Refused
from amnio.cohort.origin import Anchor, AnchorKind, DayUnit, Origin, RecordedAs, TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.table import CODES, COLUMNS, Kind

_TABLES = ("gestation", "columns", "covariates", "events", "missing", "losses", "accept")
_ORIGIN = ("column", "constant", "unit", "days", "codes", "recorded_as")
_Code = TypeVar("_Code", bound=StrEnum)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as mappings; raises `CannotStudy` if it is not there or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotStudy(Refusal.NO_TABLE, path=path, reason=error.strerror or error) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotStudy(Refusal.NOT_TOML, path=path, reason=str(error).rstrip(".")) from None


def read_mapping(path: Path) -> TableMapping:
    """The mapping that a file holds."""
    return mapping_of(read_toml(path))


def mapping_of(record: Mapping[str, Any]) -> TableMapping:
    """The mapping that a TOML document holds; raises `CannotStudy` naming the key."""
    _known(record, _TABLES, "")
    gestation = _table(record, "gestation")
    _known(gestation, ("unit", *AnchorKind), "gestation")
    given = [kind for kind in AnchorKind if kind in gestation]
    anchors = [Anchor(kind=kind, column=_text(gestation[kind], f"gestation.{kind}")) for kind in given]
    if len(anchors) > 1:
        raise CannotStudy(Refusal.MAPPING_VALUE, item="gestation", value=", ".join(a.kind for a in anchors))
    losses = _table(record, "losses")
    _known(losses, ("recorded_from", "recorded_until"), "losses")
    missing = _table(record, "missing")
    _known(missing, ("texts",), "missing")
    columns = _table(record, "columns")
    _known(columns, tuple(COLUMNS), "columns")
    mapping = TableMapping(
        columns={name: _origin(f"columns.{name}", value, name) for name, value in columns.items()},
        covariates={n: _origin(f"covariates.{n}", v, None) for n, v in _table(record, "covariates").items()},
        events={n: _origin(f"events.{n}", v, None) for n, v in _table(record, "events").items()},
        unit=_code(gestation.get("unit", DayUnit.DAYS), DayUnit, "gestation.unit"),
        anchor=anchors[0] if anchors else None,
        missing=_texts(missing.get("texts", []), "missing.texts"),
        losses_from=_gestation(losses, "recorded_from"),
        losses_until=_gestation(losses, "recorded_until"),
        accepted={n: _text(v, f"accept.{n}") for n, v in _table(record, "accept").items()},
    )
    _check_dates(mapping)
    return mapping


def _origin(key: str, value: object, ours: str | None) -> Origin:
    if isinstance(value, str):
        return Origin(column=value)
    if not isinstance(value, dict):
        raise CannotStudy(Refusal.MAPPING_VALUE, item=key, value=value)
    _known(value, _ORIGIN, key)
    if ("column" in value) == ("constant" in value):
        raise CannotStudy(Refusal.MAPPING_COLUMN, item=key)
    if "recorded_as" in value:
        recorded = _code(value["recorded_as"], RecordedAs, f"{key}.recorded_as")
        if recorded is RecordedAs.FLUID_TEST:
            raise CannotStudy(Refusal.PROCEDURE_FROM_TESTS, item=key, column=value.get("column", ""))
    codes = value.get("codes", {})
    if codes and (ours is None or COLUMNS[ours].kind is not Kind.CODE or not isinstance(codes, dict)):
        raise CannotStudy(Refusal.MAPPING_VALUE, item=f"{key}.codes", value=codes)
    if codes:
        _known(codes, CODES[str(ours)], f"{key}.codes")
    return Origin(
        column=_text(value["column"], f"{key}.column") if "column" in value else None,
        constant=str(value["constant"]) if "constant" in value else None,
        unit=_code(value["unit"], DayUnit, f"{key}.unit") if "unit" in value else None,
        days_column=_text(value["days"], f"{key}.days") if "days" in value else None,
        codes={code: _texts(theirs, f"{key}.codes.{code}") for code, theirs in codes.items()},
    )


def _check_dates(mapping: TableMapping) -> None:
    for name, origin in {**mapping.columns, **mapping.events}.items():
        is_day = name not in COLUMNS or COLUMNS[name].kind is Kind.DAY
        if is_day and (origin.unit or mapping.unit) is DayUnit.DATE and mapping.anchor is None:
            raise CannotStudy(Refusal.MAPPING_VALUE, item=name, value="date")


def _known(record: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in record:
        if key not in keys:
            raise CannotStudy(Refusal.MAPPING_KEY, item=f"{where}.{key}".lstrip("."), keys=", ".join(keys))


def _table(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = record.get(name, {})
    if not isinstance(value, dict):
        raise CannotStudy(Refusal.MAPPING_VALUE, item=name, value=value)
    return value


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise CannotStudy(Refusal.MAPPING_VALUE, item=key, value=value)
    return value


def _texts(value: object, key: str) -> tuple[str, ...]:
    """A list of texts or whole numbers, as they are written in their column."""
    listed = value if isinstance(value, list) else [value]
    if any(isinstance(each, bool) or not isinstance(each, str | int) for each in listed):
        raise CannotStudy(Refusal.MAPPING_VALUE, item=key, value=value)
    return tuple(str(each) for each in listed)


def _code(value: object, codes: type[_Code], key: str) -> _Code:
    if not isinstance(value, str) or value not in tuple(codes):
        raise CannotStudy(Refusal.MAPPING_VALUE, item=key, value=value)
    return codes(value)


def _gestation(record: Mapping[str, Any], key: str) -> GestationalAge | None:
    if key not in record:
        return None
    try:
        return read_gestation(record[key])
    except Refused:
        raise CannotStudy(Refusal.NOT_A_DAY, item=key, value=record[key]) from None
