"""A finding table as filed: how often each level is seen, by mechanism of the loss or by fetal class."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from amnio.clinic.vocabulary import FetalClass, Finding, Mechanism
from amnio.evidence import fields
from amnio.evidence.distribution import Array, beta_mean_and_weight, check_shares, dirichlet
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.making import Making
from amnio.evidence.selection import SourceRow, keys_of
from amnio.evidence.source import parse_source

_FIELDS = frozenset(["name", "definition", "definition_zh", "unit", "window", "comparison", "levels", "by", "row"])
_ROW_FIELDS = frozenset(
    ["key", "applies_to", "mean", "weight", "from", "basis", "studies", "beside", "method", "reason", "reason_zh"]
)
_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mechanism": tuple(mechanism.value for mechanism in Mechanism),
        "fetal_class": tuple(fetal_class.value for fetal_class in FetalClass),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingRow:
    """One distribution over the levels, shared by the mechanisms (or classes) in `applies_to`."""

    key: str
    applies_to: tuple[str, ...]
    mean: tuple[float, ...]
    weight: float
    basis: str
    studies: tuple[str, ...]
    reason: str
    reason_zh: str | None
    draw_names: tuple[str, ...]  # in the order of the levels
    rows: tuple[SourceRow, ...]  # the figures of studies that stand in it; none in a judgement

    def sample(self, generator: np.random.Generator, count: int) -> Array:
        """Joint draws of the probabilities of all levels, shape (levels, count)."""
        return dirichlet(np.array(self.mean), self.weight, generator, count)


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingFile:
    """P(level | mechanism) or P(level | fetal class); `by` says which. Every mechanism stands in exactly one row."""

    finding: Finding
    definition: str
    definition_zh: str
    window: str
    comparison: str
    levels: tuple[str, ...]
    by: str
    rows: tuple[FindingRow, ...]

    def name_of(self, row: FindingRow) -> str:
        """The name under which a row is drawn and spoken of."""
        return f"finding.{self.finding.value}.{row.key}"

    def row_of(self, condition: str) -> FindingRow:
        """The row that speaks about this mechanism (or class)."""
        return next(row for row in self.rows if condition in row.applies_to)


def parse_finding(record: Record, *, file: str, name: str, making: Making) -> FindingFile:
    """The finding table in `record`; `name` is `finding.<finding>`, from the path."""
    fields.only(record, _FIELDS, file)
    if record.get("name") != name:
        raise EvidenceError(file, "name", f"must be {name!r}, as the path says, not {record.get('name')!r}")
    code = name.removeprefix("finding.")
    if code not in {finding.value for finding in Finding}:
        raise EvidenceError(file, "name", f"{code!r} is not a finding of the vocabulary")
    levels = fields.texts(record, "levels", file)
    if len(levels) < 2 or len(set(levels)) != len(levels):
        raise EvidenceError(file, "levels", "needs at least two different levels")
    by = fields.choice(record, "by", frozenset(_KEYS), file)
    fields.choice(record, "unit", frozenset({"probability"}), file)
    raw = record.get("row")
    if not isinstance(raw, list) or not raw:
        raise EvidenceError(file, "row", "needs at least one [[row]]")
    rows = tuple(_row(item, levels, name, file, making) for item in raw)
    _cover_everything(rows, by, file)
    return FindingFile(
        finding=Finding(code),
        definition=fields.text(record, "definition", file),
        definition_zh=fields.text(record, "definition_zh", file),
        window=fields.text(record, "window", file),
        comparison=fields.text(record, "comparison", file),
        levels=levels,
        by=by,
        rows=rows,
    )


def _row(record: Record, levels: tuple[str, ...], name: str, file: str, making: Making) -> FindingRow:
    fields.only(record, _ROW_FIELDS, file)
    key = fields.text(record, "key", file)
    basis = fields.choice(record, "basis", fields.BASES, file)
    if basis == "data":
        mean, weight, rows = _made(record, levels, f"{name}.{key}", file, making)
        studies = keys_of(rows)
    else:
        if "from" in record:
            raise EvidenceError(file, f"row {key}: from", "has no place in a judgement")
        (mean, weight), rows = _judged(record, levels, f"row {key}", file), ()
        studies = fields.texts(record, "studies", file)
    return FindingRow(
        key=key,
        applies_to=fields.texts(record, "applies_to", file),
        mean=mean,
        weight=weight,
        basis=basis,
        studies=studies,
        reason=fields.text(record, "reason", file),
        reason_zh=fields.optional_text(record, "reason_zh", file),
        draw_names=tuple(f"{name}.{key}.{level}" for level in levels),
        rows=rows,
    )


def _judged(record: Record, levels: tuple[str, ...], where: str, file: str) -> tuple[tuple[float, ...], float]:
    mean = fields.numbers(record, "mean", file)
    if len(mean) != len(levels):
        raise EvidenceError(file, f"{where}: mean", f"has {len(mean)} numbers for {len(levels)} levels")
    shares = check_shares(mean, f"{where}: mean", file)
    weight = fields.number(record, "weight", file)
    if weight <= 0:
        raise EvidenceError(file, f"{where}: weight", f"{weight:g} must be above 0")
    return tuple(shares.tolist()), weight


def _made(
    record: Record, levels: tuple[str, ...], name: str, file: str, making: Making
) -> tuple[tuple[float, ...], float, tuple[SourceRow, ...]]:
    """Mean and weight of a row of data: a proportion is that of the first of two levels."""
    for field in ("mean", "weight", "studies"):
        if field in record:
            raise EvidenceError(file, f"{name}: {field}", "has no place in data: it follows from [row.from]")
    made = making.make(parse_source(record.get("from"), file), name=name, file=file)
    if made.shape is None:  # all of its studies are left out, which `making` has noted and somebody will refuse
        return (1 / len(levels),) * len(levels), 1.0, ()
    shape = made.shape
    if shape["family"] == "beta" and len(levels) == 2:
        mean, weight = beta_mean_and_weight(shape)
        return (mean, 1 - mean), weight, made.rows
    if shape["family"] == "dirichlet" and tuple(shape["mean"]) == levels:
        return tuple(shape["mean"].values()), shape["weight"], made.rows
    raise EvidenceError(file, f"{name}: from", "must give a proportion of two levels, or shares named like the levels")


def _cover_everything(rows: tuple[FindingRow, ...], by: str, file: str) -> None:
    keys = [row.key for row in rows]
    if len(set(keys)) != len(keys):
        raise EvidenceError(file, "row", "two rows have the same key")
    named = [condition for row in rows for condition in row.applies_to]
    for condition in named:
        if condition not in _KEYS[by]:
            raise EvidenceError(file, "applies_to", f"{condition!r} is not a {by.replace('_', ' ')} of the vocabulary")
        if named.count(condition) > 1:
            raise EvidenceError(file, "applies_to", f"{condition!r} stands in more than one row")
    missing = [condition for condition in _KEYS[by] if condition not in named]
    if missing:
        raise EvidenceError(file, "applies_to", f"no row speaks about {', '.join(missing)}")
