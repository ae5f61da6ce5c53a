"""What an answer about a population contains: frozen records, no sentence.

Every biased answer stands beside the unbiased one. `None` means that it cannot be said from these counts.
"""

from dataclasses import dataclass
from enum import StrEnum


class Design(StrEnum):
    """How two arms are made to be compared, from what is often done to what answers the question."""

    CRUDE = "crude"  # losses divided by pregnancies, tested ever against never
    STRATIFIED = "stratified"  # the same among women of the same risk
    LANDMARK = "landmark"  # tested by a day against not yet, weighted to the same risks
    TRIALS = "trials"  # tested on a day against not on that day, again every day, weighted and pooled


class Way(StrEnum):
    """How the arms of trials are made alike, where it is not stratum by stratum."""

    LOGISTIC = "logistic"  # by a model of the chance to be tested
    DOUBLY_ROBUST = "doubly_robust"  # by such models, and a model of losses that they set right


class EarlyLosses(StrEnum):
    """What is done with losses so soon after a test that the death may have come before it."""

    UNSEEN = "unseen"  # both arms are seen from some days after the start on
    TAKEN_OUT = "taken_out"  # those of the tested are taken out: the lowest effect that could be left


class CurveError(StrEnum):
    """What the intervals of curves take as independent."""

    GREENWOOD = "greenwood"  # every pregnancy; with ties
    AALEN = "aalen"  # every pregnancy; as if ends never came together
    BLOCKS = "blocks"  # blocks of women, or units where these decide the block


class By(StrEnum):
    """Until when a loss counts: days after follow-up began, or a gestation that must not be reached."""

    DAY_14 = "day_14"
    DAY_28 = "day_28"
    DAY_42 = "day_42"
    WEEK_24 = "week_24"
    BIRTH = "birth"


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number, its standard error on the same scale, and its 95 % interval."""

    value: float
    standard_error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DesignEffect:
    """Risk of loss in both arms by one horizon.

    `speaks_for` counts those to whom the effect is standardised, once for each trial they are in; `not_compared` those
    left out because nobody of the other arm is like them; `not_followed` those whose comparison ends before the
    horizon.
    `first_day` and `last_day`: the trials it is about, None for a design without trials.
    """

    design: Design
    by: By
    treated: Number
    untreated: Number
    difference: Number
    ratio: Number | None
    speaks_for: float
    not_compared: float
    not_followed: float
    trials: int
    first_day: str | None = None
    last_day: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A level of something known before, and how many of each arm have it when a trial starts, in share."""

    factor: str
    level: str
    treated: float
    untreated: float
    weighted: float  # of the untreated, as they count in the comparison
    before: float | None  # standardised difference
    after: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StratumCounts:
    """One stratum over all trials: woman-days, how many were tested, how many of those had nobody to compare."""

    label: str
    starts: float
    treated: float
    alone: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How unevenly the untreated count, with mean 1. `effective` is Kish's number of equally weighted people."""

    largest: float
    upper_percent: float  # 99 % are below
    median: float
    people: float
    effective: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostics:
    """What would show that the comparison cannot be trusted."""

    levels: tuple[Level, ...]
    strata: tuple[StratumCounts, ...]
    weights: Weights | None
    e_value: float | None  # of the ratio by 24+0, how strong an unmeasured reason must be on both sides
    e_value_interval: float | None  # the same for the end of its interval nearer to no effect
    later_excess: Number | None  # risk difference that arose after day 42: little of it can be the needle's


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherWay:
    """The trials made alike in another way, by each horizon; no `effects` where its model could not be fitted."""

    way: Way
    effects: tuple[DesignEffect, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LossWindow:
    """Losses of a trial that came from `first_day` to `last_day` of it (None: until birth), with other ends kept."""

    first_day: int
    last_day: int | None
    treated: Number
    untreated: Number
    difference: Number


@dataclass(frozen=True, kw_only=True, slots=True)
class WithoutEarly:
    """The trials without losses before `days`, done so; `left_out` counts the tested who are then in no trial."""

    done: EarlyLosses
    days: int
    effects: tuple[DesignEffect, ...]
    left_out: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitivity:
    """Whether the answer of the trials hangs on when losses are counted."""

    windows: tuple[LossWindow, ...]
    early: tuple[WithoutEarly, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SuppressedCells:
    """Cells below `smallest` that were taken out of counts before they were shared, and the counts in them."""

    smallest: int
    cells: int
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowRow:
    """How many rows had a fate; `fate` is a code, after a colon the rule or column it is about."""

    fate: str
    rows: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CurvePoint:
    """A step: from `day` on the incidence is `value`."""

    day: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidenceCurve:
    """Cumulative incidence of one end in one group, with late entry; `at_risk` at the beginning of chosen weeks."""

    group: str
    end: str
    points: tuple[CurvePoint, ...]
    at_risk: tuple[tuple[int, float], ...]  # day, people
    events: float
    by_week_24: Number | None
    by_birth: Number | None
    divided: float  # a wrong answer: ends over people, whenever they came
    as_if_watched: float  # another: as if all had been there from the start
    hazard_by_week_24: Number | None  # cumulative hazard of this end: as if who came to another end had only left
    hazard_by_birth: Number | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyStamp:
    """With what a study can be made again."""

    software: str
    definition: str  # fingerprint
    table: str  # fingerprint of the counts, "" before anything was counted
    engine: str
    protocol: str | None  # fingerprint of the file in which all was written down before


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What was asked of which table, as it is told; `definition` holds every field as it would be written in a file."""

    table: str
    definition: dict[str, object]
    first_trial: str
    last_trial: str
    factors: tuple[str, ...]
    landmark: str
    target: str  # "treated" | "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyIncidence:
    """`amnio study incidence`: curves with late entry, in groups."""

    question: Question
    by: str | None
    curves: tuple[IncidenceCurve, ...]
    started: int  # the day from which risk counts
    landmark: bool  # only who was followed on that day already
    error: CurveError
    smallest: int | None  # people at risk below which ends are passed over
    passed_over: float  # those ends
    tests: tuple["GroupTest", ...]
    ratios: tuple["HazardRatio", ...]
    flow: tuple[FlowRow, ...]
    stamp: StudyStamp
    suppressed: SuppressedCells | None = None  # of counts that were shared: what is missing from them


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupTest:
    """Whether groups differ in one end (Gray's test)."""

    end: str
    statistic: float
    degrees: int
    p_value: float


class Hazard(StrEnum):
    """Of what a ratio is."""

    CAUSE_SPECIFIC = "cause_specific"  # the rate of one end among those still at risk
    SUBDISTRIBUTION = "subdistribution"  # the same with who came to another end kept at risk: it moves the incidence


@dataclass(frozen=True, kw_only=True, slots=True)
class HazardRatio:
    """The hazard of one end in a group, over that in another."""

    hazard: Hazard
    end: str
    group: str
    against: str
    ratio: Number


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyEffect:
    """`amnio study effect`: the designs side by side, and what would show that they cannot be trusted."""

    question: Question
    designs: tuple[Design, ...]  # that were asked for
    effects: tuple[DesignEffect, ...]
    by_week: tuple[DesignEffect, ...]
    diagnostics: Diagnostics | None
    flow: tuple[FlowRow, ...]
    stamp: StudyStamp
    other_ways: tuple[OtherWay, ...] = ()
    sensitivity: Sensitivity | None = None  # None without trials
    suppressed: SuppressedCells | None = None  # of counts that were shared: what is missing from them
    not_counted: tuple[Design, ...] = ()  # designs that counts were shared without

    def effect(self, design: Design, by: By) -> DesignEffect | None:
        """The one asked for; None where that design does not say it."""
        found = (each for each in self.effects if (each.design, each.by) == (design, by))
        return next(found, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyReport:
    """`amnio study report`: both, as one document; no incidence where counts were shared without it."""

    effect: StudyEffect
    incidence: StudyIncidence | None
    stamp: StudyStamp
