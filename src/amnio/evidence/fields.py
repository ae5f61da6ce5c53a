"""Reading fields of a TOML record, with an error that names the file and the field."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from amnio.evidence.errors import EvidenceError

Record = Mapping[str, Any]

#: What the numbers of a parameter are counted in. A closed list: a new unit is added here, with its files.
UNITS = frozenset(
    {
        "probability",
        "share",
        "ratio",
        "rate_per_day",
        "rate_per_week",
        "coefficient",
        "years",
        "weeks",
        "days",
        "hours",
        "count",
        "count_per_year",
        "celsius",
        "mg_per_l",
        "ug_per_l",
        "mmol_per_l",
        "billion_per_l",
    }
)

BASES = frozenset({"data", "judgement"})


def text(record: Record, name: str, file: str) -> str:
    """A required text that is not empty."""
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        raise EvidenceError(file, name, "is required and must be a text that is not empty")
    return value


def optional_text(record: Record, name: str, file: str) -> str | None:
    return None if name not in record else text(record, name, file)


def choice(record: Record, name: str, allowed: frozenset[str], file: str) -> str:
    value = text(record, name, file)
    if value not in allowed:
        raise EvidenceError(file, name, f"{value!r} is not one of {', '.join(sorted(allowed))}")
    return value


def number(record: Record, name: str, file: str) -> float:
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EvidenceError(file, name, f"must be a number, not {value!r}")
    if not isfinite(value):
        raise EvidenceError(file, name, f"must be a finite number, not {value!r}")
    return float(value)


def positive(record: Record, name: str, file: str) -> float:
    value = number(record, name, file)
    if value <= 0:
        raise EvidenceError(file, name, f"{value:g} must be above 0")
    return value


def texts(record: Record, name: str, file: str) -> tuple[str, ...]:
    """A list of texts; absent means empty."""
    value = record.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise EvidenceError(file, name, f"must be a list of texts, not {value!r}")
    return tuple(value)


def numbers(record: Record, name: str, file: str) -> tuple[float, ...]:
    """A required list of numbers."""
    value = record.get(name)
    if (
        not isinstance(value, list)
        or not value
        or not all(isinstance(item, int | float) and not isinstance(item, bool) for item in value)
    ):
        raise EvidenceError(file, name, f"must be a list of numbers, not {value!r}")
    return tuple(float(item) for item in value)


def named_numbers(record: Record, name: str, file: str) -> dict[str, float]:
    """A required table of numbers, such as `{a = 1, b = 2}`."""
    value = record.get(name)
    if not isinstance(value, dict) or not value:
        raise EvidenceError(file, name, f"must be a table of numbers, not {value!r}")
    return {key: number(value, key, file) for key in value}


def only(record: Record, allowed: frozenset[str], file: str) -> None:
    """Refuses a key that nobody reads: a misspelt field must not pass in silence."""
    unknown = sorted(set(record) - allowed)
    if unknown:
        raise EvidenceError(file, unknown[0], f"is not a field here; known: {', '.join(sorted(allowed))}")
