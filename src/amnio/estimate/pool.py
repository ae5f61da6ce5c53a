"""One front door to all pooling methods: `pool(studies, method=..., measure=...)`.

Methods live in modules of their own and can be called directly; here a request is checked, answered, and described in
one form, so that methods can be compared and exchanged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from amnio.estimate.bayes import NormalHierarchy, bayesian_random_effects
from amnio.estimate.beta_binomial import beta_binomial, beta_binomial_proportion
from amnio.estimate.chi_square import chi_square_tail
from amnio.estimate.counts import Array, EventsOverTime, OneArmCounts, TwoArmCounts
from amnio.estimate.effects import (
    ArmMeasure,
    Continuity,
    Effects,
    Measure,
    effect_sizes,
    proportion_effects,
    rate_effects,
)
from amnio.estimate.intervals import Interval, Prediction, prediction_ends, prediction_quantile
from amnio.estimate.mantel_haenszel import mantel_haenszel, mantel_haenszel_weights, peto, peto_weights
from amnio.estimate.methods import INTERVALS, Method, PoolingRefusedError, PoolOptions, Refusal
from amnio.estimate.mixed_models import ControlRisk, mixed_model, mixed_proportion, mixed_rate
from amnio.estimate.normal_effects import NormalFit
from amnio.estimate.pooled import Z_95, Pooled
from amnio.estimate.random_effects import Between, inverse_variance, random_effects, typical_variance
from amnio.estimate.request import AnyMeasure, AnyStudy, check_names, check_options, check_studies
from amnio.estimate.student import t_quantile


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolResult:
    """What a method found. Ratios, proportions and rates are logarithms (logits).

    `prediction` is the 95 % interval of the effect in a new study. Fields are None where a method has no such thing:
    no `tau2` for the beta-binomial model (it has a `dispersion`), no `prediction` for a common effect or for two
    studies. `q` is Cochran's, for mixed models the likelihood-ratio statistic. `weights` are shares that add up to one,
    for the studies that were used; methods that do not weigh studies have none. `corrected` names the studies that got
    one half in all cells. With `Method.BAYES` estimate, standard error and tau2 are posterior means.
    """

    method: Method
    measure: AnyMeasure
    estimate: float
    standard_error: float
    low: float
    high: float
    interval: Interval | None
    prediction: tuple[float, float] | None
    tau2: float | None
    i2: float | None
    q: float | None
    degrees: int
    q_p_value: float | None
    dispersion: float | None
    weights: tuple[tuple[str, float], ...]
    left_out: tuple[str, ...]
    corrected: tuple[str, ...]
    posterior: NormalHierarchy | None


def pool(
    studies: Sequence[AnyStudy],
    *,
    method: Method | str,
    measure: AnyMeasure | str,
    options: PoolOptions | None = None,
) -> PoolResult:
    """Pools, or raises `PoolingRefusedError`. Studies carry labels that may not occur twice."""
    options = options or PoolOptions()
    chosen, what = check_names(str(method), str(measure))
    check_options(chosen, what, options)
    left_out = check_studies(studies, chosen, what, options.double_zero)
    try:
        return _METHODS[chosen](_Request(studies=studies, method=chosen, measure=what, options=options, out=left_out))
    except PoolingRefusedError:
        raise
    except ValueError as why:
        raise PoolingRefusedError(Refusal.NOT_SOLVED, f"{chosen} of {what}: {why}") from why


@dataclass(frozen=True, kw_only=True, slots=True)
class _Request:
    studies: Sequence[AnyStudy]
    method: Method
    measure: AnyMeasure
    options: PoolOptions
    out: tuple[str, ...]

    @property
    def two_arms(self) -> list[TwoArmCounts]:
        return [study for study in self.studies if isinstance(study, TwoArmCounts)]

    @property
    def interval(self) -> Interval:
        return self.options.interval or INTERVALS[self.method][0]

    @property
    def used(self) -> list[AnyStudy]:
        return [study for study in self.studies if study.label not in self.out]

    def effects(self) -> Effects:
        continuity = self.options.continuity
        if isinstance(self.measure, Measure):
            return effect_sizes(
                self.two_arms, self.measure, continuity=continuity, double_zero=self.options.double_zero
            )
        if self.measure is ArmMeasure.LOGIT_PROPORTION:
            return proportion_effects([s for s in self.studies if isinstance(s, OneArmCounts)], continuity=continuity)
        return rate_effects([s for s in self.studies if isinstance(s, EventsOverTime)], continuity=continuity)

    def corrected(self) -> tuple[str, ...]:
        zero = [study.label for study in self.used if _has_zero_cell(study)]
        if self.options.continuity is Continuity.ZERO_CELL_STUDIES:
            return tuple(zero)
        everyone = tuple(study.label for study in self.used)
        return everyone if zero or self.options.continuity is Continuity.ALL_STUDIES else ()

    def shares(self, weights: Array | None) -> tuple[tuple[str, float], ...]:
        if weights is None:
            return ()
        total = float(weights.sum())
        return tuple((s.label, float(w) / total) for s, w in zip(self.used, weights, strict=True))


def _common(request: _Request) -> PoolResult:
    studies = request.two_arms
    weights: Array
    if request.method is Method.INVERSE_VARIANCE:
        effects = request.effects()
        return _answer(
            request,
            inverse_variance(effects),
            weights=1.0 / effects.variances,
            corrected=request.corrected(),
        )
    kept = [study for study in studies if study.label not in request.out]
    if request.method is Method.PETO:
        return _answer(request, peto(studies), weights=peto_weights(kept))
    measure = Measure(request.measure)
    weights = mantel_haenszel_weights(kept, measure)
    return _answer(request, mantel_haenszel(studies, measure), weights=weights)


def _classic(request: _Request) -> PoolResult:
    effects = request.effects()
    pooled = random_effects(effects, Between(request.method.value), interval=request.interval)
    kind = request.options.prediction or Prediction.STUDENT_K_MINUS_2
    quantile = prediction_quantile(kind, len(effects.values))
    return _answer(
        request,
        pooled,
        weights=1.0 / (effects.variances + pooled.tau2),
        corrected=request.corrected(),
        prediction=prediction_ends(pooled.estimate, pooled.standard_error, pooled.tau2, quantile),
        random=True,
    )


_CONTROL_RISKS = {
    Method.MIXED_UNCONDITIONAL: ControlRisk.UNCONDITIONAL,
    Method.MIXED_EXACT_CONDITIONAL: ControlRisk.EXACT_CONDITIONAL,
    Method.MIXED_APPROXIMATE_CONDITIONAL: ControlRisk.APPROXIMATE_CONDITIONAL,
}


def _mixed(request: _Request) -> PoolResult:
    fit: NormalFit
    if request.method in _CONTROL_RISKS:
        fit = mixed_model(request.two_arms, _CONTROL_RISKS[request.method])
    elif request.measure is ArmMeasure.LOGIT_PROPORTION:
        fit = mixed_proportion([s for s in request.studies if isinstance(s, OneArmCounts)])
    else:
        fit = mixed_rate([s for s in request.studies if isinstance(s, EventsOverTime)])
    degrees, tau2 = len(request.used) - 1, fit.tau**2
    quantile = Z_95 if request.interval is Interval.NORMAL else t_quantile(0.975, degrees)
    pooled = Pooled(
        estimate=fit.mean,
        standard_error=fit.standard_error,
        low=fit.mean - quantile * fit.standard_error,
        high=fit.mean + quantile * fit.standard_error,
        q=fit.likelihood_ratio_q,
        degrees=degrees,
        tau2=tau2,
        i2=tau2 / (tau2 + typical_variance(request.effects())),
    )
    kind = request.options.prediction or Prediction.STUDENT_K_MINUS_2
    ends = prediction_ends(fit.mean, fit.standard_error, tau2, prediction_quantile(kind, degrees + 1))
    return _answer(request, pooled, prediction=ends, random=True)


def _beta_binomial(request: _Request) -> PoolResult:
    if isinstance(request.measure, Measure):
        fit = beta_binomial(request.two_arms)
        estimate, error = fit.effect(request.measure)
    else:
        fit = beta_binomial_proportion([s for s in request.studies if isinstance(s, OneArmCounts)])
        (risk,) = fit.risks
        estimate, error = float(np.log(risk / (1 - risk))), float(np.sqrt(fit.covariance[0, 0]))
    return PoolResult(
        method=request.method,
        measure=request.measure,
        estimate=estimate,
        standard_error=error,
        low=estimate - Z_95 * error,
        high=estimate + Z_95 * error,
        interval=request.interval,
        prediction=None,
        tau2=None,
        i2=None,
        q=None,
        degrees=len(request.used) - 1,
        q_p_value=None,
        dispersion=fit.rho,
        weights=(),
        left_out=request.out,
        corrected=(),
        posterior=None,
    )


def _bayes(request: _Request) -> PoolResult:
    effects = request.effects()
    scale = request.options.tau_scale
    if scale is None:
        raise PoolingRefusedError(Refusal.PRIOR_MISSING, "bayes needs tau_scale")
    posterior = bayesian_random_effects(effects, tau_scale=scale, mean_prior=request.options.mean_prior)
    common, tau2 = inverse_variance(effects), posterior.tau2_mean()
    low, high = posterior.mean.interval()
    precision = 1.0 / (effects.variances[None, :] + posterior.tau[:, None] ** 2)
    pooled = Pooled(
        estimate=posterior.mean.mean(),
        standard_error=posterior.mean.standard_deviation(),
        low=low,
        high=high,
        q=common.q,
        degrees=common.degrees,
        tau2=tau2,
        i2=tau2 / (tau2 + typical_variance(effects)),
    )
    return _answer(
        request,
        pooled,
        weights=posterior.tau_weights @ (precision / precision.sum(axis=1, keepdims=True)),
        corrected=request.corrected(),
        prediction=posterior.predictive.interval(),
        posterior=posterior,
        random=True,
    )


def _answer(
    request: _Request,
    pooled: Pooled,
    *,
    weights: Array | None = None,
    corrected: tuple[str, ...] = (),
    prediction: tuple[float, float] | None = None,
    posterior: NormalHierarchy | None = None,
    random: bool = False,
) -> PoolResult:
    return PoolResult(
        method=request.method,
        measure=request.measure,
        estimate=pooled.estimate,
        standard_error=pooled.standard_error,
        low=pooled.low,
        high=pooled.high,
        interval=None if posterior is not None else request.interval,
        prediction=prediction,
        tau2=pooled.tau2 if random else None,
        i2=pooled.i2,
        q=pooled.q,
        degrees=pooled.degrees,
        q_p_value=chi_square_tail(pooled.q, pooled.degrees) if pooled.degrees else None,
        dispersion=None,
        weights=request.shares(weights),
        left_out=request.out,
        corrected=corrected,
        posterior=posterior,
    )


def _has_zero_cell(study: AnyStudy) -> bool:
    if isinstance(study, TwoArmCounts):
        events = (study.treated_events, study.control_events)
        return 0 in events or study.treated_total in events[:1] or study.control_total in events[1:]
    return study.events == 0 or (isinstance(study, OneArmCounts) and study.events == study.total)


_METHODS = {
    Method.MANTEL_HAENSZEL: _common,
    Method.PETO: _common,
    Method.INVERSE_VARIANCE: _common,
    Method.DERSIMONIAN_LAIRD: _classic,
    Method.PAULE_MANDEL: _classic,
    Method.REML: _classic,
    Method.MIXED_UNCONDITIONAL: _mixed,
    Method.MIXED_EXACT_CONDITIONAL: _mixed,
    Method.MIXED_APPROXIMATE_CONDITIONAL: _mixed,
    Method.MIXED_SINGLE_ARM: _mixed,
    Method.BETA_BINOMIAL: _beta_binomial,
    Method.BAYES: _bayes,
}
