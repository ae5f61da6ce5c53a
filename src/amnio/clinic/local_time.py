"""When a day and an hour on a clock become a moment, and when a number of hours after it is over.

Without a time zone a moment *floats*: it is the hour that a clock on the wall shows, wherever the reader is, and a
change of the clocks in between is not known. With one, hours are hours that pass: 72 of them over the night on which
the clocks change end an hour earlier or later on the wall.
"""

import difflib
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

#: Where nobody knows the hour, the first one of the day: a deadline counted from it lies within the true one.
MIDNIGHT = time(0, 0)


class UnknownTimeZone(ValueError):
    """There is no time zone of that name. `near` is one that is spelt nearly so, or None."""

    def __init__(self, name: str, near: str | None) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


class NoSuchTime(ValueError):
    """An hour that the clocks of that place jumped over on that day."""


def time_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name such as `Asia/Shanghai`; raises `UnknownTimeZone`."""
    if name in _names():
        return ZoneInfo(name)
    near = difflib.get_close_matches(name, sorted(_names()), n=1)
    raise UnknownTimeZone(name, near[0] if near else None)


@cache
def _names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def moment(on: date, clock: time | None, zone: ZoneInfo | None) -> datetime:
    """The moment of an event; floating without a zone. An hour that comes twice is taken as the earlier one.

    >>> moment(date(2026, 3, 10), time(14, 30), ZoneInfo("Asia/Shanghai")).isoformat()
    '2026-03-10T14:30:00+08:00'
    >>> moment(date(2026, 3, 10), None, None).isoformat()
    '2026-03-10T00:00:00'
    """
    local = datetime.combine(on, clock or MIDNIGHT)
    if zone is None:
        return local
    placed = local.replace(tzinfo=zone)
    passed = placed.astimezone(UTC).astimezone(zone)
    if passed.replace(tzinfo=None) != local:
        if clock is None:
            return passed  # a day that begins at one o'clock
        raise NoSuchTime(f"{local:%Y-%m-%d %H:%M}")
    return placed


def hours_after(start: datetime, hours: int) -> datetime:
    """The moment so many hours later, in the zone of the start.

    >>> start = moment(date(2026, 3, 27), time(14, 30), ZoneInfo("Europe/London"))
    >>> hours_after(start, 72).isoformat()
    '2026-03-30T15:30:00+01:00'
    >>> hours_after(start.replace(tzinfo=None), 72).isoformat()
    '2026-03-30T14:30:00'
    """
    if start.tzinfo is None:
        return start + timedelta(hours=hours)
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)
