"""Attribution and counterfactual agree with exact inference by pyAgrum."""

from dataclasses import replace

import numpy as np
import pytest

from amnio.clinic.vocabulary import Cause, Intervention
from amnio.model.attribution import attribute, ingredients, posterior
from amnio.model.counterfactual import under, would_be_lost_anyway
from amnio.model.facts import Facts
from amnio.model.pregnancy import PregnancyModel
from amnio.model.worlds import LEAVES
from tests.peers.networks import loss_network, with_twin
from tests.random_models import random_facts, random_model

pytestmark = pytest.mark.peers

CLOSE = 1e-9
SEEDS = range(6)
LONGEST = 25  # days from procedure to loss, so that the network stays small


def small_case(seed: int, *, procedure: bool) -> tuple[PregnancyModel, Facts]:
    """A random model and a random loss soon after the procedure."""
    generator = np.random.default_rng(1000 + seed)
    model = random_model(generator, count=2)
    facts = random_facts(generator, model, procedure=procedure)
    if facts.procedure_day is not None:
        soon = min(facts.loss_day, facts.procedure_day + int(generator.integers(LONGEST)))
        facts = replace(facts, loss_day=soon)
    return model, facts


@pytest.mark.parametrize("procedure", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_causes_and_classes_agree_with_exact_inference(seed: int, procedure: bool) -> None:
    model, facts = small_case(seed, procedure=procedure)
    ours = attribute(model, facts)
    for draw in range(model.draws.count):
        network = loss_network(model, facts, draw)
        strikes = network.posterior("strike")
        for cause in Cause:
            theirs = sum(p for p, (of, _) in zip(strikes, LEAVES, strict=False) if of is cause)
            assert ours.cause(cause)[draw] == pytest.approx(theirs, abs=CLOSE)
        assert ours.classes[:, draw] == pytest.approx(network.posterior("class"), abs=CLOSE)


@pytest.mark.parametrize("intervention", list(Intervention))
@pytest.mark.parametrize("days", [1, 2, 30])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_counterfactual_agrees_with_the_twin_network(seed: int, days: int, intervention: Intervention) -> None:
    model, facts = small_case(seed, procedure=True)
    changed = under(facts, intervention)
    parts = ingredients(model, facts)
    horizon = facts.loss_day + days  # one day: nothing is left between the loss and the horizon
    ours = would_be_lost_anyway(model, facts, changed, parts, posterior(parts), horizon)
    for draw in range(model.draws.count):
        twin = with_twin(loss_network(model, facts, draw), model, facts, changed, draw, horizon)
        assert ours.lost_anyway[draw] == pytest.approx(twin.posterior("lost_anyway")[1], abs=CLOSE)


def test_the_network_would_notice_a_forgotten_finding() -> None:
    model, facts = small_case(1, procedure=True)
    assert facts.findings, "the case needs findings"
    network = loss_network(model, facts, 0)
    full = network.posterior("strike")
    finding = next(iter(name for name in network.seen if name.startswith("finding_")))
    del network.seen[finding]
    assert max(abs(a - b) for a, b in zip(full, network.posterior("strike"), strict=True)) > 1e-6
