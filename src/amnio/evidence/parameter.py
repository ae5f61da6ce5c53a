"""A parameter as filed: what it means, where it comes from, and what it may be."""

from dataclasses import dataclass, field

from amnio.evidence import fields
from amnio.evidence.distribution import Distribution, parse_distribution
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record

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
        "method",
        "reason",
        "reason_zh",
        "distribution",
    ]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One parameter file. `basis` is `data` or `judgement`; `method` belongs to the first, `reason` to the second."""

    name: str
    definition: str
    definition_zh: str
    unit: str
    window: str
    comparison: str
    basis: str
    studies: tuple[str, ...]
    method: str | None
    reason: str | None
    reason_zh: str | None
    distribution: Distribution = field(repr=False)

    @property
    def draw_names(self) -> tuple[str, ...]:
        """The name itself for a scalar; the name with each component for a vector."""
        components = self.distribution.components
        return tuple(f"{self.name}.{component}" for component in components) if components else (self.name,)


def parse_parameter(record: Record, *, file: str, name: str) -> Parameter:
    """The parameter in `record`. `name` is the one that follows from the path, and the file must agree with it."""
    fields.only(record, _FIELDS, file)
    if record.get("name") != name:
        raise EvidenceError(file, "name", f"must be {name!r}, as the path says, not {record.get('name')!r}")
    basis = fields.choice(record, "basis", fields.BASES, file)
    studies = fields.texts(record, "studies", file)
    fields.supported(record, basis, studies, file)
    distribution = record.get("distribution")
    if not isinstance(distribution, dict):
        raise EvidenceError(file, "distribution", "is required and must be a table")
    return Parameter(
        name=name,
        definition=fields.text(record, "definition", file),
        definition_zh=fields.text(record, "definition_zh", file),
        unit=fields.choice(record, "unit", fields.UNITS, file),
        window=fields.text(record, "window", file),
        comparison=fields.text(record, "comparison", file),
        basis=basis,
        studies=studies,
        method=fields.optional_text(record, "method", file),
        reason=fields.optional_text(record, "reason", file),
        reason_zh=fields.optional_text(record, "reason_zh", file),
        distribution=parse_distribution(distribution, file),
    )
