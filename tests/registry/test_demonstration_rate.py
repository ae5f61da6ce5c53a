"""The made-up unit loses as many pregnancies as the model says, and not by a figure of its own."""

from math import sqrt

from amnio.answers.assemble import Assembly, likelihoods
from amnio.model.clock import DAY_24
from amnio.model.counterfactual import risk
from amnio.model.pregnancy import PregnancyModel
from amnio.registry.demo.practice import practice
from amnio.registry.demo.simulated import simulate, stratum_facts

COUNT = 20_000
STANDARD_ERRORS = 4.0  # wide enough that a fixed seed stays inside; a rate half as high again is far outside


def test_losses_before_24_weeks_are_as_many_as_the_model_expects() -> None:
    assembly = Assembly(draws=1000)
    mean = assembly.draws.mean()
    model = PregnancyModel(mean, likelihoods(assembly.evidence, mean))
    women = simulate(COUNT, practice(), seed=11)
    expected = 0.0
    risks: dict[object, float] = {}
    for woman in women:
        if woman.stratum not in risks:
            facts = stratum_facts(woman)
            assert facts.procedure_day is not None
            classes = model.alive(facts, facts.procedure_day)
            classes = classes / classes.sum(axis=0)
            risks[woman.stratum] = float(risk(model, facts, classes, facts.procedure_day, DAY_24)[0])
        expected += risks[woman.stratum]
    # those who chose a termination after a result were drawn as losses first where they would have been lost anyway
    lost = sum(woman.ends == "loss" and woman.end_day < DAY_24 for woman in women)
    assert abs(lost - expected) < STANDARD_ERRORS * sqrt(expected)
