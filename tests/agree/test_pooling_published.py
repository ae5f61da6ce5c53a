"""Pooled answers that are in print or in every R user's hands, typed here as digits."""

from math import exp

import pytest

from amnio.estimate import Interval, Measure, Method, PoolOptions, Prediction, pool
from validation.referee import studies_of


def test_stillbirth_under_diuretics() -> None:
    """Collins, Yusuf & Peto 1985 (BMJ 290:17), from the counts in R's metadat (dat.collins1985b)."""
    mh = pool(studies_of("stillbirth"), method=Method.MANTEL_HAENSZEL, measure=Measure.LOG_ODDS_RATIO)
    assert (mh.estimate, mh.standard_error) == pytest.approx((-0.387976, 0.337232), abs=5e-7)
    assert (exp(mh.estimate), exp(mh.low), exp(mh.high)) == pytest.approx((0.678429, 0.350310, 1.313882), abs=5e-7)
    assert (mh.q, mh.i2, mh.degrees) == (pytest.approx(0.541667, abs=5e-7), 0.0, 5)
    assert mh.left_out == ("6", "7")
    peto = pool(studies_of("stillbirth"), method=Method.PETO, measure=Measure.LOG_ODDS_RATIO)
    assert (peto.estimate, peto.standard_error) == pytest.approx((-0.390457, 0.337417), abs=5e-7)
    difference = pool(studies_of("stillbirth"), method=Method.MANTEL_HAENSZEL, measure=Measure.RISK_DIFFERENCE)
    assert (difference.estimate, difference.standard_error) == pytest.approx((-0.003432, 0.003025), abs=5e-7)
    assert difference.left_out == ()


def test_pre_eclampsia_under_diuretics() -> None:
    """The same source, Hartung and Knapp without guard, and the prediction interval that goes with it."""
    options = PoolOptions(interval=Interval.HARTUNG_KNAPP, prediction=Prediction.STUDENT_K_MINUS_1)
    studies, measure = studies_of("pre_eclampsia"), Measure.LOG_ODDS_RATIO
    knapp = pool(studies, method=Method.REML, measure=measure, options=options)
    assert (knapp.estimate, knapp.standard_error) == pytest.approx((-0.518103, 0.240839), abs=5e-6)
    # printed after a search that stopped at 1e-5
    assert knapp.tau2 == pytest.approx(0.300796, abs=5e-6)
    assert (knapp.q, 100 * (knapp.i2 or 0)) == (pytest.approx(27.264902, abs=5e-7), pytest.approx(75.92, abs=0.005))
    assert (knapp.low, knapp.high) == pytest.approx((-1.073480, 0.037274), abs=5e-6)
    assert knapp.prediction is not None
    assert tuple(map(exp, knapp.prediction)) == pytest.approx((0.149659, 2.370712), abs=2e-5)


@pytest.mark.parametrize(
    ("method", "tau2"),
    [(Method.REML, 0.313243), (Method.PAULE_MANDEL, 0.3180937), (Method.DERSIMONIAN_LAIRD, 0.30876026)],
)
def test_the_bcg_vaccine(method: Method, tau2: float) -> None:
    """Colditz et al. 1994 (JAMA 271:698), from dat.bcg. R prints Paule-Mandel after a search that stopped at 1e-4."""
    options = PoolOptions(interval=Interval.NORMAL)
    result = pool(studies_of("bcg"), method=method, measure=Measure.LOG_RISK_RATIO, options=options)
    assert result.tau2 == pytest.approx(tau2, abs=3e-5)
    if method is Method.REML:
        assert (result.estimate, result.standard_error) == pytest.approx((-0.714532, 0.179782), abs=2e-6)
