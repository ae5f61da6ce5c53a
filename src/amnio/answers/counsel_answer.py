"""What the answer before an amniocentesis contains: two numbers kept apart, what may be found, and every option.

Plain frozen records: numbers, codes and dates, no sentence. All probabilities are about one pregnancy that is alive on
the day of the talk, so that every one of them can be told as so many of the same 1,000 women.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amnio.answers.review_answer import Influence, Stamp
from amnio.clinic.case import FamilyWords
from amnio.clinic.vocabulary import CellFreeDna, FetalClass
from amnio.quantity.estimate import Estimate


class Option(StrEnum):
    """The courses that are compared, in the order in which they are shown; doing no test is one of them."""

    NO_TEST = "no_test"
    CELL_FREE_DNA_FIRST = "cell_free_dna_first"
    VILLUS_SAMPLING = "villus_sampling"
    AMNIOCENTESIS_AS_PLANNED = "amniocentesis_as_planned"
    AMNIOCENTESIS_AT_16 = "amniocentesis_at_16"


class NotOffered(StrEnum):
    """Why an option is not open to her."""

    TOO_LATE = "too_late"
    ALREADY_DONE = "already_done"
    PLANNED_LATER = "planned_later"  # the plan is 16+0 or later, so waiting for 16+0 is no other course
    NO_FIGURE_FOR_TWINS = "no_figure_for_twins"


class Unknown(StrEnum):
    """Numbers that a reader will look for and that no figure we could read gives."""

    VILLUS_FINDS = "villus_finds"  # how often the placenta differs from the baby
    NO_RESULT_FROM_FLUID = "no_result_from_fluid"  # of a pregnancy that goes on
    NO_RESULT_FROM_CELL_FREE_DNA = "no_result_from_cell_free_dna"
    AFTER_NO_RESULT = "after_no_result"  # her own cell-free DNA gave none
    OTHER_CHANGES_BY_CELL_FREE_DNA = "other_changes_by_cell_free_dna"
    CLASSES_OF_TWINS = "classes_of_twins"  # the chances are those of one fetus
    CELL_FREE_DNA_OF_TWINS = "cell_free_dna_of_twins"  # her result is read with figures of single pregnancies


@dataclass(frozen=True, kw_only=True, slots=True)
class TwoNumbers:
    """By `by` ("24+0" or "birth"): what is lost anyway, and what the planned amniocentesis adds. Never their sum."""

    by: str
    anyway: Estimate
    added: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class StudiesSay:
    """The pooled difference of the controlled studies whose women were of the same risk; it may lie below zero."""

    estimate: float
    low: float
    high: float
    studies: tuple[str, ...]
    method: str  # short name, as in `amnio evidence pool --method`


@dataclass(frozen=True, kw_only=True, slots=True)
class LaterAdded:
    """What the same amniocentesis would add by the first horizon if it were done at `at` instead."""

    at: str
    added: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class VillusStudy:
    """One figure about what villus sampling adds, as printed, or as its counts give it; it may lie below zero."""

    key: str
    compared: str  # "review" | "all" | "matched": how its women were compared
    lost_with: int | None
    women_with: int | None
    lost_without: int | None
    women_without: int | None
    difference: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class HighChance:
    """Her own high-chance result of cell-free DNA, and how often such results were true in published cohorts."""

    result: CellFreeDna
    true: Estimate
    cohorts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedStudy:
    key: str
    citation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassChance:
    """The chance of one class now; what a normal chromosome result, and a normal microarray, would leave of it."""

    fetal_class: FetalClass
    chance: Estimate
    after_normal_karyotype: Estimate
    after_normal_microarray: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassTotal:
    """All classes together that a test of the chromosomes looks for; the members are those of `ClassChance`."""

    chance: Estimate
    after_normal_karyotype: Estimate
    after_normal_microarray: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class BloodTest:
    """What the blood test would report, of all women like her: alarms, how many of them true, and what it misses."""

    alarm: Estimate
    true_alarm: Estimate
    missed: Estimate  # of trisomies 21, 18 and 13


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionRow:
    """One course of action. `added` and `found` are None where no figure is known; then `unknown` says which.

    `found`: a change of the chromosomes that the course would show before birth; `not_found`: one that is there, in a
    pregnancy that goes on to the day of the test, and would not be shown. `judged`: the added number is a judgement.
    """

    option: Option
    not_offered: NotOffered | None
    at: str | None  # "16+0"; None for no test
    on: date | None
    added: tuple[Estimate, ...]  # by the horizons of `Counsel.two_numbers`; empty when not offered
    found: Estimate | None
    found_by_microarray: Estimate | None
    not_found: Estimate | None
    judged: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownFact:
    """A fact of hers as it was written down: its dotted path and value."""

    field: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """What a fact of hers multiplies: the losses that come `anyway`, or what the procedure adds (`added`)."""

    number: str  # "anyway" | "added"
    code: str
    times: Estimate
    basis: str  # "data" | "judgement"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanSummary:
    """The facts that a header needs."""

    id: str | None
    maternal_age: float | None
    fetuses: int
    now: str  # "14+2"
    now_on: date | None
    planned: str
    planned_on: date | None
    words: FamilyWords
    made_up: bool  # an example that no real woman stands behind


@dataclass(frozen=True, kw_only=True, slots=True)
class Counsel:
    """`taken` are the facts that were known and could change a number; `missing` the paths of those that nobody wrote
    down, for which the average or *absent* stands; `unread` what was written down and is of no effect here."""

    summary: PlanSummary
    two_numbers: tuple[TwoNumbers, ...]
    added_at_16: LaterAdded | None  # when the plan lies before 15+0, where going early adds
    studies_say: StudiesSay
    classes: tuple[ClassChance, ...]
    any_chromosomal: ClassTotal
    blood_test: BloodTest | None
    high_chance: HighChance | None
    options: tuple[OptionRow, ...]
    villus_studies: tuple[VillusStudy, ...]
    unknown: tuple[Unknown, ...]
    taken: tuple[KnownFact, ...]
    factors: tuple[Factor, ...]
    missing: tuple[str, ...]
    unread: tuple[KnownFact, ...]
    influences_anyway: tuple[Influence, ...]
    influences_added: tuple[Influence, ...]
    sources: tuple[CitedStudy, ...]
    newest_study: int  # its year
    stamp: Stamp
