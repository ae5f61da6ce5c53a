"""What lies ahead of a pregnancy, fast, equals the same written day by day from the tables of one draw."""

from dataclasses import replace

import numpy as np
import pytest

from amnio.clinic.vocabulary import FetalClass, Finding
from amnio.model import reference
from amnio.model.clock import DAY_24, END_DAY
from amnio.model.facts import Facts
from amnio.model.fetal import CLASSES
from amnio.model.pregnancy import PregnancyModel
from amnio.model.prospect import CHROMOSOMAL, Prospect
from amnio.model.simulate import simulate_losses
from amnio.model.worlds import World, world
from tests.random_models import packaged_model, random_facts, random_model

EXACT = 1e-10
SEEDS = range(6)


class Slow:
    """One draw of one pregnancy, alive on the day `now`."""

    def __init__(self, model: PregnancyModel, facts: Facts, now: int, draw: int) -> None:
        self.model, self.now, self.draw = model, now, draw
        self.facts = replace(facts, procedure_day=None)
        self.without: World = world(model, self.facts, draw=draw, first_day=now)
        weights = [
            float(self.without.prior[z]) * float(model.class_evidence(self.facts)[z, draw]) for z in range(len(CLASSES))
        ]
        self.classes = [weight / sum(weights) for weight in weights]

    def risk(self, day: int | None, horizon: int, z: int) -> float:
        """Of one class; `day` is that of an amniocentesis, None for none."""
        only = [1.0 if at == z else 0.0 for at in range(len(CLASSES))]
        table = self.without
        if day is not None:
            course = replace(self.facts, procedure_day=day)
            table = world(self.model, self.facts, draw=self.draw, first_day=self.now, course=course)
        return reference.risk(table, only, self.now, horizon)

    def normal(self, finding: Finding, z: int) -> float:
        if CLASSES[z] in (FetalClass.T21, FetalClass.T18, FetalClass.T13):
            return float(self.model.draws["test.chromosomes.misses_fluid"][self.draw])
        return float(self.model.likelihoods.of_class[finding].of("normal")[z, self.draw])

    def alarm(self, z: int) -> float:
        if CLASSES[z] in (FetalClass.T21, FetalClass.T18, FetalClass.T13):
            return 1.0 - float(self.model.draws["screen.cfdna_low_risk_factor"][self.draw])
        return float(self.model.draws["screen.cfdna_false_alarm"][self.draw])


def pregnancy(seed: int) -> tuple[PregnancyModel, Facts, int, int]:
    """A random model, random facts with a scan at most, a day of the talk and a later one of the test."""
    generator = np.random.default_rng(seed)
    model = random_model(generator, count=2)
    facts = random_facts(generator, model, procedure=False)
    scan = {Finding.FETAL_PICTURE: "anomaly"} if seed % 2 else {}
    now = int(generator.integers(70, 150))
    return model, replace(facts, findings=scan), now, int(generator.integers(now, 168))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_two_numbers_equal_the_formula(seed: int) -> None:
    model, facts, now, day = pregnancy(seed)
    prospect = Prospect.of(model, facts, now)
    for horizon in (DAY_24, END_DAY):
        anyway, added = prospect.anyway(horizon), prospect.added_by_amniocentesis(day, horizon)
        among = prospect.added_by_amniocentesis(day, horizon, among=prospect.alarms())
        for draw in range(model.draws.count):
            slow = Slow(model, facts, now, draw)
            risks = [(slow.risk(None, horizon, z), slow.risk(day, horizon, z)) for z in range(len(CLASSES))]
            of_class = list(zip(slow.classes, risks, range(len(CLASSES)), strict=True))
            assert anyway[draw] == pytest.approx(sum(p * r[0] for p, r, _ in of_class), abs=EXACT)
            assert added[draw] == pytest.approx(sum(p * (r[1] - r[0]) for p, r, _ in of_class), abs=EXACT)
            alarmed = sum(p * slow.alarm(z) * (r[1] - r[0]) for p, r, z in of_class)
            assert among[draw] == pytest.approx(alarmed, abs=EXACT)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_found_and_what_a_normal_result_leaves_equal_the_formula(seed: int) -> None:
    model, facts, now, day = pregnancy(seed)
    prospect = Prospect.of(model, facts, now)
    for finding in (Finding.CHROMOSOMES, Finding.MICROARRAY):
        found, left = prospect.found(day, finding), prospect.after_normal(day, finding)
        for draw in range(model.draws.count):
            slow = Slow(model, facts, now, draw)
            there = [p * (1.0 - slow.risk(None, day, z)) for z, p in enumerate(slow.classes)]
            shown = sum(
                there[z] * (1.0 - slow.normal(finding, z)) for z in range(len(CLASSES)) if CLASSES[z] in CHROMOSOMAL
            )
            assert found[draw] == pytest.approx(shown, abs=EXACT)
            normal = [there[z] * slow.normal(finding, z) for z in range(len(CLASSES))]
            np.testing.assert_allclose(left[:, draw], np.array(normal) / sum(normal), atol=EXACT)


def test_villus_sampling_adds_its_excess_among_those_that_would_go_on() -> None:
    model, facts, now, _ = pregnancy(2)
    prospect = Prospect.of(model, facts, now)
    excess = model.draws["villus.excess_risk"]
    for draw in range(model.draws.count):
        survives = 1.0 - prospect.anyway(DAY_24)[draw]
        assert prospect.added_by_villus_sampling(DAY_24)[draw] == pytest.approx(
            survives * (1.0 - float(np.exp(-excess[draw]))), abs=EXACT
        )


def test_simulated_pregnancies_are_lost_as_often_as_the_two_numbers_say() -> None:
    """Counted one by one in a simulation, those lost after a procedure today are the first number and the second."""
    model, pregnancies, day, draw = packaged_model(8), 60_000, 100, 3
    facts = Facts(loss_day=day, procedure_day=day, maternal_age=39.0, background=("age_35_39", "bleeding_before"))
    simulated = simulate_losses(
        model,
        facts,
        draw=draw,
        pregnancies=pregnancies,
        horizon=DAY_24,
        looked_for={},
        generator=np.random.default_rng(5),
    )
    prospect = Prospect.of(model, facts, day)
    expected = float(prospect.anyway(DAY_24)[draw] + prospect.added_by_amniocentesis(day, DAY_24)[draw])
    error = (expected * (1.0 - expected) / pregnancies) ** 0.5
    assert abs(len(simulated) / pregnancies - expected) < 4 * error
