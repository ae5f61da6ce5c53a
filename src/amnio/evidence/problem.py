"""What can be said against an evidence folder."""

from dataclasses import dataclass

from amnio.evidence.errors import EvidenceError


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceProblem:
    """One thing that is wrong (`kind` "error": it cannot be used) or to be known ("overlap": the same women)."""

    kind: str
    file: str
    field: str
    message: str

    @property
    def is_error(self) -> bool:
        return self.kind == "error"


def error_of(error: EvidenceError) -> EvidenceProblem:
    """The problem that an exception tells of."""
    return EvidenceProblem(kind="error", file=error.file, field=error.field, message=error.message)
