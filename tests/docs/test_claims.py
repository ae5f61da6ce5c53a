"""What the explanations and decisions claim about the program, where nothing else holds them to it."""

from functools import cache

import pytest

from amnio.clinic.case_fields import FIELDS
from amnio.clinic.limits import FEVER_C
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, Cause, FetalClass, Finding, Group, Mechanism
from amnio.evidence import load_evidence
from amnio.guidance.thresholds import default_thresholds
from amnio.quantity import Draws
from tests.docs.pages import ROOT


@cache
def draws() -> Draws:
    return load_evidence().draw(count=16)


@pytest.mark.parametrize(
    ("guidance", "evidence"),
    [
        ("fever_c", "sign.fever_celsius"),
        ("crp_mg_l", "sign.crp_mg_l"),
        ("procalcitonin_ug_l", "sign.procalcitonin_ug_l"),
        ("lactate_mmol_l", "sign.lactate_mmol_l"),
    ],
)
def test_guidance_and_model_read_a_sign_with_one_limit(guidance: str, evidence: str) -> None:
    assert getattr(default_thresholds(), guidance) == draws()[evidence][0]


def test_fever_is_the_same_in_a_contradiction_and_in_the_model() -> None:
    assert draws()["sign.fever_celsius"][0] == FEVER_C


def test_the_pages_count_causes_mechanisms_groups_and_classes_right() -> None:
    assert (len(Cause), len(Mechanism), len(Group), len(FetalClass)) == (6, 15, 5, 10)
    assert MECHANISMS_OF_CAUSE[Cause.EARLY] == MECHANISMS_OF_CAUSE[Cause.MECHANICAL]


def test_a_case_has_about_a_hundred_fields_around_a_loss_folded_into_fewer_findings() -> None:
    assert 95 <= sum(not path.startswith(("plan.", "aftercare.")) for path in FIELDS) <= 105
    assert len(Finding) < 40


def test_every_cause_of_the_model_page_is_a_cause() -> None:
    page = (ROOT / "docs" / "explanation" / "model.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip(" `") for line in page.splitlines() if line.startswith("| `")]
    assert rows == [cause.value for cause in Cause]
