"""The four designs on counts: what is often done, beside what answers the question.

(a) crude and (b) same-risk divide losses by pregnancies, tested ever against never: whoever is tested must first have
reached that day, and early losses of the untested are only seen where they were recorded. (c) at a landmark that is
mended, but whoever is tested later counts as untested, and whoever was lost between test and landmark is gone. (d)
starts a trial on every day, so nobody's arm depends on what came later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from amnio.answers.study_answer import By, Design, DesignEffect, Number
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.cohort.definition import Exposure, StudyDefinition
from amnio.cohort.table import ENDS, End
from amnio.estimate import (
    ArmsCompared,
    BlockEstimate,
    Horizon,
    NothingToCompareError,
    SequentialTrials,
    Standard,
    Target,
    divided,
    sequential_trials,
)
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import TrialCounts

#: The number under which losses are counted.
LOSS = ENDS.index(End.LOSS) + 1
WEEK_24 = 24 * DAYS_PER_WEEK
HORIZONS = {
    By.DAY_14: Horizon.after(14),
    By.DAY_28: Horizon.after(28),
    By.DAY_42: Horizon.after(42),
    By.WEEK_24: Horizon.at(WEEK_24 - 1),  # a loss at 24+0 is one no more
    By.BIRTH: Horizon.last(),
}
_STANDARD = {Target.TREATED: Standard.TREATED, Target.ALL: Standard.ALL}
_DIVIDED_BY = {By.WEEK_24: WEEK_24 - 1, By.BIRTH: None}


def ever_definition(definition: StudyDefinition) -> StudyDefinition:
    """The same question with arms by whether a test ever came."""
    return replace(definition, exposure=Exposure.EVER, landmark=None)


def landmark_definition(definition: StudyDefinition, landmark: GestationalAge) -> StudyDefinition:
    """The same with arms by whether it had come by the landmark."""
    return replace(definition, exposure=Exposure.LANDMARK, landmark=landmark)


def incidence_definition(definition: StudyDefinition) -> StudyDefinition:
    """The same with follow-up that moves from one arm to the other on the day of the test."""
    return replace(definition, exposure=Exposure.SPLIT, landmark=None)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Divided:
    """Counts of risk with only the losses up to a day as ends: what `divided` reads."""

    block: NDArray[np.int64]
    stratum: NDArray[np.int64]
    arm: NDArray[np.int64]
    end: NDArray[np.int64]
    n: NDArray[np.int64]
    blocks: int

    @classmethod
    def until(cls, counts: RiskCounts, last: int | None) -> "_Divided":
        end = counts.end if last is None else np.where(counts.exit <= last, counts.end, 0)
        return cls(
            block=counts.block, stratum=counts.stratum, arm=counts.arm, end=end, n=counts.n, blocks=counts.blocks
        )


def divided_effects(counts: RiskCounts, design: Design, target: Target) -> tuple[DesignEffect, ...]:
    """(a) crude or (b) same-risk, from counts of tested ever against never. It has no days after a test to count."""
    standard = Standard.CRUDE if design is Design.CRUDE else _STANDARD[target]
    return tuple(
        effect_of(divided(_Divided.until(counts, last), ends={LOSS}, standard=standard), design, by)
        for by, last in _DIVIDED_BY.items()
    )


def landmark_effects(counts: RiskCounts, target: Target) -> tuple[DesignEffect, ...]:
    """(c) from counts at a landmark: one trial that starts on it.

    Within a stratum the chance of having been tested is the share that was, so weighting by it is standardising.
    """
    one_trial = TrialCounts.of(
        block=counts.block,
        stratum=counts.stratum,
        trial=counts.entry,
        arm=counts.arm,
        day=counts.exit - counts.entry,
        end=counts.end,
        n=counts.n,
        blocks=counts.blocks,
        factors=counts.factors,
        ends=counts.ends,
    )
    found = sequential_trials(one_trial, ends={LOSS}, horizons=list(HORIZONS.values()), target=target)
    return tuple(effect_of(found.compared(horizon), Design.LANDMARK, by) for by, horizon in HORIZONS.items())


def trial_sums(counts: TrialCounts, target: Target) -> SequentialTrials:
    """(d) before anything is pooled."""
    return sequential_trials(counts, ends={LOSS}, horizons=list(HORIZONS.values()), target=target)


def pooled_effects(sums: SequentialTrials) -> tuple[DesignEffect, ...]:
    """(d) over all trials. A horizon before which nobody starts a trial is left out."""
    return tuple(_compared(sums, None))


def weekly_effects(sums: SequentialTrials) -> tuple[DesignEffect, ...]:
    """(d) by completed week of the trial."""
    weeks = np.unique(sums.trials // DAYS_PER_WEEK).tolist()
    return tuple(effect for week in weeks for effect in _compared(sums, week))


def _compared(sums: SequentialTrials, week: int | None) -> Iterator[DesignEffect]:
    trials = sums.trials if week is None else sums.trials[sums.trials // DAYS_PER_WEEK == week]
    for by, horizon in HORIZONS.items():
        try:
            compared = sums.compared(horizon, trials=trials.tolist())
        except NothingToCompareError:
            continue
        first, last = int(trials.min()), int(trials.max())
        yield replace(
            effect_of(compared, Design.TRIALS, by),
            first_day=str(GestationalAge(first)),
            last_day=str(GestationalAge(last)),
        )


def effect_of(compared: ArmsCompared, design: Design, by: By) -> DesignEffect:
    """The record of a comparison."""
    return DesignEffect(
        design=design,
        by=by,
        treated=number(compared.treated),
        untreated=number(compared.untreated),
        difference=number(compared.difference),
        ratio=None if compared.ratio is None else number(compared.ratio),
        speaks_for=compared.target,
        not_compared=compared.not_compared,
        not_followed=compared.short,
        trials=compared.trials,
    )


def number(estimate: BlockEstimate) -> Number:
    """A number as it stands in an answer."""
    return Number(value=estimate.value, standard_error=estimate.standard_error, low=estimate.low, high=estimate.high)
