"""Entries of a calendar as an iCalendar file (RFC 5545), for any calendar program.

What is known by its day is an all-day entry: a DATE, the same in every zone. What ends at a moment is written in UTC,
so that no table of time zones is needed and a change of the clocks cannot move it; a moment without a zone is written
as floating local time. Entries are marked private, and do not make the reader look busy.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from amnio import __version__
from amnio.present.calendar_entry import CalendarEntry
from amnio.present.document import Language

_TAGS = {Language.EN: "EN", Language.ZH: "ZH-HANS"}


def render(entries: Iterable[CalendarEntry], *, name: str, language: Language, made_at: datetime) -> bytes:
    """The finished file, UTF-8: lines end with CR LF and are folded at 75 octets. `made_at` knows its zone."""
    calendar = Calendar()
    calendar.add("prodid", f"-//amnio//amnio {__version__}//{_TAGS[language]}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    return bytes(calendar.to_ical())


def one_entry(entry: CalendarEntry, *, made_at: datetime) -> str:
    """One entry as short as a printed code needs it: without details and alarms."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("dtstart", _placed(entry.starts))
    return bytes(event.to_ical()).decode()


def _event(entry: CalendarEntry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("description", entry.details)
    event.add("dtstart", _placed(entry.starts))
    if not isinstance(entry.starts, datetime):
        event.add("dtend", entry.starts + timedelta(days=1))  # the first day after it
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in entry.alarms:
        event.add_component(_alarm(entry.title, before))
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    """What it shows is the title: it is read by whoever sees the screen."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm


def _placed(starts: date | datetime) -> date | datetime:
    if isinstance(starts, datetime) and starts.tzinfo is not None:
        return starts.astimezone(UTC)
    return starts
