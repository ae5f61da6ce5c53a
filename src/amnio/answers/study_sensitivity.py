"""Whether the answer of the trials hangs on when losses are counted: window by window, and without the first days.

A death before the test that is noticed after it is counted against the test. Two analyses say how far that could
carry: both arms seen some days later, and early losses of the tested taken out (`estimate.other_windows`).
"""

from collections.abc import Iterator, Sequence

import numpy as np

from amnio.answers.study_answer import By, Design, EarlyLosses, LossWindow, Sensitivity, WithoutEarly
from amnio.answers.study_designs import HORIZONS, LOSS, effect_of, number
from amnio.estimate import Horizon, NothingToCompareError, SequentialTrials, Target, sequential_trials
from amnio.estimate.other_windows import starting_later, without_early_ends
from amnio.estimate.trial_cells import Array
from amnio.estimate.trial_counts import TrialCounts

#: The ends of the windows, one after another.
_WINDOWS = (By.DAY_14, By.DAY_28, By.DAY_42, By.BIRTH)
#: By when losses without the early ones are told.
_EARLY_BY = (By.DAY_28, By.WEEK_24)


def sensitivity(counts: TrialCounts, sums: SequentialTrials, target: Target, early: Sequence[int]) -> Sensitivity:
    """Of trials that were pooled; `early` are the numbers of days in which a death may have gone unnoticed."""
    windows = (loss_window(sums, *pair) for pair in zip((None, *_WINDOWS), _WINDOWS, strict=False))
    return Sensitivity(
        windows=tuple(window for window in windows if window is not None),
        early=tuple(found for days in early for found in _without_early(counts, target, days)),
    )


def loss_window(sums: SequentialTrials, after: By | None, until: By) -> LossWindow | None:
    """Losses after one horizon of days and until another; None where nothing can be compared.

    The same trials, weights and risk sets as those of the horizons, so windows add up to them.
    """
    early = None if after is None else _risks(sums, after)
    late = _risks(sums, until)
    if late is None or (after is not None and early is None):
        return None
    untreated, treated = late if early is None else late - early
    first = 0 if after is None else (HORIZONS[after].days or 0) + 1
    return LossWindow(
        first_day=first,
        last_day=HORIZONS[until].days,
        treated=number(sums.replicates.estimate(treated)),
        untreated=number(sums.replicates.estimate(untreated)),
        difference=number(sums.replicates.difference(treated, untreated)),
    )


def _risks(sums: SequentialTrials, by: By) -> Array | None:
    """Of arm 0 and arm 1 in every replicate, shape (2, replicates); None where there is nobody to compare."""
    try:
        sums.compared(HORIZONS[by])
    except NothingToCompareError:
        return None
    which = sums.horizons.index(HORIZONS[by])
    ends, weight = sums.ends[..., which].sum(axis=-1), sums.weight[..., which].sum(axis=-1)
    return np.divide(ends, weight, out=np.full_like(ends, np.nan), where=weight > 0)


def _without_early(counts: TrialCounts, target: Target, days: int) -> Iterator[WithoutEarly]:
    for done in EarlyLosses:
        try:
            yield _analysed(counts, target, days, done)
        except NothingToCompareError:
            continue


def _analysed(counts: TrialCounts, target: Target, days: int, done: EarlyLosses) -> WithoutEarly:
    """Raises NothingToCompareError where nobody is left to be compared."""
    if done is EarlyLosses.UNSEEN:
        table, shift = starting_later(counts, days), days
    else:
        table, shift = without_early_ends(counts, {LOSS}, days=days), 0
    horizons = {by: _sooner(HORIZONS[by], shift) for by in _EARLY_BY if not _over(HORIZONS[by], shift)}
    found = sequential_trials(table, ends={LOSS}, horizons=list(horizons.values()), target=target)
    return WithoutEarly(
        done=done,
        days=days,
        effects=tuple(effect_of(found.compared(at), Design.TRIALS, by) for by, at in horizons.items()),
        left_out=table.left_out[1],
    )


def _sooner(horizon: Horizon, shift: int) -> Horizon:
    """The same day, of trials whose days are counted from so many later on."""
    if horizon.days is not None:
        return Horizon.after(horizon.days - shift)
    return horizon if horizon.clock is None else Horizon.at(horizon.clock - shift)


def _over(horizon: Horizon, shift: int) -> bool:
    return horizon.days is not None and horizon.days < shift
