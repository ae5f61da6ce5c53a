"""`check` on a record and on a form that is being filled in."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from amnio.answers.check import DEFAULT_PROFILES, Checker, standing
from amnio.answers.check_answer import Check, Decision, PlanStanding
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import partial_case
from amnio.clinic.vocabulary import Outcome, Presence
from amnio.guidance.rule import RuleVerdict
from amnio.registry.models import Pregnancy, Unit
from amnio.registry.record_case import case_values

#: What was done tells what had been planned, where nobody wrote the plan down.
_DONE_FOR_PLANNED = {
    "plan.kind": "procedure.kind",
    "plan.at": "procedure.at",
    "plan.on": "procedure.on",
    "plan.needle_gauge": "procedure.gauge",
    "plan.insertions": "procedure.passes",
    "plan.placenta_on_path": "procedure.transplacental",
    "plan.fetal_heartbeat": "procedure.fetus_alive_before",
}
_THE_SIGN_OF_INFECTION, _SEEN_BEFORE = "plan.infection_intrauterine", "procedure.infection_signs_before"


@cache
def checker() -> Checker:
    """One for the whole process: the model behind it is assembled once, and only when somebody needs it."""
    return Checker()


def profiles_of(unit: Unit) -> tuple[str, ...]:
    """Whose rules the unit follows."""
    return tuple(unit.profiles) or DEFAULT_PROFILES


def check_record(pregnancy: Pregnancy, unit: Unit, today: date, typed: Mapping[str, Any] | None = None) -> Check:
    """The verdicts on the record, with what stands on a form in place of what was saved.

    Raises `CaseError` when the two contradict each other, or nothing is planned.
    """
    values = _planned(case_values(pregnancy, typed))
    return checker().check(partial_case(values, pregnancy.number), profiles=profiles_of(unit), today=today)


def standing_on(pregnancy: Pregnancy, unit: Unit, today: date) -> PlanStanding:
    """What the rules say together and wait for; of a record that cannot be judged it cannot be told, and nothing is
    missing that a form could ask for."""
    try:
        case = partial_case(case_values(pregnancy), pregnancy.number)
        return standing(case, profiles=profiles_of(unit), today=today)
    except CaseError:
        return PlanStanding(decision=Decision.CANNOT_TELL)


def _planned(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they stood before the needle: a loss that came later is not held against it."""
    before = {path: value for path, value in values.items() if not path.startswith(("loss.", "signs.", "examination."))}
    before["loss.outcome"] = Outcome.ONGOING.value
    for planned, done in _DONE_FOR_PLANNED.items():
        if before.get(planned) is None and before.get(done) is not None:
            before[planned] = before[done]
    if before.get(_SEEN_BEFORE) == Presence.PRESENT.value:
        before[_THE_SIGN_OF_INFECTION] = Presence.PRESENT.value
    if before.get("plan.kind") == "none":
        del before["plan.kind"]
    return before


def broken_rules(check: Check) -> tuple[str, ...]:
    """The rules against which somebody goes ahead."""
    return tuple(rule.rule for rule in check.rules if rule.holds_up)


def kept_with_the_record(check: Check) -> dict[str, Any]:
    """The verdicts on the day as they are stored beside the procedure: names of rules, never sentences."""
    return {
        "decision": check.decision.value,
        "judged_as_of": None if check.judged_as_of is None else check.judged_as_of.isoformat(),
        "profiles": [profile.profile for profile in check.profiles],
        "broken": list(broken_rules(check)),
        "cannot_tell": [rule.rule for rule in check.rules if rule.verdict is RuleVerdict.CANNOT_TELL and rule.decides],
        "kept": [rule.rule for rule in check.rules if rule.verdict is RuleVerdict.KEPT],
        "software": check.stamp.software,
        "guidance": check.stamp.guidance,
    }
