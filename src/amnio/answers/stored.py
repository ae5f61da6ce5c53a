"""A stored answer read back: the inverse of how answers are written as JSON, so that an old version is shown as given.

Only frozen records, closed vocabularies, dates, tuples and plain values are read, each as its type says; anything else
in the stored value is refused, since a changed type must never be read as something it is not.
"""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


class StoredAnswerError(ValueError):
    """A stored value that is not of the type it should be; `path` says where."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path or 'the answer'}: {why}")
        self.path = path


def read_back(kind: type[Kind], stored: Any) -> Kind:
    """The record of that type; raises `StoredAnswerError`.

    >>> from amnio.quantity.estimate import Estimate
    >>> read_back(Estimate, {"mean": 0.5, "low": 0.25, "high": 0.75})
    Estimate(mean=0.5, low=0.25, high=0.75)
    """
    found: Kind = _value(kind, stored, "")
    return found


def _value(kind: Any, stored: Any, path: str) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        if stored is None:
            return _none(kind, path)
        return _value(_one_of(kind, stored), stored, path)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), stored, path)
    if is_dataclass(kind):
        return _record(kind, stored, path)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _checked(kind, lambda: kind(stored), path)
    if kind is date:
        return _checked(kind, lambda: date.fromisoformat(stored), path)
    if kind is float and isinstance(stored, int | float) and not isinstance(stored, bool):
        return float(stored)
    if kind in (str, int, bool) and type(stored) is kind:
        return stored
    raise StoredAnswerError(path, f"{stored!r} is no {getattr(kind, '__name__', kind)}")


def _one_of(kind: Any, stored: Any) -> Any:
    """Which of several kinds it is: of records the first whose fields it has, else the first, which then refuses it."""
    inner = [each for each in get_args(kind) if each is not type(None)]
    fits = (each for each in inner if is_dataclass(each) and isinstance(stored, dict) and _has_fields(each, stored))
    return next(fits, inner[0])


def _none(kind: Any, path: str) -> None:
    if type(None) not in get_args(kind):
        raise StoredAnswerError(path, "is missing")


def _tuple(inner: tuple[Any, ...], stored: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(stored, list):
        raise StoredAnswerError(path, f"{stored!r} is no list")
    if inner[-1] is not Ellipsis and len(inner) != len(stored):
        raise StoredAnswerError(path, f"has {len(stored)} entries, not {len(inner)}")
    kinds = inner[:1] * len(stored) if inner[-1] is Ellipsis else inner
    return tuple(
        _value(kind, entry, f"{path}.{place}") for place, (kind, entry) in enumerate(zip(kinds, stored, strict=True))
    )


def _record(kind: Any, stored: Any, path: str) -> Any:
    if not isinstance(stored, dict):
        raise StoredAnswerError(path, f"{stored!r} is no record")
    hints = _hints(kind)
    if not _has_fields(kind, stored):
        raise StoredAnswerError(path, f"has other fields than {kind.__name__}")
    return kind(**{name: _value(hints[name], stored[name], f"{path}.{name}".strip(".")) for name in stored})


def _has_fields(kind: Any, stored: dict[str, Any]) -> bool:
    """What came into a record since it was stored has a default, which says that nothing is known of it."""
    known = {field.name: field for field in fields(kind)}
    later = {name for name, field in known.items() if field.default is not MISSING}
    return set(known) - later <= set(stored) <= set(known)


def _checked(kind: type, read: Any, path: str) -> Any:
    try:
        return read()
    except (TypeError, ValueError) as error:
        raise StoredAnswerError(path, f"is no {kind.__name__}") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
