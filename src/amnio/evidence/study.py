"""A study as filed: what was counted, how it was dated and compared, and its arms."""

import csv
import io
from dataclasses import dataclass

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record

DESIGNS = frozenset(
    ["randomised", "cohort", "case_control", "case_series", "registry", "review", "guideline", "model", "laboratory"]
)
READ = frozenset({"full_text", "abstract", "secondary"})
PROVENANCE = frozenset({"printed", "derived", "secondary"})
WINDOW_CODES = frozenset({"<24", "<28", "any", "30d"})
ARM_COLUMNS = ("arm", "window", "band", "what", "women", "events", "place", "provenance")
_REQUIRED = frozenset(
    ["key", "citation", "year", "design", "setting", "dating", "loss", "comparison", "window", "read", "provenance"]
)
_OPTIONAL = frozenset(
    [
        "doi",
        "pmid",
        "no_identifier",
        "derivation",
        "note",
        "readings",
        "same_risk",
        "window_code",
        "pool_default",
        "pool_reason",
        "pool_window",
    ]
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
    """How a controlled study enters the pooled excess: its window, its comparability, and whether it is used."""

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
    fields.only(record, _REQUIRED | _OPTIONAL, file)
    if record.get("key") != key:
        raise EvidenceError(file, "key", f"must be {key!r}, the name of the folder")
    doi, pmid = fields.optional_text(record, "doi", file), fields.optional_text(record, "pmid", file)
    no_identifier = fields.optional_text(record, "no_identifier", file)
    if doi is None and pmid is None and no_identifier is None:
        raise EvidenceError(file, "doi", "needs a doi, a pmid, or no_identifier with the reason")
    provenance = fields.choice(record, "provenance", PROVENANCE, file)
    derivation = fields.optional_text(record, "derivation", file)
    if provenance == "derived" and derivation is None:
        raise EvidenceError(file, "derivation", 'is required when provenance = "derived"')
    year = fields.number(record, "year", file)
    readings = record.get("readings", {})
    return Study(
        key=key,
        citation=fields.text(record, "citation", file),
        year=int(year),
        doi=doi,
        pmid=pmid,
        no_identifier=no_identifier,
        design=fields.choice(record, "design", DESIGNS, file),
        setting=fields.text(record, "setting", file),
        dating=fields.text(record, "dating", file),
        loss=fields.text(record, "loss", file),
        comparison=fields.text(record, "comparison", file),
        window=fields.text(record, "window", file),
        read=fields.choice(record, "read", READ, file),
        provenance=provenance,
        derivation=derivation,
        note=fields.optional_text(record, "note", file),
        readings=tuple((reader, fields.text(readings, reader, file)) for reader in readings),
        pooling=_pooling(record, file),
        arms=() if arms is None else _arms(arms, file.replace("study.toml", "arms.csv")),
    )


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


def _arms(source: str, file: str) -> tuple[Arm, ...]:
    reader = csv.DictReader(io.StringIO(source))
    if tuple(reader.fieldnames or ()) != ARM_COLUMNS:
        raise EvidenceError(file, "header", f"must be {','.join(ARM_COLUMNS)}")
    return tuple(_arm(row, f"{file}:{line}") for line, row in enumerate(reader, start=2))


def _arm(row: dict[str, str], file: str) -> Arm:
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
    if not (row[name] or "").isdigit():
        raise EvidenceError(file, name, f"must be a whole number, not {row[name]!r}")
    return int(row[name])
