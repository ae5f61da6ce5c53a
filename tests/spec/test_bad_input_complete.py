"""The list of what can be wrong is complete: every code has a world, every code and phrase has its words."""

import re
import string
from pathlib import Path

import pytest

from amnio.clinic import problem_texts, problem_texts_zh
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import PHRASES, Phrase
from tests.spec import bad_inputs

_FILE_TESTS = (
    Path(__file__).with_name("test_bad_input_files.py"),
    Path(__file__).parents[1] / "unit" / "clinic" / "test_care_scope.py",
    Path(__file__).parents[1] / "unit" / "clinic" / "test_counsel_scope.py",
)
_SOURCES = Path(problem_texts.__file__).parents[1]


def _slots(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_is_met_by_a_world_or_by_a_file() -> None:
    worlds = [*bad_inputs.IN_A_MAPPING, *bad_inputs.NOT_REVIEWABLE, *bad_inputs.NOT_CHECKABLE]
    in_worlds = {world.code for world in worlds}
    written = "".join(file.read_text(encoding="utf-8") for file in _FILE_TESTS)
    in_files = {Code[name] for name in re.findall(r"Code\.([A-Z_0-9]+)", written)}
    assert set(Code) - in_worlds - in_files == set()


def test_both_languages_have_a_sentence_for_every_code() -> None:
    assert set(problem_texts.TEXTS) == set(problem_texts_zh.TEXTS) == set(Code)


@pytest.mark.parametrize("code", list(Code))
def test_both_languages_fill_the_same_slots(code: Code) -> None:
    assert _slots(*problem_texts.TEXTS[code]) == _slots(*problem_texts_zh.TEXTS[code])


@pytest.mark.parametrize("phrase", list(Phrase))
def test_a_phrase_fills_the_same_slots_in_both_languages_and_is_used(phrase: Phrase) -> None:
    english, chinese = PHRASES[phrase]
    assert _slots(english) == _slots(chinese)
    users = [file for folder in ("clinic", "exchange") for file in (_SOURCES / folder).glob("*.py")]
    used = [file for file in users if f"Phrase.{phrase.name}" in file.read_text(encoding="utf-8")]
    assert {file.name for file in used} - {"problem_phrases.py"}


@pytest.mark.parametrize("code", list(Code))
def test_chinese_sentences_use_chinese_punctuation_and_words_of_the_mainland(code: Code) -> None:
    for text in problem_texts_zh.TEXTS[code]:
        outside_code = re.sub(r"`[^`]*`|\"[^\"]*\"|\{\w+\}|[\w.]+ = \S+", "", text)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!.]", outside_code), text
        assert not re.search("羊膜穿刺|超音波|風|險|機率|失敗|流产手术|责任|主要原因", text)
