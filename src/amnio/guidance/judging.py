"""A rule held against a case, as of a day: kept, broken, applies, does not, cannot tell, or not about this."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amnio.clinic.case import Case
from amnio.guidance.condition import Condition, Facts
from amnio.guidance.infection import signs_of_infection
from amnio.guidance.reckoned import RECKONED, reckon
from amnio.guidance.rule import Rule, RuleVerdict
from amnio.guidance.thresholds import default_thresholds


class OutOfForce(StrEnum):
    """Why a rule is not about this day."""

    NOT_YET = "not_yet"
    NO_MORE = "no_more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """`missing` are the fields of a case for want of which it cannot be told."""

    rule: Rule
    verdict: RuleVerdict
    missing: tuple[str, ...] = ()
    out_of_force: OutOfForce | None = None


def facts_of(case: Case) -> Facts:
    """Everything that rules are judged on. Signs of infection that were not recorded are not known to be absent."""
    infected = {"infection_signs": True} if signs_of_infection(case) else {}
    return Facts(case=case, thresholds=default_thresholds(), judged=infected, reckoned=reckon(case))


def judge(rule: Rule, facts: Facts, on: date | None = None) -> Judgement:
    """The verdict on the day `on`; without a day a rule with a last day is taken as ended, any other as in force."""
    if (out := _out_of_force(rule, on)) is not None:
        return Judgement(rule=rule, verdict=RuleVerdict.NOT_ABOUT, out_of_force=out)
    if rule.about is not None:
        in_scope = rule.about.judge(facts)
        if in_scope is None:
            return Judgement(rule=rule, verdict=RuleVerdict.CANNOT_TELL, missing=_missing(rule.about, facts))
        if not in_scope:
            return Judgement(rule=rule, verdict=RuleVerdict.NOT_ABOUT)
    tested = rule.tested
    if tested is None:
        return Judgement(rule=rule, verdict=RuleVerdict.APPLIES)
    held = tested.judge(facts)
    if held is None:
        return Judgement(rule=rule, verdict=RuleVerdict.CANNOT_TELL, missing=_missing(tested, facts))
    yes, no = (
        (RuleVerdict.KEPT, RuleVerdict.BROKEN)
        if rule.require is not None
        else (RuleVerdict.APPLIES, RuleVerdict.DOES_NOT_APPLY)
    )
    return Judgement(rule=rule, verdict=yes if held else no)


def _out_of_force(rule: Rule, on: date | None) -> OutOfForce | None:
    if on is None:
        return OutOfForce.NO_MORE if rule.superseded else None
    if rule.in_force(on):
        return None
    return OutOfForce.NOT_YET if rule.in_force_from is not None and on < rule.in_force_from else OutOfForce.NO_MORE


def _missing(condition: Condition, facts: Facts) -> tuple[str, ...]:
    """Fields of a case; what is counted from dates is traced back to the dates."""
    traced = (RECKONED.get(path, (path,)) for path in condition.missing(facts))
    return tuple(dict.fromkeys(path for paths in traced for path in paths))
