"""The clock of the model: days of gestation from 10+0 to 42+0, and hazards that are constant within a week."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

DAYS_PER_WEEK = 7
FIRST_WEEK = 10
END_WEEK = 42  # the clock stops at 42+0
FIRST_DAY = FIRST_WEEK * DAYS_PER_WEEK
END_DAY = END_WEEK * DAYS_PER_WEEK
WEEKS = END_WEEK - FIRST_WEEK
#: Prevalences of fetal classes are stated at this day (16+0).
REFERENCE_DAY = 16 * DAYS_PER_WEEK
#: The conventional end of the mid-trimester (24+0).
DAY_24 = 24 * DAYS_PER_WEEK
TERM_DAY = 40 * DAYS_PER_WEEK
#: From here on a procedure is never *too early* (15+0).
DAY_15 = 15 * DAYS_PER_WEEK


@dataclass(frozen=True, slots=True)
class WeeklyHazard:
    """Daily hazards, constant within each completed week.

    `daily`: shape (..., WEEKS, draws), per day, week 10 first. Sums over days are closed intervals of whole days.
    """

    daily: Array
    _cumulative: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shape = (*self.daily.shape[:-2], WEEKS + 1, self.daily.shape[-1])
        cumulative = np.zeros(shape)
        np.cumsum(self.daily * DAYS_PER_WEEK, axis=-2, out=cumulative[..., 1:, :])
        object.__setattr__(self, "_cumulative", cumulative)

    def on(self, day: int) -> Array:
        """Hazard of one day, shape (..., draws)."""
        return self.daily[..., _week_index(day), :]

    def until(self, day: int) -> Array:
        """Sum over the days from 10+0 up to, not including, `day`; shape (..., draws)."""
        if day >= END_DAY:
            return self._cumulative[..., -1, :]
        week = _week_index(day)
        into = day - FIRST_DAY - DAYS_PER_WEEK * week
        return self._cumulative[..., week, :] + into * self.daily[..., week, :]

    def between(self, start: int, end: int) -> Array:
        """Sum over the days `start` <= day < `end`; negative when `end` lies before `start`; shape (..., draws)."""
        return self.until(end) - self.until(start)

    def weighted(self, weights: Array) -> "WeeklyHazard":
        """The same hazards times a weekly weight of shape (WEEKS, draws) or (WEEKS, 1)."""
        return WeeklyHazard(self.daily * weights)


def _week_index(day: int) -> int:
    if not FIRST_DAY <= day < END_DAY:
        raise ValueError(f"day {day} lies outside the clock of the model ({FIRST_DAY} to {END_DAY - 1})")
    return (day - FIRST_DAY) // DAYS_PER_WEEK
