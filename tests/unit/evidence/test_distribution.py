"""Each family has the mean and the interval that its fields promise."""

import numpy as np
import pytest
from scipy import stats

from amnio.evidence import EvidenceError
from amnio.evidence.distribution import parse_distribution

COUNT = 200_000


def sample(**fields):
    return parse_distribution(fields, "a.toml").sample(np.random.default_rng(3), COUNT)


def quantiles(values, *levels):
    return np.quantile(values, levels)


def test_counts_give_the_jeffreys_posterior_of_a_proportion():
    (draws,) = sample(family="beta", events=69, of=15005)
    exact = stats.beta(69.5, 15005 - 69 + 0.5)
    assert draws.mean() == pytest.approx(exact.mean(), rel=0.003)
    assert quantiles(draws, 0.025, 0.975) == pytest.approx(exact.ppf([0.025, 0.975]), rel=0.01)


def test_no_event_gives_a_risk_above_zero():
    (draws,) = sample(family="beta", events=0, of=1495)
    assert draws.min() > 0
    assert draws.mean() == pytest.approx(0.5 / 1496, rel=0.02)


def test_a_mean_and_a_weight_give_a_beta_of_that_mean():
    (draws,) = sample(family="beta", mean=0.13, weight=7)
    assert draws.mean() == pytest.approx(0.13, rel=0.01)
    assert draws.var() == pytest.approx(0.13 * 0.87 / 8, rel=0.02)


def test_events_and_exposure_give_the_jeffreys_posterior_of_a_rate():
    (draws,) = sample(family="gamma", events=614, exposure=3665497)
    assert draws.mean() == pytest.approx(614.5 / 3665497, rel=0.001)
    assert draws.std() == pytest.approx(np.sqrt(614.5) / 3665497, rel=0.01)


@pytest.mark.parametrize(
    ("family", "low", "high"),
    [("lognormal", 1.69, 3.42), ("logitnormal", 0.21, 0.31), ("lognormal", 1.5e-5, 1.5e-4), ("logitnormal", 0.01, 0.9)],
)
def test_low_and_high_are_the_ends_of_the_central_95_percent(family, low, high):
    (draws,) = sample(family=family, low=low, high=high)
    assert quantiles(draws, 0.025, 0.975) == pytest.approx([low, high], rel=0.03)


def test_a_normal_has_its_mean_and_standard_deviation():
    (draws,) = sample(family="normal", mean=0.09, sd=0.05)
    assert (draws.mean(), draws.std()) == pytest.approx((0.09, 0.05), rel=0.01)


def test_a_normal_above_a_limit_is_the_part_above_it():
    (draws,) = sample(family="normal", mean=0.5, sd=1.0, above=0)
    exact = stats.truncnorm(-0.5, np.inf, loc=0.5, scale=1.0)
    assert draws.min() > 0
    assert (draws.mean(), draws.std()) == pytest.approx((exact.mean(), exact.std()), rel=0.01)


def test_a_uniform_lies_between_its_ends():
    (draws,) = sample(family="uniform", low=0.5, high=2)
    assert draws.min() >= 0.5
    assert draws.max() <= 2
    assert draws.mean() == pytest.approx(1.25, rel=0.01)


def test_a_fixed_number_is_the_same_in_every_draw():
    assert np.all(sample(family="fixed", value=45) == 45)


def test_fixed_values_are_a_vector_with_names():
    distribution = parse_distribution({"family": "fixed", "values": {"a": 7.33, "b": 4.211}}, "a.toml")
    assert distribution.components == ("a", "b")
    assert np.all(distribution.sample(np.random.default_rng(1), 3) == [[7.33] * 3, [4.211] * 3])


def test_counts_of_several_kinds_give_shares_that_add_to_one():
    draws = sample(family="dirichlet", counts={"placental": 135, "infection": 111, "unexplained": 105})
    assert draws.sum(axis=0) == pytest.approx(1.0)
    assert draws.mean(axis=1) == pytest.approx(np.array([135.5, 111.5, 105.5]) / 352.5, rel=0.005)


def test_a_smaller_weight_makes_shares_less_sure():
    sure = sample(family="dirichlet", mean={"a": 0.3, "b": 0.7}, weight=200)
    unsure = sample(family="dirichlet", mean={"a": 0.3, "b": 0.7}, weight=10)
    assert unsure[0].var() == pytest.approx(0.21 / 11, rel=0.03)
    assert sure[0].var() == pytest.approx(0.21 / 201, rel=0.03)


def test_a_positive_share_is_never_drawn_as_impossible():
    draws = sample(family="dirichlet", mean={"rare": 0.0005, "common": 0.9995}, weight=1)
    assert draws.min() > 0


def test_an_impossible_share_stays_impossible():
    draws = sample(family="dirichlet", mean={"never": 0.0, "a": 0.4, "b": 0.6}, weight=10)
    assert np.all(draws[0] == 0)
    assert draws.sum(axis=0) == pytest.approx(1.0)


def test_quantiles_are_given_back():
    p, x = [0, 0.25, 0.5, 0.9, 1], [0, 0.001, 0.002, 0.006, 0.02]
    (draws,) = sample(family="quantiles", p=p, x=x)
    assert quantiles(draws, *p[1:-1]) == pytest.approx(x[1:-1], rel=0.03)
    assert 0 <= draws.min() <= draws.max() <= 0.02


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"family": "cauchy"}, "'cauchy' is not one of"),
        ({"family": "beta", "events": 5, "of": 4}, "not a proportion"),
        ({"family": "beta", "events": 5}, "of: must be a number"),
        ({"family": "beta", "mean": 1.2, "weight": 3}, "between 0 and 1"),
        ({"family": "beta", "events": 1, "of": 4, "weight": 3}, "weight: is not a field here"),
        ({"family": "gamma", "events": 1, "exposure": 0}, "must be above 0"),
        ({"family": "lognormal", "low": 2, "high": 1}, "must lie below high"),
        ({"family": "lognormal", "low": -1, "high": 1}, "must be above 0"),
        ({"family": "logitnormal", "low": 0.1, "high": 1}, "between 0 and 1"),
        ({"family": "normal", "mean": 0, "sd": 0}, "must be above 0"),
        ({"family": "normal", "mean": -1, "sd": 1, "above": 0}, "-1 must be above 0"),
        ({"family": "dirichlet", "mean": {"a": 0.3, "b": 0.6}, "weight": 4}, "add up to 1"),
        ({"family": "dirichlet", "counts": {"a": 3}}, "at least two components"),
        ({"family": "quantiles", "p": [0, 0.5], "x": [0, 1]}, "p must rise from 0 to 1"),
        ({"family": "fixed", "value": True}, "must be a number"),
        ({"value": 3}, "family: is required"),
    ],
)
def test_a_malformed_distribution_is_refused(fields, said):
    with pytest.raises(EvidenceError, match=said):
        parse_distribution(fields, "a.toml")
