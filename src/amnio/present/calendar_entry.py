"""One entry of a calendar, before it is laid out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEntry:
    """`starts` is a day, or a moment (floating without a zone); `alarms` are spans from its start."""

    uid: str  # the same for the same thing of the same case, so that a second import changes and does not double it
    title: str
    details: str
    starts: date | datetime
    alarms: tuple[timedelta, ...] = ()
