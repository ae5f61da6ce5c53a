"""A protocol: everything that decides a result, as TOML, written down before anybody looked at one."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amnio.cli.failures import Unusable

if TYPE_CHECKING:
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.origin import TableMapping

DESIGNS = ("crude", "stratified", "landmark", "trials")
PROPENSITIES = ("strata", "logistic")
#: Days for which a death may have gone unnoticed, where nothing else is asked: a choice, not a finding.
UNNOTICED = (7,)
MOST_UNNOTICED = 28
_KEYS = (
    "title",
    "definition",
    "mapping",
    "designs",
    "among",
    "landmark",
    "propensity",
    "doubly_robust",
    "unnoticed",
    "leave_out",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Protocol:
    """Everything that decides a result, as it was written down before; `fingerprint` changes with any byte of it."""

    definition: "StudyDefinition"
    mapping: "TableMapping | None"
    designs: tuple[str, ...]
    among: str
    landmark: str
    propensity: str
    doubly_robust: bool
    unnoticed: tuple[int, ...]
    left_out: tuple[str, ...]
    fingerprint: str


def read_protocol(path: Path) -> Protocol:
    """The protocol in a TOML file; `CannotStudy` or `Unusable` naming what cannot be used."""
    from amnio.cohort.definition_file import definition_of
    from amnio.cohort.mapping_file import mapping_of, read_toml

    record = read_toml(path)
    if unknown := [key for key in record if key not in _KEYS]:
        raise Unusable("protocol_key", file=str(path), name=unknown[0], keys=", ".join(_KEYS))
    designs = _texts(record, "designs", ("all",), path)
    among = record.get("among", "treated")
    if not designs or any(name not in (*DESIGNS, "all") for name in designs):
        raise _wrong(path, "designs", designs)
    if among not in ("treated", "all"):
        raise _wrong(path, "among", among)
    landmark = record.get("landmark", "18+0")
    if not isinstance(landmark, str):
        raise _wrong(path, "landmark", landmark)
    propensity = record.get("propensity", PROPENSITIES[0])
    if propensity not in PROPENSITIES:
        raise _wrong(path, "propensity", propensity)
    doubly_robust = record.get("doubly_robust", False)
    if not isinstance(doubly_robust, bool):
        raise _wrong(path, "doubly_robust", doubly_robust)
    return Protocol(
        definition=definition_of(record.get("definition", {})),
        mapping=mapping_of(record["mapping"]) if "mapping" in record else None,
        designs=designs,
        among=among,
        landmark=landmark,
        propensity=propensity,
        doubly_robust=doubly_robust,
        unnoticed=_days(record, path),
        left_out=_texts(record, "leave_out", (), path),
        fingerprint=hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:12],
    )


def _texts(record: dict[str, Any], key: str, default: tuple[str, ...], path: Path) -> tuple[str, ...]:
    value = record.get(key, list(default))
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong(path, key, value)
    return tuple(value)


def _days(record: dict[str, Any], path: Path) -> tuple[int, ...]:
    value = record.get("unnoticed", list(UNNOTICED))
    if not isinstance(value, list) or not all(type(day) is int and 1 <= day <= MOST_UNNOTICED for day in value):
        raise _wrong(path, "unnoticed", value)
    return tuple(dict.fromkeys(value))


def _wrong(path: Path, key: str, value: object) -> Unusable:
    return Unusable("protocol_value", file=str(path), name=key, value=str(value))
