"""Sequential target trials on counts: treated now against not now, again at every start, pooled.

At each time on the clock a trial starts among those at risk who were never treated before. Arm 1 is treated as it
starts; arm 0 is not, and leaves when treated later. Within a stratum of what was known at the start, those who stay
stand in for those who left, and the untreated stand in for what the treated would have had. Competing ends are kept: a
risk is the probability of the end (Aalen-Johansen), not of the end in a world without others.

Sources: Hernan & Robins 2016 (Am J Epidemiol 183:758), target trials; Gran et al. 2010 (Stat Med 29:2757), Danaei et
al. 2013 (Stat Methods Med Res 22:70) and Keogh et al. 2023 (Stat Med 42:2191), sequential trials and their weights;
Young et al. 2020 (Stat Med 39:1199), what a risk under competing ends estimates. With weights learnt within stratum and
trial, weighting, standardising and their doubly robust union are one and the same number (tests/agree).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from amnio.estimate.arms import ArmsCompared
from amnio.estimate.censoring import Censoring, ClockHazards, by_clock, leaving, staying
from amnio.estimate.replicates import Replicates
from amnio.estimate.trial_cells import (
    END_STOP,
    LOST_STOP,
    TREATED_STOP,
    Array,
    NothingToCompareError,
    Sorted,
    TrialCells,
    TrialTable,
    Whole,
)


class Target(StrEnum):
    """For whom the effect is: those who were treated (what did it add for them), or everybody who started a trial."""

    TREATED = "treated"
    ALL = "all"


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
    `not_compared` has shape (trials,), `short` (trials, horizons).
    """

    trials: Whole
    horizons: tuple[Horizon, ...]
    ends: Array
    weight: Array
    not_compared: Array
    short: Array
    replicates: Replicates

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


def sequential_trials(
    table: TrialTable,
    *,
    ends: Collection[int],
    horizons: Sequence[Horizon],
    target: Target = Target.TREATED,
    later_treatment: Censoring = Censoring.WITHIN_TRIAL,
    lost: Censoring = Censoring.BY_CLOCK,
    replicates: Replicates | None = None,
) -> SequentialTrials:
    """Risk of any of `ends` in both arms, standardised over stratum and trial to `target`, in every replicate.

    `replicates` is the jackknife over the blocks of the table unless given. The cost grows with trials x strata with
    somebody in both arms x days x replicates; rows of the table are read once. Raises NothingToCompareError when there
    is nobody to compare anywhere.
    """
    cells = Sorted.of(table, ends)
    weighing = replicates or Replicates.jackknife(cells.blocks)
    started = cells.started()
    both = (started.sum(axis=0) > 0).all(axis=0)
    if not both.any():
        raise NothingToCompareError("no stratum of any trial has somebody treated and somebody untreated")
    clocks = {
        stop: by_clock(cells, weighing, stop)
        for stop, how in ((LOST_STOP, lost), (TREATED_STOP, later_treatment))
        if how is Censoring.BY_CLOCK
    }
    sums = _Sums.empty(cells, horizons, weighing, both, started, target)
    for index, opened in cells.opened(both, np.maximum(sums.days.max(axis=1), 0), weighing.size):
        sums.add(index, opened, clocks, target)
    return SequentialTrials(
        trials=cells.trials,
        horizons=tuple(horizons),
        ends=sums.ends,
        weight=sums.weight,
        not_compared=sums.not_compared,
        short=sums.short,
        replicates=weighing,
    )


#: Less than any chance of staying, and any count: what it divides is then 0.
_NEVER = 1e-200


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Sums:
    """What is summed over strata while trials are opened; `days` of shape (trials, horizons)."""

    days: Whole
    period: int
    ends: Array
    weight: Array
    not_compared: Array
    short: Array
    replicates: Replicates

    @classmethod
    def empty(
        cls,
        cells: Sorted,
        horizons: Sequence[Horizon],
        replicates: Replicates,
        both: NDArray[np.bool_],
        started: Array,
        target: Target,
    ) -> "_Sums":
        longest = np.zeros(len(cells.trials), dtype=np.int64)
        np.maximum.at(longest, cells.which_trial, cells.day)
        pairs = list(zip(cells.trials.tolist(), longest.tolist(), strict=True))
        days = np.array([[horizon.within(trial, last) for horizon in horizons] for trial, last in pairs])
        arms = started.sum(axis=0)
        wanted = arms[1] if target is Target.TREATED else arms.sum(axis=0)
        shape = (2, replicates.size, len(cells.trials), len(horizons))
        return cls(
            days=np.minimum(days, longest[:, None]),
            period=cells.period,
            ends=np.zeros(shape),
            weight=np.zeros(shape),
            not_compared=np.where(both, 0.0, wanted).sum(axis=1),
            short=np.zeros(shape[2:]),
            replicates=replicates,
        )

    def add(self, index: int, cells: TrialCells, clocks: dict[int, ClockHazards], target: Target) -> None:
        """One trial, some strata."""
        totals = [self.replicates.of(cells.stopped[arm].sum(axis=0)) for arm in (0, 1)]
        people = np.stack([total.sum(axis=-1) for total in totals])
        weight = people[1] if target is Target.TREATED else people.sum(axis=0)
        weight = np.where((people > 0).all(axis=0), weight, 0.0)
        days = self.days[index]
        counts = (np.arange(cells.stopped.shape[-1])[:, None] <= days).astype(np.float64)
        short = np.zeros((len(cells.strata), len(days)), dtype=bool)
        for arm, total in enumerate(totals):
            ended = self.replicates.of(cells.stopped[arm, END_STOP])
            ended /= np.maximum(self._stays(cells, arm, total, clocks), _NEVER)
            scale = weight / np.maximum(people[arm], _NEVER)
            self.ends[arm, :, index] += ((scale[:, None] @ ended)[:, 0]) @ counts
            self.weight[arm, :, index] += np.where(days >= 0, weight.sum(axis=1)[:, None], 0.0)
            short |= _not_followed(cells.stopped[arm].sum(axis=1), days, {LOST_STOP, TREATED_STOP} - set(clocks))
        self.short[index] += weight[0] @ short

    def _stays(self, cells: TrialCells, arm: int, total: Array, clocks: dict[int, ClockHazards]) -> Array:
        """The chance of being followed and untreated as the ends of each day come, (replicates, strata, days + 1)."""
        stays = np.ones_like(total)
        at_start: Array = np.cumsum(total[..., ::-1], axis=-1)[..., ::-1]
        for stop in (LOST_STOP,) if arm == 1 else (TREATED_STOP, LOST_STOP):
            if not cells.stopped[arm, stop].any():
                continue
            if stop in clocks:
                hazard = clocks[stop].of_trial(cells.trial, arm, cells.strata, total.shape[-1] - 1)
                if stop == TREATED_STOP:  # who is treated as this trial starts is in its other arm
                    hazard[..., : self.period] = 0.0
            else:
                remaining = at_start if stop == TREATED_STOP else at_start - total
                hazard = leaving(remaining, self.replicates.of(cells.stopped[arm, stop]), stop)
            stays *= staying(hazard, through=stop == TREATED_STOP)
        return stays


def _not_followed(stopped: Array, days: Whole, learnt_within: set[int]) -> NDArray[np.bool_]:
    """Cells in which, before a horizon, the last people to be followed left without an end, shape (strata, horizons).

    Where the chance of leaving is learnt from other trials too, those stand in for them.
    """
    total = stopped.sum(axis=0)
    after = np.cumsum(total[:, ::-1], axis=-1)[:, ::-1] - total
    left = stopped[sorted(learnt_within)].sum(axis=0)
    emptied = (total > 0) & (after <= 0) & (left > 0)
    emptied = np.cumsum(emptied, axis=-1) > 0
    return np.asarray(emptied[:, np.maximum(days, 0)] & (days > 0))
