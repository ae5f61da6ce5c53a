"""A family's letter can be read by somebody with little schooling: lengths, grades and common characters."""

import re

import pytest

from amnio.present.document import Audience, Language
from amnio.present.narrative import write
from tests.spec.readability import (
    chinese_length,
    english_sentences,
    half_width_beside_han,
    syllables,
    too_hard_in_chinese,
    too_hard_in_english,
)
from tests.unit.present.real_reviews import real_reviews
from tests.unit.present.reviews import all_reviews
from tests.unit.present.text_of import texts

_REVIEWS = all_reviews() | real_reviews()


def _letter(name: str, language: Language) -> list[str]:
    return texts(write(_REVIEWS[name], language=language, audience=Audience.FAMILY))


@pytest.mark.parametrize("name", _REVIEWS)
def test_an_english_letter_can_be_read_at_about_eleven(name: str) -> None:
    assert too_hard_in_english(_letter(name, Language.EN)) == []


@pytest.mark.parametrize("name", _REVIEWS)
def test_a_chinese_letter_is_written_in_short_sentences(name: str) -> None:
    assert too_hard_in_chinese(_letter(name, Language.ZH)) == []


@pytest.mark.parametrize("name", _REVIEWS)
def test_nearly_all_chinese_characters_are_common_ones(name: str) -> None:
    characters = re.findall(r"[\u4e00-\u9fff]", "".join(_letter(name, Language.ZH)))
    common = [c for c in characters if 0xB0 <= c.encode("gb2312", errors="replace")[0] <= 0xD7]
    assert len(common) / len(characters) >= 0.99


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("name", _REVIEWS)
def test_chinese_has_chinese_punctuation(name: str, audience: Audience) -> None:
    for text in texts(write(_REVIEWS[name], language=Language.ZH, audience=audience)):
        own = re.sub(r" · |（[^（）]*[A-Za-z][^（）]*）", "", text)  # separators; citations in Latin letters
        assert half_width_beside_han(own) == [], text
        assert not re.search(r"[０-９]", text)


def test_the_measures_agree_with_worked_examples() -> None:
    assert [syllables(word) for word in ("we", "test", "placenta", "waited", "closed", "amniocentesis")] == [
        1,
        1,
        3,
        2,
        1,
        5,
    ]
    assert [len(sentence) for sentence in english_sentences("Go now. Do not wait: call 1,000 people.")] == [2, 3, 3]
    assert chinese_length("怀孕16周零3天") == 7
    assert half_width_beside_han("发热,寒战") == ["热,", ",寒"]
