"""The fast attribution and counterfactual equal the formulas written out, on random models."""

import numpy as np
import pytest

from amnio.clinic.vocabulary import Cause, Intervention, Mechanism
from amnio.model import reference
from amnio.model.attribution import attribute, ingredients, posterior
from amnio.model.clock import DAY_24, END_DAY
from amnio.model.counterfactual import classes_at_procedure, risk, under, would_be_lost_anyway
from amnio.model.facts import Facts
from amnio.model.pregnancy import MECHANISM_INDEX, PregnancyModel
from amnio.model.worlds import LEAVES, World, world
from tests.random_models import random_facts, random_model

EXACT = 1e-10
SEEDS = range(12)


def told(model: PregnancyModel, facts: Facts, draw: int) -> tuple[dict[Mechanism, float], list[float]]:
    """All findings as one plain likelihood for each mechanism and for each class."""
    of_mechanism = dict.fromkeys(Mechanism, 1.0)
    of_class = [1.0] * len(model.classes.daily)
    for finding, level in facts.findings.items():
        column = model.likelihoods.table(finding).of(level)[:, draw]
        if finding in model.likelihoods.of_class:
            of_class = [before * float(now) for before, now in zip(of_class, column, strict=True)]
        else:
            for mechanism in Mechanism:
                of_mechanism[mechanism] *= float(column[MECHANISM_INDEX[mechanism]])
    return of_mechanism, of_class


def start_of(facts: Facts) -> int:
    return facts.loss_day if facts.procedure_day is None else facts.procedure_day


@pytest.mark.parametrize("seed", SEEDS)
def test_attribution_equals_the_formula(seed: int) -> None:
    generator = np.random.default_rng(seed)
    model = random_model(generator)
    facts = random_facts(generator, model)
    fast = attribute(model, facts)
    for draw in range(model.draws.count):
        table = world(model, facts, draw=draw, first_day=start_of(facts))
        slow = reference.attribute(table, facts.loss_day, *told(model, facts, draw))
        for cause in Cause:
            expected = sum(p for (leaf, _), p in slow.items() if LEAVES[leaf][0] is cause)
            assert fast.cause(cause)[draw] == pytest.approx(expected, abs=EXACT)
        for z in range(len(model.classes.daily)):
            expected = sum(p for (_, fetal_class), p in slow.items() if fetal_class == z)
            assert fast.classes[z, draw] == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("intervention", list(Intervention))
@pytest.mark.parametrize("seed", SEEDS)
def test_counterfactual_equals_the_formula(seed: int, intervention: Intervention) -> None:
    generator = np.random.default_rng(seed)
    model = random_model(generator)
    facts = random_facts(generator, model, procedure=True)
    changed = under(facts, intervention)
    parts = ingredients(model, facts)
    attribution = posterior(parts)
    for horizon in (DAY_24, END_DAY):
        if facts.loss_day >= horizon:
            continue
        fast = would_be_lost_anyway(model, facts, changed, parts, attribution, horizon)
        for draw in range(model.draws.count):
            slow = slow_anyway(model, facts, changed, draw, horizon)
            assert fast.lost_anyway[draw] == pytest.approx(slow, abs=EXACT)
        assert 0.0 <= fast.bounds_low <= fast.bounds_high <= 1.0
        assert fast.bounds_low - EXACT <= fast.lost_anyway.mean() <= fast.bounds_high + EXACT


def slow_anyway(model: PregnancyModel, facts: Facts, changed: Facts, draw: int, horizon: int) -> float:
    was = world(model, facts, draw=draw, first_day=start_of(facts))
    would_be: World = world(model, facts, draw=draw, first_day=start_of(facts), course=changed)
    slow = reference.attribute(was, facts.loss_day, *told(model, facts, draw))
    return reference.lost_anyway(slow, was, would_be, facts.loss_day, horizon)


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_the_average_effect_equals_the_formula(seed: int) -> None:
    generator = np.random.default_rng(seed)
    model = random_model(generator)
    facts = random_facts(generator, model, procedure=True)
    start = start_of(facts)
    classes = classes_at_procedure(model, facts)
    fast = risk(model, facts, classes, start, END_DAY)
    for draw in range(model.draws.count):
        table = world(model, facts, draw=draw, first_day=start)
        slow = reference.risk(table, list(table.prior), start, END_DAY)
        assert fast[draw] == pytest.approx(slow, abs=EXACT)
