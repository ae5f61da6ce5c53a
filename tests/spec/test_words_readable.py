"""A family's letter can be read by somebody with little schooling: lengths, grades and common characters."""

import re

import pytest

from amnio.present.document import Audience, Language
from amnio.present.narrative import write
from tests.spec.readability import (
    chinese_length,
    chinese_parts,
    chinese_sentences,
    english_sentences,
    flesch_kincaid,
    half_width_beside_han,
    smog,
    syllables,
)
from tests.unit.present.real_reviews import real_reviews
from tests.unit.present.reviews import all_reviews
from tests.unit.present.text_of import texts

_REVIEWS = all_reviews() | real_reviews()
_LONG_PARAGRAPH = 30  # words; a grade of fewer says nothing


def _letter(name: str, language: Language) -> list[str]:
    return texts(write(_REVIEWS[name], language=language, audience=Audience.FAMILY))


@pytest.mark.parametrize("name", _REVIEWS)
def test_english_sentences_are_short(name: str) -> None:
    sentences = [sentence for text in _letter(name, Language.EN) for sentence in english_sentences(text)]
    assert sum(map(len, sentences)) / len(sentences) <= 14
    assert [" ".join(sentence) for sentence in sentences if len(sentence) > 22] == []


@pytest.mark.parametrize("name", _REVIEWS)
def test_an_english_letter_is_at_most_of_grade_six(name: str) -> None:
    letter = _letter(name, Language.EN)
    sentences = [sentence for text in letter for sentence in english_sentences(text)]
    assert flesch_kincaid(sentences) <= 6
    assert smog(sentences) <= 9
    words = [word for sentence in sentences for word in sentence]
    assert sum(syllables(word) >= 3 for word in words) / len(words) <= 0.12
    long = [text for text in letter if sum(map(len, english_sentences(text))) >= _LONG_PARAGRAPH]
    assert [text for text in long if flesch_kincaid(english_sentences(text)) > 8] == []


@pytest.mark.parametrize("name", _REVIEWS)
def test_chinese_sentences_are_short(name: str) -> None:
    letter = _letter(name, Language.ZH)
    lengths = [chinese_length(sentence) for text in letter for sentence in chinese_sentences(text)]
    assert sum(lengths) / len(lengths) <= 22
    long = [sentence for text in letter for sentence in chinese_sentences(text) if chinese_length(sentence) > 40]
    assert long == []
    parts = [part for text in letter for part in chinese_parts(text)]
    assert [part for part in parts if chinese_length(part) > 22] == []
    assert [part for part in parts if part.count("的") > 2] == []


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
