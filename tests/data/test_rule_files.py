"""Tests over the rule files: every file is a rule, and every rule agrees with its worked cases."""

import re

import pytest

from amnio.guidance.files import ROOT
from amnio.guidance.rule import Reading, Rule
from amnio.guidance.rules import all_rules, rule_named, rules_of
from amnio.guidance.source import Wording
from amnio.guidance.worked import problems_of

RULES = all_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_agrees_with_its_worked_cases_on_both_sides_and_with_fields_missing(rule: Rule) -> None:
    assert problems_of(rule) == ()


def test_a_rule_is_found_under_each_of_its_profiles_and_under_no_other() -> None:
    for profile in {profile for rule in RULES for profile in rule.profiles}:
        expected = {rule.id for rule in RULES if profile in rule.profiles}
        assert {rule.id for rule in rules_of(profile)} == expected
        for stage in {rule.stage for rule in RULES}:
            found = {rule.id for rule in rules_of(profile, stage)}
            assert found == {id for id in expected if rule_named(id).stage is stage}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_advice_of_a_rule_is_a_sentence_in_both_languages(rule: Rule) -> None:
    assert rule.advice_en[0].isupper() or not rule.advice_en[0].isalpha()
    assert rule.advice_en.endswith((".", ")"))
    assert rule.advice_zh.endswith(("。", "）"))
    assert re.search(r"[一-鿿]", rule.advice_zh)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_advice_of_a_rule_names_the_same_gestational_ages_and_numbers_in_both_languages(rule: Rule) -> None:
    def decimals(text: str) -> list[str]:
        return sorted(re.findall(r"\d+\+\d|\d+\.\d+", text))

    assert decimals(rule.advice_en) == decimals(rule.advice_zh)


def test_a_rule_is_never_read_better_than_its_document() -> None:
    better = [
        rule.id
        for rule in RULES
        if rule.source.wording is Wording.UNVERIFIED and rule.reading not in (Reading.UNVERIFIED, Reading.SECONDARY)
    ]
    assert better == []


def test_every_rule_file_lies_in_a_folder_of_a_profile() -> None:
    assert {path.suffix for path in (ROOT / "rules").rglob("*") if path.is_file()} <= {".toml"}
    assert {path.parent.parent.name for path in (ROOT / "rules").rglob("*.toml")} == {"rules"}
