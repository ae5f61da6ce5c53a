"""Hazards: partition and not addition, what waiting avoids, and the published checks that can be made."""

import numpy as np
import pytest

from amnio.clinic.vocabulary import CellFreeDna, FetalClass
from amnio.model.clock import DAY_15, DAY_24, END_DAY, FIRST_DAY, REFERENCE_DAY, TERM_DAY, WEEKS, WeeklyHazard
from amnio.model.facts import Facts
from amnio.model.fetal import CLASS_INDEX
from amnio.model.procedure import ProcedureFacts, Timing
from tests.random_models import packaged_model

MODEL = packaged_model(2000)
DRAWS = MODEL.draws


def test_sums_of_hazards_are_sums_of_days() -> None:
    daily = np.random.default_rng(1).random((WEEKS, 3))
    hazard = WeeklyHazard(daily)
    for start, end in ((FIRST_DAY, END_DAY), (100, 101), (111, 127), (200, 293)):
        days = sum(hazard.on(day) for day in range(start, end))
        np.testing.assert_allclose(hazard.between(start, end), days, rtol=1e-12)
    np.testing.assert_allclose(hazard.between(150, 120), -hazard.between(120, 150))


@pytest.mark.parametrize("day", [FIRST_DAY - 1, END_DAY])
def test_a_day_outside_the_clock_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="outside the clock"):
        MODEL.control.on(day)


def test_the_background_is_partitioned_and_not_added_to() -> None:
    """What abnormal fetuses lose on average and what all others lose add up to what the control arms lost."""
    held = MODEL.nonfetal.daily <= MODEL.control.daily * DRAWS["background.least_nonfetal_share"]
    average = MODEL._average_fetal_excess()
    np.testing.assert_allclose((average + MODEL.nonfetal.daily)[~held], MODEL.control.daily[~held], rtol=1e-12)
    assert MODEL.clipped == pytest.approx(held.mean(), abs=1e-3)
    assert MODEL.clipped < 0.03


def test_the_shares_of_the_background_add_up_to_one() -> None:
    for shares in (MODEL.partition.before_24, MODEL.partition.from_24):
        np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-9)


@pytest.mark.parametrize("age", [20.0, 35.0, 44.0])
@pytest.mark.parametrize("cfdna", [None, *CellFreeDna])
@pytest.mark.parametrize("t21_risk", [None, 1 / 1000, 0.5])
def test_the_class_prior_adds_up_to_one(age: float, cfdna: CellFreeDna | None, t21_risk: float | None) -> None:
    prior = MODEL.priors.prior(maternal_age=age, t21_risk=t21_risk, cfdna=cfdna)
    np.testing.assert_allclose(prior.sum(axis=0), 1.0, rtol=1e-9)
    assert (prior >= 0.0).all()


def test_a_cfdna_result_sets_its_own_class_to_its_predictive_value() -> None:
    prior = MODEL.priors.prior(maternal_age=30.0, cfdna=CellFreeDna.HIGH_T18)
    np.testing.assert_allclose(prior[CLASS_INDEX[FetalClass.T18]], DRAWS["screen.cfdna_ppv.t18"])


@pytest.mark.parametrize(
    ("fetal_class", "name"),
    [
        (FetalClass.T21, "survival.t21.loss_16_term"),
        (FetalClass.MONOSOMY_X, "survival.monosomy_x.loss_16_term"),
    ],
)
def test_a_class_loses_what_was_published_between_16_weeks_and_term(fetal_class: FetalClass, name: str) -> None:
    lost = -np.expm1(-MODEL.classes.between(REFERENCE_DAY, TERM_DAY)[CLASS_INDEX[fetal_class]])
    np.testing.assert_allclose(lost, DRAWS[name], rtol=1e-9)


def test_the_control_arms_lose_what_was_pooled_between_16_and_24_weeks() -> None:
    lost = -np.expm1(-MODEL.control.between(REFERENCE_DAY, DAY_24))
    np.testing.assert_allclose(lost, DRAWS["background.risk_16_24"], rtol=1e-9)


def test_the_timing_of_the_excess_is_a_distribution() -> None:
    timing = Timing.from_share(np.array([0.3, 0.6]), 14)
    np.testing.assert_allclose(timing.between(0, 14), [0.3, 0.6])
    np.testing.assert_allclose(sum(timing.on(day) for day in range(14)), [0.3, 0.6])
    np.testing.assert_allclose(timing.between(0, 10_000), 1.0)
    assert (timing.on(-1) == 0.0).all()
    assert (timing.between(-9, 0) == 0.0).all()


def test_the_excess_of_going_early_is_that_of_the_trial_at_12_weeks_and_zero_from_15_on() -> None:
    early = MODEL.procedure.early_excess
    np.testing.assert_allclose(early(84), DRAWS["early.excess_12"])
    assert (early(DAY_15) == 0.0).all()
    assert (early(DAY_15 - 1) > 0.0).all()


def test_modifiers_multiply_the_excess_and_nothing_else() -> None:
    plain = Facts(loss_day=120, procedure_day=112, maternal_age=30.0)
    three = Facts(loss_day=120, procedure_day=112, maternal_age=30.0, procedure=ProcedureFacts(passes=3))
    ratio = MODEL.excess_between(three, 112, DAY_24) / MODEL.excess_between(plain, 112, DAY_24)
    np.testing.assert_allclose(ratio, DRAWS["modifier.three_passes"])
    np.testing.assert_array_equal(MODEL.alive(plain, 120), MODEL.alive(three, 120))
