"""The forest plot: a square for each study (its area is the weight), a diamond for the pool, the prediction apart.

Nothing is told by colour: squares, diamond and prediction differ in shape, and every number is written beside them.
"""

import math
from dataclasses import dataclass

from amnio.present.colours import ACCENT, INK, MUTED, RULE
from amnio.present.document import ForestPlot, ForestRow
from amnio.present.figures.canvas import BODY, LEADING, SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.forest_scale import ForestScale, scale_of, ticks
from amnio.present.figures.measure import width, wrap

_GAP = 16  # between columns
_ROW_GAP = 10
_LARGEST, _SMALLEST, _UNWEIGHED = 18, 3, 7  # sides of a square
_DIAMOND = 8  # half its height
_CAP = 5  # half the height of the ends of a prediction
_ARROW = 6
_TICK = 5
_ROOMY = 800  # from here on counts have columns of their own
_MARGIN = 28  # round a plot that stands alone
_WORDS, _WORDS_WITH_COUNTS = 0.3, 0.36  # the largest part of the width for names, and for names with counts below


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A row with its words broken into lines, and where it begins."""

    row: ForestRow
    kind: str  # "study" | "pooled" | "prediction"
    label: tuple[str, ...]
    small: tuple[str, ...]
    text: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + LEADING / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    """Right edges of the columns of counts, and the room between `left` and `right` for the drawing."""

    words: float
    counts: tuple[float, ...]
    left: float
    right: float
    numbers: float


def beside(plot: ForestPlot, canvas: Canvas) -> str:
    """Names (and, with room, counts) on the left, the drawing in the middle, numbers on the right."""
    return canvas.svg(_drawn_beside(plot, canvas, 0))


def alone(plot: ForestPlot, canvas: Canvas, footnote: str) -> str:
    """The same with its title above and a footnote below: a file of its own."""
    below = canvas.lines(0, BODY, wrap(plot.title, canvas.width, BODY, "semibold"), weight="semibold")
    bottom = _drawn_beside(plot, canvas, below)
    notes = wrap(footnote, canvas.width, SMALL)
    end = canvas.lines(0, bottom + LEADING, notes, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
    return canvas.svg(end - SMALL_LEADING + SMALL / 3, margin=_MARGIN)


def stacked(plot: ForestPlot, canvas: Canvas) -> str:
    """For narrow pages: each study's words and numbers above its own line."""
    edge = _ARROW + 2
    scale = scale_of(plot, edge, canvas.width - edge)
    y, lines = 0.0, []
    for kind, row in _rows(plot):
        numbers = wrap(row.text, canvas.width, SMALL)
        small = (*_small(row, canvas.width, counted=True), *numbers)
        label = wrap(row.label, canvas.width, BODY, "semibold")
        words = len(label) * LEADING + len(small) * SMALL_LEADING
        lines.append((_line(row, kind, label, small, (), y + words), y))
        y += words + LEADING + _ROW_GAP
    _lines_down(canvas, plot, scale, 0, y, behind=True)
    for line, top in lines:
        below = canvas.lines(0, top + BODY, line.label, weight="semibold")
        canvas.lines(0, below + SMALL_LEADING - LEADING, line.small, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
        _mark(canvas, scale, line, plot)
    return canvas.svg(_axis(canvas, plot, scale, y))


def _drawn_beside(plot: ForestPlot, canvas: Canvas, top: float) -> float:
    roomy = canvas.width >= _ROOMY and len(plot.columns) > 2
    columns = _columns(plot, canvas, roomy=roomy)
    y = _heads(plot, canvas, columns, top)
    lines = []
    for kind, row in _rows(plot):
        if kind == "pooled":
            y += _ROW_GAP
        small = _small(row, columns.words, counted=not roomy)
        label = wrap(row.label, columns.words, BODY, "semibold" if kind == "pooled" else "regular")
        line = _line(row, kind, label, small, _numbers(row, columns.numbers), y)
        lines.append(line)
        y += line.height + _ROW_GAP
    scale = scale_of(plot, columns.left, columns.right)
    _lines_down(canvas, plot, scale, lines[0].top - _ROW_GAP / 2, y)
    for line in lines:
        if line.kind == "pooled":
            canvas.line(0, line.top - _ROW_GAP, canvas.width, line.top - _ROW_GAP, colour=RULE)
        _written(canvas, columns, line, roomy=roomy)
        _mark(canvas, scale, line, plot)
    return _axis(canvas, plot, scale, y)


def _rows(plot: ForestPlot) -> list[tuple[str, ForestRow]]:
    rows = [("study", row) for row in plot.rows] + ([("pooled", plot.pooled)] if plot.pooled else [])
    return rows + ([("prediction", plot.prediction)] if plot.prediction else [])


def _small(row: ForestRow, room: float, *, counted: bool) -> tuple[str, ...]:
    said = [row.sub, *([" : ".join(filter(None, row.counts))] if counted else [])]
    return tuple(line for text in said if text for line in wrap(text, room, SMALL))


def _numbers(row: ForestRow, room: float) -> tuple[str, ...]:
    return wrap(row.text, room, SMALL)


def _line(
    row: ForestRow, kind: str, label: tuple[str, ...], small: tuple[str, ...], text: tuple[str, ...], top: float
) -> _Line:
    words = len(label) * LEADING + len(small) * SMALL_LEADING
    height = max(words, len(text) * SMALL_LEADING, LEADING)
    return _Line(row=row, kind=kind, label=label, small=small, text=text, top=top, height=height)


def _columns(plot: ForestPlot, canvas: Canvas, *, roomy: bool) -> _Columns:
    rows = [row for _, row in _rows(plot)]
    heads = plot.columns[1:-1]
    words = max(max(width(row.label, BODY, "semibold"), width(row.sub, SMALL)) for row in rows)
    if not roomy:
        words = max(words, *(width(" : ".join(row.counts), SMALL) for row in rows))
    words = min(words, canvas.width * (_WORDS if roomy else _WORDS_WITH_COUNTS))
    numbers = max(width(plot.columns[-1], SMALL, "semibold"), *(width(row.text, SMALL, "semibold") for row in rows))
    numbers = min(numbers, canvas.width * _WORDS)
    edges, x = [], words
    for index, head in enumerate(heads if roomy else ()):
        x += _GAP + max(width(head, SMALL, "semibold"), *(width(row.counts[index], SMALL) for row in rows))
        edges.append(x)
    return _Columns(
        words=words,
        counts=tuple(edges),
        left=x + _GAP + _ARROW,
        right=canvas.width - numbers - _GAP - _ARROW,
        numbers=numbers,
    )


def _heads(plot: ForestPlot, canvas: Canvas, columns: _Columns, top: float) -> float:
    """The names of the columns; returns where the first row begins."""
    last = wrap(plot.columns[-1], columns.numbers, SMALL, "semibold")
    y = top + SMALL
    canvas.text(0, y, plot.columns[0], size=SMALL, weight="semibold", colour=MUTED)
    for head, edge in zip(plot.columns[1:-1], columns.counts, strict=False):
        canvas.text(edge, y, head, size=SMALL, weight="semibold", colour=MUTED, anchor="end")
    canvas.lines(
        canvas.width, y, last, size=SMALL, weight="semibold", colour=MUTED, leading=SMALL_LEADING, anchor="end"
    )
    bottom = y + (len(last) - 1) * SMALL_LEADING + _ROW_GAP
    canvas.line(0, bottom, canvas.width, bottom, colour=RULE)
    return bottom + _ROW_GAP


def _written(canvas: Canvas, columns: _Columns, line: _Line, *, roomy: bool) -> None:
    weight = "semibold" if line.kind == "pooled" else "regular"
    below = canvas.lines(0, line.top + BODY, line.label, weight=weight)  # type: ignore[arg-type]
    canvas.lines(0, below + SMALL_LEADING - LEADING, line.small, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
    if roomy:
        for text, edge in zip(line.row.counts, columns.counts, strict=False):
            canvas.text(edge, line.top + BODY, text, size=SMALL, anchor="end")
    canvas.lines(
        canvas.width, line.top + BODY, line.text, size=SMALL, weight=weight,  # type: ignore[arg-type]
        leading=SMALL_LEADING, anchor="end",
    )  # fmt: skip


def _lines_down(
    canvas: Canvas, plot: ForestPlot, scale: ForestScale, top: float, bottom: float, *, behind: bool = False
) -> None:
    """No effect as a whole line, the pooled estimate as a dashed one."""
    faint = RULE if behind else INK  # where words stand on the line, it steps back
    if plot.no_effect is not None:
        x = scale.x(plot.no_effect)
        canvas.line(x, top, x, bottom, colour=faint, width="1.25")
    if plot.pooled is not None and plot.pooled.estimate is not None:
        x = scale.x(plot.pooled.estimate)
        canvas.line(x, top, x, bottom, colour=RULE if behind else MUTED, dashes="2 4")


def _mark(canvas: Canvas, scale: ForestScale, line: _Line, plot: ForestPlot) -> None:
    row, y = line.row, line.middle
    if row.low is None or row.high is None:
        return
    left, right = scale.x(row.low), scale.x(row.high)
    if line.kind == "prediction":
        canvas.line(left, y, right, y, colour=INK, width="2", dashes="6 3")
        for x in (left, right):
            canvas.line(x, y - _CAP, x, y + _CAP, colour=INK, width="2")
        return
    if row.estimate is None:
        return
    x = scale.x(row.estimate)
    if line.kind == "pooled":
        points = ((left, y), (x, y - _DIAMOND), (right, y), (x, y + _DIAMOND))
        canvas.path(_closed(points), fill=ACCENT, stroke=INK, width="1")
        return
    side = _side(row, plot)
    canvas.bar(x - side / 2, y - side / 2, side, side, colour=INK)
    canvas.line(left, y, right, y, colour=INK, width="1.5")
    if scale.is_below(row.low):
        canvas.path(_arrow(left, y, -1), fill=INK)
    if scale.is_above(row.high):
        canvas.path(_arrow(right, y, 1), fill=INK)


def _side(row: ForestRow, plot: ForestPlot) -> float:
    """The side of a square whose area is the weight, the heaviest study drawn largest; all equal without weights."""
    heaviest = max((each.weight or 0.0 for each in plot.rows), default=0.0)
    if row.weight is None or heaviest <= 0:
        return _UNWEIGHED
    return max(_SMALLEST, _LARGEST * math.sqrt(max(row.weight, 0.0) / heaviest))


def _closed(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def _arrow(x: float, y: float, way: int) -> str:
    return _closed(((x + way * _ARROW, y), (x, y - _ARROW / 1.5), (x, y + _ARROW / 1.5)))


def _axis(canvas: Canvas, plot: ForestPlot, scale: ForestScale, y: float) -> float:
    """The axis with its ticks, what lies on both sides of no effect, and what is drawn; returns the lower edge."""
    canvas.line(scale.left, y, scale.right, y, colour=INK, width="1.25")
    for value, label in ticks(plot, scale):
        x = scale.x(value)
        canvas.line(x, y, x, y + _TICK, colour=INK)
        canvas.muted(min(max(x, width(label, SMALL) / 2), canvas.width - width(label, SMALL) / 2), y + 19, label,
                     anchor="middle")  # fmt: skip
    y += 19 + SMALL_LEADING
    if plot.no_effect is not None and any(plot.sides):
        y = _sides(canvas, plot, scale, y)
    middle = (scale.left + scale.right) / 2
    room = 2 * min(middle, canvas.width - middle)
    below = canvas.lines(
        middle, y + 2, wrap(plot.axis, room, SMALL), size=SMALL, leading=SMALL_LEADING, anchor="middle"
    )
    return below - SMALL_LEADING + SMALL / 2


def _sides(canvas: Canvas, plot: ForestPlot, scale: ForestScale, y: float) -> float:
    """Both sides on one line where they fit beside no effect, else under each other at the ends of the axis."""
    zero = scale.x(plot.no_effect or 0.0)
    left, right = plot.sides
    if zero - width(left, SMALL) - _GAP / 2 >= 0 and zero + width(right, SMALL) + _GAP / 2 <= canvas.width:
        canvas.muted(zero - _GAP / 2, y, left, anchor="end")
        canvas.muted(zero + _GAP / 2, y, right)
        return y + SMALL_LEADING
    canvas.muted(max(scale.left, width(left, SMALL)) if zero > canvas.width / 2 else 0, y, left,
                 anchor="end" if zero > canvas.width / 2 else "start")  # fmt: skip
    canvas.muted(canvas.width, y + SMALL_LEADING, right, anchor="end")
    return y + 2 * SMALL_LEADING
