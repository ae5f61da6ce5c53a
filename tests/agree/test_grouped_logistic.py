"""Logistic regression on grouped counts is the maximum that a general search finds, in every replicate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from amnio.estimate import Replicates
from amnio.estimate.grouped_logistic import fitted

LEVELS = [np.repeat([0, 1], 3), np.tile([0, 1, 2], 2)]
DESIGN = np.column_stack([np.ones(6), LEVELS[0], LEVELS[1] == 1, LEVELS[1] == 2]).astype(float)
NOTHING = np.zeros((6, 0))


def slow(had_it: np.ndarray, of_them: np.ndarray) -> np.ndarray:
    def minus(beta: np.ndarray) -> float:
        line = DESIGN @ beta
        return float((of_them * np.logaddexp(0, line) - had_it * line).sum())

    found = minimize(minus, np.zeros(4), method="BFGS", options={"gtol": 1e-9})
    return 1 / (1 + np.exp(-DESIGN @ found.x))


@given(drawn=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 30)), min_size=6, max_size=6))
def test_the_chances_are_those_at_the_maximum(drawn: list[tuple[int, int]]) -> None:
    had_it, others = (np.array(column, dtype=float) for column in zip(*drawn, strict=True))
    found = fitted(LEVELS, NOTHING, had_it[None], (had_it + others)[None])
    assert found[0] == pytest.approx(slow(had_it, had_it + others), abs=1e-5)
    # at the maximum every level has as many as expected: this is exact
    for column in LEVELS:
        for level in range(column.max() + 1):
            here = column == level
            assert (found[0] * (had_it + others))[here].sum() == pytest.approx(had_it[here].sum(), abs=1e-7)


def test_every_replicate_is_fitted_to_its_own_counts() -> None:
    random = np.random.default_rng(8)
    of_them = random.integers(20, 40, (10, 6)).astype(float)
    had_it = random.binomial(of_them.astype(int), 0.3).astype(float)
    replicates = Replicates.jackknife(10)
    found = fitted(LEVELS, NOTHING, replicates.of(had_it), replicates.of(of_them))
    for left_out in range(10):
        others = np.arange(10) != left_out
        alone = fitted(LEVELS, NOTHING, had_it[others].sum(axis=0)[None], of_them[others].sum(axis=0)[None])
        assert found[1 + left_out] == pytest.approx(alone[0], abs=1e-9)


def test_a_level_of_which_nobody_or_everybody_had_it_is_settled_without_the_model() -> None:
    had_it = np.array([1.0, 0.0, 9.0, 2.0, 0.0, 9.0])
    of_them = np.array([9.0, 9.0, 9.0, 9.0, 9.0, 9.0])
    found = fitted(LEVELS, NOTHING, had_it[None], of_them[None])[0]
    assert found[[1, 4]].tolist() == [0.0, 0.0]
    assert found[[2, 5]].tolist() == [1.0, 1.0]
    assert found[[0, 3]] == pytest.approx([1 / 9, 2 / 9])


def test_what_has_no_maximum_is_refused() -> None:
    """Nobody in three cells out of which no level is empty: a combination tells all apart."""
    had_it = np.array([[0.0, 5.0, 9.0, 0.0, 0.0, 5.0]])
    with pytest.raises(ValueError, match="no maximum"):
        fitted(LEVELS, NOTHING, had_it, np.full((1, 6), 9.0))
