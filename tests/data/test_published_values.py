"""The parameters give back what the papers print."""

import numpy as np
import pytest

from amnio.model.fetal import trisomy_21_at_birth


def one_in(probability):
    return 1.0 / probability.mean()


@pytest.mark.parametrize(("age", "published"), [(25, 1351), (30, 937), (35, 353), (40, 85), (45, 35)])
def test_trisomy_21_at_birth_follows_the_published_curve(draws, age, published):
    assert one_in(trisomy_21_at_birth(draws, age)) == pytest.approx(published, rel=0.03)


@pytest.mark.parametrize(("age", "published"), [(35, 262), (38, 107), (40, 61), (43, 32)])
def test_trisomy_21_at_mid_trimester_is_near_the_published_table(draws, age, published):
    # One loss for all ages (the published loss rises from 19 to 33 % between 25 and 45): within 8 % at each age.
    at_mid_trimester = trisomy_21_at_birth(draws, age) / (1.0 - draws["survival.t21.loss_16_term"])
    assert one_in(at_mid_trimester) == pytest.approx(published, rel=0.08)


def test_the_loss_of_trisomy_21_has_the_published_interval(draws):
    low, high = np.quantile(draws["survival.t21.loss_16_term"], [0.025, 0.975])
    assert (low, high) == pytest.approx((0.21, 0.31), abs=0.006)


def test_the_background_lies_between_the_control_arms(evidence, draws):
    arms = ("towner-2007", "eddleman-2006", "odibo-2008", "muller-2002")
    rates = [control.events / control.women for _, control in (evidence.studies[key].pooled_arms() for key in arms)]
    mean = draws["background.risk_16_24"].mean()
    low, high = np.quantile(draws["background.risk_16_24"], [0.025, 0.975])
    assert min(rates) < mean < max(rates)
    assert low < min(rates)
    assert max(rates) < high


def test_trisomies_18_and_13_are_near_a_fifth_of_the_three_at_mid_trimester(draws):
    others = draws["prevalence.t18_per_t21"] + draws["prevalence.t13_per_t21"]
    share = (others / (1.0 + others)).mean()
    assert share == pytest.approx(0.22, abs=0.03)


@pytest.mark.parametrize(("week", "published"), [(28, 1.68), (36, 2.52), (41, 6.68)])
def test_weekly_stillbirth_risks_are_those_of_the_table(draws, week, published):
    assert draws[f"background.weekly.w{week}"].mean() * 10_000 == pytest.approx(published, rel=0.01)


def test_the_early_excess_is_near_the_difference_of_the_randomised_trial(draws):
    assert draws["early.excess_12"].mean() == pytest.approx(0.017, abs=0.004)


def test_earlier_bleeding_has_the_odds_ratio_of_its_counts(evidence, draws):
    arms = {arm.arm: arm for arm in evidence.studies["papantoniou-2001"].arms}
    bled, none = arms["bleeding in pregnancy"], arms["no factor"]
    odds = (bled.events / (bled.women - bled.events)) / (none.events / (none.women - none.events))
    assert np.median(draws["background_modifier.bleeding_before"]) == pytest.approx(odds, rel=0.05)
