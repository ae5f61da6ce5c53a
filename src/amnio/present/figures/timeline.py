"""The timeline: what happened when, on an axis of weeks. Labels never collide: they are laid out in lanes."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from amnio.present.colours import ACCENT, INK, MUTED
from amnio.present.document import Timeline, TimelineMark
from amnio.present.figures.canvas import BODY, LEADING, SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.measure import width, wrap

_WEEK = 7
_SYMBOL = 6  # half the size of a symbol
_AFTER_SYMBOL = 12  # from the middle of a symbol to its label
_GAP = 10
_TICK = 6
_LABEL_SHARE = 3  # no label is wider than this part of the drawing


@dataclass(frozen=True, kw_only=True, slots=True)
class _Label:
    mark: TimelineMark
    lines: tuple[str, ...]
    width: float  # with its symbol


def across(block: Timeline, canvas: Canvas, language: str) -> str:
    """The axis from left to right, each label to the right of its stem in a lane above the axis."""
    labels = [_label(mark, canvas.width / _LABEL_SHARE) for mark in sorted(block.marks, key=lambda mark: mark.day)]
    left = float(SMALL * 2)
    right = _right_end(block, labels, left, canvas.width)

    def x(day: float) -> float:
        return left + (day - block.first_day) / max(block.last_day - block.first_day, 1) * (right - left)

    lanes = _lanes(labels, [x(label.mark.day) for label in labels])
    heights = [
        max((len(label.lines) for label, lane in zip(labels, lanes, strict=True) if lane == each), default=1)
        for each in range(max(lanes, default=0) + 1)
    ]
    axis = sum(heights) * LEADING + _GAP * len(heights) + _GAP
    tops = [axis - sum(heights[: lane + 1]) * LEADING - _GAP * (lane + 1) - _GAP / 2 for lane in range(len(heights))]

    _axis_across(block, canvas, x, axis, language)
    for label, lane in zip(labels, lanes, strict=True):
        at, middle = x(label.mark.day), tops[lane] + LEADING / 2
        canvas.line(at, middle, at, axis, colour=MUTED)
    for day in sorted({label.mark.day for label in labels}):
        canvas.circle(x(day), axis, 4, fill=INK)
    for label, lane in zip(labels, lanes, strict=True):
        at, middle = x(label.mark.day), tops[lane] + LEADING / 2
        symbol(canvas, at, middle, label.mark.kind)
        canvas.lines(at + _AFTER_SYMBOL, tops[lane] + BODY, label.lines, weight="semibold")
    return canvas.svg(axis + _TICK + SMALL + 8)


def down(block: Timeline, canvas: Canvas, language: str) -> str:
    """For narrow pages: the axis from top to bottom, labels to its right, joined by leaders that never cross."""
    axis = _tick_width(block, language) + _GAP + _TICK
    symbols = axis + 4 * _GAP
    limit = canvas.width - symbols - _AFTER_SYMBOL
    marks = sorted(block.marks, key=lambda mark: mark.day)
    labels = [(mark, wrap(mark.label, limit, BODY, "semibold")) for mark in marks]
    days = max(block.last_day - block.first_day, 1)
    scale = max(sum(len(lines) * LEADING + _GAP for _, lines in labels), 220) / days
    top = float(LEADING)

    def at(day: float) -> float:
        return top + (day - block.first_day) * scale

    placed, free = [], 0.0
    for mark, lines in labels:
        y = max(at(mark.day) - LEADING / 2, free)
        placed.append((mark, lines, y))
        free = y + len(lines) * LEADING + _GAP
    bottom = top + days * scale
    canvas.line(axis, top, axis, bottom, colour=INK, width="1.5")
    for day in _spread(block, at, SMALL_LEADING):
        canvas.line(axis - _TICK, at(day), axis, at(day), colour=INK)
        canvas.muted(axis - _TICK - 4, at(day) + SMALL / 3, tick_text(day, language), anchor="end")
    for mark, lines, y in placed:
        middle = y + LEADING / 2
        canvas.line(axis, at(mark.day), symbols, middle, colour=MUTED)
        canvas.circle(axis, at(mark.day), 4, fill=INK)
        symbol(canvas, symbols, middle, mark.kind)
        canvas.lines(symbols + _AFTER_SYMBOL, y + BODY, lines, weight="semibold")
    return canvas.svg(max(free, bottom + SMALL))


def symbol(canvas: Canvas, x: float, y: float, kind: str) -> None:
    """A form for each kind of event, so that colour is not needed to read them."""
    size = _SYMBOL
    match kind:
        case "procedure":
            canvas.path(f"M{x - size:.2f} {y:.2f}l{size} {-size}l{size} {size}l{-size} {size}Z", fill=ACCENT)
        case "loss":
            canvas.path(
                f"M{x - size + 1:.2f} {y - size + 1:.2f}h{2 * size - 2}v{2 * size - 2}h{2 - 2 * size}Z", fill=INK
            )
        case "test":
            canvas.circle(x, y, size - 1, fill="#ffffff", stroke=INK, width="2")
        case _:
            canvas.circle(x, y, size - 1, fill=INK)


def tick_text(day: int, language: str) -> str:
    """A whole week as the axis writes it."""
    return f"{day // _WEEK}周" if language == "zh" else f"{day // _WEEK}+0"


def _label(mark: TimelineMark, limit: float) -> _Label:
    lines = wrap(mark.label, limit, BODY, "semibold")
    return _Label(
        mark=mark, lines=lines, width=_AFTER_SYMBOL + max(width(line, BODY, "semibold") for line in lines) + _GAP
    )


def _right_end(block: Timeline, labels: list[_Label], left: float, total: int) -> float:
    """The end of the axis: far enough from the edge that every label fits to the right of its stem."""
    right = float(total - SMALL * 2)
    days = max(block.last_day - block.first_day, 1)
    for label in labels:
        share = (label.mark.day - block.first_day) / days
        if share > 0:
            right = min(right, left + (total - label.width - left) / share)
    return right


def _lanes(labels: list[_Label], places: list[float]) -> list[int]:
    """A lane for each label, 0 next to the axis.

    From right to left each label takes the lowest lane above every stem that stands in its width. A stem reaches its
    own lane only, so no stem crosses a label and no two labels meet.
    """
    lanes = [0] * len(labels)
    for index in reversed(range(len(labels))):
        end = places[index] + labels[index].width
        under = [
            lanes[later]
            for later in range(index + 1, len(labels))
            if places[later] < end + _SYMBOL and places[later] >= places[index]
        ]
        lanes[index] = max(under, default=-1) + 1
    return lanes


def _ticks(block: Timeline, step: int) -> list[int]:
    first = -(-block.first_day // _WEEK)
    return [week * _WEEK for week in range(first, block.last_day // _WEEK + 1, step)]


def _tick_width(block: Timeline, language: str) -> float:
    return max((width(tick_text(day, language), SMALL) for day in _ticks(block, 1)), default=0)


def _spread(block: Timeline, place: Callable[[float], float], room: float) -> list[int]:
    """The ticks of every week, or of every second, fourth ... week, so that their labels do not meet."""
    step = 1
    while any(place(after) - place(before) < room for before, after in pairwise(_ticks(block, step))):
        step *= 2
    return _ticks(block, step)


def _axis_across(block: Timeline, canvas: Canvas, x: Callable[[float], float], axis: float, language: str) -> None:
    canvas.line(x(block.first_day), axis, x(block.last_day), axis, colour=INK, width="1.5")
    procedures = [mark.day for mark in block.marks if mark.kind == "procedure"]
    losses = [mark.day for mark in block.marks if mark.kind == "loss"]
    if procedures and losses and procedures[0] < losses[-1]:
        canvas.line(x(procedures[0]), axis, x(losses[-1]), axis, colour=INK, width="4")
    room = _tick_width(block, language) + _GAP
    for day in _spread(block, x, room):
        canvas.line(x(day), axis, x(day), axis + _TICK, colour=INK)
        canvas.muted(x(day), axis + _TICK + SMALL + 2, tick_text(day, language), anchor="middle")
