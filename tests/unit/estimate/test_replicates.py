import numpy as np
import pytest

from amnio.estimate import Replicates, Resampling, Scale

MEANS = np.array([3.0, 5.0, 4.0, 8.0, 7.0])


def replicated(replicates: Replicates) -> np.ndarray:
    """The mean over blocks in every replicate."""
    return replicates.of(MEANS) / replicates.weights.sum(axis=1)


def test_the_jackknife_of_a_mean_is_its_standard_error() -> None:
    found = Replicates.jackknife(5)
    estimate = found.estimate(replicated(found))
    assert estimate.value == MEANS.mean()
    assert estimate.standard_error == pytest.approx(MEANS.std(ddof=1) / np.sqrt(5))
    assert estimate.high == pytest.approx(MEANS.mean() + 2.776445 * MEANS.std(ddof=1) / np.sqrt(5))  # t on 4 degrees


def test_on_the_scale_of_logarithms_the_ends_are_as_many_times_away() -> None:
    found = Replicates.jackknife(5)
    estimate = found.estimate(replicated(found), scale=Scale.LOGARITHM)
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low * estimate.high == pytest.approx(estimate.value**2)


def test_totals_by_subtraction_are_totals_by_weights() -> None:
    counts = np.random.default_rng(1).poisson(3, (5, 2, 4))
    found = Replicates.jackknife(5)
    assert found.of(counts) == pytest.approx(np.tensordot(found.weights, counts, axes=1))


def test_blocks_drawn_again_give_quantiles_and_about_the_same_error() -> None:
    drawn = Replicates.bootstrap(5, replicates=4000, random=np.random.default_rng(2))
    estimate = drawn.estimate(replicated(drawn))
    assert drawn.kind is Resampling.BOOTSTRAP
    assert estimate.standard_error == pytest.approx(MEANS.std() / np.sqrt(5), rel=0.05)
    low, high = np.quantile(replicated(drawn)[1:], [0.025, 0.975])
    assert (estimate.low, estimate.high) == (low, high)
    assert drawn.weights[1:].sum(axis=1).tolist() == [5.0] * 4000


def test_a_replicate_without_an_answer_leaves_no_interval() -> None:
    estimate = Replicates.jackknife(3).estimate(np.array([1.0, 0.9, np.nan, 1.1]))
    assert (estimate.value, estimate.standard_error, estimate.low) == (1.0, None, None)


def test_the_logarithm_of_nothing_leaves_an_error_but_no_interval() -> None:
    estimate = Replicates.jackknife(3).estimate(np.array([0.5, 0.0, 0.7, 0.8]), scale=Scale.LOGARITHM)
    assert estimate.standard_error is not None
    assert estimate.low is None


@pytest.mark.parametrize("blocks", [0, 1])
def test_one_block_cannot_be_left_out(blocks: int) -> None:
    with pytest.raises(ValueError, match=f"not {blocks}"):
        Replicates.jackknife(blocks)
    with pytest.raises(ValueError, match="two blocks and two replicates"):
        Replicates.bootstrap(blocks, replicates=10, random=np.random.default_rng(1))


def test_a_level_lies_between_0_and_1() -> None:
    found = Replicates.jackknife(5)
    with pytest.raises(ValueError, match="not 95"):
        found.estimate(replicated(found), level=95)
