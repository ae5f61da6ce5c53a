"""What `amnio check` answers: a verdict a rule, what is missing, what waiting would change. Codes and numbers only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amnio.clinic.case import FamilyWords
from amnio.guidance.judging import OutOfForce
from amnio.guidance.rule import Action, RuleVerdict, Topic
from amnio.quantity import Estimate


class Decision(StrEnum):
    """What the rules asked for say together. The clinician decides."""

    GO = "go"  # nothing that was asked stands against it
    WAIT = "wait"  # a rule that blocks, asks to wait or asks for something is broken
    CANNOT_TELL = "cannot_tell"  # such a rule cannot be judged: something is missing


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStanding:
    """How a planned procedure stands, in short; `missing` are the fields that the decision waits for."""

    decision: Decision
    missing: tuple[str, ...] = ()


class NoWaiting(StrEnum):
    """Why it is not told what waiting would change."""

    OTHER_PROCEDURE = "other_procedure"
    NO_GESTATION = "no_gestation"
    ALREADY_16 = "already_16"
    BEFORE_THE_CLOCK = "before_the_clock"
    MORE_THAN_TWINS = "more_than_twins"
    NO_HEARTBEAT = "no_heartbeat"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedRule:
    """One rule and its verdict. `rule` is its name; words and source stand in its file.

    `holds_up`: it is why the procedure waits. `decides`: it could be. `missing` are dotted paths.
    """

    rule: str
    topic: Topic
    action: Action
    standing: str
    issuer: str
    wording: str
    verdict: RuleVerdict
    missing: tuple[str, ...]
    decides: bool
    holds_up: bool
    urgent: bool
    out_of_force: OutOfForce | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedProfile:
    """A profile that was asked, and whether its text stood on the day (None: no day is known)."""

    profile: str
    in_force: bool | None
    rules: int  # rules before the needle that it holds


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingField:
    """A field that was not looked for, and the rules that cannot tell without it; `decides`: one could hold up."""

    field: str
    rules: tuple[str, ...]
    decides: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingDay:
    """The same pregnancy with the needle on that day: what it adds to the losses by 24+0.

    `saved`: how much less that is than today, draw by draw; None today.
    """

    at: str
    on: date | None
    adds: Estimate
    saved: Estimate | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """`anyway`: the losses from today to 24+0 that come without any needle, for the same woman."""

    not_told_because: NoWaiting | None
    anyway: Estimate | None
    days: tuple[WaitingDay, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckSummary:
    id: str | None
    maternal_age: float | None
    fetuses: int
    procedure: str
    at: str | None
    on: date | None
    words: FamilyWords
    made_up: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckStamp:
    """What the answer was made from. The last three are None where the model was not asked."""

    software: str
    guidance: str
    evidence: str | None
    draws: int | None
    seed: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """May this procedure go ahead today? `rules` in the order in which they matter: what holds it up comes first.

    `silent`: no rule of the profiles asked could have held it up, so that nothing was asked but our own safety rules.
    """

    summary: CheckSummary
    judged_as_of: date | None
    profiles: tuple[CheckedProfile, ...]
    decision: Decision
    silent: bool
    rules: tuple[CheckedRule, ...]
    missing: tuple[MissingField, ...]
    waiting: Waiting
    stamp: CheckStamp
