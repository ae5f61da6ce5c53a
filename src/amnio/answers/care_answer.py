"""What the answer to *what to do now and next, with dates?* contains: codes, dates and moments, no sentence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from amnio.answers.review_answer import Recurrence
from amnio.clinic.case import FamilyWords
from amnio.clinic.vocabulary import Allergy, Test
from amnio.guidance.care_item import CareItem
from amnio.guidance.clocks import Still
from amnio.guidance.mood_scores import MoodScore
from amnio.guidance.occasion import Occasion
from amnio.guidance.regimens import Fit
from amnio.guidance.urgency import Urgency


class CareNote(StrEnum):
    """What a reader must know of the whole answer."""

    NO_LOSS_RECORDED = "no_loss_recorded"  # care after a loss was asked for, the case records none
    LOSS_RECORDED = "loss_recorded"  # care after a procedure was asked for, the case records a loss
    UNDATED = "undated"  # days are counted from day 0
    HOUR_UNKNOWN = "hour_unknown"  # limits in hours count from the first hour of the day
    FLOATING = "floating"  # no time zone: hours on the clock of the place


@dataclass(frozen=True, kw_only=True, slots=True)
class CareSummary:
    """The facts that a header needs. `loss_at` and `loss_on` are None after a procedure."""

    id: str | None
    words: FamilyWords
    maternal_age: float | None
    fetuses: int
    fetuses_lost: int | None
    procedure: str  # kind
    procedure_at: str | None
    procedure_on: date | None
    loss_at: str | None
    loss_on: date | None
    made_up: bool  # an example that no real woman stands behind


@dataclass(frozen=True, kw_only=True, slots=True)
class RegimenShown:
    """A named protocol's regimen beside her allergy. `alternative`: what the same protocol names for a severe one."""

    regimen: str
    fit: Fit
    alternative: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """One topic as the founding text, a guideline or leaflet, and Chinese custom have it; None where one is silent."""

    topic: str
    source_text: CareItem | None
    guideline: CareItem | None
    custom: CareItem | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CareTest:
    """A test without a result, and its clock. `until` is the moment that `hours` end, where both are known."""

    __test__ = False

    test: Test
    status: str  # "open" | "pending"
    clock: str
    hours: int | None
    until: datetime | None
    still: Still = Still.OPEN  # on the day of asking


@dataclass(frozen=True, kw_only=True, slots=True)
class NextPlan:
    """The next pregnancy by cause: `codes` of mechanisms or fetal classes, as given or as a review answered."""

    given_by: str  # "nobody" | "cause" | "review"
    codes: tuple[str, ...]
    recurrences: tuple[Recurrence, ...]
    evidence: str | None  # fingerprint of the evidence files that the figures come from


@dataclass(frozen=True, kw_only=True, slots=True)
class CareEvent:
    """What goes into a calendar: a day, or a moment (floating without a zone)."""

    uid: str
    item: str
    kind: str  # one of `amnio.guidance.care_rule.CALENDAR`
    on: date | None
    moment: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CareStamp:
    software: str
    guidance: str  # fingerprint of the guidance files


@dataclass(frozen=True, kw_only=True, slots=True)
class Care:
    """The whole answer. `profiles`: the first one is followed, the others are compared with it."""

    occasion: Occasion
    summary: CareSummary
    profiles: tuple[str, ...]
    outside_validity: tuple[str, ...]  # profiles whose texts were not in force on day zero
    notes: tuple[CareNote, ...]
    day_zero: date | None
    asked_on: date | None
    time_zone: str | None
    urgent: tuple[Urgency, ...]
    signs_of_infection: bool
    penicillin_allergy: Allergy | None
    regimens: tuple[RegimenShown, ...]  # after a loss
    plan: tuple[CareItem, ...]
    over: tuple[CareItem, ...]  # items of a plan after a loss whose time had passed on the day of asking
    comparisons: tuple[Comparison, ...]
    tests: tuple[CareTest, ...]  # after a loss
    mood: tuple[MoodScore, ...]
    next_pregnancy: NextPlan | None  # after a loss
    events: tuple[CareEvent, ...]
    stamp: CareStamp
