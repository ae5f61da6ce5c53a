"""Pooling the studies behind a parameter by any method, and how the result hangs on single studies.

The parameter that reviews use may be made otherwise (the excess of the procedure is fitted: never negative, with a bias
for weaker controls). This is for a reader who wants to choose the method, the measure and the studies.
"""

import math
from collections.abc import Sequence

from amnio.answers.evidence_answer import Effect, PoolAnswer, PooledStudy, PoolStep, SmallStudies
from amnio.answers.pool_studies import Candidate, Chosen, Counts, NothingToPool, PoolProblem, PoolRequest, choose
from amnio.estimate import (
    ArmMeasure,
    EventsOverTime,
    Interval,
    Measure,
    Method,
    OneArmCounts,
    PoolingRefusedError,
    PoolOptions,
    PoolResult,
    TwoArmCounts,
    cumulative,
    egger,
    leave_one_out,
    pool,
    proportion_effects,
    rate_effects,
    small_study_trend,
    study_effect,
)
from amnio.estimate.methods import RANDOM_EFFECTS
from amnio.estimate.small_studies import SmallStudyTest, Trend
from amnio.evidence import Evidence, Parameter

#: Short names of methods, as papers abbreviate them, for two arms.
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
#: The same for single arms; what needs controls is not here.
ARM_METHODS: dict[str, Method] = {
    **{name: method for name, method in METHODS.items() if name not in ("mh", "peto")},
    "glmm": Method.MIXED_SINGLE_ARM,
}
MEASURES: dict[str, Measure] = {
    "rd": Measure.RISK_DIFFERENCE,
    "rr": Measure.LOG_RISK_RATIO,
    "or": Measure.LOG_ODDS_RATIO,
}
#: What is made for rare events: the default.
DEFAULT_METHOD, DEFAULT_ARM_METHOD, DEFAULT_MEASURE = "mh", "glmm", "rd"


class _Pooler:
    """One request with its method and measure settled; pools any of its studies."""

    def __init__(self, parameter: Parameter, request: PoolRequest, chosen: Chosen) -> None:
        first = chosen.counts[0]
        self._parameter = parameter
        self.measure: Measure | ArmMeasure
        if isinstance(first, TwoArmCounts):
            self.code = request.measure or DEFAULT_MEASURE
            self.method = request.method or DEFAULT_METHOD
            self.known, self.measure = METHODS, MEASURES[self.code]
        else:
            rate = isinstance(first, EventsOverTime)
            self.code = "rate" if rate else "proportion"
            self.method = request.method or DEFAULT_ARM_METHOD
            self.known, self.measure = ARM_METHODS, ArmMeasure.LOG_RATE if rate else ArmMeasure.LOGIT_PROPORTION
            if self.method not in self.known:
                raise NothingToPool(PoolProblem.SINGLE_ARMS, asked=f"--method {self.method}", named=self.known)

    @property
    def common(self) -> bool:
        return self.known[self.method] not in RANDOM_EFFECTS

    def pooled(self, counts: Sequence[Counts]) -> PoolResult:
        return pool(counts, method=self.known[self.method], measure=self.measure, options=self._options())

    def coded(self, counts: Sequence[Counts]) -> PoolResult:
        """The same, with the code of a refusal in place of its text."""
        try:
            return self.pooled(counts)
        except PoolingRefusedError as refused:
            raise ValueError(refused.refusal.value) from refused

    def _options(self) -> PoolOptions:
        if self.method == "hksj":
            return PoolOptions(interval=Interval.HARTUNG_KNAPP_GUARDED)
        if self.method in ("dl", "pm", "reml"):
            return PoolOptions(interval=Interval.NORMAL)
        if self.known[self.method] is Method.BAYES:
            return PoolOptions(tau_scale=self._spread())
        return PoolOptions()

    def _spread(self) -> float | None:
        """The recipe of a fit states a spread on one scale; on any other there is no prior, and Bayes is refused."""
        fit = self._parameter.fit
        if fit is None:
            return None
        scale = Measure.RISK_DIFFERENCE if fit.fit == "excess" else ArmMeasure.LOGIT_PROPORTION
        return fit.priors["spread"] if self.measure is scale else None

    def natural(self, value: float) -> float:
        if self.measure is Measure.RISK_DIFFERENCE:
            return value
        return 1 / (1 + math.exp(-value)) if self.measure is ArmMeasure.LOGIT_PROPORTION else math.exp(value)

    def ends(self, ends: tuple[float, float]) -> tuple[float, float]:
        return self.natural(ends[0]), self.natural(ends[1])

    def effect(self, result: PoolResult) -> Effect:
        low, high = self.ends((result.low, result.high))
        return Effect(estimate=self.natural(result.estimate), low=low, high=high)

    def step(self, label: str, answer: PoolResult | None, refusal: str | None) -> PoolStep:
        return PoolStep(label=label, effect=None if answer is None else self.effect(answer), refusal=refusal)


def pool_parameter(evidence: Evidence, request: PoolRequest) -> PoolAnswer:
    """The studies behind a parameter, pooled.

    Raises `NothingToPool` where no studies answer the request, and `PoolingRefusedError` where its method cannot.
    """
    chosen = choose(evidence, request)
    parameter = evidence.parameters[request.name]
    pooler = _Pooler(parameter, request, chosen)
    counts = chosen.counts
    result = pooler.pooled(counts)
    weights = dict(result.weights)
    years = {study.counts.label: float(study.year) for study in chosen.studies}
    by_year = cumulative(counts, pooler.coded, order=lambda each: years[each.label])
    return PoolAnswer(
        name=request.name,
        unit=parameter.unit,
        method=pooler.method,
        measure=pooler.code,
        common=pooler.common,
        windows=tuple(dict.fromkeys(study.window for study in chosen.studies)),
        groups=request.groups,
        same_risk_only=request.same_risk_only,
        studies=tuple(_row(study, weights, pooler.measure) for study in chosen.studies),
        effect=pooler.effect(result),
        prediction=None if result.prediction is None else pooler.ends(result.prediction),
        tau2=result.tau2,
        i2=result.i2,
        q=result.q,
        degrees=result.degrees,
        leave_one_out=tuple(
            pooler.step(step.label, step.answer, step.refusal) for step in leave_one_out(counts, pooler.coded)
        ),
        cumulative=tuple(pooler.step(step.label, step.answer, step.refusal) for step in by_year),
        small_studies=_small_studies(counts, pooler.measure),
        left_out=chosen.left_out,
    )


def _row(study: Candidate, weights: dict[str, float], measure: Measure | ArmMeasure) -> PooledStudy:
    counts = study.counts
    alone = study_effect(counts, measure if isinstance(measure, Measure) else None)
    return PooledStudy(
        label=counts.label,
        key=study.key,
        year=study.year,
        window=study.window,
        groups=study.groups,
        same_risk=study.same_risk,
        treated_events=counts.treated_events if isinstance(counts, TwoArmCounts) else counts.events,
        treated_total=_people(counts),
        control_events=counts.control_events if isinstance(counts, TwoArmCounts) else None,
        control_total=counts.control_total if isinstance(counts, TwoArmCounts) else None,
        weight=weights.get(counts.label),
        effect=None
        if alone is None
        else Effect(estimate=alone.estimate, low=alone.low, high=alone.high, corrected=alone.corrected),
    )


def _people(counts: Counts) -> int:
    if isinstance(counts, TwoArmCounts):
        return counts.treated_total
    return counts.total if isinstance(counts, OneArmCounts) else int(counts.time)


def _small_studies(counts: Sequence[Counts], measure: Measure | ArmMeasure) -> SmallStudies | None:
    """Peters for odds ratios, Egger otherwise; None where there are too few studies."""
    test = SmallStudyTest.PETERS if measure is Measure.LOG_ODDS_RATIO else SmallStudyTest.EGGER
    try:
        trend = _trend(counts, measure, test)
    except ValueError:  # a refusal is one
        return None
    return SmallStudies(test=test.value, slope=trend.slope, p_value=trend.p_value)


def _trend(counts: Sequence[Counts], measure: Measure | ArmMeasure, test: SmallStudyTest) -> Trend:
    if isinstance(measure, Measure):
        return small_study_trend([each for each in counts if isinstance(each, TwoArmCounts)], test, measure)
    if measure is ArmMeasure.LOG_RATE:
        return egger(rate_effects([each for each in counts if isinstance(each, EventsOverTime)]))
    return egger(proportion_effects([each for each in counts if isinstance(each, OneArmCounts)]))
