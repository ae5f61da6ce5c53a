"""Where a column comes from: a column of theirs, in which unit or with which codes; and the whole of it, a mapping."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from amnio.clinic.gestation import GestationalAge
from amnio.cohort.table import COLUMNS


class DayUnit(StrEnum):
    """How a day of gestation is written in a column."""

    DAYS = "days"
    WEEKS_AND_DAYS = "weeks+days"
    COMPLETED_WEEKS = "completed_weeks"
    DATE = "date"


class AnchorKind(StrEnum):
    """What a date is counted from: the last period, conception, or the expected birth."""

    LMP = "lmp"
    CONCEPTION = "conception"
    DUE = "due"


class RecordedAs(StrEnum):
    """How somebody came to write down a procedure. A test of the fluid is no procedure, and is refused."""

    PROCEDURE = "procedure"
    FLUID_TEST = "fluid_test"


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """The column with the date from which dates are counted."""

    kind: AnchorKind
    column: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """One column of ours: from `column`, or the same `constant` in every row.

    `days_column` holds the odd days where weeks and days stand apart. `codes` leads from each code of ours to theirs.
    """

    column: str | None = None
    constant: str | None = None
    unit: DayUnit | None = None
    days_column: str | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True, slots=True)
class TableMapping:
    """Which column of theirs is which of ours.

    `losses_from` and `losses_until` say from when to when their losses are recorded at all (None: no limit), `missing`
    which texts mean that nothing is known, `accepted` which alarms were looked into, each with the reason.
    """

    columns: Mapping[str, Origin]
    covariates: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    events: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    unit: DayUnit = DayUnit.DAYS
    anchor: Anchor | None = None
    missing: tuple[str, ...] = ()
    losses_from: GestationalAge | None = None
    losses_until: GestationalAge | None = None
    accepted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def by_name(cls, names: Iterable[str]) -> "TableMapping":
        """A table that has the names and units of the table of pregnancies."""
        return cls(columns={name: Origin(column=name) for name in names if name in COLUMNS})
