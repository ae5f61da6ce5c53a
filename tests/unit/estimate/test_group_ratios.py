"""Ratios between groups from counts are those of the regressions on people, one covariate for each group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amnio.estimate.cox import cox
from amnio.estimate.event_times import EventTimes
from amnio.estimate.group_ratios import cause_specific_ratios, subdistribution_ratios
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.subdistribution import fine_gray

ENDS = ("loss", "termination", "live_birth")


def people(seed: int, size: int, groups: int) -> tuple[EventTimes, np.ndarray]:
    """With ties, late entry, every end, and censoring."""
    random = np.random.default_rng(seed)
    entry = random.integers(0, 6, size)
    which = random.integers(0, groups, size)
    stay = 1 + random.geometric(0.15 + 0.05 * which)
    end = random.choice([0, 1, 1, 2, 3], size)
    end[:groups], which[:groups] = 1, np.arange(groups)  # somebody of each group comes to the end
    return EventTimes.of(entry, entry + stay, end, ends=3), which


def counted(times: EventTimes, which: np.ndarray) -> tuple[RiskCounts, np.ndarray]:
    nobody = np.zeros_like(which)
    counts = RiskCounts.of(
        block=nobody, stratum=nobody, arm=np.minimum(which, 1), entry=times.entry, exit=times.exit,
        end=times.end, n=np.ones_like(which), blocks=2, ends=ENDS,
    )  # fmt: skip
    return counts, counts.arm


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(30, 200))
def test_two_groups_are_one_covariate(seed: int, size: int) -> None:
    times, which = people(seed, size, 2)
    counts, group = counted(times, which)
    try:
        found = cause_specific_ratios(counts, group, end=1, ends=3)
        expected = cox(times, which[:, None].astype(float), end=1)
    except ValueError:
        with pytest.raises(ValueError, match="maximum"):
            cox(times, which[:, None].astype(float), end=1)
        return
    assert found.log_ratio == pytest.approx(expected.log_hazard_ratio, abs=1e-9)
    assert found.standard_error == pytest.approx(expected.standard_error, rel=1e-8)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(30, 200))
def test_the_subdistribution_keeps_who_came_to_another_end(seed: int, size: int) -> None:
    times, which = people(seed, size, 2)
    counts, group = counted(times, which)
    try:
        found = subdistribution_ratios(counts, group, end=1, ends=3)
        expected = fine_gray(times, which[:, None].astype(float), end=1)
    except ValueError:
        with pytest.raises(ValueError, match="maximum"):
            fine_gray(times, which[:, None].astype(float), end=1)
        return
    assert found.log_ratio == pytest.approx(expected.log_ratio, abs=1e-9)
    assert found.standard_error == pytest.approx(np.sqrt(np.diagonal(expected.robust)), rel=1e-8)


def test_several_groups_are_compared_with_the_first() -> None:
    times, which = people(5, 400, 3)
    rows = RiskCounts.of(
        block=which, stratum=np.zeros_like(which), arm=np.zeros_like(which), entry=times.entry, exit=times.exit,
        end=times.end, n=np.ones_like(which), blocks=3, ends=ENDS,
    )  # fmt: skip
    design = (which[:, None] == [1, 2]).astype(float)
    found, expected = cause_specific_ratios(rows, rows.block, end=1, ends=3), cox(times, design, end=1)
    assert found.log_ratio == pytest.approx(expected.log_hazard_ratio, abs=1e-9)
    below, fitted = subdistribution_ratios(rows, rows.block, end=1, ends=3), fine_gray(times, design, end=1)
    assert below.log_ratio == pytest.approx(fitted.log_ratio, abs=1e-9)
    assert below.standard_error == pytest.approx(np.sqrt(np.diagonal(fitted.robust)), rel=1e-8)


def test_a_group_in_which_nobody_came_to_the_end_has_no_ratio() -> None:
    times, which = people(1, 60, 2)
    counts, group = counted(times, which)
    kept = (group == 0) | (counts.end != 1)
    with pytest.raises(ValueError, match="no size"):
        cause_specific_ratios(counts.rows(kept), group[kept], end=1, ends=3)
    with pytest.raises(ValueError, match="two groups"):
        subdistribution_ratios(counts, np.zeros_like(group), end=1, ends=3)
