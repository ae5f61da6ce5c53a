"""What the model is told about one pregnancy: days, facts known before the procedure, and findings with their level."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from amnio.clinic.vocabulary import CellFreeDna, Finding
from amnio.model.procedure import ProcedureFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """One lost pregnancy. Days are days of gestation; `procedure_day` is None when there was no amniocentesis.

    `background` holds the codes of the maternal factors that multiply the background (`background_modifier.<code>`).
    A finding that is not in `findings` was not looked for and contributes nothing.
    """

    loss_day: int
    procedure_day: int | None
    maternal_age: float
    t21_risk: float | None = None
    cfdna: CellFreeDna | None = None
    background: tuple[str, ...] = ()
    procedure: ProcedureFacts = field(default_factory=ProcedureFacts)
    findings: Mapping[Finding, str] = field(default_factory=dict)
