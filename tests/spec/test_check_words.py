"""What a check says, in both languages: the same numbers, no word that is never used, every weak wording marked."""

import re

import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.check import Checker
from amnio.cli.examples import PLANNED, example_case
from amnio.guidance.profiles import known_profiles
from amnio.guidance.rule import RuleVerdict
from amnio.guidance.rules import all_rules, rule_named
from amnio.guidance.source import Wording, marks
from amnio.present.document import Language
from amnio.present.narrative.check import write
from tests.spec.test_words_never import _breaches
from tests.unit.present.text_of import texts

_CHECKER = Checker(Assembly(draws=200))
CHECKS = {
    f"{name}, {profile}": _CHECKER.check(example_case(name, "en", PLANNED)[1], profiles=(profile,))
    for name in ("check-14-weeks", "check-ready", "check-fever", "check-virus-unknown")
    for profile in ("isuog-2016", "china", "rcog-2021", "acog")
}
each_check = pytest.mark.parametrize("name", CHECKS)


@each_check
def test_the_measured_numbers_of_a_check_are_the_same_in_both_languages(name: str) -> None:
    # a Chinese page leaves out a place that it has no words for ("paragraph 7.1.3")
    in_places = {number for rule in all_rules() for number in re.findall(r"\d+\.\d+", rule.source.place or "")}

    def numbers(language: Language) -> list[str]:
        said = " ".join(texts(write(CHECKS[name], language=language)))
        found = re.findall(r"\d+\.\d+", said)  # weeks, dates and per cents are written in other ways
        return sorted(number for number in found if number not in in_places)

    assert numbers(Language.EN) == numbers(Language.ZH)


@each_check
@pytest.mark.parametrize("language", list(Language))
def test_no_check_holds_a_word_that_is_never_used_or_calls_anything_safe(name: str, language: Language) -> None:
    lines = texts(write(CHECKS[name], language=language))
    assert _breaches(lines, language, family=False) == []
    assert [line for line in lines if re.search(r"\b(is|are) safe\b|是安全的", line)] == []


@each_check
@pytest.mark.parametrize("language", list(Language))
def test_every_rule_that_is_shown_with_a_weak_wording_is_marked_beside_its_advice(
    name: str, language: Language
) -> None:
    said = texts(write(CHECKS[name], language=language))
    mark = marks()[Wording.UNVERIFIED]
    word = mark.short_en if language is Language.EN else mark.short_zh
    shown = (RuleVerdict.KEPT, RuleVerdict.BROKEN, RuleVerdict.CANNOT_TELL, RuleVerdict.APPLIES)
    weak = [
        rule_named(each.rule)
        for each in CHECKS[name].rules
        if each.wording == Wording.UNVERIFIED and each.verdict in shown
    ]
    listed = [rule for rule in weak if any(rule.advice(language) in line for line in said)]
    assert sum(word in line for line in said) >= len({rule.advice(language) for rule in listed})


def test_every_profile_that_has_rules_is_known_and_every_profile_has_something_to_say() -> None:
    spoken = {profile for rule in all_rules() for profile in rule.profiles}
    assert spoken <= set(known_profiles())
