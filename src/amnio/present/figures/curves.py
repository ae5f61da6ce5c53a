"""Step curves over time with their bands, a legend above and the numbers at risk below.

Curves differ in dashes as well as in colour, so that a copy without colour says the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from amnio.present.colours import GROUP_COLOURS, INK, MUTED, RULE
from amnio.present.document import Curve, CurveChart
from amnio.present.figures.canvas import BODY, LEADING, SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.measure import width, wrap

_STYLES = (
    (GROUP_COLOURS["infection"], ""),
    (GROUP_COLOURS["fetal"], "7 4"),
    (INK, "2 3"),
    (GROUP_COLOURS["mechanical"], "10 3 2 3"),
    (GROUP_COLOURS["other"], "4 4"),
    (GROUP_COLOURS["early"], "1 4"),
)
_SAMPLE = 34  # length of the line in the legend
_GAP = 10
_HIGH, _LOW = 280, 200  # of the frame, on wide and on narrow pages
_NARROW = 400
_MARKS = (4, 8)  # how many marks the upright axis has, at least and at most
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Frame:
    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    most: float

    def x(self, value: float) -> float:
        share = (value - self.first) / (self.last - self.first)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - min(max(value / self.most, 0.0), 1.0) * (self.bottom - self.top)


def framed(chart: CurveChart, canvas: Canvas) -> str:
    """The same for all widths; a narrow page leaves out every other tick where they would meet."""
    top = _legend(chart, canvas) + _GAP
    marks, most = _marks(chart)
    left = max(width(text, SMALL) for _, text in marks) + _GAP
    frame = _Frame(
        left=left,
        right=canvas.width - max(width(chart.ticks[-1][1], SMALL) / 2, _GAP),
        top=top + SMALL,
        bottom=top + SMALL + (_LOW if canvas.width < _NARROW else _HIGH),
        first=chart.ticks[0][0],
        last=chart.ticks[-1][0],
        most=most,
    )
    for value, text in marks:
        canvas.line(frame.left, frame.y(value), frame.right, frame.y(value), colour=RULE)
        canvas.muted(frame.left - _GAP / 2, frame.y(value) + SMALL / 3, text, anchor="end")
    for index, curve in enumerate(chart.curves):
        _band(canvas, frame, curve, _STYLES[index % len(_STYLES)][0])
    for index, curve in enumerate(chart.curves):
        colour, dashes = _STYLES[index % len(_STYLES)]
        canvas.path(_steps(frame, [(p.x, p.value) for p in curve.points]), stroke=colour, width="2", dashes=dashes)
    return canvas.svg(_below(chart, canvas, frame))


def _legend(chart: CurveChart, canvas: Canvas) -> float:
    """A sample of each line with its name; returns the lower edge."""
    y = 0.0
    for index, curve in enumerate(chart.curves):
        colour, dashes = _STYLES[index % len(_STYLES)]
        canvas.line(0, y + LEADING / 2, _SAMPLE, y + LEADING / 2, colour=colour, width="2.5", dashes=dashes)
        label = wrap(curve.label, canvas.width - _SAMPLE - _GAP, BODY)
        y = canvas.lines(_SAMPLE + _GAP, y + BODY, label) - BODY
    return y


def _marks(chart: CurveChart) -> tuple[list[tuple[float, str]], float]:
    """Round percentages from nothing on, and the value at the upper edge of the frame."""
    highest = max((max(p.value, p.high or 0.0) for curve in chart.curves for p in curve.points), default=0.0)
    percent = 100 * highest or 1.0
    size = 10.0 ** math.floor(math.log10(percent))
    steps = [factor * size / 10 for factor in _STEPS] + [factor * size for factor in _STEPS]
    step = next(step for step in steps if math.ceil(percent / step) <= _MARKS[1])
    count = math.ceil(percent / step)
    decimals = max(0, -math.floor(math.log10(step))) + (1 if step / 10.0 ** math.floor(math.log10(step)) == 2.5 else 0)
    return [(index * step / 100, f"{index * step:.{decimals}f}%") for index in range(count + 1)], count * step / 100


def _band(canvas: Canvas, frame: _Frame, curve: Curve, colour: str) -> None:
    known = [point for point in curve.points if point.low is not None and point.high is not None]
    if len(known) < 2:
        return
    upper = _corners(frame, [(point.x, point.high or 0.0) for point in known])
    lower = _corners(frame, [(point.x, point.low or 0.0) for point in known])
    canvas.area(_path([*upper, *reversed(lower)]) + "Z", colour=colour)


def _steps(frame: _Frame, points: Sequence[tuple[float, float]]) -> str:
    return _path(_corners(frame, points))


def _corners(frame: _Frame, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Right-continuous steps: along at the height before, then up; the last goes on to the edge."""
    corners: list[tuple[float, float]] = []
    for x, value in points:
        if corners:
            corners.append((frame.x(x), corners[-1][1]))
        corners.append((frame.x(x), frame.y(value)))
    if corners:
        corners.append((frame.right if points[-1][0] < frame.last else corners[-1][0], corners[-1][1]))
    return corners


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)


def _below(chart: CurveChart, canvas: Canvas, frame: _Frame) -> float:
    """The time axis and the numbers at risk under its ticks; returns the lower edge."""
    canvas.line(frame.left, frame.bottom, frame.right, frame.bottom, colour=INK, width="1.25")
    shown = _shown(chart, canvas, frame)
    for index in shown:
        x, text = chart.ticks[index]
        canvas.line(frame.x(x), frame.bottom, frame.x(x), frame.bottom + 5, colour=INK)
        canvas.muted(frame.x(x), frame.bottom + 19, text, anchor="middle")
    middle = (frame.left + frame.right) / 2
    y = frame.bottom + 19 + SMALL_LEADING
    room = 2 * min(middle, canvas.width - middle)
    y = canvas.lines(middle, y, wrap(chart.axis, room, SMALL), size=SMALL, leading=SMALL_LEADING, anchor="middle")
    canvas.text(0, y + 4, chart.at_risk_label, size=SMALL, weight="semibold")
    y += 4 + SMALL_LEADING
    for curve_index, curve in enumerate(chart.curves):
        colour, dashes = _STYLES[curve_index % len(_STYLES)]
        canvas.line(0, y + 4, _SAMPLE, y + 4, colour=colour, width="2.5", dashes=dashes)
        name = wrap(curve.label, canvas.width - _SAMPLE - _GAP, SMALL)
        y = canvas.lines(_SAMPLE + _GAP, y + SMALL / 1.5, name, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
        for index in shown:
            text = curve.at_risk[index]
            canvas.text(_inside(frame.x(chart.ticks[index][0]), text, canvas), y, text, size=SMALL, anchor="middle")
        y += SMALL_LEADING
    return y - SMALL_LEADING + SMALL / 2


def _inside(x: float, text: str, canvas: Canvas) -> float:
    """The middle of a number under its tick, moved where it would leave the drawing."""
    half = width(text, SMALL) / 2
    return min(max(x, half), canvas.width - half)


def _shown(chart: CurveChart, canvas: Canvas, frame: _Frame) -> range:
    """Every tick, or every second, third ... so that neither ticks nor numbers at risk meet."""
    longest = [
        max([text, *(curve.at_risk[index] for curve in chart.curves)], key=lambda one: width(one, SMALL))
        for index, (_, text) in enumerate(chart.ticks)
    ]
    widest = [width(text, SMALL) for text in longest]
    for every in range(1, len(chart.ticks) + 1):
        shown = range(0, len(chart.ticks), every)
        places = [_inside(frame.x(chart.ticks[index][0]), longest[index], canvas) for index in shown]
        if all(
            right - left >= (widest[a] + widest[b]) / 2 + _GAP
            for left, right, a, b in zip(places, places[1:], shown, shown[1:], strict=False)
        ):
            return shown
    return range(1)
