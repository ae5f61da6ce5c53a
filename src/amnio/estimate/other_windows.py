"""The same trials with another question: another window of ends, a later start, early ends not counted.

Each gives a table that every method on trials takes. What a treatment cannot have caused is a control: an effect on
ends in a window in which it cannot work, or on an end it cannot bring, is bias (Lipsitch, Tchetgen Tchetgen & Cohen
2010, Epidemiology 21:383).
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.count_columns import Factor
from amnio.estimate.trial_cells import LATER_TREATMENT, Array, NothingToCompareError, TrialTable, Whole


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class OtherWindow:
    """A table of trials made from another; `left_out` counts people of it who are not in this one, by arm."""

    block: Whole
    stratum: Whole
    trial: Whole
    arm: Whole
    day: Whole
    end: Whole
    n: NDArray[np.int64] | Array
    blocks: int
    period: int
    factors: tuple[Factor, ...]
    left_out: tuple[float, float] = field(default=(0.0, 0.0))


def ends_within(table: TrialTable, ends: Collection[int], *, first: int, last: int) -> OtherWindow:
    """Ends count as such from day `first` to day `last` of a trial only; elsewhere they are another end.

    Nobody leaves the risk set by this: the probability is that of the end in the window. A window in which the
    treatment cannot work is a negative control.
    """
    if first > last:
        raise ValueError(f"a window begins before it ends, not on day {first} and {last}")
    outside = np.isin(table.end, list(ends)) & ((table.day < first) | (table.day > last))
    another = max(int(table.end.max()), *ends) + 1
    return _other(table, end=np.where(outside, another, table.end))


def starting_later(table: TrialTable, days: int) -> OtherWindow:
    """Trials seen from so many days after their start, among those still there: ends before are not counted.

    For ends that had begun before the treatment and were only noticed after it. Arms are then alike at the start only
    if what happened in those days does not depend on treatment: a sensitivity analysis, not an estimate.
    """
    if days < 0:
        raise ValueError(f"a later start is some days later, not {days}")
    kept = (table.day >= days + table.period) | ((table.day >= days) & (table.end != LATER_TREATMENT))
    return _other(_rows(table, kept), day=table.day[kept] - days)


def without_early_ends(table: TrialTable, ends: Collection[int], *, days: int) -> OtherWindow:
    """Treated people whose end came before day `days` are taken out, as if all of them had been ended before.

    The lowest effect that deaths before the treatment, unnoticed until after it, could leave.
    """
    early = (table.arm == 1) & np.isin(table.end, list(ends)) & (table.day < days)
    return _rows(table, ~early)


def _other(table: TrialTable, *, end: Whole | None = None, day: Whole | None = None) -> OtherWindow:
    return OtherWindow(
        block=table.block,
        stratum=table.stratum,
        trial=table.trial,
        arm=table.arm,
        day=table.day if day is None else day,
        end=table.end if end is None else end,
        n=table.n,
        blocks=table.blocks,
        period=table.period,
        factors=table.factors,
        left_out=table.left_out if isinstance(table, OtherWindow) else (0.0, 0.0),
    )


def _rows(table: TrialTable, kept: NDArray[np.bool_]) -> OtherWindow:
    if not kept.any():
        raise NothingToCompareError("nobody is left in any trial")
    left_out = [float(table.n[~kept & (table.arm == arm)].sum()) for arm in (0, 1)]
    before = table.left_out if isinstance(table, OtherWindow) else (0.0, 0.0)
    return OtherWindow(
        block=table.block[kept],
        stratum=table.stratum[kept],
        trial=table.trial[kept],
        arm=table.arm[kept],
        day=table.day[kept],
        end=table.end[kept],
        n=table.n[kept],
        blocks=table.blocks,
        period=table.period,
        factors=table.factors,
        left_out=(before[0] + left_out[0], before[1] + left_out[1]),
    )
