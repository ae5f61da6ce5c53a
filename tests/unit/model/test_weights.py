"""What moved the answer: weights are differences of log odds, fact by fact."""

from dataclasses import replace

import numpy as np
import pytest

from amnio.model.attribution import Attribution, attribute, ingredients
from amnio.model.facts import Facts
from amnio.model.pregnancy import PregnancyModel
from amnio.model.procedure import ProcedureFacts
from amnio.model.weights import covariate_weights, finding_weights, log_odds
from tests.random_models import packaged_model, random_facts, random_model

UNKNOWN_AGE = 35.0


def difference(with_it: Attribution, without: Attribution) -> np.ndarray:
    """Difference of the log odds; not a number where a group is impossible either way."""
    with np.errstate(invalid="ignore"):
        return log_odds(with_it) - log_odds(without)


@pytest.mark.parametrize("seed", range(6))
def test_the_weight_of_a_finding_is_the_answer_with_it_against_the_answer_without(seed: int) -> None:
    generator = np.random.default_rng(seed)
    model = random_model(generator, count=4)
    facts = random_facts(generator, model)
    parts, attribution = ingredients(model, facts), attribute(model, facts)
    for finding, weight in finding_weights(model, facts, parts, attribution).items():
        rest = {other: level for other, level in facts.findings.items() if other is not finding}
        expected = difference(attribution, attribute(model, replace(facts, findings=rest)))
        finite = np.isfinite(expected)
        np.testing.assert_allclose(weight[finite], expected[finite], atol=1e-9)
        assert (weight[~finite] == 0.0).all()


def covariates(model: PregnancyModel, facts: Facts) -> dict[str, np.ndarray]:
    return covariate_weights(model, facts, ingredients(model, facts), attribute(model, facts), UNKNOWN_AGE)


@pytest.mark.parametrize(
    ("code", "changed", "plain"),
    [
        ("maternal_age", {"maternal_age": 44.0}, {"maternal_age": UNKNOWN_AGE}),
        ("t21_risk", {"t21_risk": 0.1}, {"t21_risk": None}),
        ("fibroids", {"background": ("fibroids",)}, {"background": ()}),
        ("passes", {"procedure": ProcedureFacts(passes=3)}, {"procedure": ProcedureFacts()}),
        ("blood_stained", {"procedure": ProcedureFacts(blood_stained=True)}, {"procedure": ProcedureFacts()}),
    ],
)
def test_the_weight_of_a_covariate_is_the_answer_with_it_against_the_answer_without(
    code: str, changed: dict[str, object], plain: dict[str, object]
) -> None:
    model = packaged_model(50)
    base = Facts(loss_day=120, procedure_day=112, maternal_age=UNKNOWN_AGE)
    with_it, without = replace(base, **changed), replace(base, **plain)  # type: ignore[arg-type]
    expected = difference(attribute(model, with_it), attribute(model, without))
    finite = np.isfinite(expected)
    np.testing.assert_allclose(covariates(model, with_it)[code][finite], expected[finite], atol=1e-9)


def test_a_loss_soon_after_the_procedure_speaks_for_the_needle_and_a_late_one_against_it() -> None:
    model = packaged_model(200)
    soon = covariates(model, Facts(loss_day=113, procedure_day=112, maternal_age=30.0))["days_after_procedure"]
    late = covariates(model, Facts(loss_day=165, procedure_day=112, maternal_age=30.0))["days_after_procedure"]
    mechanical = 3
    assert soon[mechanical] > 0.0 > late[mechanical]
