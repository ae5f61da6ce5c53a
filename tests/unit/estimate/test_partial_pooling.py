"""A centre's own counts move its parameters as far as Bayes says, and no further."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from amnio.estimate.counts import Array
from amnio.estimate.partial_pooling import (
    LearnedScores,
    Margin,
    Transport,
    effective,
    learn_scores,
    multinomial_log_likelihood,
    systematic_resample,
)
from amnio.estimate.partial_pooling_reference import multinomial_probability, posterior_means

DRAWS = 4000
SAMPLE = 20_000


def _priors(count: int, seed: int) -> Array:
    """An excess round 0.3 % that is never negative, and a background risk round 0.8 %."""
    generator = np.random.Generator(np.random.PCG64DXSM(seed))
    background = 1.0 / (1.0 + np.exp(4.8 - 0.5 * generator.standard_normal(count)))
    return np.stack([np.abs(generator.normal(0.0, 0.004, count)), background])


MARGINS = [Margin.of(row) for row in _priors(SAMPLE, 1)]
BASE = np.stack([margin.scores(row) for margin, row in zip(MARGINS, _priors(DRAWS, 2), strict=True)])


def _values(scores: Array) -> Array:
    return np.stack([margin.values(row) for margin, row in zip(MARGINS, scores, strict=True)])


def _likelihood(after: tuple[int, int], without: tuple[int, int] = (0, 0)) -> Callable[[Array], Array]:
    """Of losses after a procedure, and of losses without one."""

    def log_likelihood(scores: Array) -> Array:
        excess, background = _values(scores)
        both = zip((after, without), (background + excess, background), strict=True)
        rows = [
            multinomial_log_likelihood((events, total - events), np.stack([risk, 1.0 - risk]))
            for (events, total), risk in both
        ]
        return np.asarray(sum(rows))

    return log_likelihood


def _mean(learned: LearnedScores) -> Array:
    return np.asarray(_values(learned.scores) @ learned.weights)


def test_the_likelihood_is_the_multinomial_distribution() -> None:
    shares = [Fraction(1, 10), Fraction(1, 4), Fraction(13, 20)]
    for counts in ((0, 0, 0), (3, 0, 9), (1, 7, 2), (0, 0, 40)):
        found = multinomial_log_likelihood(counts, np.array([[float(share)] for share in shares]))
        assert np.exp(found[0]) == pytest.approx(float(multinomial_probability(counts, shares)), rel=1e-12)


def test_a_draw_that_cannot_have_given_the_counts_is_impossible() -> None:
    found = multinomial_log_likelihood((1, 4), np.array([[0.0, 0.2], [1.0, 0.8]]))
    assert found[0] == -np.inf
    assert np.isfinite(found[1])


@pytest.mark.parametrize("counts", [(1, 2, 3), (-1, 2)])
def test_counts_that_do_not_fit_the_cells_are_refused(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        multinomial_log_likelihood(counts, np.array([[0.1], [0.9]]))


@pytest.mark.parametrize(
    ("after", "without"),
    [((3, 200), (0, 0)), ((40, 3000), (0, 0)), ((260, 20_000), (0, 0)), ((60, 4000), (45, 6000))],
)
def test_the_posterior_is_that_of_the_slow_reference(after: tuple[int, int], without: tuple[int, int]) -> None:
    learned = learn_scores(BASE, _likelihood(after, without))
    ranks = (np.arange(400) + 0.5) / 400
    prior = [np.quantile(margin.ordered, ranks).tolist() for margin in reversed(MARGINS)]
    small = [(after[0], after[1], lambda b, x: b + x), (without[0], without[1], lambda b, _: b)]
    if after[1] <= 3000:
        expected = posterior_means(*prior, small)
    else:  # the binomial coefficient is too large for a float: the same sum over logarithms
        log_weights = sum(
            events * np.log(risk) + (total - events) * np.log1p(-risk)
            for (events, total), risk in (
                (after, np.add.outer(prior[0], prior[1])),
                (without, np.add.outer(prior[0], np.zeros(400))),
            )
        )
        weights = np.exp(log_weights - log_weights.max())
        weights /= weights.sum()
        expected = (float(weights.sum(axis=1) @ prior[0]), float(weights.sum(axis=0) @ prior[1]))
    values = _values(learned.scores)
    for found, mean, row in zip(_mean(learned), reversed(expected), values, strict=True):
        spread = np.sqrt(learned.weights @ (row - found) ** 2)
        assert abs(found - mean) < 4 * spread / np.sqrt(learned.effective_draws) + 1e-5


def test_without_counts_nothing_moves() -> None:
    learned = learn_scores(BASE, _likelihood((0, 0)))
    assert learned.effective_draws > 0.99 * DRAWS
    assert _mean(learned) == pytest.approx(_priors(DRAWS, 2).mean(axis=1), rel=0.02)


def test_the_identity_leaves_scores_and_weights_alone() -> None:
    identity = Transport.identity(2)
    assert np.array_equal(identity.proposed(BASE), BASE)
    assert np.allclose(identity.log_ratio(BASE), 0.0, atol=1e-12)


def test_scores_and_values_are_inverse_to_each_other() -> None:
    inside = np.quantile(MARGINS[0].ordered, [0.001, 0.3, 0.97])
    assert MARGINS[0].values(MARGINS[0].scores(inside)) == pytest.approx(inside, rel=1e-9)


@pytest.mark.parametrize("total", [200, 20_000, 2_000_000])
def test_enough_draws_count_however_large_the_centre(total: int) -> None:
    learned = learn_scores(BASE, _likelihood((round(total * 0.012), total)))
    assert learned.effective_draws > 0.2 * DRAWS
    excess, background = _mean(learned)
    assert background + excess == pytest.approx(0.012, rel=0.5 if total == 200 else 0.06 if total == 20_000 else 0.01)


def test_the_same_call_twice_gives_the_same_numbers() -> None:
    first, second = (learn_scores(BASE, _likelihood((30, 2000))) for _ in range(2))
    assert np.array_equal(first.scores, second.scores)
    assert np.array_equal(first.weights, second.weights)


def test_counts_that_no_draw_explains_are_refused() -> None:
    with pytest.raises(ValueError, match="no draw of the prior"):
        learn_scores(BASE, lambda scores: np.full(scores.shape[1], -np.inf))


def test_a_resample_holds_each_draw_as_often_as_its_weight_says() -> None:
    weights = np.array([0.5, 0.0, 0.25, 0.25])
    assert systematic_resample(weights).tolist() == [0, 0, 2, 3]
    assert effective(weights) == pytest.approx(1 / 0.375)


def test_the_truth_of_simulated_centres_lies_anywhere_in_their_posteriors() -> None:
    """300 centres drawn from the prior: the rank of the truth is uniform, so a 95 % interval holds 95 % of them."""
    generator = np.random.Generator(np.random.PCG64DXSM(20261125))
    base = BASE[:, :1500]
    truths = _priors(300, 7)
    ranks = []
    for excess, background in truths.T:
        total = int(generator.integers(100, 15_000))
        losses = int(generator.binomial(total, background + excess))
        learned = learn_scores(base, _likelihood((losses, total)))
        values = _values(learned.scores)
        ranks.append([learned.weights @ (values[0] < excess), learned.weights @ (values[1] < background)])
    for column in np.array(ranks).T:
        counts = np.histogram(column, bins=10, range=(0, 1))[0]
        assert ((counts - 30) ** 2 / 30).sum() < 27.9  # chi-square with 9 degrees of freedom, 0.1 %
        covered = ((column > 0.025) & (column < 0.975)).mean()
        assert abs(covered - 0.95) < 3 * np.sqrt(0.05 * 0.95 / 300)
