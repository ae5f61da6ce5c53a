"""A study as filed: what was counted, how it was dated and compared, and its arms."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.printed import (
    PROVENANCE,
    Contradiction,
    PrintedValue,
    Reproduced,
    parse_contradictions,
    parse_reproduced,
    parse_values,
    parse_years,
    tables,
)
from amnio.evidence.topics import TOPICS

DESIGNS = frozenset(
    ["randomised", "cohort", "case_control", "case_series", "registry", "review", "guideline", "model", "laboratory"]
)
READ = frozenset({"full_text", "abstract", "secondary"})
_WHOLE = re.compile(r"[0-9]+")
WINDOW_CODES = frozenset({"<24", "<28", "any", "30d"})
ARM_COLUMNS = ("arm", "window", "band", "what", "women", "events", "place", "provenance")
_TEXTS = ("citation", "setting", "dating", "loss", "comparison", "window")
_CHOICES: Mapping[str, frozenset[str]] = MappingProxyType({"design": DESIGNS, "read": READ, "provenance": PROVENANCE})
_REQUIRED = frozenset(["key", "year", *_TEXTS, *_CHOICES])
_OPTIONAL_TEXTS = ("doi", "pmid", "no_identifier", "derivation", "note", "population", "country")
_POOLING = ("same_risk", "window_code", "pool_default", "pool_reason", "pool_window")
_OPTIONAL = frozenset(
    [*_OPTIONAL_TEXTS, *_POOLING, "readings", "years", "overlaps", "topics", "values", "contradiction", "reproduces"]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arm:
    """One arm of a study in one window: `events` of `women`. `women` is None where only events were printed."""

    arm: str
    window: str
    band: str
    what: str
    women: int | None
    events: int
    place: str
    provenance: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pooling:
    """How a controlled study enters a pool: its window, its comparability, and whether it is used there.

    A study is pooled only with studies of its own window code, by default or, where `default` is false, not at all.
    """

    same_risk: bool
    window_code: str
    window: str  # the `window` of the arms that are pooled
    default: bool
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Study:
    key: str
    citation: str
    year: int
    doi: str | None
    pmid: str | None
    no_identifier: str | None  # why there is neither
    design: str
    setting: str
    dating: str
    loss: str
    comparison: str
    window: str
    read: str
    provenance: str
    derivation: str | None
    note: str | None
    readings: tuple[tuple[str, str], ...]
    pooling: Pooling | None
    arms: tuple[Arm, ...]
    values: Mapping[str, PrintedValue]
    population: str | None  # a register or service whose women may stand in other studies too
    years: tuple[int, int] | None  # of recruitment
    country: str | None
    overlaps: tuple[str, ...]  # studies known to hold some of the same women
    topics: tuple[str, ...]  # what it is about
    contradictions: tuple[Contradiction, ...]
    reproduces: tuple[Reproduced, ...]

    def pooled_arms(self) -> tuple[Arm, Arm] | None:
        """The amniocentesis arm and the control arm of the pooled window, where both have counts."""
        if self.pooling is None:
            return None
        chosen = {arm.arm: arm for arm in self.arms if arm.window == self.pooling.window and arm.women is not None}
        if "amniocentesis" not in chosen or "control" not in chosen:
            return None
        return chosen["amniocentesis"], chosen["control"]


def parse_study(record: Record, arms: str | None, *, file: str, key: str) -> Study:
    """The study in `record`, with the text of its `arms.csv`; `key` is the name of its folder."""
    for demand in demands(record, file=file, key=key):
        demand()
    readings = record.get("readings", {})
    texts: dict[str, Any] = {name: fields.text(record, name, file) for name in _TEXTS}
    choices: dict[str, Any] = {name: fields.choice(record, name, allowed, file) for name, allowed in _CHOICES.items()}
    optional: dict[str, Any] = {name: fields.optional_text(record, name, file) for name in _OPTIONAL_TEXTS}
    return Study(
        key=key,
        year=int(fields.number(record, "year", file)),
        **texts,
        **choices,
        **optional,
        readings=tuple((reader, fields.text(readings, reader, file)) for reader in readings),
        pooling=_pooling(record, file),
        arms=() if arms is None else parse_arms(arms, file.replace("study.toml", "arms.csv")),
        values=MappingProxyType({value.name: value for value in parse_values(record, file)}),
        years=parse_years(record, file),
        overlaps=fields.texts(record, "overlaps", file),
        topics=_topics(record, file),
        contradictions=parse_contradictions(record, file),
        reproduces=parse_reproduced(record, file),
    )


def demands(record: Record, *, file: str, key: str) -> Iterator[Callable[[], object]]:
    """What a record must fulfil, one by one: each raises `EvidenceError` when called and not fulfilled."""
    yield lambda: fields.only(record, _REQUIRED | _OPTIONAL, file)
    yield lambda: _named_like_its_folder(record, file, key)
    yield lambda: _identified(record, file)
    for name in _TEXTS:
        yield partial(fields.text, record, name, file)
    for name, allowed in _CHOICES.items():
        yield partial(fields.choice, record, name, allowed, file)
    for name in _OPTIONAL_TEXTS:
        yield partial(fields.optional_text, record, name, file)
    yield lambda: _in_year(record, file)
    yield lambda: _derived(record, file)
    yield lambda: _pooling(record, file)
    yield lambda: parse_years(record, file)
    yield lambda: fields.texts(record, "overlaps", file)
    yield lambda: _topics(record, file)
    yield lambda: tables(record, "values", file)
    for name, entry in record["values"].items() if isinstance(record.get("values"), dict) else ():
        yield partial(parse_values, {"values": {name: entry}}, file)
    yield lambda: parse_contradictions(record, file)
    yield lambda: parse_reproduced(record, file)


def _named_like_its_folder(record: Record, file: str, key: str) -> None:
    if record.get("key") != key:
        raise EvidenceError(file, "key", f"must be {key!r}, the name of the folder")


def _identified(record: Record, file: str) -> None:
    if not any(name in record for name in ("doi", "pmid", "no_identifier")):
        raise EvidenceError(file, "doi", "needs a doi, a pmid, or no_identifier with the reason")


def _in_year(record: Record, file: str) -> None:
    if fields.number(record, "year", file) != int(record["year"]):
        raise EvidenceError(file, "year", f"must be a whole number, not {record['year']!r}")


def _derived(record: Record, file: str) -> None:
    if record.get("provenance") == "derived" and "derivation" not in record:
        raise EvidenceError(file, "derivation", 'is required when provenance = "derived"')


def _topics(record: Record, file: str) -> tuple[str, ...]:
    topics = fields.texts(record, "topics", file)
    for topic in topics:
        if topic not in TOPICS:
            raise EvidenceError(file, "topics", f"{topic!r} is not one of {', '.join(TOPICS)}")
    if len(set(topics)) < len(topics):
        raise EvidenceError(file, "topics", f"names a topic twice: {', '.join(topics)}")
    return topics


def _pooling(record: Record, file: str) -> Pooling | None:
    if "pool_default" not in record:
        return None
    flags = [record.get(name) for name in ("same_risk", "pool_default")]
    if not all(isinstance(flag, bool) for flag in flags):
        raise EvidenceError(file, "same_risk", "same_risk and pool_default must be true or false")
    return Pooling(
        same_risk=bool(flags[0]),
        window_code=fields.choice(record, "window_code", WINDOW_CODES, file),
        window=fields.text(record, "pool_window", file),
        default=bool(flags[1]),
        reason=fields.text(record, "pool_reason", file),
    )


def parse_arms(source: str, file: str) -> tuple[Arm, ...]:
    """The rows of an `arms.csv`."""
    return tuple(parse_arm(row, where) for row, where in arm_rows(source, file))


def arm_rows(source: str, file: str) -> Iterator[tuple[dict[str, str], str]]:
    """The rows of an `arms.csv` unread, each with its file and line; a wrong header is refused."""
    reader = csv.DictReader(io.StringIO(source))
    if tuple(reader.fieldnames or ()) != ARM_COLUMNS:
        raise EvidenceError(file, "header", f"must be {','.join(ARM_COLUMNS)}")
    for line, row in enumerate(reader, start=2):
        yield row, f"{file}:{line}"


def parse_arm(row: dict[str, str], file: str) -> Arm:
    """One row of an `arms.csv`."""
    if None in row or None in row.values():
        raise EvidenceError(file, "row", f"must have {len(ARM_COLUMNS)} columns")
    women = None if row["women"] == "" else _count(row, "women", file)
    events = _count(row, "events", file)
    if women is not None and events > women:
        raise EvidenceError(file, "events", f"{events} events among {women} women")
    return Arm(
        arm=fields.text(row, "arm", file),
        window=fields.text(row, "window", file),
        band=fields.text(row, "band", file),
        what=fields.text(row, "what", file),
        women=women,
        events=events,
        place=fields.text(row, "place", file),
        provenance=fields.choice(row, "provenance", PROVENANCE, file),
    )


def _count(row: dict[str, str], name: str, file: str) -> int:
    if not _WHOLE.fullmatch(row[name]):
        raise EvidenceError(file, name, f"must be a whole number, not negative, not {row[name]!r}")
    return int(row[name])
