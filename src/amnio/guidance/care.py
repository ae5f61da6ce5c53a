"""The care plan after a loss or a procedure: which items hold for this woman, dated from the day of it."""

from datetime import date, timedelta

from amnio.clinic.case import Case
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Presence
from amnio.guidance.anti_d import anti_d_doses
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_rule import CareRule, care_rules
from amnio.guidance.care_text import care_text
from amnio.guidance.condition import Facts
from amnio.guidance.month import same_day_after_months
from amnio.guidance.occasion import Occasion
from amnio.guidance.profiles import DEFAULT_PROFILE, check_profile
from amnio.guidance.thresholds import default_thresholds

#: Items that carry the doses of `anti_d.toml`.
WITH_DOSES = ("anti_d", "anti_d_early", "anti_d_procedure")
#: Whose rules an item has that belongs to no profile of its own.
SHARED = "any"
_WATCH = "warning_signs"
_WORKING_DAYS = 5  # Monday to Friday; holidays are not known here


def care_plan(
    case: Case,
    *,
    infection_signs: bool,
    profile: str = DEFAULT_PROFILE,
    occasion: Occasion = Occasion.AFTER_LOSS,
) -> tuple[CareItem, ...]:
    """Items in the order of the plan. For each topic the chosen profile's rule, or the one that all profiles share.

    A condition that cannot be told (a field that was not looked for) leaves its item out; an unknown RhD group is an
    item of its own. Raises `GuidanceError` for a profile that is not known.
    """
    check_profile(profile)
    own = {rule.topic for rule in care_rules(occasion) if profile in rule.profiles}
    return tuple(
        _item(rule, case, profile)
        for rule in _holding(case, infection_signs, occasion)
        if profile in rule.profiles or (SHARED in rule.profiles and rule.topic not in own)
    )


def own_item(
    case: Case, topic: str, profile: str, *, infection_signs: bool, occasion: Occasion = Occasion.AFTER_LOSS
) -> CareItem | None:
    """What a profile itself says about a topic, or None where it is silent; `SHARED` for what belongs to none."""
    for rule in _holding(case, infection_signs, occasion):
        if rule.topic == topic and profile in rule.profiles:
            return _item(rule, case, profile)
    return None


def _holding(case: Case, infection_signs: bool, occasion: Occasion) -> tuple[CareRule, ...]:
    facts = Facts(case=case, thresholds=default_thresholds(), judged={"infection_signs": infection_signs})
    return tuple(rule for rule in care_rules(occasion) if rule.when is None or rule.when.judge(facts))


def day_zero(case: Case, occasion: Occasion) -> date | None:
    """The day from which an occasion is counted."""
    return _event(case, occasion)[0]


def _event(case: Case, occasion: Occasion) -> tuple[date | None, GestationalAge | None]:
    event = case.loss if occasion is Occasion.AFTER_LOSS else case.procedure
    return event.on, event.at


def _item(rule: CareRule, case: Case, profile: str) -> CareItem:
    on, at = _event(case, rule.occasion)
    starts_on, ends_on = _dates(rule, on)
    because = rule.because
    doses = anti_d_doses(at, profile, rule.occasion) if rule.item in WITH_DOSES else ()
    if rule.item in WITH_DOSES:
        if at is None:
            because = "gestation_missing"
        elif case.procedure.anti_d_given is Presence.PRESENT:
            because = "dose_at_procedure"  # a dose then does not end the question now
    return CareItem(
        item=rule.item,
        row=rule.row,
        starts_on=starts_on,
        ends_on=ends_on,
        until=rule.until,
        answer=rule.answer,
        because=because,
        evidence=rule.evidence.value,
        sources=tuple(str(source) for source in rule.sources),
        topic=rule.topic,
        profile=profile if profile in rule.profiles else SHARED,
        wording=rule.wording.value,
        doses=doses,
    )


def _dates(rule: CareRule, zero: date | None) -> tuple[date | None, date | None]:
    if zero is None:
        return None, None
    starts_on = zero + timedelta(days=rule.starts_after_days)
    if rule.ends_after_days is not None:
        return starts_on, zero + timedelta(days=rule.ends_after_days)
    if rule.ends_after_working_days is not None:
        return starts_on, _working_days_after(zero, rule.ends_after_working_days)
    if rule.ends_after_months is not None:
        return starts_on, same_day_after_months(zero, rule.ends_after_months)
    return starts_on, None


def last_day(rule: CareRule, zero: date) -> date | None:
    """The last day of an item counted from the day of its event; None where it has no end that is a date."""
    return _dates(rule, zero)[1]


def told_on(
    plan: tuple[CareItem, ...], zero: date | None, day: date | None
) -> tuple[tuple[CareItem, ...], tuple[CareItem, ...]]:
    """What of a plan is still worth saying on a day, and what is over by then. All of it where a day is not known.

    A limit in hours that has passed is still told, as passed: what was missed has to be known.
    """
    if zero is None or day is None:
        return plan, ()
    over = tuple(item for item in plan if _is_over(item, zero, day))
    return tuple(item for item in plan if item not in over), over


def _is_over(item: CareItem, zero: date, day: date) -> bool:
    rule = care_text(item.item)
    if rule.within_hours is not None:
        return False
    if item.ends_on is not None:
        return item.ends_on < day
    return rule.told_for_days is not None and (day - zero).days > rule.told_for_days


def watched_until(loss_on: date) -> date | None:
    """The last day on which signs after a loss are watched for, as the plan says."""
    return last_day(care_text(_WATCH), loss_on)


def _working_days_after(day: date, count: int) -> date:
    """The last of so many days from Monday to Friday after a day."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _WORKING_DAYS
    return day
