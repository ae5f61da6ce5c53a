"""Leave-one-out, cumulative pooling and small-study regressions."""

import numpy as np
import pytest

from amnio.estimate import (
    Effects,
    Measure,
    Method,
    PoolResult,
    SmallStudyTest,
    TwoArmCounts,
    cumulative,
    egger,
    funnel,
    leave_one_out,
    pool,
    small_study_trend,
)


def study(label: str, *counts: int) -> TwoArmCounts:
    a, n1, c, n0 = counts
    return TwoArmCounts(label=label, treated_events=a, treated_total=n1, control_events=c, control_total=n0)


STUDIES = [study("1994", 12, 100, 6, 110), study("1987", 3, 50, 1, 45), study("2001", 40, 900, 30, 1200)]


def mantel_haenszel(studies: object) -> PoolResult:
    return pool(studies, method=Method.MANTEL_HAENSZEL, measure=Measure.LOG_ODDS_RATIO)  # type: ignore[arg-type]


def reml(studies: object) -> PoolResult:
    return pool(studies, method=Method.REML, measure=Measure.LOG_ODDS_RATIO)  # type: ignore[arg-type]


def test_leaving_one_out_pools_all_others() -> None:
    steps = leave_one_out(STUDIES, mantel_haenszel)
    assert [step.label for step in steps] == ["1994", "1987", "2001"]
    assert [step.answer for step in steps] == [mantel_haenszel([s for s in STUDIES if s is not o]) for o in STUDIES]


def test_studies_come_in_by_year_and_the_last_answer_is_the_whole() -> None:
    steps = cumulative(STUDIES, mantel_haenszel, order=lambda s: int(s.label))
    assert [step.label for step in steps] == ["1987", "1994", "2001"]
    assert steps[-1].answer is not None
    assert steps[-1].answer.estimate == pytest.approx(mantel_haenszel(STUDIES).estimate, rel=1e-12)


def test_a_refusal_on_the_way_is_kept_and_the_rest_goes_on() -> None:
    first, second, third = cumulative(STUDIES, reml, order=lambda s: int(s.label))
    assert first.answer is None
    assert first.refusal is not None
    assert "needs two studies" in first.refusal
    assert second.answer is not None
    assert third.answer is not None


def test_effects_that_grow_with_the_standard_error_show_a_trend() -> None:
    errors = np.array([0.1, 0.2, 0.3, 0.4])
    trend = egger(Effects(values=0.3 + 2.0 * errors + np.array([0.01, -0.01, 0.01, -0.01]), variances=errors**2))
    assert trend.slope == pytest.approx(2.0, abs=0.1)
    assert trend.limit == pytest.approx(0.3, abs=0.05)
    assert trend.p_value < 0.01


def test_a_trend_needs_three_studies_of_different_size() -> None:
    with pytest.raises(ValueError, match="at least three"):
        small_study_trend(STUDIES[:2], SmallStudyTest.EGGER, Measure.LOG_ODDS_RATIO)
    with pytest.raises(ValueError, match="same size"):
        egger(Effects(values=np.array([0.1, 0.2, 0.3]), variances=np.full(3, 0.04)))


@pytest.mark.parametrize("test", [SmallStudyTest.PETERS, SmallStudyTest.HARBORD])
def test_tests_for_odds_ratios_are_refused_for_other_measures(test: SmallStudyTest) -> None:
    with pytest.raises(ValueError, match="for log odds ratios"):
        small_study_trend(STUDIES, test, Measure.RISK_DIFFERENCE)


def test_a_funnel_leaves_out_what_a_ratio_leaves_out() -> None:
    with_empty = [*STUDIES, study("empty", 0, 20, 0, 20)]
    assert [point.label for point in funnel(with_empty, Measure.LOG_ODDS_RATIO)] == ["1994", "1987", "2001"]
    assert len(funnel(with_empty, Measure.RISK_DIFFERENCE)) == 4
