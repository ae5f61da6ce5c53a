"""Law 4 with parameters unknown: each loss comes from a world of its own, and is answered without knowing which.

Parameters are drawn from the evidence, a hundred pregnancies are simulated under each, and every loss is reviewed with
other draws. Then a share `p` of the losses given probability `p` must have the cause: this is what the weighting of the
draws by what the case makes probable is for.
"""

import numpy as np
import pytest

from amnio.clinic.vocabulary import Cause
from amnio.model.attribution import attribute
from amnio.model.clock import DAY_24
from amnio.model.simulate import simulate_losses
from amnio.model.worlds import LEAVES
from tests.random_models import packaged_model
from tests.spec.test_coherence_laws import LOOKED_FOR, TOO_FAR, WOMAN

WORLDS, PREGNANCIES, DRAWS = 300, 100, 2000


@pytest.fixture(scope="module")
def answers_and_truth() -> tuple[np.ndarray, np.ndarray]:
    truths, asked = packaged_model(WORLDS, seed=11), packaged_model(DRAWS, seed=12)
    levels = {finding: asked.likelihoods.table(finding).levels for finding in LOOKED_FOR}
    generator = np.random.default_rng(13)
    order = list(Cause)
    given, truth = [], []
    for draw in range(WORLDS):
        losses = simulate_losses(
            truths,
            WOMAN,
            draw=draw,
            pregnancies=PREGNANCIES,
            horizon=DAY_24,
            looked_for=LOOKED_FOR,
            generator=generator,
        )
        for index in range(len(losses)):
            attribution = attribute(asked, losses.facts_of(index, levels))
            given.append(attribution.causes @ attribution.weights)
            truth.append(order.index(LEAVES[losses.leaf[index]][0]))
    return np.array(given), np.array(truth)


def test_the_mean_answer_is_the_share_of_each_cause(answers_and_truth: tuple[np.ndarray, np.ndarray]) -> None:
    given, truth = answers_and_truth
    assert len(truth) > 1000
    for index, cause in enumerate(Cause):
        error = np.sqrt((given[:, index] * (1 - given[:, index])).sum()) / len(truth)
        assert abs(given[:, index].mean() - (truth == index).mean()) <= TOO_FAR * error, cause


@pytest.mark.parametrize("cause", list(Cause))
def test_of_losses_given_probability_p_a_share_p_has_the_cause(
    answers_and_truth: tuple[np.ndarray, np.ndarray], cause: Cause
) -> None:
    given, truth = answers_and_truth
    index = list(Cause).index(cause)
    ordered = np.argsort(given[:, index])
    for part in np.array_split(ordered, 10):
        probability, had_it = given[part, index], truth[part] == index
        error = np.sqrt((probability * (1 - probability)).sum()) / len(part)
        assert abs(probability.mean() - had_it.mean()) <= TOO_FAR * error + 1.5 / len(part)
