"""When somebody calls after a procedure: 48 hours, 14 days, 4 weeks, and about the birth.

The first two are the times to which aftercare watches most closely (`guidance/after_procedure/watch_closely.toml` and
`watch_two_weeks.toml`); the others are the practice of a unit that wants no outcome unknown, a judgement of ours.
"""

from datetime import date, timedelta

from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge

_AFTER = {"48h": timedelta(hours=48), "14d": timedelta(days=14), "4w": timedelta(weeks=4)}
#: The day that is expected for the birth.
TERM = GestationalAge(40 * DAYS_PER_WEEK)
BIRTH = "birth"


def call_days(*, done_on: date, day_zero: date | None) -> dict[str, date]:
    """The day of each call, by its occasion. An undated pregnancy has no call about the birth.

    >>> call_days(done_on=date(2026, 3, 19), day_zero=date(2025, 11, 24))["14d"]
    datetime.date(2026, 4, 2)
    """
    days = {occasion: done_on + after for occasion, after in _AFTER.items()}
    if day_zero is not None:
        days[BIRTH] = max(day_zero + timedelta(days=TERM.days), days["4w"])
    return days
