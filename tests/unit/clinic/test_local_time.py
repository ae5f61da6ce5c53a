"""Hours on a clock and hours that pass: what a change of the clocks does to a limit in hours."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from amnio.clinic.local_time import NoSuchTime, UnknownTimeZone, hours_after, moment, time_zone

LONDON, SHANGHAI, BEIRUT = ZoneInfo("Europe/London"), ZoneInfo("Asia/Shanghai"), ZoneInfo("Asia/Beirut")


@pytest.mark.parametrize(
    ("on", "on_the_wall"),
    [
        (date(2026, 3, 27), "2026-03-30T15:30"),  # the clocks go forward on the 29th
        (date(2026, 10, 23), "2026-10-26T13:30"),  # and back on the 25th
        (date(2026, 7, 1), "2026-07-04T14:30"),
    ],
)
def test_seventy_two_hours_are_hours_that_pass(on: date, on_the_wall: str) -> None:
    start = moment(on, time(14, 30), LONDON)
    end = hours_after(start, 72)
    assert f"{end:%Y-%m-%dT%H:%M}" == on_the_wall
    assert (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() == 72 * 3600


def test_without_a_zone_an_hour_floats_and_no_change_of_clocks_is_known() -> None:
    start = moment(date(2026, 3, 27), time(14, 30), None)
    assert start.tzinfo is None
    assert hours_after(start, 72) == datetime(2026, 3, 30, 14, 30)


def test_where_the_clocks_never_change_wall_and_hours_agree() -> None:
    assert f"{hours_after(moment(date(2026, 3, 27), time(14, 30), SHANGHAI), 72):%d %H:%M %z}" == "30 14:30 +0800"


def test_an_hour_that_the_clocks_jumped_over_is_refused() -> None:
    with pytest.raises(NoSuchTime, match="2026-03-29 01:30"):
        moment(date(2026, 3, 29), time(1, 30), LONDON)


def test_an_hour_that_came_twice_is_the_earlier_one_so_that_a_limit_ends_early() -> None:
    twice = moment(date(2026, 10, 25), time(1, 30), LONDON)
    assert twice.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_that_begins_at_one_o_clock_begins_then() -> None:
    assert moment(date(2026, 3, 29), None, BEIRUT).isoformat() == "2026-03-29T01:00:00+03:00"


@pytest.mark.parametrize(("name", "near"), [("Asia/Shangai", "Asia/Shanghai"), ("Europe/Londn", "Europe/London")])
def test_a_zone_that_does_not_exist_is_refused_with_a_near_one(name: str, near: str) -> None:
    with pytest.raises(UnknownTimeZone) as unknown:
        time_zone(name)
    assert unknown.value.near == near


@pytest.mark.parametrize("name", ["", "nowhere at all", "../etc/passwd", "/Europe/London"])
def test_what_looks_nothing_like_a_zone_is_refused_without_one(name: str) -> None:
    with pytest.raises(UnknownTimeZone):
        time_zone(name)
