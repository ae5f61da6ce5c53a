"""A dose-response curve that falls to zero at a threshold: its shape, its posterior, its draws."""

import numpy as np
import pytest

from amnio.estimate import DoseCurve, DosePriors, DoseResponse, DoseStudy, TwoArmCounts, fit_dose_response

CURVE = DoseCurve(threshold=105.0, reference=84.0)
PRIORS = DosePriors(height=0.05)


def study(label: str, dose: float, control_dose: float, *counts: int) -> DoseStudy:
    a, n1, c, n0 = counts
    arms = TwoArmCounts(label=label, treated_events=a, treated_total=n1, control_events=c, control_total=n0)
    return DoseStudy(counts=arms, treated_dose=dose, control_dose=control_dose)


@pytest.fixture(scope="module")
def posterior() -> DoseResponse:
    """Excess 3 % at dose 84 and half of it at 94.5: a straight line."""
    studies = [study("a", 84.0, 112.0, 480, 12_000, 120, 12_000), study("b", 94.5, 112.0, 300, 12_000, 120, 12_000)]
    return fit_dose_response(studies, CURVE, PRIORS)


def levels(draws: int) -> np.ndarray:
    return np.random.default_rng(1).random((2, draws))


def test_the_excess_is_exactly_zero_from_the_threshold_on(posterior: DoseResponse) -> None:
    for dose in (105.0, 105.5, 140.0):
        assert np.all(posterior.excess(dose, levels(500)) == 0)
        assert posterior.mean_excess(dose) == 0


def test_the_excess_never_rises_with_the_dose(posterior: DoseResponse) -> None:
    curves = np.array([posterior.excess(dose, levels(500)) for dose in np.arange(70.0, 107.0, 0.5)])
    assert np.all(np.diff(curves, axis=0) <= 0)
    assert np.all(curves >= 0)


def test_a_straight_line_is_found(posterior: DoseResponse) -> None:
    heights, powers = posterior.draw(levels(4000))
    assert heights.mean() == pytest.approx(0.03, abs=0.002)
    assert np.median(powers) == pytest.approx(1.0, abs=0.15)
    assert posterior.mean_excess(94.5) == pytest.approx(0.015, abs=0.002)


def test_draws_have_the_mean_of_the_posterior(posterior: DoseResponse) -> None:
    heights, _ = posterior.draw(levels(20_000))
    assert heights.mean() == pytest.approx(posterior.mean_height(), rel=0.01)
    assert posterior.excess(90.0, levels(20_000)).mean() == pytest.approx(posterior.mean_excess(90.0), rel=0.01)


def test_height_and_power_are_drawn_jointly() -> None:
    """One study halfway fixes one excess: a high curve must then fall faster."""
    one = fit_dose_response([study("a", 94.5, 112.0, 300, 12_000, 120, 12_000)], CURVE, PRIORS)
    heights, powers = one.draw(levels(4000))
    assert np.corrcoef(heights, powers)[0, 1] > 0.7


def test_the_same_levels_give_the_same_draws(posterior: DoseResponse) -> None:
    for there, back in zip(posterior.draw(levels(50)), posterior.draw(levels(50)), strict=True):
        assert np.array_equal(there, back)


def test_without_information_the_prior_comes_back() -> None:
    """A study of two people says next to nothing."""
    fit = fit_dose_response([study("a", 84.0, 112.0, 0, 1, 0, 1)], CURVE, PRIORS)
    assert fit.mean_height() == pytest.approx(PRIORS.height * np.sqrt(2 / np.pi), rel=0.05)
    _, powers = fit.draw(levels(20_000))
    assert np.median(powers) == pytest.approx(1.0, abs=0.05)


def test_a_study_that_shows_protection_lowers_the_height_and_never_below_zero() -> None:
    fit = fit_dose_response([study("a", 84.0, 112.0, 20, 2000, 60, 2000)], CURVE, PRIORS)
    heights, _ = fit.draw(levels(2000))
    assert heights.min() >= 0
    assert heights.mean() < 0.01


def test_a_control_arm_below_the_threshold_shows_less_of_the_excess() -> None:
    """The same difference between two early doses means a higher curve than against a late one."""
    counts = (60, 2000, 30, 2000)
    late = fit_dose_response([study("a", 84.0, 112.0, *counts)], CURVE, PRIORS)
    early = fit_dose_response([study("a", 84.0, 94.5, *counts)], CURVE, PRIORS)
    assert early.mean_height() > 1.2 * late.mean_height()


def test_studies_without_any_excess_are_refused() -> None:
    with pytest.raises(ValueError, match="no excess"):
        fit_dose_response([study("a", 106.0, 112.0, 1, 10, 1, 10)], CURVE, PRIORS)
    with pytest.raises(ValueError, match="at least one study"):
        fit_dose_response([], CURVE, PRIORS)


def test_arms_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="must be below"):
        study("a", 112.0, 84.0, 1, 10, 1, 10)


def test_a_reference_beyond_the_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match="below the threshold"):
        DoseCurve(threshold=84.0, reference=84.0)


def test_levels_outside_zero_and_one_are_refused(posterior: DoseResponse) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        posterior.draw(np.array([[0.5], [1.5]]))
