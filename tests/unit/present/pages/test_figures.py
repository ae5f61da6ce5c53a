"""The figures: labels never meet, everything has a text twin, zero is written, uncertain is drawn as uncertain."""

import dataclasses
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.present.document import IntervalChart, Language, Pictograph, Table, Timeline, TimelineMark, WeightChart
from amnio.present.figures.drawing import Figure, Shape, draw
from amnio.present.figures.measure import width, wrap
from amnio.present.figures.pictograph import kind_of
from tests.unit.present.pages.documents import (
    intervals_en,
    intervals_zh,
    pictograph_en,
    pictograph_zh,
    timeline_en,
    timeline_zh,
    weights_en,
    weights_zh,
)

SVG = "{http://www.w3.org/2000/svg}"
ALL: list[tuple[Figure, Language]] = [
    (timeline_en(), Language.EN),
    (timeline_zh(), Language.ZH),
    (intervals_en(), Language.EN),
    (intervals_zh(), Language.ZH),
    (pictograph_en(), Language.EN),
    (pictograph_zh(), Language.ZH),
    (weights_en(), Language.EN),
    (weights_zh(), Language.ZH),
]
Box = tuple[float, float, float, float]


def boxes(svg: str) -> list[tuple[str, Box]]:
    """Every text with the room it takes, by the estimated width of its letters."""
    found = []
    for text in ET.fromstring(svg).iter(f"{SVG}text"):
        size, x, y = int(text.attrib["font-size"]), float(text.attrib["x"]), float(text.attrib["y"])
        weight = "semibold" if text.attrib["font-weight"] == "600" else "regular"
        wide = width(text.text or "", size, weight)  # type: ignore[arg-type]
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
        found.append((text.text or "", (left, y - size * 0.8, left + wide, y + size * 0.2)))
    return found


def meet(first: Box, second: Box) -> bool:
    slack = 0.5
    return (
        first[0] < second[2] - slack
        and second[0] < first[2] - slack
        and first[1] < second[3] - slack
        and second[1] < first[3] - slack
    )


def assert_tidy(svg: str) -> None:
    root = ET.fromstring(svg)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    placed = boxes(svg)
    for text, (left, top, right, bottom) in placed:
        inside = left >= -1 and right <= wide + 1 and top >= -1 and bottom <= high + 1
        assert inside, f"{text!r} leaves the drawing"
    for (one, first), (other, second) in combinations(placed, 2):
        assert not meet(first, second), f"{one!r} meets {other!r}"


def stems_cross_labels(svg: str) -> bool:
    upright = [line.attrib for line in ET.fromstring(svg).iter(f"{SVG}line") if line.attrib["x1"] == line.attrib["x2"]]
    return any(
        left + 1 < float(line["x1"]) < right - 1 and float(line["y1"]) < bottom and float(line["y2"]) > top
        for line in upright
        if float(line["y2"]) - float(line["y1"]) > 8
        for _, (left, top, right, bottom) in boxes(svg)
    )


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize(("block", "language"), ALL)
def test_texts_of_a_figure_never_meet_and_never_leave_it(block: Figure, language: Language, shape: Shape) -> None:
    assert_tidy(draw(block, uid="f", language=language, shape=shape))


LABELS = st.one_of(
    st.sampled_from(
        ["loss 17+0", "fever 38.6 °C", "羊膜腔穿刺术（两次进针，第二次成功，羊水带血）", "胎膜早破", "CRP"]
    ),
    st.text(alphabet="abcdefg 羊水穿刺，", min_size=1, max_size=40),
)
MARKS = st.lists(
    st.builds(
        TimelineMark,
        day=st.integers(98, 154),
        label=LABELS,
        kind=st.sampled_from(["procedure", "sign", "test", "loss"]),
    ),
    max_size=14,
)


def timeline_of(marks: tuple[TimelineMark, ...], first: int = 98, last: int = 154) -> Timeline:
    return Timeline(
        title="t", description="d", first_day=first, last_day=last, marks=marks,
        table=Table(caption="c", columns=("a",), rows=()),
    )  # fmt: skip


@given(MARKS)
@pytest.mark.parametrize("shape", list(Shape))
def test_timeline_labels_never_collide_however_many_marks_fall_on_however_few_days(
    shape: Shape, marks: list[TimelineMark]
) -> None:
    svg = draw(timeline_of(tuple(marks)), uid="f", language=Language.ZH, shape=shape)
    assert_tidy(svg)
    assert shape is Shape.NARROW or not stems_cross_labels(svg)


def test_twelve_long_chinese_labels_on_one_day_stand_one_above_the_other() -> None:
    marks = tuple(
        TimelineMark(day=117, label=f"{index}号：发热、寒战、子宫压痛，C反应蛋白升高，血培养待回报", kind="sign")
        for index in range(12)
    )
    for shape in Shape:
        assert_tidy(draw(timeline_of(marks), uid="f", language=Language.ZH, shape=shape))


def test_a_timeline_from_the_tenth_to_the_fortieth_week_thins_its_ticks() -> None:
    marks = (
        TimelineMark(day=115, label="amniocentesis", kind="procedure"),
        TimelineMark(day=279, label="loss", kind="loss"),
    )
    for shape in Shape:
        assert_tidy(draw(timeline_of(marks, 70, 280), uid="f", language=Language.EN, shape=shape))


def test_events_on_the_same_day_keep_their_order_from_top_to_bottom() -> None:
    svg = draw(timeline_en(), uid="f", language=Language.EN, shape=Shape.WIDE)
    tops = {text: box[1] for text, box in boxes(svg)}
    assert tops["fever 38.6 °C"] < tops["CRP 84 mg/L"]


@pytest.mark.parametrize(("block", "language"), ALL)
def test_a_figure_is_an_image_with_a_title_a_description_and_a_language(block: Figure, language: Language) -> None:
    root = ET.fromstring(draw(block, uid="f7", language=language, shape=Shape.HALF))
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == {"en": "en", "zh": "zh-Hans"}[language.value]
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (block.title, block.description)
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"


@pytest.mark.parametrize(("block", "language"), ALL)
def test_the_same_block_gives_the_same_bytes(block: Figure, language: Language) -> None:
    first, second = (draw(block, uid="f", language=language, shape=Shape.HALF) for _ in range(2))
    assert first == second


def test_markup_in_a_label_stays_text() -> None:
    label = '<script>x</script>&"'
    svg = draw(timeline_of((TimelineMark(day=117, label=label, kind="sign"),)), uid="f", language=Language.EN,
               shape=Shape.WIDE)  # fmt: skip
    assert label in [text for text, _ in boxes(svg)]


@pytest.mark.parametrize("shape", [Shape.HALF, Shape.NARROW])
def test_zero_is_written_as_zero_with_its_reason_and_has_no_dot(shape: Shape) -> None:
    chart = intervals_en()
    svg = draw(chart, uid="f", language=Language.EN, shape=shape)
    words = " ".join(text for text, _ in boxes(svg))
    assert "0" in words.split()
    assert "not possible: the procedure" in words
    assert len(list(ET.fromstring(svg).iter(f"{SVG}circle"))) == len(chart.rows) - 1


def test_a_tiny_probability_that_is_not_zero_keeps_its_dot() -> None:
    chart = intervals_en()
    tiny = dataclasses.replace(chart.rows[0], mean=0.0004, low=0.0, high=0.001, text="<0.1%")
    svg = draw(IntervalChart(title="t", description="d", rows=(tiny,), table=chart.table), uid="f",
               language=Language.EN, shape=Shape.HALF)  # fmt: skip
    assert len(list(ET.fromstring(svg).iter(f"{SVG}circle"))) == 1


def test_the_band_reaches_from_the_lower_to_the_upper_end_with_the_dot_at_the_mean() -> None:
    root = ET.fromstring(draw(intervals_en(), uid="f", language=Language.EN, shape=Shape.HALF))
    ticks = {text: (box[0] + box[2]) / 2 for text, box in boxes(ET.tostring(root, encoding="unicode"))}
    left, whole = ticks["0%"], ticks["100%"] - ticks["0%"]
    band = next(root.iter(f"{SVG}rect"))
    dot = next(root.iter(f"{SVG}circle"))
    assert (float(band.attrib["x"]) - left) / whole == pytest.approx(0.52, abs=0.002)
    assert float(band.attrib["width"]) / whole == pytest.approx(0.86 - 0.52, abs=0.002)
    assert (float(dot.attrib["cx"]) - left) / whole == pytest.approx(0.71, abs=0.002)


def test_the_pictograph_draws_certain_uncertain_and_empty_in_different_forms() -> None:
    kinds = Counter(kind_of(index, pictograph_en()) for index in range(100))
    assert kinds == {"sure": 24, "likely": 34, "possible": 30, "empty": 12}


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_solid_and_dotted_symbols_together_are_the_estimate(filled: int, low: int, high: int) -> None:
    block = dataclasses.replace(pictograph_en(), filled=filled, low=low, high=high)
    kinds = Counter(kind_of(index, block) for index in range(100))
    assert kinds["sure"] + kinds["likely"] == filled
    assert kinds["sure"] == min(low, filled)


def test_a_pictograph_of_a_thousand_draws_a_thousand_symbols() -> None:
    block = Pictograph(
        title="t", description="d", total=1000, filled=3, low=1, high=5, big="3", caption="c",
        table=Table(caption="c", columns=("a",), rows=()), legend=("sure", "unsure", "none"),
    )  # fmt: skip
    root = ET.fromstring(draw(block, uid="f", language=Language.EN, shape=Shape.HALF))
    inner_dots = 2  # a likely symbol is a ring with a dot
    key = 5  # one solid, one dotted (two circles), one ring, one small
    assert len(list(root.iter(f"{SVG}circle"))) == 1000 + inner_dots + key


def test_bars_go_left_for_negative_and_right_for_positive_weights_in_proportion() -> None:
    root = ET.fromstring(draw(weights_en(), uid="f", language=Language.EN, shape=Shape.HALF))
    bars = [(float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in root.iter(f"{SVG}rect")]
    zero = bars[0][0]
    assert [left == zero for left, _ in bars[:3]] == [True] * 3
    assert all(left + wide == pytest.approx(zero, abs=0.02) for left, wide in bars[3:])
    assert bars[0][1] / bars[1][1] == pytest.approx(2.1 / 1.2, rel=0.01)


def test_the_side_that_a_weight_speaks_for_is_written_under_its_label() -> None:
    chart = WeightChart(title="t", description="d", rows=weights_en().rows[:1], table=weights_en().table)
    texts = [text for text, _ in boxes(draw(chart, uid="f", language=Language.EN, shape=Shape.HALF))]
    assert texts == ["Fever 38.6 °C, two days after", "for infection", "+2.1"]


def test_weights_that_are_all_zero_can_be_drawn() -> None:
    rows = tuple(dataclasses.replace(row, weight=0.0, text="0") for row in weights_en().rows)
    assert_tidy(draw(dataclasses.replace(weights_en(), rows=rows), uid="f", language=Language.EN, shape=Shape.HALF))


@pytest.mark.parametrize("shape", list(Shape))
def test_figures_with_nothing_to_show_can_be_drawn(shape: Shape) -> None:
    assert_tidy(draw(timeline_of((), 115, 118), uid="f", language=Language.EN, shape=shape))
    empty = WeightChart(title="t", description="d", rows=(), table=weights_en().table)
    assert_tidy(draw(empty, uid="f", language=Language.EN, shape=shape))


@pytest.mark.parametrize("language", list(Language))
def test_the_symbols_of_a_pictograph_are_explained_in_its_own_words(language: Language) -> None:
    svg = draw(pictograph_en(), uid="f", language=language, shape=Shape.HALF)
    assert_tidy(svg)
    shown = " ".join(text for text, _ in boxes(svg))
    assert all(word in shown for text in pictograph_en().legend for word in text.split())


def axis_of(svg: str) -> tuple[float, float]:
    """Where the axis of a timeline begins and ends: its widest level line."""
    lines = [line.attrib for line in ET.fromstring(svg).iter(f"{SVG}line") if line.attrib["y1"] == line.attrib["y2"]]
    return max(((float(line["x1"]), float(line["x2"])) for line in lines), key=lambda ends: ends[1] - ends[0])


@pytest.mark.parametrize("shape", [Shape.WIDE, Shape.HALF])
def test_a_long_last_label_does_not_shorten_the_axis(shape: Shape) -> None:
    long = "Result of the placental histology and of the culture of the placenta 18+3"
    marks = (
        TimelineMark(day=115, label="Amniocentesis 16+3", kind="procedure"),
        TimelineMark(day=118, label="Fever 38.6 °C, chills 16+6", kind="sign"),
        TimelineMark(day=129, label=long, kind="test"),
    )
    svg = draw(timeline_of(marks, 105, 133), uid="f", language=Language.EN, shape=shape)
    assert_tidy(svg)
    assert not stems_cross_labels(svg)
    start, end = axis_of(svg)
    assert start == 26
    assert end == float(ET.fromstring(svg).attrib["width"]) - 26


def test_a_week_of_pregnancy_is_never_broken_between_two_lines() -> None:
    for limit in range(40, 200, 5):
        assert any("17周+5" in line for line in wrap("结果：快速染色体检查 17周+5", limit + 40, 15, "semibold"))
