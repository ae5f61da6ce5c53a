"""Estimated widths and line breaks."""

from hypothesis import given
from hypothesis import strategies as st

from amnio.present.figures.measure import NEVER_FIRST, NEVER_LAST, width, wrap

TEXTS = st.text(alphabet=st.sampled_from("abc WXY羊水穿刺（，。）16+3%°"), max_size=60)


@given(TEXTS, st.integers(60, 300))
def test_no_line_is_wider_than_asked_for(text: str, limit: int) -> None:
    assert all(width(line, 15) <= limit for line in wrap(text, limit, 15))


@given(TEXTS, st.integers(60, 300))
def test_wrapping_loses_no_character_but_spaces(text: str, limit: int) -> None:
    assert "".join(wrap(text, limit, 15)).replace(" ", "") == text.replace(" ", "")


def test_chinese_breaks_between_characters_but_not_before_a_comma_or_after_a_bracket() -> None:
    for limit in range(60, 200, 5):
        for line in wrap("羊膜腔穿刺术（一次进针，羊水清）后第4天，发热。", limit, 15):
            assert line[0] not in NEVER_FIRST
            assert line[-1] not in NEVER_LAST


def test_latin_words_and_numbers_stay_whole_where_they_fit() -> None:
    assert wrap("fever 38.6 and rigors", width("fever 38.6", 15) + 1, 15) == ("fever 38.6", "and rigors")


def test_a_han_character_is_one_em_and_bold_is_not_narrower() -> None:
    assert width("水", 15) == 15
    assert width("amniocentesis", 15, "semibold") > width("amniocentesis", 15)
