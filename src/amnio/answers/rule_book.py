"""The rules on file as answers: lists, single rules, and what several profiles say on one topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.guidance.condition import Condition, Leaf, as_written
from amnio.guidance.profiles import check_profile
from amnio.guidance.rule import GATES, Action, Rule, RuleVerdict, Stage, Topic, WorkedCase
from amnio.guidance.rules import all_rules, rule_named, rules_of, rules_on
from amnio.guidance.worked import judged_as_given

#: What a rule of a window is compared on.
AGE_FIELD = "plan.at"


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedRow:
    given: Mapping[str, Any]
    on: date | None
    verdict: RuleVerdict


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleEntry:
    """A rule as a record: codes, both advices, its condition as its file writes it, and its worked cases."""

    id: str
    topic: Topic
    stage: Stage
    action: Action
    standing: str
    profiles: tuple[str, ...]
    strength: str | None
    issuer: str
    reference: str
    place: str
    reading: str
    wording: str
    confidence: float | None
    in_force_from: date | None
    in_force_until: date | None
    about: Mapping[str, Any] | None
    require: Mapping[str, Any] | None
    when: Mapping[str, Any] | None
    advice_en: str
    advice_zh: str
    note_en: str | None
    note_zh: str | None
    judged_by_people: bool  # a part of what the advice says is in no field
    also: tuple[str, ...]  # further texts that the advice rests on
    worked: tuple[WorkedRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AgeRow:
    """The strictest verdict of each profile, in the order asked for, on one gestational age."""

    at: str
    verdicts: tuple[str, ...]  # an action that holds up, "kept", or "silent"
    differ: bool  # one allows it and another does not; who is silent does not count


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What profiles say on one topic; `ages` only where rules name gestational ages."""

    topic: Topic
    profiles: tuple[str, ...]
    rules: Mapping[str, tuple[RuleEntry, ...]]  # by profile
    ages: tuple[AgeRow, ...]


#: Any age will do to see what a rule asks for.
REFERENCE_AGE = GestationalAge(16 * DAYS_PER_WEEK)
#: A profile that has no rule for an age.
SILENT = "silent"


def listed(profile: str | None = None, topic: Topic | None = None) -> tuple[Rule, ...]:
    """Rules in the order in which they are shown. Raises `GuidanceError` for a profile that is not known."""
    if profile is not None:
        check_profile(profile)
    rules = rules_of(profile) if profile else rules_on(topic) if topic else all_rules()
    return tuple(rule for rule in rules if topic is None or rule.topic is topic)


def entry(rule: Rule) -> RuleEntry:
    return RuleEntry(
        id=rule.id,
        topic=rule.topic,
        stage=rule.stage,
        action=rule.action,
        standing=rule.standing.value,
        profiles=rule.profiles,
        strength=rule.strength,
        issuer=rule.source.issuer,
        reference=rule.source.reference,
        place=rule.source.place or "",
        reading=rule.reading.value,
        wording=rule.wording.value,
        confidence=rule.confidence,
        in_force_from=rule.in_force_from,
        in_force_until=rule.in_force_until,
        about=_written(rule.about),
        require=_written(rule.require),
        when=_written(rule.when),
        advice_en=rule.advice_en,
        advice_zh=rule.advice_zh,
        note_en=rule.note_en,
        note_zh=rule.note_zh,
        judged_by_people=rule.judged_by_people,
        also=tuple(str(source) for source in rule.also),
        worked=tuple(_row(worked) for worked in rule.worked),
    )


def compared(name: str, profiles: tuple[str, ...]) -> Comparison:
    """A topic, or the topic of the rule of that name, in several profiles. Raises `GuidanceError`."""
    for profile in profiles:
        check_profile(profile)
    topic = Topic(name) if name in tuple(Topic) else rule_named(name).topic
    of_profile = {profile: listed(profile, topic) for profile in profiles}
    return Comparison(
        topic=topic,
        profiles=profiles,
        rules={profile: tuple(entry(rule) for rule in rules) for profile, rules in of_profile.items()},
        ages=_ages(of_profile),
    )


def _written(condition: Condition | None) -> Mapping[str, Any] | None:
    return None if condition is None else as_written(condition)


def _row(worked: WorkedCase) -> WorkedRow:
    return WorkedRow(given=worked.given, on=worked.on, verdict=worked.verdict)


def _ages(of_profile: Mapping[str, tuple[Rule, ...]]) -> tuple[AgeRow, ...]:
    gates = {
        profile: [rule for rule in rules if rule.action in GATES and not rule.superseded and _asks_only_the_age(rule)]
        for profile, rules in of_profile.items()
    }
    edges = {day for rules in gates.values() for rule in rules for day in _edges(rule)}
    rows = []
    for day in sorted(edges):
        verdicts = tuple(_strictest(rules, str(GestationalAge(day))) for rules in gates.values())
        kept = {verdict == RuleVerdict.KEPT for verdict in verdicts if verdict != SILENT}
        rows.append(AgeRow(at=str(GestationalAge(day)), verdicts=verdicts, differ=len(kept) > 1))
    return tuple(rows)


def _asks_only_the_age(rule: Rule) -> bool:
    """Whether a rule can be judged on an amniocentesis of which only the gestational age is known."""
    if rule.require is None or any(leaf.path != AGE_FIELD for leaf in rule.require.leaves()):
        return False
    given = {"plan.kind": "amniocentesis", AGE_FIELD: str(REFERENCE_AGE)}
    return judged_as_given(rule, given).verdict in (RuleVerdict.KEPT, RuleVerdict.BROKEN)


def _edges(rule: Rule) -> set[int]:
    """The days on both sides of every gestational age that the rule names."""
    found: set[int] = set()
    for leaf in rule.require.leaves() if rule.require else ():
        if leaf.path == AGE_FIELD:
            found |= _sides(leaf)
    return found


def _sides(leaf: Leaf) -> set[int]:
    if leaf.word == "within":
        first, last = leaf.operand
        return {first.days - 1, first.days, last.days, last.days + 1}
    if leaf.word in ("before", "not_before"):
        return {leaf.operand.days - 1, leaf.operand.days}
    return set()


def _strictest(rules: list[Rule], at: str) -> str:
    """What the strictest rule about an amniocentesis at that age says."""
    spoken = []
    for rule in rules:
        given = {"plan.kind": "amniocentesis", AGE_FIELD: at}
        verdict = judged_as_given(rule, given).verdict
        if verdict is RuleVerdict.BROKEN:
            return rule.action.value  # rules stand in the order of their actions
        if verdict is RuleVerdict.KEPT:
            spoken.append(verdict.value)
    return spoken[0] if spoken else SILENT
