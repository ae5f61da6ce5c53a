"""The care plan after a loss: which items hold for this woman, dated from the day of the loss."""

from datetime import date, timedelta

from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Presence
from amnio.guidance.anti_d import anti_d_doses
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_rule import CareRule, care_rules
from amnio.guidance.condition import Facts
from amnio.guidance.month import same_day_after_months
from amnio.guidance.profiles import DEFAULT_PROFILE, check_profile
from amnio.guidance.thresholds import default_thresholds

#: Items that carry the doses of `anti_d.toml`.
WITH_DOSES = ("anti_d", "anti_d_early")


def care_plan(case: Case, *, infection_signs: bool, profile: str = DEFAULT_PROFILE) -> tuple[CareItem, ...]:
    """Items in the order of the plan. For each topic the chosen profile's rule, or the one that all profiles share.

    A condition that cannot be told (a field that was not looked for) leaves its item out; an unknown RhD group is an
    item of its own. Raises `GuidanceError` for a profile that is not known.
    """
    check_profile(profile)
    facts = Facts(case=case, thresholds=default_thresholds(), judged={"infection_signs": infection_signs})
    own = {rule.topic for rule in care_rules() if profile in rule.profiles}
    chosen = (
        rule for rule in care_rules() if profile in rule.profiles or ("any" in rule.profiles and rule.topic not in own)
    )
    return tuple(_item(rule, case, profile) for rule in chosen if rule.when is None or rule.when.judge(facts))


def _item(rule: CareRule, case: Case, profile: str) -> CareItem:
    starts_on, ends_on = _dates(rule, case.loss.on)
    because = rule.because
    doses = anti_d_doses(case.loss.at, profile) if rule.item in WITH_DOSES else ()
    if rule.item in WITH_DOSES:
        if case.loss.at is None:
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
        profile=profile if profile in rule.profiles else "any",
        wording=rule.wording.value,
        doses=doses,
    )


def _dates(rule: CareRule, loss: date | None) -> tuple[date | None, date | None]:
    if loss is None:
        return None, None
    starts_on = loss + timedelta(days=rule.starts_after_days)
    if rule.ends_after_days is not None:
        return starts_on, loss + timedelta(days=rule.ends_after_days)
    if rule.ends_after_months is not None:
        return starts_on, same_day_after_months(loss, rule.ends_after_months)
    return starts_on, None
