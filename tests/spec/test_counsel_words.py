"""The leaflet before a procedure reads like a letter for anybody, and both languages say the same numbers."""

import re

import pytest

from amnio.present.document import Audience, Language
from amnio.present.narrative.counsel import write
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
from tests.spec.test_words_never import breaches
from tests.unit.present.counsels import NAMES, counsel_of
from tests.unit.present.text_of import texts

EVERY = pytest.mark.parametrize("name", NAMES)
_LONG_PARAGRAPH = 30  # words; a grade of fewer says nothing
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def leaflet(name: str, language: Language) -> list[str]:
    return texts(write(counsel_of(name), language=language, audience=Audience.FAMILY))


@EVERY
def test_english_sentences_are_short(name: str) -> None:
    sentences = [sentence for text in leaflet(name, Language.EN) for sentence in english_sentences(text)]
    assert sum(map(len, sentences)) / len(sentences) <= 14
    assert [" ".join(sentence) for sentence in sentences if len(sentence) > 22] == []


@EVERY
def test_an_english_leaflet_can_be_read_at_about_eleven(name: str) -> None:
    paragraphs = leaflet(name, Language.EN)
    sentences = [sentence for text in paragraphs for sentence in english_sentences(text)]
    assert flesch_kincaid(sentences) <= 6
    assert smog(sentences) <= 9
    words = [word for sentence in sentences for word in sentence]
    assert sum(syllables(word) >= 3 for word in words) / len(words) <= 0.12
    long = [text for text in paragraphs if sum(map(len, english_sentences(text))) >= _LONG_PARAGRAPH]
    assert [text for text in long if flesch_kincaid(english_sentences(text)) > 8] == []


@EVERY
def test_chinese_sentences_are_short(name: str) -> None:
    paragraphs = leaflet(name, Language.ZH)
    lengths = [chinese_length(sentence) for text in paragraphs for sentence in chinese_sentences(text)]
    assert sum(lengths) / len(lengths) <= 22
    assert [s for text in paragraphs for s in chinese_sentences(text) if chinese_length(s) > 40] == []
    parts = [part for text in paragraphs for part in chinese_parts(text)]
    assert [part for part in parts if chinese_length(part) > 22] == []
    assert [part for part in parts if part.count("的") > 2] == []


@EVERY
def test_nearly_all_chinese_characters_are_common_ones(name: str) -> None:
    characters = re.findall(r"[\u4e00-\u9fff]", "".join(leaflet(name, Language.ZH)))
    common = [c for c in characters if 0xB0 <= c.encode("gb2312", errors="replace")[0] <= 0xD7]
    assert len(common) / len(characters) >= 0.99


@pytest.mark.parametrize("audience", list(Audience))
@EVERY
def test_chinese_has_chinese_punctuation(name: str, audience: Audience) -> None:
    for text in texts(write(counsel_of(name), language=Language.ZH, audience=audience)):
        own = re.sub(r" · |（[^（）]*[A-Za-z][^（）]*）", "", text)
        own = re.sub(r"[A-Za-z][^\u4e00-\u9fff]*", "", own)  # citations in Latin letters
        assert half_width_beside_han(own) == [], text


@pytest.mark.parametrize("language", list(Language))
@EVERY
def test_no_leaflet_holds_a_word_that_is_never_used(name: str, language: Language) -> None:
    assert breaches(leaflet(name, language), language, family=True) == []


@pytest.mark.parametrize("audience", list(Audience))
@EVERY
def test_no_chinese_view_holds_a_word_of_legal_causation(name: str, audience: Audience) -> None:
    document = write(counsel_of(name), language=Language.ZH, audience=audience)
    assert breaches(texts(document), Language.ZH, family=False) == []


@pytest.mark.parametrize("audience", list(Audience))
@EVERY
def test_both_languages_say_the_same_numbers_in_the_same_order(name: str, audience: Audience) -> None:
    """But for the definitions of parameters, which are texts of the evidence files."""
    counsel = counsel_of(name)
    influences = (*counsel.influences_anyway, *counsel.influences_added)
    defined = {text for each in influences for text in (each.definition, each.definition_zh)}
    english, chinese = (
        [
            number
            for text in texts(write(counsel, language=language, audience=audience))
            if text not in defined
            for number in _NUMBER.findall(text.replace(",", "").replace("\u202f", ""))
        ]
        for language in Language
    )
    assert english == chinese
