"""May this procedure go ahead today? Every rule of the profiles asked for, held against the case."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from amnio import __version__
from amnio.answers.check_answer import (
    Check,
    CheckedProfile,
    CheckedRule,
    CheckStamp,
    CheckSummary,
    Decision,
    MissingField,
    NoWaiting,
    PlanStanding,
    Waiting,
)
from amnio.clinic.case import Case
from amnio.clinic.check_scope import checkable
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.clinic.review_scope import FIRST, MOST_FETUSES
from amnio.clinic.vocabulary import Presence, ProcedureKind
from amnio.guidance.files import fingerprint
from amnio.guidance.judging import Judgement, facts_of, judge
from amnio.guidance.profiles import check_profile, known_profiles
from amnio.guidance.rule import Action, Rule, RuleVerdict, Stage, Standing, Topic
from amnio.guidance.rules import rules_of

if TYPE_CHECKING:
    from amnio.answers.assemble import Assembly

#: Profiles that are asked when nobody chose: the broadest guideline, and the text that the project started from.
DEFAULT_PROFILES = ("isuog-2016", "source-text")
#: Our own safety rules, asked beside every profile: a living heart is seen, a fever and heavy bleeding are seen to.
OWN_PROFILE = "amnio"
#: Actions of a rule that decide, when the rule says what it requires.
DECIDING = (Action.BLOCK, Action.WAIT, Action.DO)
#: What one hospital asks, a textbook says or is customary is told, and decides nothing.
TOLD_ONLY = (Standing.HOSPITAL, Standing.TEXTBOOK, Standing.CUSTOM)
#: From here on waiting changes nothing that the model knows of.
LAST_WAIT = GestationalAge(16 * DAYS_PER_WEEK)
_VERDICTS = ("broken", "cannot_tell", "applies", "kept", "does_not_apply", "not_about")
_ORDER = tuple(map(RuleVerdict, _VERDICTS))


class Checker:
    """Answers checks. The model is assembled only for a case in which waiting could change something."""

    def __init__(self, assembly: "Assembly | None" = None) -> None:
        self._assembly = assembly

    @property
    def assembly(self) -> "Assembly":
        if self._assembly is None:
            from amnio.answers.assemble import Assembly
            from amnio.answers.counsel_facts import BEFORE_THE_NEEDLE

            self._assembly = Assembly(findings=BEFORE_THE_NEEDLE)
        return self._assembly

    def check(self, case: Case, *, profiles: Iterable[str] = DEFAULT_PROFILES, today: date | None = None) -> Check:
        """The answer. Judged as of the planned day, else as of `today`, else as rules stand.

        Raises `CaseError` for a case with nothing planned, `GuidanceError` for a profile that is not known.
        """
        asked, on = tuple(dict.fromkeys(profiles)), case.plan.on or today
        checked, silent = _judged(case, asked, on)
        waiting = self._waiting(case)
        return Check(
            summary=_summary(case),
            judged_as_of=on,
            profiles=tuple(_profile(profile, on) for profile in asked),
            decision=_decision(checked, silent=silent),
            silent=silent,
            rules=tuple(sorted(checked, key=_rank)),
            missing=_missing(checked),
            waiting=waiting,
            stamp=self._stamp(asked_the_model=waiting.not_told_because is None),
        )

    def _waiting(self, case: Case) -> Waiting:
        reason = _no_waiting(case)
        if reason is not None:
            return Waiting(not_told_because=reason, anyway=None, days=())
        from amnio.answers.waiting import waiting  # the model, which most checks do not need

        return waiting(case, self.assembly)

    def _stamp(self, *, asked_the_model: bool) -> CheckStamp:
        made_from = self.assembly if asked_the_model else None
        return CheckStamp(
            software=__version__,
            guidance=fingerprint(),
            evidence=made_from.evidence.fingerprint if made_from else None,
            draws=made_from.draws.count if made_from else None,
            seed=made_from.draws.seed if made_from else None,
        )


def standing(case: Case, *, profiles: Iterable[str] = DEFAULT_PROFILES, today: date | None = None) -> PlanStanding:
    """What the rules say together, and what they wait for: a worklist asks it of many. Raises as `check` does."""
    checked, silent = _judged(case, tuple(dict.fromkeys(profiles)), case.plan.on or today)
    missing = tuple(one.field for one in _missing(checked) if one.decides)
    return PlanStanding(decision=_decision(checked, silent=silent), missing=missing)


def _judged(case: Case, profiles: tuple[str, ...], on: date | None) -> tuple[tuple[CheckedRule, ...], bool]:
    """Every rule with its verdict; and whether no rule of the profiles could have held it up."""
    checkable(case)
    for profile in profiles:
        check_profile(profile)
    facts = facts_of(case)
    checked = tuple(_checked(judge(rule, facts, on)) for rule in _rules([OWN_PROFILE, *profiles]))
    silent = not any(rule.decides and rule.verdict is not RuleVerdict.NOT_ABOUT for rule in checked if not _own(rule))
    return checked, silent


def _rules(profiles: Iterable[str]) -> tuple[Rule, ...]:
    """Each rule once, in the order in which rules are shown."""
    found = {rule.id: rule for profile in profiles for rule in rules_of(profile, Stage.BEFORE)}
    return tuple(sorted(found.values(), key=lambda rule: (rule.order(), rule.id)))


def _checked(found: Judgement) -> CheckedRule:
    rule, verdict = found.rule, found.verdict
    decides = rule.require is not None and rule.action in DECIDING and rule.standing not in TOLD_ONLY
    broken = decides and verdict is RuleVerdict.BROKEN
    return CheckedRule(
        rule=rule.id,
        topic=rule.topic,
        action=rule.action,
        standing=rule.standing.value,
        issuer=rule.source.issuer,
        wording=rule.wording.value,
        verdict=verdict,
        missing=found.missing,
        decides=decides,
        holds_up=broken,
        urgent=broken and rule.topic is Topic.RED_FLAG,
        out_of_force=found.out_of_force,
    )


def _rank(rule: CheckedRule) -> tuple[int, int, int]:
    """Urgent, then what holds up, then what could, each in the order of the verdicts; rules keep their order inside."""
    return (not rule.urgent, not (rule.decides and rule.verdict in _ORDER[:2]), _ORDER.index(rule.verdict))


def _own(rule: CheckedRule) -> bool:
    return rule.standing == Standing.JUDGEMENT


def _decision(rules: Iterable[CheckedRule], *, silent: bool) -> Decision:
    """Silence is not permission: where nobody had a say, it cannot be told."""
    deciding = [rule for rule in rules if rule.decides]
    if any(rule.holds_up for rule in deciding):
        return Decision.WAIT
    if silent or any(rule.verdict is RuleVerdict.CANNOT_TELL for rule in deciding):
        return Decision.CANNOT_TELL
    return Decision.GO


def _missing(rules: Iterable[CheckedRule]) -> tuple[MissingField, ...]:
    """Fields for want of which a rule cannot tell; those that the decision waits for come first."""
    waiting: dict[str, list[CheckedRule]] = {}
    for rule in rules:
        for field in rule.missing:
            waiting.setdefault(field, []).append(rule)
    found = [
        MissingField(field=field, rules=tuple(rule.rule for rule in of), decides=any(rule.decides for rule in of))
        for field, of in waiting.items()
    ]
    return tuple(sorted(found, key=lambda one: not one.decides))


def _profile(profile: str, on: date | None) -> CheckedProfile:
    stands = None if on is None else known_profiles()[profile].in_force(on)
    return CheckedProfile(profile=profile, in_force=stands, rules=len(rules_of(profile, Stage.BEFORE)))


def _no_waiting(case: Case) -> NoWaiting | None:
    plan = case.plan
    if plan.kind is not ProcedureKind.AMNIOCENTESIS:
        return NoWaiting.OTHER_PROCEDURE
    if plan.fetal_heartbeat is Presence.ABSENT:
        return NoWaiting.NO_HEARTBEAT
    if case.pregnancy.fetuses > MOST_FETUSES:
        return NoWaiting.MORE_THAN_TWINS
    if plan.at is None:
        return NoWaiting.NO_GESTATION
    if plan.at >= LAST_WAIT:
        return NoWaiting.ALREADY_16
    return NoWaiting.BEFORE_THE_CLOCK if plan.at < FIRST else None


def _summary(case: Case) -> CheckSummary:
    plan = case.plan
    return CheckSummary(
        id=case.id,
        maternal_age=case.pregnancy.maternal_age,
        fetuses=case.pregnancy.fetuses,
        procedure="" if plan.kind is None else plan.kind.value,
        at=None if plan.at is None else str(plan.at),
        on=plan.on,
        words=case.words,
        made_up=case.made_up,
    )
