"""The value of a test, against entropies written out."""

import math
from itertools import product

import numpy as np
import pytest

from amnio.clinic.vocabulary import Cause, Finding, Mechanism, Test
from amnio.model.attribution import Attribution, attribute
from amnio.model.information import FINDINGS_OF_TEST, value_of_test
from amnio.model.pregnancy import FETAL, MECHANISM_INDEX, PregnancyModel
from amnio.model.worlds import LEAVES
from tests.random_models import random_facts, random_model


def entropy_drop(model: PregnancyModel, attribution: Attribution, findings: tuple[Finding, ...]) -> float:
    """Entropy of the cause before, minus the expected entropy after; one draw, all outcomes written out."""
    prior = [float(attribution.cause(cause)[0]) for cause in Cause]
    expected = 0.0
    for levels in product(*(model.likelihoods.table(finding).levels for finding in findings)):
        joint = dict.fromkeys(Cause, 0.0)
        for z in range(len(model.classes.daily)):
            for leaf, (cause, mechanism) in enumerate(LEAVES):
                weight = leaf_and_class(attribution, leaf, z)
                for finding, level in zip(findings, levels, strict=True):
                    row = z if finding in model.likelihoods.of_class else MECHANISM_INDEX[mechanism]
                    weight *= float(model.likelihoods.table(finding).of(level)[row, 0])
                joint[cause] += weight
        total = sum(joint.values())
        expected += total * entropy([share / total for share in joint.values()])
    return entropy(prior) - expected


def leaf_and_class(attribution: Attribution, leaf: int, z: int) -> float:
    cause, mechanism = LEAVES[leaf]
    early = float(attribution.early_share[0])
    share = {Cause.EARLY: early, Cause.MECHANICAL: 1.0 - early}.get(cause, 1.0)
    classes = attribution.fetal_classes if MECHANISM_INDEX[mechanism] == FETAL else attribution.other_classes
    return share * float(attribution.mechanism(mechanism)[0]) * float(classes[z, 0])


def entropy(shares: list[float]) -> float:
    return -sum(share * math.log2(share) for share in shares if share > 0.0)


@pytest.mark.parametrize("test", [test for test in Test if FINDINGS_OF_TEST[test]])
def test_bits_are_the_expected_drop_of_entropy(test: Test) -> None:
    generator = np.random.default_rng(list(Test).index(test))
    model = random_model(generator, count=1)
    facts = random_facts(generator, model, procedure=True)
    attribution = attribute(model, facts)
    findings = tuple(finding for finding in FINDINGS_OF_TEST[test] if finding not in facts.findings)
    value = value_of_test(attribution, model.likelihoods, findings, advice_from=0.2, draws=1)
    expected = entropy_drop(model, attribution, findings) if findings else 0.0
    assert value.bits == pytest.approx(expected, abs=1e-10)


def test_a_test_that_reads_nothing_new_is_worth_nothing() -> None:
    generator = np.random.default_rng(5)
    model = random_model(generator, count=2)
    attribution = attribute(model, random_facts(generator, model))
    value = value_of_test(attribution, model.likelihoods, (), advice_from=0.2, draws=2)
    assert (value.bits, value.changes_leading, value.changes_advice) == (0.0, 0.0, 0.0)


def test_every_test_reads_findings_that_exist_once() -> None:
    read = [finding for findings in FINDINGS_OF_TEST.values() for finding in findings]
    assert len(read) == len(set(read))
    assert set(FINDINGS_OF_TEST) == set(Test)
    assert Mechanism.FETAL_ABNORMALITY is list(Mechanism)[FETAL]
