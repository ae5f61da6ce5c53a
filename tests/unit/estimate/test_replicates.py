import numpy as np
import pytest

from amnio.estimate import Replicates, Resampling, Scale
from amnio.estimate.replicates import joined

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


def test_limits_of_two_proportions_join_to_the_published_interval_of_their_difference() -> None:
    """Newcombe 1998 (Stat Med 17:873), table II, method 10: 56 of 70 and 48 of 80."""

    def reach(events: int, people: int) -> tuple[float, float]:
        p, z = events / people, 1.959964
        middle, half = p + z**2 / 2 / people, z * np.sqrt(p * (1 - p) / people + z**2 / 4 / people**2)
        low, high = (middle - half) / (1 + z**2 / people), (middle + half) / (1 + z**2 / people)
        return p - low, high - p

    (down, up), (down_other, up_other) = reach(56, 70), reach(48, 80)
    assert 0.2 - joined(down, up_other, 0.0) == pytest.approx(0.0524, abs=5e-5)
    assert 0.2 + joined(up, down_other, 0.0) == pytest.approx(0.3339, abs=5e-5)


def _risks(events: int, of: int, blocks: int, seed: int) -> np.ndarray:
    """The risk of `events` among `of`, spread over blocks by chance, in every replicate of a jackknife."""
    random = np.random.default_rng(seed)
    found = Replicates.jackknife(blocks)
    lost = random.multinomial(events, np.full(blocks, 1 / blocks))
    return found.of(lost) / found.of(np.full(blocks, of / blocks))


def test_many_events_give_the_symmetric_interval_and_few_one_that_reaches_further_up() -> None:
    found = Replicates.jackknife(20)
    many = _risks(40_000, 1_000_000, 20, 1), _risks(30_000, 1_000_000, 20, 2)
    joint, plain = found.difference(*many), found.estimate(many[0] - many[1])
    assert (joint.value, joint.standard_error) == (plain.value, plain.standard_error)
    assert joint.low == pytest.approx(plain.low, rel=0.01)
    assert joint.high == pytest.approx(plain.high, rel=0.01)

    few = found.difference(_risks(15, 2000, 20, 3), many[1])
    assert few.low is not None
    assert few.high is not None
    assert few.high - few.value > 1.3 * (few.value - few.low)


def test_a_difference_with_a_risk_of_nothing_somewhere_has_the_symmetric_interval() -> None:
    found = Replicates.jackknife(20)
    lost = np.zeros(20)
    lost[3] = 2.0  # without this block nobody is lost
    some, none = found.of(lost) / found.of(np.full(20, 50.0)), _risks(30_000, 1_000_000, 20, 2)
    assert found.difference(some, none) == found.estimate(some - none)


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
