"""Maximum likelihood for studies with exact likelihoods whose effects differ normally (the binomial-normal GLMM).

For study i with the effect mean + tau u_i, u_i standard normal,

    log L(mean, tau, baselines) = sum_i log integral phi(u) L_i(mean + tau u, baseline_i) du

The integral is an adaptive Gauss-Hermite sum round each study's own mode (Pinheiro & Bates 1995, J Comput Graph Stat
4:12), as in the R package lme4. Derivatives of the integral are posterior means over its nodes (Louis 1982, JRSS B
44:226), so that all parameters move by Newton's steps; baselines are eliminated study by study (each belongs to one
study only). The likelihood may have its highest point at tau = 0 and another one inside, so a row of values of tau is
tried first.
"""

from dataclasses import dataclass

import numpy as np

from amnio.estimate.counts import Array
from amnio.estimate.study_likelihoods import Derivatives, StudyLikelihood, highest

#: lme4 users commonly take 7. 25 are enough for narrow posteriors; small studies with a wide tau need about 60.
NODES = 61
_TRIED = np.array([0.03, 0.06, 0.12, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.2, 3.2])
_STEPS = 100
_CLOSE = 1e-9  # Newton's step after one of this size is below rounding
_HALVINGS = 40
_LEFT = 1e-7  # of the log-likelihood that may still be to gain
_ENDLESS = 50.0  # a log odds no counts can show
_WIDEST = 10.0  # a spread of log odds that means nothing any more


@dataclass(frozen=True, kw_only=True, slots=True)
class NormalFit:
    """The maximum. `standard_error` is that of the mean, from the joint information with tau unless tau is zero."""

    mean: float
    standard_error: float
    tau: float
    log_likelihood: float
    common_log_likelihood: float  # with tau = 0
    saturated_log_likelihood: float

    @property
    def likelihood_ratio_q(self) -> float:
        """Twice the log-likelihood lost when one effect must do for all studies: a test of heterogeneity."""
        return max(0.0, 2.0 * (self.saturated_log_likelihood - self.common_log_likelihood))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Point:
    baseline: Array  # (studies, 1)
    mean: float
    tau: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Slope:
    """Log-likelihood with gradient (2,) and Hessian (2, 2) in (mean, tau) after eliminating the baselines."""

    value: float
    gradient: Array
    hessian: Array
    baseline_gradient: Array  # (studies,)
    baseline_hessian: Array  # (studies,)
    cross: Array  # (studies, 2)


def fit_normal_effects(studies: StudyLikelihood, *, nodes: int = NODES) -> NormalFit:
    """The fit. Raises ValueError when the likelihood has no maximum.

    So it is when one arm never has an event, and it can be so when every single study has its events in one arm only,
    some in the one and some in the other: no spread is then too wide.
    """
    common = _climb(studies, _Point(baseline=studies.start(), mean=_first_mean(studies), tau=0.0), nodes, free=1)
    at_zero = marginal(studies, common, nodes)
    best, height = common, at_zero.value
    point = common
    for tau in _TRIED if studies.count > 1 else ():
        point = _climb(studies, _Point(baseline=point.baseline, mean=point.mean, tau=float(tau)), nodes, free=1)
        value = marginal(studies, point, nodes).value
        if value > height:
            best, height = point, value
    if best is common and studies.count > 1 and _rises_from_zero(studies, common):
        best = _Point(baseline=common.baseline, mean=common.mean, tau=float(_TRIED[0]) / 3)
    free = 1 if best is common else 2
    best = _climb(studies, best, nodes, free=free)
    slope = marginal(studies, best, nodes)
    left = slope.gradient[:free] @ _uphill(slope.gradient[:free], slope.hessian[:free, :free])
    if left > _LEFT:
        raise ValueError("the likelihood was not climbed to its top: these studies need more quadrature nodes")
    covariance = np.linalg.inv(-slope.hessian[:free, :free])
    return NormalFit(
        mean=best.mean,
        standard_error=float(np.sqrt(covariance[0, 0])),
        tau=best.tau,
        log_likelihood=slope.value,
        common_log_likelihood=at_zero.value,
        saturated_log_likelihood=studies.saturated(),
    )


def log_likelihood(studies: StudyLikelihood, *, mean: float, tau: float, baseline: Array, nodes: int = NODES) -> float:
    """The marginal log-likelihood at given parameters, for comparison with other implementations."""
    return marginal(studies, _Point(baseline=baseline, mean=mean, tau=tau), nodes).value


def marginal(studies: StudyLikelihood, point: _Point, nodes: int) -> _Slope:
    """Value and derivatives at a point."""
    u, log_weights = _nodes(studies, point, nodes)
    at = studies.at(point.mean + point.tau * u, np.broadcast_to(point.baseline, u.shape))
    terms = at.value + log_weights
    top = terms.max(axis=1, keepdims=True)
    weights = np.exp(terms - top)
    total = weights.sum(axis=1, keepdims=True)
    weights /= total
    scores = np.stack([at.effect, u * at.effect, at.baseline])  # (3, studies, nodes)
    curvature = np.stack(
        [
            np.stack([at.effect2, u * at.effect2, at.cross]),
            np.stack([u * at.effect2, u**2 * at.effect2, u * at.cross]),
            np.stack([at.cross, u * at.cross, at.baseline2]),
        ]
    )
    mean_score = (scores * weights).sum(axis=2)  # (3, studies)
    hessian = (curvature * weights).sum(axis=3)
    hessian += np.einsum("asq,bsq,sq->abs", scores, scores, weights) - mean_score[:, None, :] * mean_score[None, :, :]
    cross, own = hessian[:2, 2].T, hessian[2, 2]
    return _Slope(
        value=float((top + np.log(total)).sum()),
        gradient=mean_score[:2].sum(axis=1) - (cross * (mean_score[2] / own)[:, None]).sum(axis=0),
        hessian=hessian[:2, :2].sum(axis=2) - (cross / own[:, None]).T @ cross,
        baseline_gradient=mean_score[2],
        baseline_hessian=own,
        cross=cross,
    )


def _nodes(studies: StudyLikelihood, point: _Point, count: int) -> tuple[Array, Array]:
    """Nodes u of shape (studies, count), and the logarithms of their weights, normal density included."""
    if point.tau == 0.0:
        return np.zeros((studies.count, 1)), np.zeros((studies.count, 1))

    def curve(u: Array) -> Derivatives:
        at = studies.at(point.mean + point.tau * u, point.baseline)
        return Derivatives(
            value=at.value - u**2 / 2,
            effect=point.tau * at.effect - u,
            effect2=point.tau**2 * at.effect2 - 1.0,
            baseline=at.baseline,
            baseline2=at.baseline2,
            cross=at.cross,
        )

    mode = highest(curve, np.zeros((studies.count, 1)))
    scale = np.sqrt(2.0 / -curve(mode).effect2)
    x, weights = np.polynomial.hermite.hermgauss(count)
    u = mode + scale * x
    return u, np.log(weights) + x**2 - u**2 / 2 + np.log(scale) - 0.5 * np.log(2 * np.pi)


def _climb(studies: StudyLikelihood, point: _Point, nodes: int, *, free: int) -> _Point:
    """Newton's method from `point`, in the mean alone (`free` = 1) or in mean and tau; baselines always move."""
    slope = marginal(studies, point, nodes)
    for _ in range(_STEPS):
        step = np.zeros(2)
        step[:free] = _uphill(slope.gradient[:free], slope.hessian[:free, :free])
        own = -(slope.baseline_gradient + slope.cross @ step) / slope.baseline_hessian
        own = own.reshape(point.baseline.shape)
        share = 1.0
        if point.tau + step[1] < 0:
            share = 0.5 * point.tau / -step[1]
        for _ in range(_HALVINGS):
            new = _Point(
                baseline=point.baseline + share * own,
                mean=point.mean + share * float(step[0]),
                tau=point.tau + share * float(step[1]),
            )
            after = marginal(studies, new, nodes)
            if after.value >= slope.value - 1e-12 * abs(slope.value):
                break
            share /= 2
        else:
            return point
        moved = share * max(float(np.abs(step).max()), float(np.abs(own).max()))
        point, slope = new, after
        if moved <= _CLOSE * (1.0 + abs(point.mean)):
            return point
        if abs(point.mean) > _ENDLESS:
            raise ValueError("the likelihood has no maximum: one side has no events, or nothing but events")
        if point.tau > _WIDEST:
            raise ValueError("the likelihood rises with the spread between studies: each has events in one arm only")
    return point


def _uphill(gradient: Array, hessian: Array) -> Array:
    """Newton's step; where the surface is not concave, curvatures are taken by their size."""
    values, vectors = np.linalg.eigh(-hessian)
    values = np.maximum(np.abs(values), 1e-9)
    return np.asarray(vectors @ ((vectors.T @ gradient) / values))


def _rises_from_zero(studies: StudyLikelihood, point: _Point) -> bool:
    """Whether the log-likelihood grows with tau squared at zero."""
    zero = np.full((studies.count, 1), point.mean)
    at = studies.at(zero, point.baseline)
    return float((at.effect2 + at.effect**2).sum()) > 0


def _first_mean(studies: StudyLikelihood) -> float:
    """Where the sum of the studies' likelihoods is highest with the baselines at their first guess, roughly."""
    mean, baseline = 0.0, studies.start()
    for _ in range(20):
        at = studies.at(np.full((studies.count, 1), mean), baseline)
        step = float(at.effect.sum() / -at.effect2.sum())
        mean += float(np.clip(step, -2.0, 2.0))
        if abs(step) < 1e-3:
            break
    return mean
