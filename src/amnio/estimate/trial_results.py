"""Risks of both arms in every trial and replicate: what any pooling, by time or over all, is made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from amnio.estimate.arms import ArmsCompared
from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import Array, NothingToCompareError, Sorted, Whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Horizon:
    """Until when ends are counted: some days after a trial starts, a time on the clock, or to the last day seen.

    Ends on the day of the horizon count; one that lies before a trial starts leaves that trial out.
    """

    days: int | None = None
    clock: int | None = None

    @classmethod
    def after(cls, days: int) -> "Horizon":
        """So many days after the start of each trial."""
        return cls(days=days)

    @classmethod
    def at(cls, clock: int) -> "Horizon":
        """The same time on the clock for all trials."""
        return cls(clock=clock)

    @classmethod
    def last(cls) -> "Horizon":
        """The last day on which anybody was followed."""
        return cls()

    def within(self, trial: int, longest: int) -> int:
        """Days from the start of a trial; negative when the horizon lies before it."""
        if self.days is not None:
            return self.days
        return longest if self.clock is None else self.clock - trial


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SequentialTrials:
    """Sums of every trial in every replicate: what any pooling, by time or over all, is made from.

    `ends` and `weight` have shape (arms, replicates, trials, horizons): weighted ends over weight is a risk.
    `not_compared` has shape (trials,), `short` (trials, horizons); `cut` counts people whose weight was cut.
    """

    trials: Whole
    horizons: tuple[Horizon, ...]
    ends: Array
    weight: Array
    not_compared: Array
    short: Array
    replicates: Replicates
    cut: float = 0.0

    def compared(self, horizon: Horizon, *, trials: Iterable[int] | None = None, level: float = 0.95) -> ArmsCompared:
        """Pooled over all trials, or over those that start at the times in `trials`.

        Raises NothingToCompareError when none of them has both arms, or starts before the horizon.
        """
        which = self.horizons.index(horizon)
        chosen = np.ones(len(self.trials), dtype=bool) if trials is None else np.isin(self.trials, list(trials))
        ends = self.ends[:, :, chosen, which].sum(axis=-1)
        weight = self.weight[:, :, chosen, which].sum(axis=-1)
        if not (weight[:, 0] > 0).all():
            raise NothingToCompareError("none of these trials has both arms in one stratum before the horizon")
        untreated, treated = np.divide(ends, weight, out=np.full_like(ends, np.nan), where=weight > 0)
        return ArmsCompared.of(
            (untreated, treated),
            self.replicates,
            level=level,
            target=float(weight[1, 0]),
            not_compared=float(self.not_compared[chosen].sum()),
            short=float(self.short[chosen, which].sum()),
            trials=int((self.weight[1, 0, chosen, which] > 0).sum()),
        )


def days_within(table: Sorted, horizons: Sequence[Horizon]) -> Whole:
    """Days from the start of each trial to each horizon, shape (trials, horizons); negative where it lies before.

    No trial is looked at beyond the last day on which anybody of it was followed.
    """
    longest = np.zeros(len(table.trials), dtype=np.int64)
    np.maximum.at(longest, table.which_trial, table.day)
    pairs = list(zip(table.trials.tolist(), longest.tolist(), strict=True))
    days = np.array([[horizon.within(trial, last) for horizon in horizons] for trial, last in pairs])
    return np.minimum(days, longest[:, None])
