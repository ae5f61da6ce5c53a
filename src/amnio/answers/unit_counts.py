"""What a unit counted: its procedures and its losses, a row for every group of pregnancies that it keeps apart.

Frozen, keyword-only, and refusing what cannot be counted at birth. Single pregnancies only.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from itertools import pairwise

from amnio.clinic.vocabulary import FluidAppearance
from amnio.model.clock import DAYS_PER_WEEK, END_DAY, FIRST_DAY

FIRST_WEEK = FIRST_DAY // DAYS_PER_WEEK


class FetalResult(StrEnum):
    """What the chromosomes of the fetus showed."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum:
    """One row of counts.

    `procedure` False: women of the unit without an invasive test, followed from `first_day` to `last_day` on. Exactly
    one of `until_day` (losses before that day of gestation count) and `days_followed` (losses within so many days) is
    set. `pregnancies` were followed to the end of that window or lost within it; those lost to follow-up and those
    terminated are not among them. `lost_by` maps days after the start to the losses within them, cumulative.
    """

    procedure: bool
    first_day: int
    last_day: int
    fetal_result: FetalResult
    until_day: int | None = None
    days_followed: int | None = None
    passes: int | None = None
    fluid: FluidAppearance | None = None
    maternal_age: int | None = None
    unit_procedures_per_year: int | None = None
    pregnancies: int
    losses: int
    lost_to_follow_up: int
    terminated: int | None = None
    lost_by: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        counts = (self.pregnancies, self.losses, self.lost_to_follow_up, self.terminated or 0)
        if any(type(count) is not int or count < 0 for count in counts):
            raise ValueError(f"counts are whole and not negative, not {counts}")
        if self.losses > self.pregnancies:
            raise ValueError(f"{self.losses} losses among {self.pregnancies} pregnancies")
        if not FIRST_DAY <= self.first_day <= self.last_day < END_DAY:
            raise ValueError(f"days {self.first_day} to {self.last_day} do not lie on the clock of the model")
        if (self.until_day is None) == (self.days_followed is None):
            raise ValueError("a follow-up ends at a gestational age or after a number of days")
        if self.end(self.last_day) <= self.last_day:
            raise ValueError("the follow-up ends before it begins")
        self._refuse_untimely()

    def _refuse_untimely(self) -> None:
        days = [day for day, _ in self.lost_by]
        lost = [count for _, count in self.lost_by]
        if days != sorted(set(days)) or lost != sorted(lost) or any(count < 0 for count in lost):
            raise ValueError("losses by day rise with the days")
        if lost and lost[-1] > self.losses:
            raise ValueError(f"{lost[-1]} losses by day {days[-1]} are more than all {self.losses}")
        if days and (days[0] < 1 or days[-1] >= self.end(self.last_day) - self.last_day):
            raise ValueError("losses by day need a follow-up that is longer")

    def end(self, start: int) -> int:
        """The day before which losses count, for a pregnancy that began its follow-up on the day `start`."""
        return min(END_DAY, start + self.days_followed if self.days_followed is not None else self.until_day or 0)

    @property
    def starts(self) -> tuple[int, ...]:
        """A day for each completed week of the row: the middle of what of the week belongs to it."""
        middles = []
        for week in range(self.first_day // DAYS_PER_WEEK, self.last_day // DAYS_PER_WEEK + 1):
            first = max(self.first_day, week * DAYS_PER_WEEK)
            last = min(self.last_day, week * DAYS_PER_WEEK + DAYS_PER_WEEK - 1)
            middles.append((first + last) // 2)
        return tuple(middles)

    @property
    def cells(self) -> tuple[int, ...]:
        """Losses by cell of time, and last those not lost."""
        cumulative = [0, *(count for _, count in self.lost_by), self.losses]
        steps = (after - before for before, after in pairwise(cumulative))
        return (*steps, self.pregnancies - self.losses)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it another group of pregnancies than the other rows; two rows never share it."""
        return (
            *(self.procedure, self.first_day, self.last_day, self.fetal_result, self.until_day, self.days_followed),
            *(self.passes, self.fluid, self.maternal_age, self.unit_procedures_per_year),
        )


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """All rows of a unit, kept in one order whatever the order in the file; `name` is what the unit calls itself."""

    strata: tuple[Stratum, ...]
    name: str | None = None

    def __post_init__(self) -> None:
        if len({stratum.key for stratum in self.strata}) < len(self.strata):
            raise ValueError("the same group of pregnancies is counted twice")
        object.__setattr__(self, "strata", tuple(sorted(self.strata, key=_order)))

    @property
    def procedures(self) -> int:
        return sum(stratum.pregnancies for stratum in self.strata if stratum.procedure)

    @property
    def without_procedure(self) -> int:
        return sum(stratum.pregnancies for stratum in self.strata if not stratum.procedure)

    @property
    def losses_after_procedures(self) -> int:
        return sum(stratum.losses for stratum in self.strata if stratum.procedure)

    @property
    def losses(self) -> int:
        return sum(stratum.losses for stratum in self.strata)

    @property
    def lost_to_follow_up(self) -> int:
        return sum(stratum.lost_to_follow_up for stratum in self.strata)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of a hash over everything counted."""
        return blake2b(repr((self.name, self.strata)).encode(), digest_size=6).hexdigest()


def _order(stratum: Stratum) -> str:
    return repr(stratum.key)
