"""Curves and balance: nothing meets, whatever the numbers; steps, bands and dots lie where the numbers say."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amnio.present.document import BalanceChart, BalanceRow, Curve, CurveChart, CurvePoint, ForestRow, Language, Table
from amnio.present.figures.drawing import Shape, draw
from tests.unit.present.pages.test_figures import SVG, assert_tidy
from tests.unit.present.pages.test_forest import plot

NOTHING = Table(caption="c", columns=("a",), rows=())
WEEKS = tuple((float(week * 7), f"{week}+0") for week in range(14, 43, 2))


def curve(label: str, values: list[float], *, band: bool = True) -> Curve:
    return Curve(
        label=label,
        points=tuple(
            CurvePoint(
                x=98.0 + 7 * index,
                value=value,
                low=value * 0.8 if band else None,
                high=value * 1.2 if band else None,
            )
            for index, value in enumerate(values)
        ),
        at_risk=tuple(f"{1_234_567 - 1_000 * index:,}" for index in range(len(WEEKS))),
    )


def chart(*curves: Curve) -> CurveChart:
    return CurveChart(
        title="t", description="d", curves=curves, ticks=WEEKS, axis="Weeks of gestation", at_risk_label="At risk",
        table=NOTHING,
    )  # fmt: skip


#: Steps of counts: nothing between no one and one in a billion.
RISES = st.lists(st.one_of(st.just(0.0), st.floats(1e-9, 0.02)), min_size=2, max_size=20).map(
    lambda steps: [sum(steps[: i + 1]) for i in range(len(steps))]
)
LABELS = st.sampled_from(["loss", "自然丢失", "live birth of a woman who was treated at 16 weeks or later " * 2])


@pytest.mark.parametrize("shape", list(Shape))
@settings(max_examples=25, deadline=None)
@given(curves=st.lists(st.builds(curve, LABELS, RISES, band=st.booleans()), min_size=1, max_size=6))
def test_no_two_texts_of_a_curve_chart_meet(shape: Shape, curves: list[Curve]) -> None:
    assert_tidy(draw(chart(*curves), uid="f", language=Language.EN, shape=shape))


def _path(svg: str, index: int) -> list[tuple[float, float]]:
    lines = [path for path in ET.fromstring(svg).iter(f"{SVG}path") if path.attrib["fill"] == "none"]
    points = lines[index].attrib["d"].strip("MZ").split("L")
    return [(float(x), float(y)) for x, y in (point.split() for point in points)]


def test_a_curve_goes_along_and_up_and_on_to_the_edge() -> None:
    svg = draw(chart(curve("loss", [0.0, 0.01, 0.02])), uid="f", language=Language.EN, shape=Shape.HALF)
    corners = _path(svg, 0)
    assert all(left[0] == right[0] or left[1] == right[1] for left, right in pairwise(corners))
    assert corners[0][1] > corners[-1][1], "higher is more"
    assert corners[-1][0] > corners[-2][0], "the last value holds to the edge"


def test_two_curves_differ_in_dashes_and_bands_are_only_drawn_where_known() -> None:
    both = chart(curve("a", [0.0, 0.01]), curve("b", [0.0, 0.02], band=False))
    svg = ET.fromstring(draw(both, uid="f", language=Language.EN, shape=Shape.HALF))
    paths = list(svg.iter(f"{SVG}path"))
    assert sum(path.attrib["fill"] != "none" for path in paths) == 1
    dashes = {path.attrib.get("stroke-dasharray", "") for path in paths if path.attrib["fill"] == "none"}
    assert len(dashes) == 2


DISTANCES = st.one_of(st.none(), st.floats(-1.5, 1.5))


@pytest.mark.parametrize("shape", list(Shape))
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.builds(BalanceRow, label=LABELS, before=DISTANCES, after=DISTANCES), min_size=1, max_size=8))
def test_no_two_texts_of_a_balance_chart_meet(shape: Shape, rows: list[BalanceRow]) -> None:
    assert_tidy(draw(balance(*rows), uid="f", language=Language.ZH, shape=shape))


def balance(*rows: BalanceRow) -> BalanceChart:
    return BalanceChart(
        title="t", description="d", rows=rows, legend=("before weighting", "after weighting"), limit=0.1,
        axis="Standardised difference", table=NOTHING,
    )  # fmt: skip


def test_dots_lie_on_their_side_of_zero_and_what_is_unknown_has_none() -> None:
    rows = (BalanceRow(label="a", before=0.4, after=-0.05), BalanceRow(label="b", before=None, after=None))
    svg = ET.fromstring(draw(balance(*rows), uid="f", language=Language.EN, shape=Shape.HALF))
    dots = [float(dot.attrib["cx"]) for dot in svg.iter(f"{SVG}circle")][2:]  # after those of the legend
    middle = next(float(line.attrib["x1"]) for line in svg.iter(f"{SVG}line") if line.attrib["x1"] == line.attrib["x2"])
    assert len(dots) == 2
    assert dots[0] > middle > dots[1]


def test_rows_side_by_side_need_no_pool_and_every_interval_is_seen_whole() -> None:
    row = ForestRow(
        label="crude", sub="", counts=("1/10", "2/20"), estimate=0.0, low=-0.5, high=0.5, weight=None, text="0"
    )  # fmt: skip
    other = ForestRow(
        label="trials", sub="", counts=("1/10", "2/20"), estimate=0.01, low=0.0, high=0.02, weight=None, text="1"
    )  # fmt: skip
    svg = draw(plot(row, other, pooled=None), uid="f", language=Language.EN, shape=Shape.WIDE)
    assert_tidy(svg)
    assert not list(ET.fromstring(svg).iter(f"{SVG}path")), "neither a diamond nor an arrow of a cut interval"
