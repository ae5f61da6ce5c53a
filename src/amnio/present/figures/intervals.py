"""The interval chart: band first, dot second, number last. Zero is written as zero, with its reason."""

from dataclasses import dataclass
from typing import NamedTuple

from amnio.present.colours import INK, MUTED, RULE, colour_of
from amnio.present.document import IntervalChart, IntervalRow
from amnio.present.figures.canvas import BODY, LEADING, SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.measure import width, wrap

_TICKS = 4  # quarters of the whole
_BAND = 10  # height of a band
_DOT = 6
_GAP = 16  # between columns
_ROW_GAP = 12
_MARGIN = 8  # room for half a tick label at the ends of the axis


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plot:
    left: float
    right: float

    def x(self, proportion: float) -> float:
        return self.left + min(max(proportion, 0), 1) * (self.right - self.left)


class _Words(NamedTuple):
    """Lines in bold with smaller lines under them."""

    bold: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def height(self) -> int:
        return len(self.bold) * LEADING + len(self.small) * SMALL_LEADING

    def write(self, canvas: Canvas, x: float, top: float, anchor: str) -> None:
        below = canvas.lines(x, top + BODY, self.bold, weight="semibold", anchor=anchor)
        below += SMALL_LEADING - LEADING
        canvas.lines(x, below, self.small, size=SMALL, colour=MUTED, leading=SMALL_LEADING, anchor=anchor)


def _number(row: IntervalRow) -> tuple[str, str]:
    """The estimate and, without a change, its interval in brackets, which may stand on a line of its own."""
    for bracket in ("（", " ("):
        best, found, ends = row.text.partition(bracket)
        if found:
            return best, (found + ends).strip()
    return row.text, ""


def beside(chart: IntervalChart, canvas: Canvas) -> str:
    """Labels on the left, bands in the middle, numbers on the right."""
    numbers = max(max(width(best, BODY, "semibold"), width(ends, SMALL)) for best, ends in map(_number, chart.rows))
    numbers = min(numbers, canvas.width / 4)
    words = max(max(width(row.label, BODY, "semibold"), width(row.sub, SMALL)) for row in chart.rows)
    words = min(words, canvas.width / 3)
    plot = _Plot(left=words + _GAP + _MARGIN, right=canvas.width - numbers - _GAP - _MARGIN)

    rows = []
    y = float(_ROW_GAP)
    for row in chart.rows:
        best, ends = _number(row)
        label = _Words(wrap(row.label, words, BODY, "semibold"), wrap(row.sub, words, SMALL) if row.sub else ())
        text = _Words(wrap(best, numbers, BODY, "semibold"), wrap(ends, numbers, SMALL) if ends else ())
        reason = wrap(row.zero_text, plot.right - plot.left - _GAP, SMALL) if row.zero_text else ()
        rows.append((row, label, text, reason, y))
        y += max(label.height, text.height, len(reason) * SMALL_LEADING) + _ROW_GAP
    _axis(canvas, plot, top=0, bottom=y)
    for row, label, text, reason, top in rows:
        label.write(canvas, 0, top, "start")
        text.write(canvas, canvas.width, top, "end")
        _band(canvas, plot, row, top + LEADING / 2, reason)
    return canvas.svg(y + LEADING)


def stacked(chart: IntervalChart, canvas: Canvas) -> str:
    """For narrow pages: each label and number above its own band."""
    end = width("100%", SMALL) / 2
    plot = _Plot(left=end, right=canvas.width - end)
    rows = []
    y = float(LEADING + _ROW_GAP)
    for row in chart.rows:
        best, ends = _number(row)
        numbers = width(best, BODY, "semibold")
        label = wrap(row.label, canvas.width - numbers - _GAP, BODY, "semibold")
        small = [line for text in (ends.strip("()（）"), row.sub) if text for line in wrap(text, canvas.width, SMALL)]
        words = _Words(label, tuple(small))
        reason = wrap(row.zero_text, plot.right - plot.left - _GAP, SMALL) if row.zero_text else ()
        rows.append((row, words, best, reason, y))
        y += words.height + max(len(reason) * SMALL_LEADING, _BAND) + _ROW_GAP * 3
    _axis(canvas, plot, top=LEADING, bottom=y, ticks_above=True, grid=False)
    for row, words, best, reason, top in rows:
        words.write(canvas, 0, top, "start")
        canvas.text(canvas.width, top + BODY, best, weight="semibold", anchor="end")
        band = top + words.height + _ROW_GAP
        if not reason:
            canvas.line(plot.left, band, plot.right, band, colour=RULE)
        _band(canvas, plot, row, band, reason)
    return canvas.svg(y)


def _axis(
    canvas: Canvas, plot: _Plot, *, top: float, bottom: float, ticks_above: bool = False, grid: bool = True
) -> None:
    for tick in range(_TICKS + 1):
        x = plot.x(tick / _TICKS)
        if grid:
            canvas.line(x, top, x, bottom, colour=RULE)
        canvas.muted(x, SMALL if ticks_above else bottom + SMALL + 2, f"{100 * tick // _TICKS}%", anchor="middle")


def _band(canvas: Canvas, plot: _Plot, row: IntervalRow, y: float, reason: tuple[str, ...]) -> None:
    colour = colour_of(row.code)
    if row.mean == 0 and row.high == 0:
        canvas.line(plot.left, y - _DOT, plot.left, y + _DOT, colour=INK, width="2")
        if reason:
            wide = max(width(line, SMALL) for line in reason)
            canvas.patch(plot.left + 2, y - LEADING / 2, wide + _GAP / 2, len(reason) * SMALL_LEADING + 4)
        canvas.lines(plot.left + _GAP / 2, y + SMALL / 3, reason, size=SMALL, colour=MUTED, leading=SMALL_LEADING)
        return
    left, right = plot.x(row.low), plot.x(row.high)
    canvas.bar(left, y - _BAND / 2, max(right - left, 1), _BAND, colour=colour, radius=_BAND / 2)
    canvas.circle(plot.x(row.mean), y, _DOT, fill=colour)
