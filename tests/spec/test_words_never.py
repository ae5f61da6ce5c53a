"""No view holds a word that wounds, blames or judges, in either language, whatever the answer was."""

import re
import tomllib
from pathlib import Path

import pytest

from amnio.answers.review_answer import Review
from amnio.present.document import Audience, Language
from amnio.present.narrative import write
from tests.unit.present.real_reviews import real_reviews
from tests.unit.present.reviews import all_reviews
from tests.unit.present.text_of import texts

_FOLDER = Path(__file__).parent / "never_words"
_LISTS = {
    language: tomllib.loads((_FOLDER / f"{language.value}.toml").read_text(encoding="utf-8"))["never"]
    for language in Language
}
_REVIEWS = all_reviews() | real_reviews()


def breaches(lines: list[str], language: Language, *, family: bool) -> list[str]:
    found = []
    for rule in _LISTS[language]:
        if not family and not rule.get("every_view"):
            continue
        pattern = re.compile(rule["pattern"], re.IGNORECASE)
        for line in lines:
            kept = line
            for allowed in rule.get("allowed", ()):
                kept = kept.replace(allowed, " ")
            if pattern.search(kept):
                found.append(f"{rule['pattern']!r} in {line!r}: write {rule['write']}")
    return found


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", _REVIEWS)
def test_no_family_view_holds_a_word_that_is_never_used(name: str, language: Language) -> None:
    document = write(_REVIEWS[name], language=language, audience=Audience.FAMILY)
    assert breaches(texts(document), language, family=True) == []


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("name", _REVIEWS)
def test_no_chinese_view_holds_a_word_of_legal_causation(name: str, audience: Audience) -> None:
    document = write(_REVIEWS[name], language=Language.ZH, audience=audience)
    assert breaches(texts(document), Language.ZH, family=False) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.EN, "The risk of this is small."),
        (Language.EN, "A missed miscarriage"),
        (Language.EN, "This was caused by the doctor."),
        (Language.EN, "That is 3% of women."),
        (Language.ZH, "主要原因：羊水穿刺"),
        (Language.ZH, "这是医院的责任"),
        (Language.ZH, "穿刺造成了感染"),
        (Language.ZH, "您的胎儿有畸形"),
    ],
)
def test_the_lists_find_what_they_are_made_for(language: Language, line: str) -> None:
    assert breaches([line], language, family=True) != []


@pytest.mark.parametrize("name", _REVIEWS)
def test_every_chinese_character_of_every_view_is_a_simplified_one(name: str) -> None:
    review: Review = _REVIEWS[name]
    for audience in Audience:
        for text in texts(write(review, language=Language.ZH, audience=audience)):
            for character in re.findall(r"[\u4e00-\u9fff]", text):
                assert character.encode("gb2312", errors="ignore"), f"{character} in {text!r}"
