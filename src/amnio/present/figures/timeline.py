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
    """The axis from left to right over the whole width; each label beside its stem in a lane above the axis."""
    labels = [_label(mark, canvas.width / _LABEL_SHARE) for mark in sorted(block.marks, key=lambda mark: mark.day)]
    laid = _laid_out(block, labels, canvas.width)
    x, lanes = laid.x, laid.lanes
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
        before = label.mark.day in laid.before
        beside, anchor = (at - _AFTER_SYMBOL, "end") if before else (at + _AFTER_SYMBOL, "start")
        canvas.lines(beside, tops[lane] + BODY, label.lines, weight="semibold", anchor=anchor)
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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Layout:
    """Where days stand on the axis, the lane of each label (0 next to the axis), and the days with labels before the
    stem instead of after it."""

    x: Callable[[float], float]
    lanes: list[int]
    before: frozenset[int]


def _laid_out(block: Timeline, labels: list[_Label], total: int) -> _Layout:
    """Over the whole width, labels near the right edge to the left of their stems. Where no lanes can hold that, all to
    the right of them, on an axis that ends far enough from the edge."""
    left = float(SMALL * 2)
    x = _scale(block, left, float(total - SMALL * 2))
    places = [x(label.mark.day) for label in labels]
    before = frozenset(
        label.mark.day for label, place in zip(labels, places, strict=True) if place + label.width > total
    )
    while (lanes := _lanes(labels, places, before)) is None:
        earlier = [label.mark.day for label in labels if label.mark.day not in before]
        fits = earlier and all(
            place >= label.width for label, place in zip(labels, places, strict=True) if label.mark.day == earlier[-1]
        )
        if not fits:
            return _all_after(block, labels, left, total)
        before |= {earlier[-1]}
    if any(place < label.width for label, place in zip(labels, places, strict=True) if label.mark.day in before):
        return _all_after(block, labels, left, total)
    return _Layout(x=x, lanes=lanes, before=before)


def _all_after(block: Timeline, labels: list[_Label], left: float, total: int) -> _Layout:
    x = _scale(block, left, _right_end(block, labels, left, total))
    lanes = _lanes(labels, [x(label.mark.day) for label in labels], frozenset())
    assert lanes is not None  # each label lies above those after it
    return _Layout(x=x, lanes=lanes, before=frozenset())


def _scale(block: Timeline, left: float, right: float) -> Callable[[float], float]:
    days = max(block.last_day - block.first_day, 1)
    return lambda day: left + (day - block.first_day) / days * (right - left)


def _right_end(block: Timeline, labels: list[_Label], left: float, total: int) -> float:
    """The end of the axis: far enough from the edge that every label fits to the right of its stem."""
    right = float(total - SMALL * 2)
    days = max(block.last_day - block.first_day, 1)
    for label in labels:
        share = (label.mark.day - block.first_day) / days
        if share > 0:
            right = min(right, left + (total - label.width - left) / share)
    return right


def _lanes(labels: list[_Label], places: list[float], before: frozenset[int]) -> list[int] | None:
    """A lane for each label, 0 next to the axis; None where no lanes can hold them.

    Each label takes the lowest lane that is free, above every stem that stands in its width: a stem reaches its own
    lane only, so no stem crosses a label and no two labels meet. Of one day, the first event stands highest.
    """
    spans = [
        (place - label.width, place + _SYMBOL) if label.mark.day in before else (place - _SYMBOL, place + label.width)
        for label, place in zip(labels, places, strict=True)
    ]

    def above(one: int, other: int) -> bool:
        """Whether a label must lie above another one, whose stem stands in its width."""
        start, end, stem = *spans[one], places[other]
        if places[one] == stem:
            return one < other
        if labels[one].mark.day in before:
            return start - _SYMBOL <= stem < places[one]
        return places[one] < stem <= end + _SYMBOL

    every = range(len(labels))
    below = [{other for other in every if other != one and above(one, other)} for one in every]
    lanes: dict[int, int] = {}
    while len(lanes) < len(every):
        ready = [one for one in every if one not in lanes and below[one] <= lanes.keys()]
        if not ready:
            return None  # two labels would each have to lie above the other
        one = ready[-1]
        taken = {
            lane for other, lane in lanes.items() if spans[other][0] < spans[one][1] and spans[one][0] < spans[other][1]
        }
        lane = max((lanes[other] for other in below[one]), default=-1) + 1
        while lane in taken:
            lane += 1
        lanes[one] = lane
    return [lanes[one] for one in every]


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
