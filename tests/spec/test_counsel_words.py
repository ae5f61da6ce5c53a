"""The leaflet before a procedure reads like a letter for anybody, and both languages say the same numbers."""

import re

import pytest

from amnio.present.document import Audience, Language
from amnio.present.narrative.counsel import write
from tests.spec.readability import half_width_beside_han, too_hard_in_chinese, too_hard_in_english
from tests.spec.test_words_never import breaches
from tests.unit.present.counsels import NAMES, counsel_of
from tests.unit.present.text_of import texts

EVERY = pytest.mark.parametrize("name", NAMES)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def leaflet(name: str, language: Language) -> list[str]:
    return texts(write(counsel_of(name), language=language, audience=Audience.FAMILY))


@EVERY
def test_an_english_leaflet_can_be_read_at_about_eleven(name: str) -> None:
    assert too_hard_in_english(leaflet(name, Language.EN)) == []


@EVERY
def test_a_chinese_leaflet_is_written_in_short_sentences(name: str) -> None:
    assert too_hard_in_chinese(leaflet(name, Language.ZH)) == []


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
