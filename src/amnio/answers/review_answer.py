"""What the answer to *why was this pregnancy lost?* contains.

Plain frozen records: numbers, codes and dates, no sentence. `amnio.present` turns them into words and pictures.
`amnio schema review` prints the JSON Schema made from these types.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amnio.clinic.case import Citation, FamilyWords
from amnio.clinic.vocabulary import Cause, FetalClass, Group, Intervention, Mechanism, Test
from amnio.guidance.care_item import CareItem
from amnio.guidance.clocks import Still
from amnio.guidance.urgency import Urgency
from amnio.quantity.estimate import Estimate


class HeadlineKey(StrEnum):
    CLEAR = "clear"  # lower end of the leader's interval >= 0.90
    BEST_FIT = "best_fit"  # the leader clearly exceeds every other group
    CANNOT_TELL_APART = "cannot_tell_apart"  # the interval of a difference to the leader reaches zero
    URGENT_CAUSE_OPEN = "urgent_cause_open"  # malformed fetus with maternal collapse, for example
    LITTLE_TO_GO_ON = "little_to_go_on"  # no finding recorded, and no group clearly ahead


class RouteVerdict(StrEnum):
    ALREADY_THERE = "already_there"
    LATER_ON_ITS_OWN = "later_on_its_own"
    INTRODUCED = "introduced"
    AFTER_A_LEAK = "after_a_leak"
    CANNOT_TELL = "cannot_tell"


class ChainKind(StrEnum):
    LEAK_THEN_INFECTION = "leak_then_infection"
    ABNORMAL_FETUS_THEN_TRIGGER = "abnormal_fetus_then_trigger"
    CORD_OR_PLACENTA_THEN_TRIGGER = "cord_or_placenta_then_trigger"


class ZeroReason(StrEnum):
    """Why a cause is exactly zero."""

    NO_PROCEDURE = "no_procedure"
    AT_OR_AFTER_15_WEEKS = "at_or_after_15_weeks"


@dataclass(frozen=True, kw_only=True, slots=True)
class MechanismShare:
    mechanism: Mechanism
    probability: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class CauseShare:
    """One of the six causes. `mechanisms` add up to `probability` (in the mean)."""

    cause: Cause
    row: str  # S3 ... S8
    procedure_related: bool
    probability: Estimate
    zero_because: ZeroReason | None
    mechanisms: tuple[MechanismShare, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupShare:
    group: Group
    probability: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassShare:
    fetal_class: FetalClass
    probability: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """Given that it was an infection: by which way. The four probabilities add up to one (in the mean)."""

    verdict: RouteVerdict
    already_there: Estimate
    later_on_its_own: Estimate
    introduced: Estimate
    after_a_leak: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """Two causes in a row, one story. `probability` is that of the whole chain."""

    kind: ChainKind
    probability: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    key: HeadlineKey
    leading: Group
    probability: Estimate  # of the leader as told: an infection includes that after a leak when it alone leads
    rivals: tuple[Group, ...]  # groups that the leader does not clearly exceed, most probable first
    route: RouteVerdict | None  # when infection leads or is a rival
    any_infection: Estimate  # that an infection was part of it, by whatever route, a leak included
    procedure_related: Estimate  # introduced + early + mechanical


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterfactualHorizon:
    """By `by` ("24+0" or "birth"), had the intervention been made.

    The bounds hold without the coupling assumption. `stratum_*`: Tian-Pearl bounds for women with her facts from before
    the procedure (and the same chances of each fetal class) who lost by that time. `bounds_*`: the same given
    everything recorded about her; usually 0 to 1, because one day with one set of findings is rare in every world.
    """

    by: str
    lost_anyway: Estimate
    necessary: Estimate  # probability that what was changed was necessary for the loss = 1 - lost_anyway
    stratum_low: float
    stratum_high: float
    bounds_low: float
    bounds_high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Counterfactual:
    """`not_asked_because` is set (and horizons empty) where the question has no content."""

    intervention: Intervention
    not_asked_because: (
        str | None
    )  # "no_procedure" | "already_at_or_after_16" | "already_single_pass" | "passes_unknown"
    horizons: tuple[CounterfactualHorizon, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AverageEffect:
    """What the procedure does on average to a woman like her before the loss was known: `do`, not a counterfactual."""

    by: str
    risk_with: Estimate
    risk_without: Estimate
    difference: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class CauseWeight:
    group: Group
    weight: float  # natural-log Bayes factor for this group against all others, given all other facts


@dataclass(frozen=True, kw_only=True, slots=True)
class FactWeight:
    """A recorded fact and how it moved the answer. `fact` is the code of a finding, or one such as `maternal_age`."""

    fact: str
    level: str  # level code of the finding, or the value as written
    value: str | None  # the measurement as recorded, e.g. "38.6"
    unit: str | None
    weights: tuple[CauseWeight, ...]
    basis: str  # "data" | "judgement"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnmovedFact:
    """Recorded, but it did not move the answer. `field` is the dotted path in the case file, or `other_facts`."""

    field: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Influence:
    """A parameter whose uncertainty moves the answer most. `share` is the squared rank correlation with the leader."""

    parameter: str
    share: float
    basis: str  # "data" | "judgement"
    definition: str
    definition_zh: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TestAdvice:
    __test__ = False

    test: Test
    status: str  # "open" | "pending"
    bits: float
    changes_leading: float  # probability that the result changes the leading group
    changes_advice: float  # probability that the result changes treatment or next-pregnancy advice
    fails: Estimate
    clock: str  # code of the deadline, e.g. "today", "within_72_hours", "before_fixation", "no_hurry"
    why: str  # code of what it would change: "route", "cause", "next_pregnancy", "anti_d_dose", "antibiotic"
    study: str | None
    still: Still = Still.OPEN  # what can still be done of it on the day of `Review.told_on`


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurrence:
    """What is known of the next pregnancy if this was the reason; never from a cohort that does not fit."""

    about: str  # mechanism or fetal class code
    probability_of_cause: float
    figure: Estimate | None  # recurrence risk, natural scale, when a fitting cohort exists
    only_a_bound: bool  # the source says no more than "below the upper end"
    study: str | None
    note: str  # code, e.g. "age_dependent", "no_cohort", "carrier_test_first"


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineEvent:
    at: str  # "16+3"
    on: date | None
    event: str  # "procedure" | "first_sign" | "membranes" | "bleeding" | "loss" | "test" ...
    detail: str | None
    hours_uncertain: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    software: str
    evidence: str  # fingerprint of the evidence files
    guidance: str  # fingerprint of the guidance files
    draws: int
    draws_fingerprint: str
    seed: int
    effective_draws: int | None  # after weighting with what this case says; None outside a review
    site: str | None = None  # fingerprint of what the unit learned from its own counts, where that was used


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """The facts that a header needs."""

    id: str | None
    maternal_age: float | None
    fetuses: int
    procedure: str  # kind
    procedure_at: str | None
    procedure_on: date | None
    passes: int | None
    fluid: str | None
    loss_at: str
    loss_on: date | None
    days_after: int | None
    citation: Citation | None
    words: FamilyWords
    fetuses_lost: int | None = None  # of twins: how many were lost; None = not stated


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    summary: Summary
    urgent: tuple[Urgency, ...]
    headline: Headline
    groups: tuple[GroupShare, ...]  # five, most probable first
    causes: tuple[CauseShare, ...]  # six, in vocabulary order
    classes: tuple[ClassShare, ...]  # fetal class given everything, whatever the cause
    route: Route | None
    chains: tuple[Chain, ...]
    counterfactuals: tuple[Counterfactual, ...]
    average_effects: tuple[AverageEffect, ...]
    moved: tuple[FactWeight, ...]  # heaviest first
    unmoved: tuple[UnmovedFact, ...]
    influences: tuple[Influence, ...]  # three
    tests: tuple[TestAdvice, ...]  # best first
    signs_of_infection: bool
    care: tuple[CareItem, ...]
    next_pregnancy: tuple[Recurrence, ...]
    timeline: tuple[TimelineEvent, ...]
    stamp: Stamp
    told_on: date | None = None  # the day for which tests and care are told; None: as if on the day of the loss
    care_over: tuple[CareItem, ...] = ()  # items of care whose time had passed by then
