"""Background hazard: what women without an invasive test experience, and how it is partitioned.

`h_ctrl` already contains abnormal fetuses and infections, so it is divided among causes, never added to.
"""

from dataclasses import dataclass

import numpy as np

from amnio.clinic.vocabulary import Mechanism
from amnio.model.clock import DAY_24, DAYS_PER_WEEK, END_WEEK, FIRST_WEEK, WEEKS, Array, WeeklyHazard
from amnio.quantity import Draws

#: Categories of the non-fetal partition; `infection` is later divided into *before* and *later*.
PARTITION = ("infection", "placental", "cord", "trauma", "cervical", "maternal", "unexplained")
OTHER_MECHANISMS = (
    Mechanism.PLACENTAL,
    Mechanism.CORD,
    Mechanism.TRAUMA,
    Mechanism.CERVICAL,
    Mechanism.MATERNAL,
    Mechanism.UNEXPLAINED,
)
_CURVE_WEEKS = range(14, 24)
_CURVE_START = 16


def control_hazard(draws: Draws) -> WeeklyHazard:
    """`h_ctrl(g)` per day, shape (WEEKS, draws): pooled control arms and ongoing-pregnancy tables.

    Weeks 14 to 23 follow an exponential decline whose sum from 16+0 to 24+0 is the pooled risk of the control arms;
    the other weeks are weekly tables of single populations times a between-population factor.
    """
    weekly = np.empty((WEEKS, draws.count))
    decline = draws["background.weekly_decline_14_23"]
    total = -np.log1p(-draws["background.risk_16_24"])
    shape = {week: np.exp(-decline * (week - _CURVE_START)) for week in _CURVE_WEEKS}
    level = total / sum(shape[week] for week in _CURVE_WEEKS if week >= _CURVE_START)
    factor = draws["background.population_factor"]
    for week in range(FIRST_WEEK, END_WEEK):
        if week in shape:
            rate = level * shape[week]
        elif week < _CURVE_WEEKS.start:
            rate = factor * draws[f"background.weekly.w{week}"]
        elif week < 28:
            rate = factor * draws["background.weekly_24_27"]
        else:
            rate = factor * draws[f"background.weekly.w{week}"]
        weekly[week - FIRST_WEEK] = rate
    return WeeklyHazard(weekly / DAYS_PER_WEEK)


def still_pregnant(draws: Draws) -> Array:
    """Share of pregnancies not yet delivered, by week, shape (WEEKS, 1): births compete with late losses."""
    share = np.ones((WEEKS, 1))
    for week in range(28, END_WEEK):
        share[week - FIRST_WEEK, 0] = draws[f"background.undelivered.w{week}"][0]
    return share


@dataclass(frozen=True, slots=True)
class Partition:
    """Shares of the non-fetal background among `PARTITION`, before and from 24+0; each shape (7, draws)."""

    before_24: Array
    from_24: Array

    @classmethod
    def from_draws(cls, draws: Draws) -> "Partition":
        return cls(_shares(draws, "14_23"), _shares(draws, "24_42"))

    def on(self, day: int) -> Array:
        return self.before_24 if day < DAY_24 else self.from_24


def _shares(draws: Draws, weeks: str) -> Array:
    """Trauma has a share of its own, so small that a joint distribution would often draw it as zero."""
    trauma = draws[f"background.trauma_share_{weeks}"]
    return np.stack(
        [
            trauma if name == "trauma" else draws[f"background.shares_{weeks}.{name}"] * (1.0 - trauma)
            for name in PARTITION
        ]
    )
