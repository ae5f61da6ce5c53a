"""One rule of one issuer: what it is about, what it asks for or says, how well it was read, and its worked cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from amnio.guidance.condition import Condition
from amnio.guidance.profiles import in_force
from amnio.guidance.source import Source, Wording


class Stage(StrEnum):
    """When a rule is asked."""

    BEFORE = "before"  # before the needle, or while it is in
    AFTER_PROCEDURE = "after_procedure"  # and the pregnancy goes on
    AFTER_LOSS = "after_loss"
    NEXT_PREGNANCY = "next_pregnancy"
    UNIT = "unit"  # about a unit or its records, not about one woman


class Topic(StrEnum):
    """What a rule is about; the same in every profile, so that profiles can stand side by side."""

    WINDOW = "window"
    INDICATION = "indication"
    GUIDANCE = "guidance"  # ultrasound guidance
    NEEDLE = "needle"
    PASSES = "passes"
    OPERATOR = "operator"
    ASEPSIS = "asepsis"
    CONSENT = "consent"
    INFECTION = "infection"
    BLEEDING = "bleeding"
    CLOTTING = "clotting"
    VIRUS = "virus"
    RHD = "rhd"
    ANTI_D = "anti_d"
    TWINS = "twins"
    ANTIBIOTIC = "antibiotic"
    ANALGESIA = "analgesia"
    FOLLOW_UP = "follow_up"
    RED_FLAG = "red_flag"
    SEPSIS = "sepsis"
    LOSS = "loss"
    MILK = "milk"
    HYGIENE = "hygiene"
    INTERCOURSE = "intercourse"
    CONTRACEPTION = "contraception"
    TESTS = "tests"
    NEXT_PREGNANCY = "next_pregnancy"
    MOOD = "mood"
    RIGHTS = "rights"
    AUDIT = "audit"


class Action(StrEnum):
    """What the rule wants, in the order in which rules are shown."""

    BLOCK = "block"  # do not go ahead
    WAIT = "wait"  # go ahead later
    CAUTION = "caution"  # may go ahead; say why not
    DO = "do"
    DO_NOT = "do_not"
    OFFER = "offer"
    TELL = "tell"
    NOT_ABOUT = "not_about"  # does not govern this, and is shown so that nobody applies it by mistake


#: Actions that hold a procedure up: such a rule always says what it requires.
GATES = (Action.BLOCK, Action.WAIT, Action.CAUTION)


class Standing(StrEnum):
    """What kind of text stands behind a rule, in the order in which rules of one action are shown."""

    LAW = "law"
    STANDARD = "standard"  # national or industry standard
    GUIDELINE = "guideline"
    CONSENSUS = "consensus"
    TRIAL = "trial"
    COHORT = "cohort"
    MANUAL = "manual"
    HOSPITAL = "hospital"
    LEAFLET = "leaflet"
    TEXTBOOK = "textbook"
    CUSTOM = "custom"
    FOUNDING_TEXT = "founding_text"
    JUDGEMENT = "judgement"


class Reading(StrEnum):
    """How the wording was read, best first."""

    SEEN_TWICE = "seen_twice"  # in print, by two readers independently
    SEEN = "seen"
    SEEN_FIRST_READER = "seen_first_reader"
    SECONDARY = "secondary"  # in a summary, a mirror, a lecture, a leaflet about it
    JUDGEMENT = "judgement"  # nobody's text: our own reading
    UNVERIFIED = "unverified"  # recalled; no text was found


#: The mark that every reader of a rule sees, by its reading.
WORDING_OF = {
    Reading.SEEN_TWICE: Wording.VERIFIED,
    Reading.SEEN: Wording.VERIFIED,
    Reading.SEEN_FIRST_READER: Wording.VERIFIED,
    Reading.SECONDARY: Wording.SECONDARY,
    Reading.JUDGEMENT: Wording.JUDGEMENT,
    Reading.UNVERIFIED: Wording.UNVERIFIED,
}


class RuleVerdict(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    CANNOT_TELL = "cannot_tell"
    NOT_ABOUT = "not_about"


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedCase:
    """Fields by path, as a case file would hold them (`reckoned.*` and `judged.*` too), and the verdict they give."""

    given: Mapping[str, Any]
    on: date | None
    verdict: RuleVerdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule as its file states it.

    `about` is the scope (None: every case). `require` makes a rule that is kept or broken, `when` one that applies or
    does not; with neither it applies wherever its scope holds. Both are never there.
    """

    id: str
    topic: Topic
    stage: Stage
    action: Action
    standing: Standing
    profiles: tuple[str, ...]
    strength: str | None  # the issuer's own letter
    source: Source
    also: tuple[Source, ...]  # further texts that the advice rests on
    reading: Reading
    confidence: float | None  # of an unverified wording, 0 to 1
    in_force_from: date | None
    in_force_until: date | None  # its last day
    about: Condition | None
    require: Condition | None
    when: Condition | None
    advice_en: str
    advice_zh: str
    note_en: str | None  # how the text was understood, or where another text differs; shown after the advice
    note_zh: str | None
    judged_by_people: bool  # a part of what the advice says is in no field, and stays with the reader
    worked: tuple[WorkedCase, ...]

    @property
    def wording(self) -> Wording:
        return WORDING_OF[self.reading]

    @property
    def tested(self) -> Condition | None:
        """The condition beyond the scope."""
        return self.require or self.when

    def advice(self, language: str) -> str:
        return self.advice_zh if language == "zh" else self.advice_en

    def note(self, language: str) -> str | None:
        return self.note_zh if language == "zh" else self.note_en

    @property
    def sources(self) -> tuple[Source, ...]:
        """The text that says it, then further ones."""
        return self.source, *self.also

    def in_force(self, on: date) -> bool:
        return in_force(on, self.in_force_from, self.in_force_until)

    @property
    def superseded(self) -> bool:
        """Whether a last day is known: such a rule is for procedures that were done before it ended."""
        return self.in_force_until is not None

    def order(self) -> tuple[int, ...]:
        """By action, then by what stands behind it, then by how well it was read."""
        standing, reading = tuple(Standing).index(self.standing), tuple(Reading).index(self.reading)
        return tuple(Action).index(self.action), standing, reading
