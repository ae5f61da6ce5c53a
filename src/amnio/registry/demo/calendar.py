"""When the made-up procedures were done, and the days of everything that followed."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

_WEEKDAYS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """Turns days of gestation into dates; knows what has not happened yet."""

    day_zero: date
    today: date

    def on(self, day: int) -> date:
        return self.day_zero + timedelta(days=day)

    def has_come(self, day: int) -> bool:
        return self.on(day) <= self.today


def working_days(count: int, today: date, years: int, generator: np.random.Generator) -> list[date]:
    """As many days of work up to today, in order; several procedures may fall on one."""
    whole = round(years * 365.25)
    all_days = [today - timedelta(days=back) for back in range(whole, -1, -1)]
    open_days = [day for day in all_days if day.weekday() < _WEEKDAYS]
    return [open_days[place] for place in sorted(generator.integers(0, len(open_days), size=count))]
