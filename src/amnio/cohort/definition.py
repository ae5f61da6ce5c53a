"""What is asked of a population: from when to when, who, compared how, told apart by what. Checked at birth."""

import hashlib
import json
import re
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from math import prod

from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.table import COLUMNS, Kind
from amnio.estimate.count_columns import Factor

#: Columns that say what came later: they can describe nobody at baseline.
_LATER = {"exit", "end", "procedure", "procedures", "later_procedure", "operator"} | {
    column.name for column in COLUMNS.values() if column.kind is Kind.DAY
}
#: Days of the table that can be known when follow-up begins, besides time-stamped covariates of its own.
_EVENTS = {"known_dead", "fetal_loss", "fetal_termination", "other_invasive"}
_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]*")
MOST_STRATA = 5_000
MOST_BLOCKS = 1_000
UNKNOWN = "unknown"
START = GestationalAge(10 * DAYS_PER_WEEK)
FIRST_TRIAL = GestationalAge(15 * DAYS_PER_WEEK)
LAST_TRIAL = GestationalAge(23 * DAYS_PER_WEEK - 1)
OTHER = "other"


class DayOfLoss(StrEnum):
    """Which day of a loss counts: the first on which the death was known, or the end of the pregnancy."""

    KNOWN_DEAD = "known_dead"
    END = "end"


class SeveralFetuses(StrEnum):
    """What counts as a loss of several fetuses: the first of them, or the whole pregnancy."""

    FIRST = "first"
    WHOLE = "whole"


class OtherInvasive(StrEnum):
    """Another invasive procedure ends follow-up, or (looking into the future) leaves the pregnancy out."""

    CENSOR = "censor"
    LEAVE_OUT = "leave_out"


class Dating(StrEnum):
    """Days by the dating of the table, or by the first dating (`redated_days`)."""

    TABLE = "table"
    FIRST = "first"


class Exposure(StrEnum):
    """How counts of risk tell arms apart.

    NONE: they do not. EVER: by whether a procedure came at some time, which looks into the future (the crude answer).
    LANDMARK: among those at risk on the landmark day, by whether it had come by then. SPLIT: follow-up changes from arm
    0 to arm 1 with the day of the procedure.
    """

    NONE = "none"
    EVER = "ever"
    LANDMARK = "landmark"
    SPLIT = "split"


class BlockBy(StrEnum):
    """Whose name decides the block: the woman's, or her unit's (for variation between units)."""

    WOMAN = "woman"
    UNIT = "unit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bands:
    """A number in bands: below the first cut, from each cut to below the next, from the last on; and unknown."""

    column: str
    cuts: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_baseline(self.column)
        _check(bool(self.cuts) and list(self.cuts) == sorted(set(self.cuts)), "cuts", self.cuts)
        _check(all(type(cut) is int for cut in self.cuts), "cuts", self.cuts)

    @property
    def factor(self) -> Factor:
        first, last = self.cuts[0], self.cuts[-1]
        between = (f"{low} to <{high}" for low, high in zip(self.cuts, self.cuts[1:], strict=False))
        return Factor(name=self.column, levels=(f"<{first}", *between, f">={last}", UNKNOWN))


@dataclass(frozen=True, kw_only=True, slots=True)
class Codes:
    """A code or text: each that is named is a level, all others together are `other`; and unknown."""

    column: str
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        _check_baseline(self.column)
        named = bool(self.codes) and len(set(self.codes)) == len(self.codes)
        _check(named and not {OTHER, UNKNOWN} & set(self.codes), "codes", self.codes)

    @property
    def factor(self) -> Factor:
        return Factor(name=self.column, levels=(*self.codes, OTHER, UNKNOWN))


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Whether something with a day of its own was known when follow-up began.

    `on_its_day`: whether it counts as known before a procedure of the same day. An abnormal scan does, as the reason
    for the procedure; bleeding does not, as it may have come from it.
    """

    event: str
    on_its_day: bool

    def __post_init__(self) -> None:
        _check(self.event not in COLUMNS or self.event in _EVENTS, "event", self.event)
        _check_name("event", self.event)

    @property
    def factor(self) -> Factor:
        return Factor(name=self.event, levels=("no", "yes"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Among:
    """Keeps rows whose code is one of these; an unknown one is not kept, and counted apart."""

    column: str
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        _check_baseline(self.column)
        _check(bool(self.codes), "codes", self.codes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Within:
    """Keeps rows whose number lies from `low` to below `below`; an unknown one is not kept, and counted apart."""

    column: str
    low: int | None = None
    below: int | None = None

    def __post_init__(self) -> None:
        _check_baseline(self.column)
        bounds = [bound for bound in (self.low, self.below) if bound is not None]
        _check(bool(bounds) and all(type(bound) is int for bound in bounds), "from", self.low)
        _check(len(bounds) < 2 or bounds[0] < bounds[1], "below", self.below)


Stratifier = Bands | Codes | Known
Condition = Among | Within


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyDefinition:
    """One question to a population. Two definitions with one `fingerprint` give the same counts of the same rows.

    `start` is the day from which risk is counted, `until` the last day on which an end counts (None: until birth).
    Trials start every `period` days from `first_trial` to `last_trial`. `keep` chooses rows by what was known at
    baseline; from the day of an event of `without` on, nobody starts a trial. `strata` are crossed with one another.
    `follow_up`, if given, is the last day of a trial on which an end counts.

    Raises `CannotStudy` for what makes no sense.
    """

    start: GestationalAge = START
    until: GestationalAge | None = None
    first_trial: GestationalAge = FIRST_TRIAL
    last_trial: GestationalAge = LAST_TRIAL
    period: int = 1
    follow_up: int | None = None
    day_of_loss: DayOfLoss = DayOfLoss.KNOWN_DEAD
    several_fetuses: SeveralFetuses = SeveralFetuses.FIRST
    other_invasive: OtherInvasive = OtherInvasive.CENSOR
    dating: Dating = Dating.TABLE
    exposure: Exposure = Exposure.NONE
    landmark: GestationalAge | None = None
    keep: tuple[Condition, ...] = ()
    without: tuple[Known, ...] = ()
    strata: tuple[Stratifier, ...] = ()
    blocks: int = 50
    block_by: BlockBy = BlockBy.WOMAN

    def __post_init__(self) -> None:
        _check(self.period in (1, DAYS_PER_WEEK), "period", self.period)
        _check(self.first_trial <= self.last_trial, "last_trial", self.last_trial)
        _check(self.until is None or self.until > self.start, "until", self.until)
        _check(self.follow_up is None or self.follow_up >= 1, "follow_up", self.follow_up)
        _check(2 <= self.blocks <= MOST_BLOCKS, "blocks", self.blocks)
        _check((self.landmark is not None) == (self.exposure is Exposure.LANDMARK), "landmark", self.landmark)
        _check(prod(len(factor.levels) for factor in self.factors) <= MOST_STRATA, "strata", len(self.factors))
        names = [factor.name for factor in self.factors]
        _check(len(set(names)) == len(names), "strata", ", ".join(names))

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What the strata are made of, in the order of `strata`: the first changes slowest."""
        return tuple(stratifier.factor for stratifier in self.strata)

    @property
    def events(self) -> tuple[str, ...]:
        """Time-stamped covariates that are read, each once."""
        known = (*(each for each in self.strata if isinstance(each, Known)), *self.without)
        return tuple(dict.fromkeys(each.event for each in known))

    @property
    def covariates(self) -> tuple[str, ...]:
        """Baseline covariates that are read, each once."""
        stratified = (each.column for each in self.strata if not isinstance(each, Known))
        return tuple(dict.fromkeys((*stratified, *(each.column for each in self.keep))))

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with anything that may change a count."""
        text = json.dumps(definition_record(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def definition_record(value: object) -> object:
    """A definition as mappings and lists, with gestations written as weeks+days and each part under its kind."""
    if isinstance(value, GestationalAge):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: definition_record(getattr(value, field.name)) for field in fields(value)}
        return parts if isinstance(value, StudyDefinition) else {"kind": type(value).__name__.lower(), **parts}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [definition_record(each) for each in value]
    return value


def _check(true: bool, key: str, value: object) -> None:
    if not true:
        raise CannotStudy(Refusal.DEFINITION_VALUE, item=key, value=value)


def _check_baseline(column: str) -> None:
    _check(column not in _LATER, "column", column)
    _check_name("column", column)


def _check_name(key: str, name: str) -> None:
    _check(_NAME.fullmatch(name) is not None, key, name)
