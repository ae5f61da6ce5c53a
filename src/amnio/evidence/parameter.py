"""A parameter as filed: what it means, where it comes from, and what it may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from amnio.evidence import fields
from amnio.evidence.distribution import Distribution, parse_distribution, unfitted
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.fit_inputs import FitInputs
from amnio.evidence.making import Making
from amnio.evidence.selection import SourceRow, keys_of
from amnio.evidence.source import Made, Source, parse_source

_FIELDS = frozenset(
    [
        "name",
        "definition",
        "definition_zh",
        "unit",
        "window",
        "comparison",
        "basis",
        "studies",
        "beside",
        "method",
        "reason",
        "reason_zh",
        "distribution",
        "from",
    ]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One parameter file. `basis` is `data` or `judgement`; `method` belongs to the first, `reason` to the second.

    `studies`: of data, those whose figures (`rows`) stand in it; of a judgement, those it leans on. `beside`: studies
    that the method speaks of and that change nothing. `shape` is the distribution in words of `distribution.py`, as
    filed or as it follows from the rows. `fit` are the inputs of a fitted parameter; while its `shape` is `None` it
    must be fitted before it can be drawn.
    """

    name: str
    file: str
    definition: str
    definition_zh: str
    unit: str
    window: str
    comparison: str
    basis: str
    studies: tuple[str, ...]
    beside: tuple[str, ...]
    method: str | None
    reason: str | None
    reason_zh: str | None
    source: Source | None
    rows: tuple[SourceRow, ...]
    shape: Mapping[str, Any] | None
    fit: FitInputs | None
    distribution: Distribution = field(repr=False)

    @property
    def draw_names(self) -> tuple[str, ...]:
        """The name itself for a scalar; the name with each component for a vector."""
        components = self.distribution.components
        return tuple(f"{self.name}.{component}" for component in components) if components else (self.name,)

    def shaped(self, shape: Record) -> "Parameter":
        """The same parameter with this distribution."""
        return replace(self, shape=shape, distribution=parse_distribution(shape, self.file))


def parse_parameter(record: Record, *, file: str, name: str, making: Making) -> Parameter:
    """The parameter in `record`. `name` is the one that follows from the path, and the file must agree with it."""
    fields.only(record, _FIELDS, file)
    if record.get("name") != name:
        raise EvidenceError(file, "name", f"must be {name!r}, as the path says, not {record.get('name')!r}")
    basis = fields.choice(record, "basis", fields.BASES, file)
    source, made = made_from(record, basis, name=name, file=file, making=making)
    fields.text(record, "method" if basis == "data" else "reason", file)
    stated = fields.texts(record, "studies", file)
    return Parameter(
        name=name,
        file=file,
        definition=fields.text(record, "definition", file),
        definition_zh=fields.text(record, "definition_zh", file),
        unit=fields.choice(record, "unit", fields.UNITS, file),
        window=fields.text(record, "window", file),
        comparison=fields.text(record, "comparison", file),
        basis=basis,
        studies=stated if source is None else keys_of(made.rows),
        beside=fields.texts(record, "beside", file),
        method=fields.optional_text(record, "method", file),
        reason=fields.optional_text(record, "reason", file),
        reason_zh=fields.optional_text(record, "reason_zh", file),
        source=source,
        rows=made.rows,
        shape=made.shape,
        fit=made.fit,
        distribution=unfitted(file) if made.shape is None else parse_distribution(made.shape, file),
    )


def made_from(record: Record, basis: str, *, name: str, file: str, making: Making) -> tuple[Source | None, Made]:
    """What the `[from]` of data or the `[distribution]` of a judgement gives."""
    if basis == "judgement":
        if "from" in record:
            raise EvidenceError(file, "from", "has no place in a judgement: its numbers stand in [distribution]")
        distribution = record.get("distribution")
        if not isinstance(distribution, dict):
            raise EvidenceError(file, "distribution", "is required and must be a table")
        return None, Made(shape=distribution, rows=())
    for field_name in ("distribution", "studies"):
        if field_name in record:
            raise EvidenceError(file, field_name, "has no place in data: both follow from [from]")
    source = parse_source(record.get("from"), file)
    return source, making.make(source, name=name, file=file)
