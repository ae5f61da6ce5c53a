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


def whole_months(start: date, end: date) -> int:
    """How many whole months have passed from `start` to `end`, by the same count.

    >>> whole_months(date(2026, 3, 10), date(2026, 4, 9)), whole_months(date(2026, 1, 31), date(2026, 2, 28))
    (0, 1)
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if same_day_after_months(start, months) <= end else months - 1
