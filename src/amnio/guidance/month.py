"""One month, as aftercare counts it: the same calendar day of the next month."""

from calendar import monthrange
from datetime import date


def same_day_after_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it does not exist.

    >>> same_day_after_months(date(2026, 3, 10), 1)
    datetime.date(2026, 4, 10)
    >>> same_day_after_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
