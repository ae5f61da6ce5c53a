"""The weight chart: what each fact did to the answer, as bars to both sides of zero."""

from amnio.present.colours import INK, MUTED, RULE, colour_of
from amnio.present.document import WeightChart
from amnio.present.figures.canvas import BODY, LEADING, SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.measure import width, wrap

_BAR = 14
_GAP = 8
_ROW_GAP = 12


def beside(chart: WeightChart, canvas: Canvas) -> str:
    """Labels on the left, bars on the right."""
    words = max((max(width(row.label, BODY), width(row.sub, SMALL)) for row in chart.rows), default=0)
    words = min(words, canvas.width * 3 / 7)
    zero, unit = _scale(chart, words + _GAP * 2, canvas.width)
    rows = []
    y = 0.0
    for row in chart.rows:
        label = wrap(row.label, words, BODY)
        sub = wrap(row.sub, words, SMALL)
        rows.append((row, label, sub, y))
        y += len(label) * LEADING + len(sub) * SMALL_LEADING + _ROW_GAP
    canvas.line(zero, 0, zero, y, colour=RULE)
    for row, label, sub, top in rows:
        below = canvas.lines(0, top + BODY, label)
        canvas.lines(0, below - LEADING + SMALL_LEADING, sub, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
        _bar(canvas, zero, unit, row.weight, row.text, row.code, top + (LEADING - _BAR) / 2)
    return canvas.svg(y)


def stacked(chart: WeightChart, canvas: Canvas) -> str:
    """For narrow pages: each label above its own bar."""
    zero, unit = _scale(chart, 0, canvas.width)
    rows = []
    y = 0.0
    for row in chart.rows:
        label = wrap(row.label, canvas.width, BODY)
        sub = wrap(row.sub, canvas.width, SMALL)
        bar = y + len(label) * LEADING + len(sub) * SMALL_LEADING + _GAP / 2
        rows.append((row, label, sub, y, bar))
        y = bar + _BAR + _ROW_GAP
    for row, label, sub, top, bar in rows:
        below = canvas.lines(0, top + BODY, label)
        canvas.lines(0, below - LEADING + SMALL_LEADING, sub, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
        canvas.line(zero, bar - 2, zero, bar + _BAR + 2, colour=INK)
        _bar(canvas, zero, unit, row.weight, row.text, row.code, bar)
    return canvas.svg(y)


def _scale(chart: WeightChart, left: float, right: float) -> tuple[float, float]:
    """Where zero lies and how long one unit of weight is; numbers keep room beside their bars."""
    down = [(-row.weight, width(row.text, SMALL)) for row in chart.rows if row.weight < 0]
    up = [(row.weight, width(row.text, SMALL)) for row in chart.rows if row.weight >= 0]
    room = (
        right - left - max((text for _, text in down), default=0) - max((text for _, text in up), default=0) - 3 * _GAP
    )
    span = max((weight for weight, _ in down), default=0) + max((weight for weight, _ in up), default=0)
    unit = room / span if span else 0
    before = max((weight * unit + text + _GAP for weight, text in down), default=0)
    return left + before + _GAP / 2, unit


def _bar(canvas: Canvas, zero: float, unit: float, weight: float, text: str, code: str, top: float) -> None:
    length = abs(weight) * unit
    left = zero - length if weight < 0 else zero
    canvas.bar(left, top, length, _BAR, colour=colour_of(code), radius=2)
    x = left - _GAP if weight < 0 else zero + length + _GAP
    canvas.text(x, top + _BAR - 3, text, size=SMALL, anchor="end" if weight < 0 else "start")
