"""Every rule can be read back in both languages: whole sentences, no code in them, every limit of its condition."""

import re

import pytest

from amnio.clinic.case_fields import RISK_PATH
from amnio.clinic.gestation import GestationalAge
from amnio.guidance.rule import Rule
from amnio.guidance.rules import all_rules
from amnio.present.document import Language
from amnio.present.narrative import rule_sentence
from amnio.present.narrative.rules import guidance_wording

each_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
each_language = pytest.mark.parametrize("language", list(Language))


@each_rule
@each_language
def test_a_rule_is_read_back_as_a_sentence_without_codes(rule: Rule, language: Language) -> None:
    wording = guidance_wording(language)
    said = rule_sentence.sentence(rule, wording)
    assert said.endswith("." if language is Language.EN else "。")
    lines = [said, *(rule_sentence.given(worked.given, wording) for worked in rule.worked)]
    assert [line for line in lines if re.search(r"[a-z]_[a-z]|\b(plan|aftercare|reckoned|judged)\.", line)] == []
    if language is Language.ZH:
        assert [line for line in lines if re.search(r"[a-z]{4,}", line.replace("mmol", ""))] == []


@each_rule
@each_language
def test_the_sentence_names_every_limit_of_the_condition(rule: Rule, language: Language) -> None:
    said = rule_sentence.sentence(rule, guidance_wording(language)).replace(",", "").replace("\u202f", "")
    for condition in filter(None, (rule.about, rule.tested)):
        for leaf in condition.leaves():
            limits = leaf.operand if leaf.word == "within" else [leaf.operand]
            for limit in limits if leaf.compares or leaf.word == "within" else ():
                if isinstance(limit, GestationalAge):
                    assert str(limit) in said
                elif isinstance(limit, float):
                    assert (f"1:{1 / limit:.0f}" if leaf.path == RISK_PATH else f"{limit:.12g}") in said
