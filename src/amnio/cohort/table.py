"""The table of pregnancies: its columns and codes, as docs/reference/pregnancy-table.md tells them."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column. Days are whole days of gestation."""

    NAME = "name"
    DAY = "day"
    COUNT = "count"
    SIGNED = "signed"
    CODE = "code"
    TEXT = "text"


class End(StrEnum):
    """How observation of a pregnancy ended."""

    LOSS = "loss"
    TERMINATION = "termination"
    LIVE_BIRTH = "live_birth"
    LOST = "lost"
    ONGOING = "ongoing"


class DatedBy(StrEnum):
    """How gestation was determined. The last three do not say when the pregnancy began."""

    SCAN = "scan"
    LMP = "lmp"
    IVF = "ivf"
    PROCEDURE_CODE = "procedure_code"
    CLASSIFICATION = "classification"
    UNKNOWN = "unknown"


#: Ends that compete, numbered from 1 in this order in all counts; the other ends are 0, censored.
ENDS = (End.LOSS, End.TERMINATION, End.LIVE_BIRTH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column; `required` ones must be there, and `never_null` ones filled in every row."""

    name: str
    kind: Kind
    required: bool = False
    never_null: bool = False


COLUMNS = {
    column.name: column
    for column in (
        Column(name="pregnancy", kind=Kind.NAME, required=True, never_null=True),
        Column(name="woman", kind=Kind.NAME, required=True, never_null=True),
        Column(name="dated_by", kind=Kind.CODE, required=True),
        Column(name="entry", kind=Kind.DAY, required=True, never_null=True),
        Column(name="exit", kind=Kind.DAY, required=True, never_null=True),
        Column(name="end", kind=Kind.CODE, required=True, never_null=True),
        Column(name="procedure", kind=Kind.DAY, required=True),
        Column(name="unit", kind=Kind.TEXT),
        Column(name="operator", kind=Kind.TEXT),
        Column(name="fetuses", kind=Kind.COUNT),
        Column(name="procedures", kind=Kind.COUNT),
        Column(name="later_procedure", kind=Kind.DAY),
        Column(name="other_invasive", kind=Kind.DAY),
        Column(name="known_dead", kind=Kind.DAY),
        Column(name="fetal_loss", kind=Kind.DAY),
        Column(name="fetal_termination", kind=Kind.DAY),
        Column(name="redated_days", kind=Kind.SIGNED),
    )
}
CODES: dict[str, tuple[str, ...]] = {"end": tuple(End), "dated_by": tuple(DatedBy)}
