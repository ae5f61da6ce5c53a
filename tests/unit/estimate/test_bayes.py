"""Bayesian random effects with known variances."""

import numpy as np
import pytest
from scipy import stats

from amnio.estimate import Effects, NormalMixture, bayesian_random_effects

EFFECTS = Effects(values=np.array([0.1, 0.5, -0.2, 0.3]), variances=np.array([0.04, 0.09, 0.02, 0.05]))


def test_a_tiny_spread_gives_the_common_effect() -> None:
    posterior = bayesian_random_effects(EFFECTS, tau_scale=1e-6)
    weights = 1 / EFFECTS.variances
    assert posterior.mean.mean() == pytest.approx(weights @ EFFECTS.values / weights.sum(), rel=1e-8)
    assert posterior.mean.standard_deviation() == pytest.approx(weights.sum() ** -0.5, rel=1e-8)
    high = stats.norm.ppf(0.975, posterior.mean.mean(), weights.sum() ** -0.5)
    assert posterior.mean.interval()[1] == pytest.approx(high)


def test_the_next_study_is_less_certain_than_the_mean() -> None:
    posterior = bayesian_random_effects(EFFECTS, tau_scale=0.5)
    (low, high), (lower, higher) = posterior.mean.interval(), posterior.predictive.interval()
    assert lower < low < high < higher
    assert posterior.predictive.mean() == pytest.approx(posterior.mean.mean(), rel=1e-12)


def test_a_wider_prior_of_the_spread_never_narrows_the_prediction() -> None:
    widths = [
        np.diff(bayesian_random_effects(EFFECTS, tau_scale=scale).predictive.interval())[0] for scale in (0.1, 0.3, 1.0)
    ]
    assert widths == sorted(widths)


def test_a_prior_of_the_mean_pulls_it() -> None:
    flat = bayesian_random_effects(EFFECTS, tau_scale=0.3)
    pulled = bayesian_random_effects(EFFECTS, tau_scale=0.3, mean_prior=(2.0, 0.1))
    vague = bayesian_random_effects(EFFECTS, tau_scale=0.3, mean_prior=(2.0, 1e4))
    assert flat.mean.mean() < pulled.mean.mean() < 2.0
    assert vague.mean.mean() == pytest.approx(flat.mean.mean(), abs=1e-6)


def test_another_unit_gives_the_same_answer_in_that_unit() -> None:
    there = bayesian_random_effects(EFFECTS, tau_scale=0.3)
    scaled = Effects(values=100 * EFFECTS.values, variances=1e4 * EFFECTS.variances)
    back = bayesian_random_effects(scaled, tau_scale=30.0)
    assert back.mean.interval() == pytest.approx([100 * end for end in there.mean.interval()], rel=1e-9)
    assert back.tau_mean() == pytest.approx(100 * there.tau_mean(), rel=1e-9)


def test_quantiles_of_a_mixture_undo_its_distribution() -> None:
    mixture = NormalMixture(weights=np.array([0.3, 0.7]), means=np.array([-1.0, 2.0]), deviations=np.array([0.5, 1.5]))
    for probability in (0.001, 0.3, 0.975):
        assert mixture.below(mixture.quantile(probability)) == pytest.approx(probability, rel=1e-9)
    with pytest.raises(ValueError, match="between 0 and 1"):
        mixture.quantile(1.0)


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan")])
def test_a_prior_needs_a_positive_scale(scale: float) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        bayesian_random_effects(EFFECTS, tau_scale=scale)
    with pytest.raises(ValueError, match="must be positive"):
        bayesian_random_effects(EFFECTS, tau_scale=1.0, mean_prior=(0.0, scale))
