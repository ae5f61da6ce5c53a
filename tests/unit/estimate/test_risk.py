"""Pooling of single arms into the risk of the next population."""

import numpy as np
import pytest

from amnio.estimate import pool_risks, risk_quantiles

LEVELS = [0.025, 0.5, 0.975]


def test_one_large_population_with_little_spread_is_reproduced() -> None:
    low, middle, high = risk_quantiles(pool_risks([100], [10_000], spread_scale=0.1).predictive, LEVELS)
    assert middle == pytest.approx(0.01, rel=0.02)
    assert high / low < 2.2


def test_disagreeing_populations_widen_the_next_one() -> None:
    agree = risk_quantiles(pool_risks([50, 60, 40], [10_000] * 3, spread_scale=1.0).predictive, LEVELS)
    differ = risk_quantiles(pool_risks([10, 60, 150], [10_000] * 3, spread_scale=1.0).predictive, LEVELS)
    assert differ[0] < agree[0]
    assert differ[2] > agree[2]


def test_the_next_population_is_wider_than_the_pooled_mean() -> None:
    posterior = pool_risks([10, 60, 150], [10_000] * 3, spread_scale=1.0)
    new = np.diff(posterior.predictive.quantiles([0.025, 0.975]))[0]
    assert new > np.diff(posterior.mean_effect.quantiles([0.025, 0.975]))[0]


def test_populations_without_events_are_welcome() -> None:
    assert risk_quantiles(pool_risks([0, 3], [500, 900], spread_scale=1.0).predictive, [0.5])[0] < 0.01


def test_more_events_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="7 events among 5 people"):
        pool_risks([7], [5], spread_scale=1.0)


def test_populations_too_large_for_the_grid_are_refused() -> None:
    with pytest.raises(ValueError, match="too precise"):
        pool_risks([100_000], [10_000_000], spread_scale=0.001)
