"""A request to pool, checked: names become methods and measures; what cannot be pooled is refused with its reason."""

from collections.abc import Sequence

from amnio.estimate.counts import EventsOverTime, OneArmCounts, TwoArmCounts, repeated_labels
from amnio.estimate.effects import ArmMeasure, Continuity, DoubleZero, Measure, informative
from amnio.estimate.methods import (
    BY_VARIANCE,
    INTERVALS,
    MEASURES,
    RANDOM_EFFECTS,
    Method,
    PoolingRefusedError,
    PoolOptions,
    Refusal,
)

AnyStudy = TwoArmCounts | OneArmCounts | EventsOverTime
AnyMeasure = Measure | ArmMeasure


def check_names(method: str, measure: str) -> tuple[Method, AnyMeasure]:
    """Method and measure by their names, when they go together."""
    if method not in tuple(Method):
        raise PoolingRefusedError(
            Refusal.UNKNOWN_METHOD, f"there is no pooling method {method!r}; there are {', '.join(Method)}"
        )
    if measure not in (*Measure, *ArmMeasure):
        raise PoolingRefusedError(
            Refusal.UNKNOWN_MEASURE, f"there is no measure {measure!r}; there are {', '.join((*Measure, *ArmMeasure))}"
        )
    chosen = Method(method)
    what: AnyMeasure = Measure(measure) if measure in tuple(Measure) else ArmMeasure(measure)
    if what not in MEASURES[chosen]:
        raise PoolingRefusedError(
            Refusal.MEASURE_NOT_OF_METHOD,
            f"{chosen} cannot pool {what}; it pools {', '.join(MEASURES[chosen])}",
        )
    return chosen, what


def check_options(method: Method, measure: AnyMeasure, options: PoolOptions) -> None:
    """Refuses a choice that the method would ignore, and Bayes without a prior."""
    ratio = measure in (Measure.LOG_RISK_RATIO, Measure.LOG_ODDS_RATIO)
    ignored = {
        f"interval {options.interval}": options.interval is not None and options.interval not in INTERVALS[method],
        "a kind of prediction interval": options.prediction is not None
        and (method not in RANDOM_EFFECTS or method in (Method.BAYES, Method.BETA_BINOMIAL)),
        f"continuity {options.continuity}": options.continuity is not Continuity.ZERO_CELL_STUDIES
        and method not in BY_VARIANCE,
        f"double-zero studies: {options.double_zero}": options.double_zero is not DoubleZero.LEAVE_OUT
        and not (method in BY_VARIANCE and ratio),
        "a prior": (options.tau_scale is not None or options.mean_prior is not None) and method is not Method.BAYES,
    }
    for what, unused in ignored.items():
        if unused:
            raise PoolingRefusedError(Refusal.OPTION_NOT_OF_METHOD, f"{method} of {measure} does not know {what}")
    if method is Method.BAYES and options.tau_scale is None:
        raise PoolingRefusedError(
            Refusal.PRIOR_MISSING, "bayes needs tau_scale, the half-normal scale of the spread between studies"
        )


def check_studies(
    studies: Sequence[AnyStudy], method: Method, measure: AnyMeasure, double_zero: DoubleZero
) -> tuple[str, ...]:
    """Refuses studies that cannot be pooled so; gives the labels of those that the method leaves out."""
    if not studies:
        raise PoolingRefusedError(Refusal.NO_STUDIES, "pooling needs at least one study")
    kind = _kind(measure)
    for study in studies:
        if not isinstance(study, kind):
            raise PoolingRefusedError(
                Refusal.STUDIES_NOT_OF_MEASURE, f"{study.label}: {measure} is pooled from {kind.__name__}"
            )
    if twice := repeated_labels(study.label for study in studies):
        raise PoolingRefusedError(Refusal.REPEATED_LABEL, f"the same study is there twice: {', '.join(twice)}")
    _check_events(studies)
    left_out: tuple[str, ...] = ()
    two_arms = [study for study in studies if isinstance(study, TwoArmCounts)]
    if two_arms:
        if measure is not Measure.RISK_DIFFERENCE or method is Method.BETA_BINOMIAL:
            _check_both_sides(two_arms, method, measure)
        if _leaves_out(method, measure, double_zero):
            kept = informative(two_arms)
            left_out = tuple(study.label for study, yes in zip(two_arms, kept, strict=True) if not yes)
    used = len(studies) - len(left_out)
    if used == 0:
        raise PoolingRefusedError(
            Refusal.ONE_SIDED, "no study has both people with and people without the event: there is no ratio to pool"
        )
    if used == 1 and method in RANDOM_EFFECTS:
        raise PoolingRefusedError(
            Refusal.ONE_STUDY, f"{method} needs two studies that say something of {measure}: one study has no spread"
        )
    return left_out


def _kind(measure: AnyMeasure) -> type[AnyStudy]:
    if isinstance(measure, Measure):
        return TwoArmCounts
    return OneArmCounts if measure is ArmMeasure.LOGIT_PROPORTION else EventsOverTime


def _leaves_out(method: Method, measure: AnyMeasure, double_zero: DoubleZero) -> bool:
    if measure is Measure.RISK_DIFFERENCE or method is Method.BETA_BINOMIAL:
        return False
    return double_zero is DoubleZero.LEAVE_OUT


def _check_events(studies: Sequence[AnyStudy]) -> None:
    if not any(_events(study) for study in studies):
        raise PoolingRefusedError(Refusal.NO_EVENTS, "no study has an event: nothing can be pooled")
    if all(not isinstance(study, EventsOverTime) and _events(study) == _people(study) for study in studies):
        raise PoolingRefusedError(Refusal.ONLY_EVENTS, "everybody in all studies has the event: nothing can be pooled")


def _events(study: AnyStudy) -> int:
    return study.treated_events + study.control_events if isinstance(study, TwoArmCounts) else study.events


def _people(study: AnyStudy) -> float:
    if isinstance(study, TwoArmCounts):
        return study.treated_total + study.control_total
    return study.total if isinstance(study, OneArmCounts) else study.time


def _check_both_sides(studies: Sequence[TwoArmCounts], method: Method, measure: AnyMeasure) -> None:
    """A ratio from counts needs events in both arms, and so does a beta-binomial risk; adding one half does not."""
    if method in BY_VARIANCE or method is Method.PETO:
        return
    treated, control = sum(s.treated_events for s in studies), sum(s.control_events for s in studies)
    spared = sum(s.treated_total for s in studies) - treated, sum(s.control_total for s in studies) - control
    both = measure is Measure.LOG_ODDS_RATIO or method is Method.BETA_BINOMIAL
    if not (treated and control) or (both and not all(spared)):
        raise PoolingRefusedError(
            Refusal.ONE_SIDED, f"{method} needs people with and without the event in both arms, in all studies together"
        )
