"""Regimens: each dose is that of the rule which was filed from the same text, and every protocol keeps its allergy."""

import re

import pytest

from amnio.guidance.regimens import alternative_of, regimens
from amnio.guidance.rules import rule_named

#: Regimens and rules were read from one text: neither may change without the other.
FILED_AS = {
    "who_metritis": "who-mcpc-triple-regimen",
    "fife_before": "fife-local-regimen",
    "fife_after": "fife-local-regimen",
    "fife_allergy": "fife-local-regimen",
    "us_clindamycin": "us-clinda-genta-doses",
    "china_ceftriaxone": "cn-page-ceftriaxone-metronidazole",
    "china_allergy": "cn-page-ceftriaxone-metronidazole",
}
_DOSE = re.compile(r"\d+(?:\.\d+)? (?:mg/kg|mg|g)(?![a-z/])")


def test_every_regimen_is_filed_as_a_rule_too() -> None:
    assert {each.regimen for each in regimens()} == set(FILED_AS)


@pytest.mark.parametrize("regimen", regimens(), ids=lambda each: each.regimen)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_dose_is_the_one_of_the_rule(regimen, language: str) -> None:
    rule = rule_named(FILED_AS[regimen.regimen])
    doses = _DOSE.findall(regimen.written(language))
    assert doses
    assert set(doses) <= set(_DOSE.findall(rule.advice(language)))


def test_a_penicillin_or_a_cephalosporin_has_its_protocol_s_alternative_or_none_was_read() -> None:
    without = {each.regimen for each in regimens() if each.groups and alternative_of(each) is None}
    assert without == {"who_metritis"}


def test_an_alternative_for_an_allergy_holds_nothing_she_is_allergic_to() -> None:
    assert all(not each.groups for each in regimens() if each.for_allergy)
