"""The trials made alike in other ways than stratum by stratum, to stand beside it: by models, and doubly robust.

Stratum by stratum needs somebody of both arms in every stratum of a trial, and assumes nothing else. Models borrow
from other strata and trials, so they also speak for strata with one arm; they are right if they have the right form.
"""

from collections.abc import Iterable

from amnio.answers.study_answer import DesignEffect, OtherWay, Way
from amnio.answers.study_designs import HORIZONS, LOSS, pooled_effects
from amnio.estimate import Propensity, SequentialTrials, Target, sequential_trials
from amnio.estimate.doubly_robust import doubly_robust_trials
from amnio.estimate.trial_counts import TrialCounts


def other_ways(counts: TrialCounts, ways: Iterable[Way], target: Target) -> tuple[OtherWay, ...]:
    """Every way by every horizon; one whose model has no maximum, or nobody to compare, has no effects."""
    return tuple(OtherWay(way=way, effects=_effects(counts, way, target)) for way in ways)


def _effects(counts: TrialCounts, way: Way, target: Target) -> tuple[DesignEffect, ...]:
    try:
        return pooled_effects(_sums(counts, way, target))
    except ValueError:  # nobody to compare, or a combination of levels of which no model has a maximum
        return ()


def _sums(counts: TrialCounts, way: Way, target: Target) -> SequentialTrials:
    horizons = list(HORIZONS.values())
    if way is Way.DOUBLY_ROBUST:
        return doubly_robust_trials(counts, ends={LOSS}, horizons=horizons, target=target)
    return sequential_trials(counts, ends={LOSS}, horizons=horizons, target=target, propensity=Propensity.LOGISTIC)
