"""What a paper prints beside counts: single numbers with their interval, and numbers that contradict each other."""

import re
from dataclasses import dataclass

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record

PROVENANCE = frozenset({"printed", "derived", "secondary"})
LEVEL = 0.95  # of an interval whose file does not say otherwise
_VALUE = frozenset(
    ["value", "low", "high", "level", "what", "unit", "window", "place", "provenance", "derivation", "note"]
)
_CONTRADICTION = frozenset(["printed", "should_be", "consequence", "place"])
_REPRODUCES = frozenset(["measure", "value", "low", "high", "window", "treated", "control", "place", "note"])
_YEARS = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}|\d{2}))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedValue:
    """One number of a study, as printed or derived; `low` and `high` are the ends of its interval of that `level`."""

    name: str
    value: float
    low: float | None
    high: float | None
    level: float
    what: str | None
    unit: str | None
    window: str | None
    place: str
    provenance: str
    derivation: str | None
    note: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Contradiction:
    """Numbers in print that cannot all be right: what is printed, what it should be, and what follows for its use."""

    printed: str
    should_be: str
    consequence: str
    place: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reproduced:
    """A printed measure that derived counts must give back; `treated` and `control` name the two arms."""

    measure: str
    value: float
    low: float | None
    high: float | None
    window: str | None
    treated: str
    control: str


def parse_values(record: Record, file: str) -> tuple[PrintedValue, ...]:
    """The `[values.<name>]` tables of a study."""
    return tuple(_value(name, entry, file) for name, entry in tables(record, "values", file).items())


def parse_contradictions(record: Record, file: str) -> tuple[Contradiction, ...]:
    """The `[[contradiction]]` entries of a study."""
    return tuple(_contradiction(entry, file) for entry in entries(record, "contradiction", file))


def parse_reproduced(record: Record, file: str) -> tuple[Reproduced, ...]:
    """The `[[reproduces]]` entries of a study (one of them may be written as a plain table)."""
    return tuple(_reproduced(entry, file) for entry in entries(record, "reproduces", file))


def parse_years(record: Record, file: str) -> tuple[int, int] | None:
    """First and last year of recruitment, written `"1996-2006"`, `"2004"` or `[1996, 2006]`."""
    raw = record.get("years")
    if raw is None:
        return None
    if isinstance(raw, list) and len(raw) == 2 and all(isinstance(year, int) for year in raw):
        first, last = raw
    elif isinstance(raw, str) and (found := _YEARS.fullmatch(raw.strip())):
        first = int(found[1])
        last = int(found[1][: 4 - len(found[2])] + found[2]) if found[2] else first
    else:
        raise EvidenceError(file, "years", f"must be written like 1996-2006, not {raw!r}")
    if last < first:
        raise EvidenceError(file, "years", f"{first} lies after {last}")
    return first, last


def tables(record: Record, name: str, file: str) -> dict[str, Record]:
    """A table of tables; absent means empty."""
    raw = record.get(name, {})
    if not isinstance(raw, dict) or not all(isinstance(entry, dict) for entry in raw.values()):
        raise EvidenceError(file, name, f"must be tables, [{name}.<name>]")
    return dict(raw)


def entries(record: Record, name: str, file: str) -> list[Record]:
    """A list of tables; a single table counts as a list of one, absent as none."""
    raw = record.get(name, [])
    listed = [raw] if isinstance(raw, dict) else raw
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise EvidenceError(file, name, f"must be tables, [[{name}]]")
    return list(listed)


def _value(name: str, record: Record, file: str) -> PrintedValue:
    where = f"values.{name}"
    try:
        fields.only(record, _VALUE, file)
        value = PrintedValue(
            name=name,
            value=fields.number(record, "value", file),
            low=_optional_number(record, "low", file),
            high=_optional_number(record, "high", file),
            level=fields.number(record, "level", file) if "level" in record else LEVEL,
            what=fields.optional_text(record, "what", file),
            unit=fields.optional_text(record, "unit", file),
            window=fields.optional_text(record, "window", file),
            place=fields.text(record, "place", file),
            provenance=fields.choice(record, "provenance", PROVENANCE, file),
            derivation=fields.optional_text(record, "derivation", file),
            note=fields.optional_text(record, "note", file),
        )
    except EvidenceError as error:
        raise EvidenceError(file, f"{where}.{error.field}", error.message) from None
    if (value.low is None) != (value.high is None):
        raise EvidenceError(file, where, "an interval needs both ends, low and high")
    if value.low is not None and value.high is not None and not value.low <= value.value <= value.high:
        raise EvidenceError(file, where, f"{value.value:g} does not lie between {value.low:g} and {value.high:g}")
    if not 0 < value.level < 1:
        raise EvidenceError(file, f"{where}.level", f"{value.level:g} does not lie between 0 and 1")
    return value


def _contradiction(record: Record, file: str) -> Contradiction:
    fields.only(record, _CONTRADICTION, file)
    return Contradiction(
        printed=fields.text(record, "printed", file),
        should_be=fields.text(record, "should_be", file),
        consequence=fields.text(record, "consequence", file),
        place=fields.optional_text(record, "place", file),
    )


def _reproduced(record: Record, file: str) -> Reproduced:
    fields.only(record, _REPRODUCES, file)
    return Reproduced(
        measure=fields.text(record, "measure", file),
        value=fields.number(record, "value", file),
        low=_optional_number(record, "low", file),
        high=_optional_number(record, "high", file),
        window=fields.optional_text(record, "window", file),
        treated=fields.optional_text(record, "treated", file) or "amniocentesis",
        control=fields.optional_text(record, "control", file) or "control",
    )


def _optional_number(record: Record, name: str, file: str) -> float | None:
    return fields.number(record, name, file) if name in record else None
