"""Means and intervals over weighted draws."""

import numpy as np
import pytest

from amnio.answers.summaries import Summariser


def test_equal_weights_give_numpys_mean_and_quantiles() -> None:
    values = np.random.default_rng(1).normal(size=(3, 400))
    for array, estimate in zip(values, Summariser().estimates(list(values)), strict=True):
        assert estimate.mean == pytest.approx(array.mean())
        assert (estimate.low, estimate.high) == pytest.approx(tuple(np.quantile(array, [0.025, 0.975])))


def test_equal_weights_written_out_change_nothing() -> None:
    values = np.random.default_rng(2).normal(size=400)
    written = Summariser(np.full(400, 1 / 400)).estimate(values)
    assert written.mean == pytest.approx(values.mean())
    assert (written.low, written.high) == pytest.approx(tuple(np.quantile(values, [0.025, 0.975])))


def test_a_draw_without_weight_does_not_count() -> None:
    values = np.concatenate([np.zeros(100), np.full(100, 9.0)])
    weights = np.concatenate([np.full(100, 0.01), np.zeros(100)])
    estimate = Summariser(weights).estimate(values)
    assert (estimate.mean, estimate.low, estimate.high) == (0.0, 0.0, 0.0)


def test_weighted_quantiles_are_those_of_the_weighted_distribution() -> None:
    """Uniform draws, weighted with twice their value: the quantiles of a triangle, whose distribution is x squared."""
    values = (np.arange(4000) + 0.5) / 4000
    estimate = Summariser(values / values.sum()).estimate(values)
    assert estimate.mean == pytest.approx(2 / 3, abs=1e-3)
    assert (estimate.low, estimate.high) == pytest.approx((0.025**0.5, 0.975**0.5), abs=2e-3)
