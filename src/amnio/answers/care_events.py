"""What of a care plan goes into a calendar, and the moments at which its limits in hours end."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time

from amnio.answers.care_answer import CareEvent
from amnio.clinic.case import Case
from amnio.clinic.local_time import hours_after, moment, time_zone
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_rule import CareRule
from amnio.guidance.care_text import care_text

_DIGEST = 12  # bytes
#: On which of its days an item stands in a calendar.
_ON_FIRST_DAY = ("visit", "questions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """Counts hours from the procedure or the loss.

    `start` is None where its day is not known; `exact` is False where its hour was not told, so that it is the first
    one of that day.
    """

    start: datetime | None
    exact: bool

    @classmethod
    def of(cls, zero: date | None, hour: time | None, zone: str | None) -> "Clock":
        """Raises `UnknownTimeZone` and `NoSuchTime`."""
        place = None if zone is None else time_zone(zone)
        return cls(start=None if zero is None else moment(zero, hour, place), exact=hour is not None)

    def after(self, hours: int) -> datetime | None:
        return None if self.start is None else hours_after(self.start, hours)


def care_events(case: Case, plan: tuple[CareItem, ...], clock: Clock) -> tuple[CareEvent, ...]:
    """In the order of their days; empty where no day is known.

    A limit in hours is a moment only where the hour of the event was told; else it is the day that the item names.
    """
    found = []
    for item in plan:
        rule = care_text(item.item)
        if rule.calendar is None or item.starts_on is None:
            continue
        at = clock.after(rule.within_hours) if clock.exact and rule.within_hours is not None else None
        on = None if at is not None else item.starts_on if rule.calendar in _ON_FIRST_DAY else item.ends_on
        found.append(CareEvent(uid=_uid(case, rule), item=item.item, kind=rule.calendar, on=on, moment=at))
    return tuple(sorted(found, key=_day))


def _day(event: CareEvent) -> date:
    if event.moment is not None:
        return event.moment.date()
    assert event.on is not None
    return event.on


def _uid(case: Case, rule: CareRule) -> str:
    """The same for the same topic of the same case, whatever profile or date was chosen, and readable by nobody.

    A case without an id is told apart by its dates.
    """
    whose = case.id or f"{case.procedure.on}|{case.loss.on}"
    told = "|".join((whose, rule.occasion.value, rule.topic))
    return f"{hashlib.blake2b(told.encode(), digest_size=_DIGEST, person=b'amnio care').hexdigest()}@amnio"
