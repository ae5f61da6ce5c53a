import re

import pytest
from rich.cells import cell_len

from amnio.present.colours import GROUP_COLOURS
from amnio.present.document import Audience, Language, Steps
from amnio.present.narrative import write
from amnio.present.terminal import render, wrapped
from amnio.present.terminal_text import names_broken
from tests.unit.present import reviews
from tests.unit.present.real_reviews import real_reviews

_ALL = reviews.all_reviews() | real_reviews()


@pytest.mark.parametrize("width", [40, 80, 110])
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "name", ["septic", "cannot_tell", "no_procedure", "all_tests_failed", "real_septic", "real_turner"]
)
def test_no_line_is_wider_than_the_terminal(name: str, language: Language, audience: Audience, width: int) -> None:
    text = render(write(_ALL[name], language=language, audience=audience), width=width)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_lost_in_the_layout(language: Language) -> None:
    document = write(reviews.septic(), language=language)
    drawn = re.sub(r"\W", "", render(document, width=80, full=True))
    for text in (document.title, document.footer, *(b.text for b in document.blocks if hasattr(b, "text"))):
        assert re.sub(r"\W", "", text) in drawn


@pytest.mark.parametrize("language", list(Language))
def test_the_short_report_leaves_out_the_evidence_texts_and_says_how_to_see_them(language: Language) -> None:
    document = write(reviews.septic(), language=language)
    short, full = render(document, width=80), render(document, width=80, full=True)
    steps = [step for block in document.blocks if isinstance(block, Steps) for step in block.items]
    long_texts = [step.more for step in steps if step.more]
    assert len(long_texts) > 10
    spaceless = re.sub(r"\W", "", short)
    assert not any(re.sub(r"\W", "", text) in spaceless for text in long_texts)
    assert all(re.sub(r"\W", "", text) in re.sub(r"\W", "", full) for text in long_texts)
    assert "--full" in short
    assert "--full" not in full
    assert short.count("\n") < 330


@pytest.mark.parametrize("language", list(Language))
def test_a_mark_of_unverified_wording_is_in_the_short_report_too(language: Language) -> None:
    short = render(write(reviews.septic(), language=language), width=80)
    assert ("unverified" if language is Language.EN else "未") in short


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in render(write(reviews.septic()), width=80)


def test_colours_are_those_of_the_groups() -> None:
    text = render(write(reviews.septic()), width=80, color=True)
    red, green, blue = (int(GROUP_COLOURS["infection"][i : i + 2], 16) for i in (1, 3, 5))
    assert f"38;2;{red};{green};{blue}" in text


def test_colour_never_says_anything_alone() -> None:
    document = write(reviews.septic())
    plain = render(document, width=80)
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", render(document, width=80, color=True))
    assert "\n".join(line.rstrip() for line in coloured.splitlines()) == "\n".join(plain.splitlines())


def test_a_dumb_terminal_gets_plain_characters() -> None:
    text = render(write(reviews.septic()), width=80, unicode=False)
    outside = {character for character in text if ord(character) > 127}
    assert outside <= set("öáéíóúüñçèłŁ")  # names of authors


def test_an_urgent_box_has_a_heavy_border_and_a_sign() -> None:
    lines = render(write(reviews.septic()), width=80).splitlines()
    assert any(line.startswith("┏━") for line in lines)
    assert any(line.startswith("┃ ! ") for line in lines)


def test_a_band_has_its_dot_inside() -> None:
    line = next(line for line in render(write(reviews.septic()), width=80).splitlines() if line.startswith("Infection"))
    assert re.search(r"━●━+ +71% \(43% to 99%\)$", line)


def test_zero_is_written_with_its_reason_and_without_a_band() -> None:
    line = next(line for line in render(write(reviews.septic()), width=80).splitlines() if line.startswith("Too early"))
    assert line.endswith("0: done at 16+3, not before 15+0")
    assert "●" not in line
    assert "━" not in line


def test_a_pictograph_shows_a_hundred_symbols() -> None:
    text = render(write(reviews.septic()), width=80)
    rows = [line for line in text.splitlines() if re.fullmatch(r" *([●◐○] ?){20}", line)]
    assert [sum(line.count(sign) for line in rows) for sign in "●◐○"] == [27, 61, 12]


def test_the_timeline_numbers_its_events() -> None:
    text = render(write(reviews.septic()), width=80)
    assert "  1  amniocentesis 16+3" in text
    assert "  4  loss 17+0" in text


@pytest.mark.parametrize("width", [8, 20, 33])
def test_chinese_lines_never_begin_with_a_closing_mark_nor_break_a_latin_word(width: int) -> None:
    text = "先留血、尿及生殖道培养并测乳酸；随后1小时内使用抗菌药物（见SMFM），不要等。"
    lines = wrapped(text, width)
    assert "".join(lines) == text
    assert all(line[0] not in "，。；）、" for line in lines)
    assert any("SMFM" in line for line in lines)


def test_the_same_document_gives_the_same_text() -> None:
    assert render(write(reviews.septic()), width=80) == render(write(reviews.septic()), width=80)


def test_a_name_in_code_is_broken_behind_its_dots_and_a_number_is_not() -> None:
    assert names_broken("background.weekly_decline_14_23", 20).split("\n") == ["background.weekly_", "decline_14_23"]
    for whole in ("0.09019（−0.00801至0.1874）", "background.weekly", "two.words that_fit"):
        assert names_broken(whole, 17) == whole
