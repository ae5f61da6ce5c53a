"""Forest plots: nothing meets, whatever the numbers; squares, diamond and prediction say what the numbers say."""

import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amnio.present.document import ForestPlot, ForestRow, Language, Table
from amnio.present.figures.drawing import Shape, draw, forest_file
from tests.unit.present.pages.test_figures import SVG, assert_tidy, boxes

KEY = "tabor-1986"


def row(
    low: float | None,
    estimate: float | None,
    high: float | None,
    weight: float | None = None,
    label: str = "tabor-1986",
) -> ForestRow:
    return ForestRow(
        label=label, sub="1986 · same risk · weight 4.4%", counts=("48/2,302", "30/2,304"),
        estimate=estimate, low=low, high=high, weight=weight, text="0.78 (−0.03 to 1.56)",
    )  # fmt: skip


def plot(
    *rows: ForestRow, pooled: ForestRow | None, prediction: ForestRow | None = None, ratio: bool = False
) -> ForestPlot:
    return ForestPlot(
        title="t", description="d", columns=("Study", "Amniocentesis", "Control", "Effect (95% interval)"),
        rows=rows, pooled=pooled, prediction=prediction, ratio=ratio, percent=not ratio,
        no_effect=1.0 if ratio else 0.0,
        axis="Risk difference (percentage points)", sides=("← fewer", "more →"),
        table=Table(caption="c", columns=("a",), rows=()),
    )  # fmt: skip


def squares(svg: str) -> list[float]:
    return [float(box.attrib["width"]) for box in ET.fromstring(svg).iter(f"{SVG}rect")]


def paths(svg: str) -> list[list[tuple[float, float]]]:
    found = []
    for path in ET.fromstring(svg).iter(f"{SVG}path"):
        points = path.attrib["d"].strip("MZ").split("L")
        found.append([(float(x), float(y)) for x, y in (point.split() for point in points)])
    return found


def tick_places(svg: str) -> dict[str, float]:
    return {text.replace("−", "-"): (box[0] + box[2]) / 2 for text, box in boxes(svg)}


RISKS = st.tuples(*[st.floats(-0.3, 0.3)] * 3).map(sorted)
RATIOS = st.tuples(*[st.floats(0.001, 900.0)] * 3).map(sorted)
LABELS = st.sampled_from(["a-1", "pitukkijronnakorn-2011", "研究", "x" * 70, "cfdna-ama-2021: trisomy 21"])


@settings(max_examples=40, deadline=None)
@given(st.data(), st.booleans(), st.integers(1, 12))
@pytest.mark.parametrize("shape", list(Shape))
def test_texts_never_meet_whatever_the_numbers(shape: Shape, data: st.DataObject, ratio: bool, count: int) -> None:
    numbers = RATIOS if ratio else RISKS
    rows = [row(*data.draw(numbers), weight=data.draw(st.floats(0, 1)), label=data.draw(LABELS)) for _ in range(count)]
    low, _, high = data.draw(numbers)
    drawn = plot(*rows, pooled=row(*data.draw(numbers)), prediction=row(low, None, high), ratio=ratio)
    assert_tidy(draw(drawn, uid="f", language=Language.ZH, shape=shape))


@pytest.mark.parametrize("shape", list(Shape))
def test_the_area_of_a_square_is_the_weight(shape: Shape) -> None:
    rows = (row(0.0, 0.01, 0.02, 0.8), row(0.0, 0.01, 0.02, 0.2), row(0.0, 0.01, 0.02, 0.0))
    large, small, least = squares(draw(plot(*rows, pooled=row(0.0, 0.01, 0.02)), uid="f", language=Language.EN,
                                       shape=shape))  # fmt: skip
    assert (large / small) ** 2 == pytest.approx(4, rel=0.01)
    assert 0 < least < small


def test_without_weights_all_squares_are_alike() -> None:
    rows = (row(0.0, 0.01, 0.02), row(-0.01, 0.0, 0.04))
    drawn = draw(plot(*rows, pooled=row(0.0, 0.01, 0.02)), uid="f", language=Language.EN, shape=Shape.HALF)
    assert len(set(squares(drawn))) == 1


@pytest.mark.parametrize(("ratio", "ends"), [(False, (-0.01, 0.005, 0.02)), (True, (0.5, 1.5, 5.0))])
def test_the_diamond_reaches_from_the_lower_to_the_upper_end(ratio: bool, ends: tuple[float, float, float]) -> None:
    drawn = draw(plot(row(*ends, 1.0), pooled=row(*ends), ratio=ratio), uid="f", language=Language.EN, shape=Shape.WIDE)
    left, top, right, _ = paths(drawn)[0]
    ticks = tick_places(drawn)
    one, other = ("1", "2") if ratio else ("0.0", "1.0")
    unit = (ticks[other] - ticks[one]) / (math.log(2) if ratio else 1)

    def place(value: float) -> float:
        return ticks[one] + unit * (math.log(value) if ratio else 100 * value)

    assert [left[0], top[0], right[0]] == pytest.approx([place(end) for end in ends], abs=0.1)


def test_an_interval_that_goes_on_is_cut_with_an_arrow_on_its_side() -> None:
    tight = [row(0.000, 0.001, 0.002, 0.5) for _ in range(3)]
    low, high = row(-0.5, 0.001, 0.002, 0.1), row(0.0, 0.001, 0.5, 0.1)
    drawn = draw(plot(*tight, low, high, pooled=row(0.0, 0.001, 0.002)), uid="f", language=Language.EN,
                 shape=Shape.WIDE)  # fmt: skip
    ways = [points[0][0] - points[1][0] for points in paths(drawn) if len(points) == 3]
    assert [way < 0 for way in ways] == [True, False]


def test_every_estimate_is_inside_however_far_it_lies() -> None:
    far = row(20.0, 50.0, 900.0, 0.01)
    drawn = draw(plot(row(0.9, 1.0, 1.1, 0.9), far, pooled=row(0.9, 1.0, 1.1), ratio=True), uid="f",
                 language=Language.EN, shape=Shape.WIDE)  # fmt: skip
    root = ET.fromstring(drawn)
    axis = max(float(line.attrib["x2"]) for line in root.iter(f"{SVG}line")
                if line.attrib["stroke-width"] == "1.25" and line.attrib["y1"] == line.attrib["y2"])  # fmt: skip
    second = list(root.iter(f"{SVG}rect"))[1]
    assert float(second.attrib["x"]) + float(second.attrib["width"]) / 2 < axis


def test_a_study_that_says_nothing_keeps_its_row_and_has_no_square() -> None:
    silent = row(None, None, None)
    drawn = draw(plot(row(0.5, 1.0, 2.0, 1.0), silent, pooled=row(0.5, 1.0, 2.0), ratio=True), uid="f",
                 language=Language.EN, shape=Shape.WIDE)  # fmt: skip
    assert len(squares(drawn)) == 1
    assert sum(text == "tabor-1986" for text, _ in boxes(drawn)) == 3


def test_the_prediction_is_drawn_apart_from_the_pooled_effect() -> None:
    drawn = draw(plot(row(0.0, 0.01, 0.02, 1.0), pooled=row(0.0, 0.01, 0.02), prediction=row(-0.01, None, 0.03)),
                 uid="f", language=Language.EN, shape=Shape.WIDE)  # fmt: skip
    dashed = [line for line in ET.fromstring(drawn).iter(f"{SVG}line") if line.attrib.get("stroke-dasharray") == "6 3"]
    assert len(dashed) == 1
    diamond = paths(drawn)[0]
    assert float(dashed[0].attrib["y1"]) > max(y for _, y in diamond)


def test_a_file_of_its_own_has_paper_a_title_and_what_it_was_made_from() -> None:
    one = row(0.0, 0.01, 0.02, 1.0)
    drawn = forest_file(plot(one, pooled=one), language=Language.EN, footnote="Mantel-Haenszel · evidence abc")
    assert_tidy_with_margin(drawn)
    words = [text for text, _ in boxes(drawn)]
    assert words[0] == "t"
    assert words[-1] == "Mantel-Haenszel · evidence abc"
    assert ET.fromstring(drawn).find(f"{SVG}rect").attrib["fill"] == "#ffffff"  # type: ignore[union-attr]


def assert_tidy_with_margin(svg: str) -> None:
    left, top, wide, high = map(float, ET.fromstring(svg).attrib["viewBox"].split())
    for _, (x, y, right, bottom) in boxes(svg):
        assert left <= x < right <= left + wide
        assert top <= y < bottom <= top + high
