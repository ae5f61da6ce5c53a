"""Each pooling model gives what its formulas, written out in plain Python, say; and its answer is the best one."""

from collections.abc import Callable
from math import fsum, log

import numpy as np
import pytest

from amnio.estimate import (
    ArmMeasure,
    ControlRisk,
    DoseCurve,
    DosePriors,
    DoseStudy,
    Effects,
    EventsOverTime,
    Measure,
    OneArmCounts,
    TwoArmCounts,
    bayesian_random_effects,
    beta_binomial,
    beta_binomial_proportion,
    effect_sizes,
    fit_dose_response,
    mixed_model,
    mixed_proportion,
    mixed_rate,
)
from amnio.estimate import reference_pooling as slow
from amnio.estimate.reference import excess_likelihood
from amnio.estimate.summation import sum_nodes


def two_arms(*rows: tuple[int, int, int, int]) -> list[TwoArmCounts]:
    return [
        TwoArmCounts(label=str(i), treated_events=a, treated_total=n1, control_events=c, control_total=n0)
        for i, (a, n1, c, n0) in enumerate(rows)
    ]


SCATTERED = two_arms((2, 100, 20, 100), (30, 120, 6, 118), (1, 90, 15, 95), (25, 110, 4, 105), (8, 300, 9, 290))
WITH_ZEROS = two_arms((0, 40, 2, 42), (3, 60, 0, 58), (1, 55, 0, 50), (0, 120, 3, 118), (4, 200, 5, 190))
SCATTERED_ZEROS = two_arms((0, 40, 9, 42), (12, 60, 0, 58), (1, 55, 0, 50), (0, 120, 3, 118))
ALIKE = two_arms((10, 500, 8, 500), (20, 1000, 16, 1000), (15, 750, 12, 750))
PROPORTIONS = [
    OneArmCounts(label=str(n), events=y, total=n) for y, n in ((0, 50), (3, 200), (0, 30), (9, 90), (5, 400))
]
RATES = [EventsOverTime(label=str(t), events=y, time=t) for y, t in ((0, 50.0), (3, 20.5), (0, 30.0), (1, 90.0))]


def is_highest(function: Callable[..., float], *at: float, steps: tuple[float, ...]) -> bool:
    """No small change of any one parameter is better."""
    top = function(*at)
    moved = [
        tuple(x + sign * step * (index == which) for index, x in enumerate(at))
        for which, step in enumerate(steps)
        for sign in (1, -1)
    ]
    return all(function(*place) < top for place in moved)


def curvature(function: Callable[[float, float], float], x: float, y: float, step: float) -> np.ndarray:
    """Second differences of a function of two variables."""
    f = function
    both = (f(x + step, y + step) - f(x + step, y - step) - f(x - step, y + step) + f(x - step, y - step)) / 4
    xx, yy = f(x + step, y) - 2 * f(x, y) + f(x - step, y), f(x, y + step) - 2 * f(x, y) + f(x, y - step)
    return np.array([[xx, both], [both, yy]]) / step**2


CONDITIONAL = {
    ControlRisk.EXACT_CONDITIONAL: slow.exact_conditional,
    ControlRisk.APPROXIMATE_CONDITIONAL: slow.approximate_conditional,
}


@pytest.mark.parametrize("control_risk", CONDITIONAL)
@pytest.mark.parametrize("studies", [SCATTERED, WITH_ZEROS], ids=["scattered", "zeros"])
def test_a_conditional_model_is_at_the_top_of_its_likelihood(
    studies: list[TwoArmCounts], control_risk: ControlRisk
) -> None:
    def height(mean: float, tau: float) -> float:
        likelihood = CONDITIONAL[control_risk]
        return fsum(log(slow.over_normal(lambda x: likelihood(study, x), mean, tau)) for study in studies)  # noqa: B023

    fit = mixed_model(studies, control_risk)
    assert fit.tau > 0
    assert is_highest(height, fit.mean, fit.tau, steps=(1e-3, 1e-3))
    information = -curvature(height, fit.mean, fit.tau, 2e-2)
    # second differences of width 0.02 are off by about a thousandth of themselves
    assert fit.standard_error == pytest.approx(np.sqrt(np.linalg.inv(information)[0, 0]), rel=1e-3)


def test_the_unconditional_model_is_at_the_top_of_its_likelihood() -> None:
    fit = mixed_model(SCATTERED, ControlRisk.UNCONDITIONAL)

    def profile(mean: float, tau: float) -> float:
        return fsum(_best_baseline(study, mean, tau) for study in SCATTERED)

    assert is_highest(profile, fit.mean, fit.tau, steps=(2e-3, 2e-3))


def _best_baseline(study: TwoArmCounts, mean: float, tau: float) -> float:
    """The highest log-likelihood of a study over its baseline, by golden section."""

    def height(baseline: float) -> float:
        return log(slow.over_normal(lambda x: slow.unconditional(study, x, baseline), mean, tau))

    low, high, ratio = -6.0, 1.0, (5**0.5 - 1) / 2
    for _ in range(26):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if height(left) > height(right) else (left, high)
    return height((low + high) / 2)


@pytest.mark.parametrize("control_risk", tuple(ControlRisk))
def test_studies_that_agree_leave_no_spread(control_risk: ControlRisk) -> None:
    fit = mixed_model(ALIKE, control_risk)
    assert fit.tau == 0
    assert fit.log_likelihood == fit.common_log_likelihood


def test_single_arm_models_are_at_the_top_of_their_likelihoods() -> None:
    for fit, studies, likelihood in (
        (mixed_proportion(PROPORTIONS), PROPORTIONS, slow.proportion),
        (mixed_rate(RATES), RATES, slow.rate),
    ):

        def height(mean: float, tau: float) -> float:
            return fsum(log(slow.over_normal(lambda x: likelihood(s, x), mean, tau)) for s in studies)  # noqa: B023

        assert is_highest(height, fit.mean, fit.tau, steps=(2e-3, 2e-3))


@pytest.mark.parametrize("studies", [SCATTERED, SCATTERED_ZEROS], ids=["scattered", "zeros"])
def test_the_beta_binomial_model_is_at_the_top_of_its_likelihood(studies: list[TwoArmCounts]) -> None:
    def height(treated: float, control: float, rho: float) -> float:
        return _beta_binomial_height(studies, treated, control, rho)

    fit = beta_binomial(studies)
    assert fit.rho > 0
    assert is_highest(height, *fit.risks, fit.rho, steps=(1e-5, 1e-5, 1e-5))


def test_arms_that_agree_have_no_dispersion() -> None:
    fit = beta_binomial(WITH_ZEROS)
    heights = [_beta_binomial_height(WITH_ZEROS, *fit.risks, rho) for rho in (1e-6, 1e-4, 1e-2, 0.1)]
    assert fit.rho == 0
    assert heights == sorted(heights, reverse=True)


def _beta_binomial_height(studies: list[TwoArmCounts], treated: float, control: float, rho: float) -> float:
    return fsum(
        log(slow.beta_binomial_probability(events, total, mean, rho))
        for study in studies
        for events, total, mean in (
            (study.treated_events, study.treated_total, treated),
            (study.control_events, study.control_total, control),
        )
    )


def test_the_beta_binomial_model_of_one_arm_is_at_the_top_of_its_likelihood() -> None:
    fit = beta_binomial_proportion(PROPORTIONS)

    def height(mean: float, rho: float) -> float:
        return fsum(log(slow.beta_binomial_probability(s.events, s.total, mean, rho)) for s in PROPORTIONS)

    assert is_highest(height, *fit.risks, fit.rho, steps=(1e-5, 1e-5))


@pytest.mark.parametrize("terms", [0, 1, 31, 32, 33, 50, 700, 12_345])
def test_a_long_sum_by_few_points_is_the_sum(terms: int) -> None:
    points, weights = sum_nodes(terms)
    for shift in (0.003, 1.0, 40.0):
        expected = fsum(log(shift + j) for j in range(terms))
        assert float(weights @ np.log(shift + points)) == pytest.approx(expected, rel=1e-13, abs=1e-13)


def test_bayesian_random_effects_agree_with_a_grid() -> None:
    effects = Effects(values=np.array([0.1, 0.5, -0.2]), variances=np.array([0.04, 0.09, 0.02]))
    posterior = bayesian_random_effects(effects, tau_scale=0.4)
    means = [-3.0 + 0.02 * i for i in range(301)]
    taus = [0.005 + 0.01 * i for i in range(320)]
    table = slow.normal_hierarchy(list(effects.values), list(effects.variances), 0.4, means=means, taus=taus)
    mean = fsum(m * fsum(row) for m, row in zip(means, table, strict=True))
    square = fsum(m * m * fsum(row) for m, row in zip(means, table, strict=True))
    tau2 = fsum(t * t * value for row in table for t, value in zip(taus, row, strict=True))
    # the grid has cells of 0.02 and 0.01; the rule is exact to their squares
    assert posterior.mean.mean() == pytest.approx(mean, abs=2e-5)
    assert posterior.mean.standard_deviation() == pytest.approx((square - mean**2) ** 0.5, rel=2e-4)
    assert posterior.tau2_mean() == pytest.approx(tau2, rel=5e-4)
    assert posterior.predictive.standard_deviation() == pytest.approx((square - mean**2 + tau2) ** 0.5, rel=5e-4)


def test_a_dose_response_curve_agrees_with_a_table_of_likelihoods() -> None:
    studies = [
        DoseStudy(counts=study, treated_dose=treated, control_dose=control)
        for study, treated, control in zip(
            two_arms((9, 120, 3, 130), (4, 90, 3, 95)), (80.0, 92.0), (110.0, 98.0), strict=True
        )
    ]
    curve, priors = DoseCurve(threshold=105.0, reference=84.0), DosePriors(height=0.03)
    fit = fit_dose_response(studies, curve, priors, heights=12, powers=6)
    table = [
        [
            float(np.exp(-0.5 * (height / priors.height) ** 2))
            * excess_likelihood(studies[0].counts, _difference(studies[0], height, float(power), curve))
            * excess_likelihood(studies[1].counts, _difference(studies[1], height, float(power), curve))
            for power in np.exp(fit.log_powers.middles)
        ]
        for height in fit.heights.middles
    ]
    # the fast fit reads the likelihood from 4,000 points with straight lines between them
    assert fit.masses == pytest.approx(np.array(table) / np.sum(table), abs=2e-7)


def _difference(study: DoseStudy, height: float, power: float, curve: DoseCurve) -> float:
    at = {"height": height, "power": power, "threshold": curve.threshold, "reference": curve.reference}
    return slow.falling_excess(study.treated_dose, **at) - slow.falling_excess(study.control_dose, **at)


def test_an_effect_of_the_beta_binomial_model_is_a_contrast_of_its_risks() -> None:
    fit = beta_binomial(SCATTERED)
    p, q = fit.risks
    assert fit.effect(Measure.RISK_DIFFERENCE)[0] == pytest.approx(p - q, rel=1e-14)
    assert fit.effect(Measure.LOG_RISK_RATIO)[0] == pytest.approx(log(p / q), rel=1e-14)
    assert fit.effect(Measure.LOG_ODDS_RATIO)[0] == pytest.approx(log(p * (1 - q) / (q * (1 - p))), rel=1e-12)


def test_measures_of_single_arms_and_of_two_arms_are_different_things() -> None:
    assert not set(Measure) & set(ArmMeasure)
    assert len(effect_sizes(WITH_ZEROS, Measure.LOG_ODDS_RATIO).values) == len(WITH_ZEROS)
