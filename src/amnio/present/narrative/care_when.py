"""When an item of care holds: with dates, with an hour where a limit is in hours, or in days from day 0."""

from datetime import datetime, timedelta

from amnio.answers.care_answer import Care, CareNote
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_rule import CareRule
from amnio.guidance.care_text import care_text
from amnio.present.document import Audience
from amnio.present.narrative import care as care_words
from amnio.present.narrative.wording import Wording


def when(item: CareItem, answer: Care, wording: Wording) -> str:
    """As it begins a line of the plan."""
    rule = care_text(item.item)
    if item.starts_on is None and item.until is None:
        return _in_days(rule, wording)
    event = next((each for each in answer.events if each.item == item.item and each.moment is not None), None)
    if event is not None and event.moment is not None:
        return until(event.moment, answer, wording)
    return care_words.when(item, rule, answer.day_zero, wording)


def until(moment: datetime, answer: Care, wording: Wording) -> str:
    """Until a moment; where the hour was counted from the first one of a day, until the last day that lies within."""
    family = wording.audience is Audience.FAMILY
    if CareNote.HOUR_UNKNOWN in answer.notes:
        last = (moment - timedelta(minutes=1)).date()
        return wording.text("family.care.until" if family else "care.until", date=wording.numbers.date(last))
    key = "care.family.by_hour" if family else "care.by_hour"
    return wording.text(key, date=wording.numbers.date(moment.date()), time=f"{moment:%H:%M}")


def _in_days(rule: CareRule, wording: Wording) -> str:
    start, end, months = rule.starts_after_days, rule.ends_after_days, rule.ends_after_months
    if rule.within_hours is not None:
        return wording.text("care.days.hours", n=rule.within_hours)
    if rule.ends_after_working_days is not None:
        return wording.text("care.days.working", n=rule.ends_after_working_days)
    if months is not None:
        return wording.text("care.days.month") if months == 1 else wording.text("care.days.months", n=months)
    if end is None:
        return wording.text("care.days.from", start=start)
    if end == start:
        return wording.text("care.days.on", day=start)
    return (
        wording.text("care.days.until", end=end) if start == 0 else wording.text("care.days.span", start=start, end=end)
    )
