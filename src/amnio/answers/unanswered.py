"""What a review holds about a loss for which no answer is computed: why not, and what needs no probability.

Plain frozen records, as those of an answer (`review_answer`), and not one number of the model among them.
"""

from dataclasses import dataclass
from datetime import date

from amnio.answers.care_answer import CareStamp
from amnio.clinic.case import Citation, FamilyWords
from amnio.clinic.vocabulary import Test
from amnio.guidance.care_item import CareItem
from amnio.guidance.clocks import Still
from amnio.guidance.no_answer import NoAnswer
from amnio.guidance.urgency import Urgency


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """One reason for which there is no answer, with what its sentence names; None where it names nothing."""

    why: NoAnswer
    at: str | None = None
    low: str | None = None
    high: str | None = None

    @property
    def slots(self) -> dict[str, str]:
        named = {"at": self.at, "low": self.low, "high": self.high}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class LossSummary:
    """The facts that a header needs, as those of an answer; `loss_at` is None where nobody knows it."""

    id: str | None
    maternal_age: float | None
    fetuses: int
    procedure: str  # kind
    procedure_at: str | None
    procedure_on: date | None
    passes: int | None
    fluid: str | None
    loss_at: str | None
    loss_on: date | None
    days_after: int | None
    citation: Citation | None
    words: FamilyWords
    fetuses_lost: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenTest:
    """A test without a result. What its result would tell is not known here: that needs an answer."""

    test: Test
    status: str  # "open" | "pending"
    clock: str  # code of the deadline
    still: Still = Still.OPEN  # what can still be done of it on the day of `Unanswered.told_on`


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFact:
    """A recorded finding with its level, as an answer would read it."""

    fact: str
    level: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unanswered:
    """In the place of an answer. `tests`: the most pressing first, which is no order by what they would tell."""

    summary: LossSummary
    because: tuple[Why, ...]
    urgent: tuple[Urgency, ...]
    signs_of_infection: bool
    found: tuple[FoundFact, ...]
    tests: tuple[OpenTest, ...]
    care: tuple[CareItem, ...]
    stamp: CareStamp
    told_on: date | None = None
    care_over: tuple[CareItem, ...] = ()
