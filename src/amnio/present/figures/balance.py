"""The love plot: how far two groups are apart in each thing, an open dot before weighting and a full one after."""

from amnio.present.colours import ACCENT, INK, MUTED, RULE
from amnio.present.document import BalanceChart, BalanceRow
from amnio.present.figures.canvas import BODY, LEADING, SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.measure import width, wrap

_GAP = 14
_ROW_GAP = 8
_RADIUS = 5
_WORDS = 0.4  # the largest part of the width for names
_TICKS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)


def beside(chart: BalanceChart, canvas: Canvas) -> str:
    """Names on the left, dots on the right."""
    words = min(max(width(row.label, BODY) for row in chart.rows), canvas.width * _WORDS)
    y = _legend(chart, canvas)
    rows, top = [], y
    for row in chart.rows:
        label = wrap(row.label, words, BODY)
        rows.append((row, label, y))
        y += len(label) * LEADING + _ROW_GAP
    scale = _Scale(chart, words + _GAP, canvas.width - _GAP)
    _grid(chart, canvas, scale, top, y)
    for row, label, at in rows:
        canvas.lines(0, at + BODY, label)
        _dots(canvas, scale, row, at + LEADING / 2)
    return canvas.svg(_axis(chart, canvas, scale, y))


def stacked(chart: BalanceChart, canvas: Canvas) -> str:
    """For narrow pages: each name above its line."""
    y = _legend(chart, canvas)
    scale = _Scale(chart, _GAP, canvas.width - _GAP)
    rows, top = [], y
    for row in chart.rows:
        label = wrap(row.label, canvas.width, SMALL)
        rows.append((row, label, y))
        y += len(label) * SMALL_LEADING + LEADING + _ROW_GAP
    _grid(chart, canvas, scale, top, y)
    for row, label, at in rows:
        high = len(label) * SMALL_LEADING
        canvas.patch(0, at, max(width(line, SMALL) for line in label), high)
        canvas.lines(0, at + SMALL, label, size=SMALL, leading=SMALL_LEADING)
        _dots(canvas, scale, row, at + high + LEADING / 2)
    return canvas.svg(_axis(chart, canvas, scale, y))


class _Scale:
    """Zero in the middle, as far to both sides as the farthest dot or the limit."""

    def __init__(self, chart: BalanceChart, left: float, right: float) -> None:
        far = [abs(value) for row in chart.rows for value in (row.before, row.after) if value is not None]
        reach = max([*far, chart.limit]) * 1.15
        self.ticks = [tick for tick in _TICKS if tick <= reach][-2:]
        self._middle = (left + right) / 2
        self._unit = (right - left) / 2 / reach

    def x(self, value: float) -> float:
        return self._middle + value * self._unit


def _legend(chart: BalanceChart, canvas: Canvas) -> float:
    before, after = chart.legend
    canvas.circle(_RADIUS, LEADING / 2, _RADIUS, stroke=INK)
    canvas.text(3 * _RADIUS, BODY, before, size=SMALL)
    x = 3 * _RADIUS + width(before, SMALL) + 2 * _GAP
    top = 0.0
    if x + 3 * _RADIUS + width(after, SMALL) > canvas.width:
        x, top = 0.0, float(LEADING)
    canvas.circle(x + _RADIUS, top + LEADING / 2, _RADIUS, fill=ACCENT, stroke=ACCENT)
    canvas.text(x + 3 * _RADIUS, top + BODY, after, size=SMALL)
    return top + LEADING + _ROW_GAP


def _grid(chart: BalanceChart, canvas: Canvas, scale: _Scale, top: float, bottom: float) -> None:
    canvas.line(scale.x(0.0), top, scale.x(0.0), bottom, colour=INK)
    for side in (-chart.limit, chart.limit):
        canvas.line(scale.x(side), top, scale.x(side), bottom, colour=MUTED, dashes="4 4")


def _dots(canvas: Canvas, scale: _Scale, row: BalanceRow, y: float) -> None:
    if row.before is not None and row.after is not None:
        canvas.line(scale.x(row.before), y, scale.x(row.after), y, colour=RULE, width="2")
    if row.before is not None:
        canvas.circle(scale.x(row.before), y, _RADIUS, fill="#ffffff", stroke=INK)
    if row.after is not None:
        canvas.circle(scale.x(row.after), y, _RADIUS, fill=ACCENT, stroke=ACCENT)


def _axis(chart: BalanceChart, canvas: Canvas, scale: _Scale, y: float) -> float:
    left, right = scale.x(-max(scale.ticks)), scale.x(max(scale.ticks))
    canvas.line(left, y, right, y, colour=INK, width="1.25")
    placed = -_GAP * 10.0
    for value in sorted([0.0, *scale.ticks, *(-tick for tick in scale.ticks)]):
        text = f"{value:g}".replace("-", "−")
        x, half = scale.x(value), width(text, SMALL) / 2
        middle = min(max(x, half), canvas.width - half)
        if middle - half < placed + _GAP / 2:
            continue
        canvas.line(x, y, x, y + 5, colour=INK)
        canvas.muted(middle, y + 19, text, anchor="middle")
        placed = middle + half
    middle = scale.x(0.0)
    room = 2 * min(middle, canvas.width - middle)
    below = canvas.lines(
        middle,
        y + 19 + SMALL_LEADING,
        wrap(chart.axis, room, SMALL),
        size=SMALL,
        leading=SMALL_LEADING,
        anchor="middle",
    )
    return below - SMALL_LEADING + SMALL / 2
