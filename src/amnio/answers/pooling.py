"""Pooling the controlled studies of the procedure's excess by any method, and how the result hangs on single studies.

The parameter that reviews use is fitted otherwise (`fit_parameters`: never negative, with a bias for weaker controls).
This is for a reader who wants to choose the method, the measure and the studies.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from amnio.answers.evidence_answer import Effect, PoolAnswer, PooledStudy, PoolStep, SmallStudies
from amnio.answers.fit_parameters import NAME
from amnio.answers.fits import counts_of
from amnio.estimate import (
    Interval,
    Measure,
    Method,
    PoolingRefusedError,
    PoolOptions,
    PoolResult,
    TwoArmCounts,
    cumulative,
    leave_one_out,
    pool,
    small_study_trend,
)
from amnio.estimate.small_studies import SmallStudyTest
from amnio.evidence import Evidence, Study
from amnio.evidence.fit_recipe import load_fit_recipe

#: Short names of methods, as papers abbreviate them.
METHODS: dict[str, Method] = {
    "mh": Method.MANTEL_HAENSZEL,
    "peto": Method.PETO,
    "iv": Method.INVERSE_VARIANCE,
    "dl": Method.DERSIMONIAN_LAIRD,
    "pm": Method.PAULE_MANDEL,
    "reml": Method.REML,
    "hksj": Method.REML,
    "glmm": Method.MIXED_EXACT_CONDITIONAL,
    "bb": Method.BETA_BINOMIAL,
    "bayes": Method.BAYES,
}
MEASURES: dict[str, Measure] = {
    "rd": Measure.RISK_DIFFERENCE,
    "rr": Measure.LOG_RISK_RATIO,
    "or": Measure.LOG_ODDS_RATIO,
}
WINDOWS = ("<24", "<28", "30d", "any")


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolRequest:
    """What to pool. `window` is one window; studies with another are never pooled with it."""

    method: str = "mh"
    measure: str = "rd"
    window: str = "<24"
    same_risk_only: bool = False
    without: tuple[str, ...] = ()


def pool_excess(evidence: Evidence, request: PoolRequest) -> PoolAnswer:
    """The pooled effect of the procedure. A request that cannot be answered raises `PoolingRefusedError`."""
    chosen, left_out = _chosen(evidence, request)
    counts = [counts_of(study) for study in chosen]
    result = _pooled(counts, request)
    weights = dict(result.weights)
    years = {study.key: float(study.year) for study in chosen}
    return PoolAnswer(
        name=NAME,
        method=request.method,
        measure=request.measure,
        window=request.window,
        same_risk_only=request.same_risk_only,
        studies=tuple(_row(study, weights) for study in chosen),
        effect=_effect(result),
        prediction=None if result.prediction is None else _natural_ends(result, result.prediction),
        tau2=result.tau2,
        i2=result.i2,
        q=result.q,
        degrees=result.degrees,
        leave_one_out=tuple(
            _step(step.label, step.answer, step.refusal)
            for step in leave_one_out(counts, lambda some: _pooled(some, request))
        ),
        cumulative=tuple(
            _step(step.label, step.answer, step.refusal)
            for step in cumulative(counts, lambda some: _pooled(some, request), order=lambda c: years[c.label])
        ),
        small_studies=_trend(counts, MEASURES[request.measure]),
        left_out=left_out,
    )


def _chosen(evidence: Evidence, request: PoolRequest) -> tuple[list[Study], tuple[tuple[str, str], ...]]:
    chosen, left_out = [], []
    for key, study in sorted(evidence.studies.items()):
        pooling = study.pooling
        if pooling is None or key in request.without:
            continue
        if pooling.window_code != request.window or study.pooled_arms() is None:
            continue
        if not pooling.default:
            left_out.append((key, pooling.reason))
        elif not request.same_risk_only or pooling.same_risk:
            chosen.append(study)
    return chosen, tuple(left_out)


def _pooled(counts: Sequence[TwoArmCounts], request: PoolRequest) -> PoolResult:
    options = PoolOptions()
    method, measure = METHODS[request.method], MEASURES[request.measure]
    if request.method == "hksj":
        options = PoolOptions(interval=Interval.HARTUNG_KNAPP_GUARDED)
    elif request.method in ("dl", "pm", "reml"):
        options = PoolOptions(interval=Interval.NORMAL)
    elif method is Method.BAYES:
        # the recipe states a spread between centres for differences only; a ratio is refused for want of a prior
        spread = load_fit_recipe(NAME).base.spread if measure is Measure.RISK_DIFFERENCE else None
        options = PoolOptions(tau_scale=spread)
    return pool(counts, method=method, measure=measure, options=options)


def _row(study: Study, weights: dict[str, float]) -> PooledStudy:
    counts = counts_of(study)
    return PooledStudy(
        key=study.key,
        year=study.year,
        same_risk=study.pooling is not None and study.pooling.same_risk,
        treated_events=counts.treated_events,
        treated_total=counts.treated_total,
        control_events=counts.control_events,
        control_total=counts.control_total,
        weight=weights.get(study.key),
    )


def _effect(result: PoolResult) -> Effect:
    low, high = _natural_ends(result, (result.low, result.high))
    return Effect(estimate=_natural(result, result.estimate), low=low, high=high)


def _natural_ends(result: PoolResult, ends: tuple[float, float]) -> tuple[float, float]:
    return _natural(result, ends[0]), _natural(result, ends[1])


def _natural(result: PoolResult, value: float) -> float:
    return value if result.measure is Measure.RISK_DIFFERENCE else math.exp(value)


def _step(label: str, answer: PoolResult | None, refusal: str | None) -> PoolStep:
    return PoolStep(label=label, effect=None if answer is None else _effect(answer), refusal=refusal)


def _trend(counts: Sequence[TwoArmCounts], measure: Measure) -> SmallStudies | None:
    """Peters for odds ratios, Egger otherwise; None where there are too few studies."""
    test = SmallStudyTest.PETERS if measure is Measure.LOG_ODDS_RATIO else SmallStudyTest.EGGER
    try:
        trend = small_study_trend(counts, test, measure)
    except (PoolingRefusedError, ValueError):
        return None
    return SmallStudies(test=test.value, slope=trend.slope, p_value=trend.p_value)
