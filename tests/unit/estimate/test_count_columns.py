"""Counts of trials and of risk as columns: refused when they cannot be true, added when they are equal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.estimate.count_columns import Factor, added, level_numbers, strata_of, stratum_labels
from amnio.estimate.risk_counts import RiskCounts, pooled_risks
from amnio.estimate.trial_counts import TrialCounts, pooled_trials

FACTORS = (Factor(name="age", levels=("under 35", "35 and over")), Factor(name="scan", levels=("no", "yes", "unknown")))
TRIAL = {
    "block": [1, 0, 1], "stratum": [5, 0, 5], "trial": [110, 110, 110], "arm": [1, 0, 1], "day": [3, 0, 3],
    "end": [1, -1, 1], "n": [2, 7, 3],
}  # fmt: skip
TRIAL_FRAME = {"blocks": 2, "factors": FACTORS, "ends": ("loss", "live_birth")}
RISK = {
    "block": [1, 0], "stratum": [0, 0], "arm": [0, 1], "entry": [70, 90], "exit": [100, 91], "end": [0, 2], "n": [4, 1],
}  # fmt: skip
RISK_FRAME = {"blocks": 2, "ends": ("loss", "live_birth")}


def test_equal_cells_are_added_and_cells_are_sorted() -> None:
    counts = TrialCounts.of(**TRIAL, **TRIAL_FRAME)
    assert counts.block.tolist() == [0, 1]
    assert counts.n.tolist() == [7, 5]
    assert counts.trials.tolist() == [110]


def test_a_stratum_is_named_by_its_levels() -> None:
    labels = TrialCounts.of(**TRIAL, **TRIAL_FRAME).strata
    assert labels[0] == "age under 35, scan no"
    assert labels[5] == "age 35 and over, scan unknown"
    assert stratum_labels(()) == ("",)


def test_level_numbers_undo_the_number_of_a_stratum() -> None:
    age, scan = level_numbers(np.arange(strata_of(FACTORS)), FACTORS)
    assert (age * 3 + scan).tolist() == list(range(6))


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("block", [2, 0, 0], "block"),
        ("stratum", [6, 0, 0], "stratum"),
        ("arm", [2, 0, 0], "arm"),
        ("day", [-1, 0, 0], "day"),
        ("end", [3, 0, 0], "end"),
        ("end", [-1, 0, 0], "only arm 0"),
        ("n", [0, 1, 1], "n must"),
        ("n", [1.5, 1.0, 1.0], "whole numbers"),
        ("n", [1, 1], "one length"),
    ],
)
def test_counts_of_trials_that_cannot_be_are_refused(column: str, value: list[float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        TrialCounts.of(**{**TRIAL, column: value}, **TRIAL_FRAME)


def test_nobody_can_be_at_risk_for_no_time() -> None:
    with pytest.raises(ValueError, match="no time"):
        RiskCounts.of(**{**RISK, "exit": [70, 91]}, **RISK_FRAME)


def test_a_factor_names_each_level_once() -> None:
    with pytest.raises(ValueError, match="named once"):
        Factor(name="age", levels=("a", "a"))


def test_pooling_adds_and_refuses_what_is_differently_made() -> None:
    trials, risks = TrialCounts.of(**TRIAL, **TRIAL_FRAME), RiskCounts.of(**RISK, **RISK_FRAME)
    assert pooled_trials([trials, trials, trials]).n.tolist() == [21, 15]
    assert pooled_risks([risks, risks]).n.tolist() == [2, 8]
    with pytest.raises(ValueError, match="ends differ"):
        pooled_risks([risks, RiskCounts.of(**RISK, **{**RISK_FRAME, "ends": ("loss", "termination")})])


def test_rows_keeps_only_the_cells_asked_for() -> None:
    trials, risks = TrialCounts.of(**TRIAL, **TRIAL_FRAME), RiskCounts.of(**RISK, **RISK_FRAME)
    assert trials.rows(trials.arm == 1).n.tolist() == [5]
    assert risks.rows(risks.arm == 1).exit.tolist() == [91]


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(0, 2**62), st.integers(0, 3), st.integers(1, 9)), min_size=1))
def test_adding_equal_cells_is_what_a_dictionary_does(rows: list[tuple[int, int, int, int]]) -> None:
    expected: dict[tuple[int, ...], int] = {}
    for *cell, n in rows:
        expected[tuple(cell)] = expected.get(tuple(cell), 0) + n
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    cells, total = added(columns[:-1], columns[-1])
    assert list(zip(*(c.tolist() for c in cells), total.tolist(), strict=True)) == [
        (*cell, n) for cell, n in sorted(expected.items())
    ]
