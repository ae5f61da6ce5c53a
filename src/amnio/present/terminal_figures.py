"""The figures of a document in characters: band first, dot second, number last; zero with its reason."""

from dataclasses import dataclass

from rich import box
from rich.box import Box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from amnio.present.colours import colour_of
from amnio.present.document import IntervalChart, Pictograph, Timeline, WeightChart

_PER_ROW = 20  # symbols of a pictograph in one line
_FEW = 100  # a pictograph of more symbols is drawn close together
_GROUP, _GROUPS = 10, 5  # symbols in a group, groups in a line
_WEEK = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """The characters that figures are drawn with."""

    band: str
    dot: str
    ground: str
    filled: str
    unsure: str
    empty: str
    bar: str
    rule: str
    bullet: str
    axis: str
    tick: str
    heavy_box: Box
    table_box: Box

    @classmethod
    def of(cls, unicode: bool) -> "Signs":
        return UNICODE if unicode else ASCII


UNICODE = Signs(
    band="━",
    dot="●",
    ground="·",
    filled="●",
    unsure="◐",
    empty="○",
    bar="█",
    rule="─",
    bullet="·",
    axis="─",
    tick="┬",
    heavy_box=box.HEAVY,
    table_box=box.SIMPLE_HEAD,
)
ASCII = Signs(
    band="=",
    dot="O",
    ground=".",
    filled="X",
    unsure="x",
    empty="o",
    bar="#",
    rule="-",
    bullet="-",
    axis="-",
    tick="+",
    heavy_box=box.ASCII2,
    table_box=box.ASCII2,
)


def padded(text: str, cells: int) -> str:
    """The text followed by spaces up to `cells` terminal cells."""
    return text + " " * max(0, cells - cell_len(text))


def interval_chart(chart: IntervalChart, width: int, signs: Signs) -> RenderableType:
    """A line a row: label, band with its dot between 0 and 100 %, number; the second line says what the row holds."""
    labels = max(cell_len(row.label) for row in chart.rows)
    numbers = max(cell_len(row.zero_text or row.text) for row in chart.rows)
    track = max(10, width - labels - numbers - 4)
    lines = [Text(chart.title, style="bold")]
    for row in chart.rows:
        line = Text(padded(row.label, labels) + "  ")
        if row.zero_text:
            line.append(signs.ground * track, style="dim")
        else:
            line.append(_band(row.low, row.mean, row.high, track, signs), style=colour_of(row.code))
        line.append("  " + (row.zero_text or row.text))
        lines.append(line)
        if row.sub:
            lines.append(Text("  " + row.sub, style="dim"))
    scale = "0%" + " " * (track - 6) + "100%"
    lines.append(Text(" " * (labels + 2) + scale, style="dim"))
    return Group(*lines)


def _band(low: float, mean: float, high: float, track: int, signs: Signs) -> str:
    first, dot, last = (_cell(value, track) for value in (low, mean, high))
    drawn = [signs.ground] * track
    drawn[first : last + 1] = [signs.band] * (last + 1 - first)
    drawn[dot] = signs.dot
    return "".join(drawn)


def _cell(proportion: float, track: int) -> int:
    return min(track - 1, max(0, int(proportion * track)))


def pictograph(picture: Pictograph, width: int, signs: Signs) -> RenderableType:
    """Symbols in rows of twenty: certain ones filled, those inside the interval half, the others empty.

    More than a hundred stand closer, in rows of fifty, so that a thousand still fit a screen.
    """
    symbols = [
        signs.filled if place < picture.low else signs.unsure if place < picture.high else signs.empty
        for place in range(picture.total)
    ]
    lines = [Text(picture.title, style="bold")]
    if picture.total > _FEW:
        lines += [Text("  " + row) for row in _crowd(picture, width, signs)]
    else:
        per_row = min(_PER_ROW, (width - 2) // 2)
        for start in range(0, picture.total, per_row):
            lines.append(Text("  " + " ".join(symbols[start : start + per_row])))
    lines.append(Text(picture.big, style="bold"))
    lines.append(Text(picture.caption))
    return Group(*lines)


def _crowd(picture: Pictograph, width: int, signs: Signs) -> list[str]:
    """Rows of symbols in groups of ten; the empty ones are drawn as a ground, so that the few stand out."""
    symbols = "".join(
        signs.filled if place < picture.low else signs.unsure if place < picture.high else signs.ground
        for place in range(picture.total)
    )
    groups = [symbols[start : start + _GROUP] for start in range(0, picture.total, _GROUP)]
    per_row = max(1, min(_GROUPS, (width - 2) // (_GROUP + 1)))
    return [" ".join(groups[start : start + per_row]) for start in range(0, len(groups), per_row)]


def weight_chart(chart: WeightChart, width: int, signs: Signs) -> RenderableType:
    """The fact on one line, below it a bar from the middle (left against, right for) and the number."""
    texts = [f"{row.text} {row.sub}" for row in chart.rows]
    half = max(6, min(16, (width - max(map(cell_len, texts)) - 8) // 2))
    largest = max(abs(row.weight) for row in chart.rows) or 1.0
    lines = [Text(chart.title, style="bold")]
    for row, text in zip(chart.rows, texts, strict=True):
        length = round(half * abs(row.weight) / largest)
        bar = signs.bar * length
        drawn = bar.rjust(half) + "|" + " " * half if row.weight < 0 else " " * half + "|" + bar.ljust(half)
        lines.append(Text(row.label))
        line = Text("  ")
        line.append(drawn, style=colour_of(row.code))
        line.append("  " + text)
        lines.append(line)
    return Group(*lines)


def timeline(line: Timeline, width: int, signs: Signs) -> RenderableType:
    """The axis with a number at each event, and the events under it in order; labels cannot collide."""
    track = width - 8  # leaves room for the last label of the scale
    span = max(1, line.last_day - line.first_day)

    def cell(day: int) -> int:
        return _cell((day - line.first_day) / span, track)

    weeks = range(line.first_day, line.last_day + 1, _WEEK)
    step = max(1, -(-len(weeks) * 7 // track))
    axis, scale = [signs.axis] * track, [" "] * (track + 8)
    for week in weeks[::step]:
        axis[cell(week)] = signs.tick
        written = f"{week // _WEEK}+0"
        scale[cell(week) : cell(week) + len(written)] = written
    over: dict[int, list[str]] = {}
    for number, mark in enumerate(line.marks, start=1):
        over.setdefault(cell(mark.day), []).append(str(number))
    lines = [Text(line.title, style="bold")]
    lines += [Text("  " + row) for row in _numbers(over, track)]
    lines.append(Text("  " + "".join(axis)))
    lines.append(Text("  " + "".join(scale).rstrip(), style="dim"))
    lines += [Text(f"  {number}  {mark.label}") for number, mark in enumerate(line.marks, start=1)]
    return Group(*lines)


def _numbers(over: dict[int, list[str]], track: int) -> list[str]:
    """Numbers of events above the axis; a number that would touch another goes one row up."""
    rows: list[list[str]] = []
    for place in sorted(over):
        for number in over[place]:
            start = min(place, track - len(number))
            for row in rows:
                if all(cell == " " for cell in row[max(0, start - 1) : start + len(number) + 1]):
                    break
            else:
                row = [" "] * track
                rows.append(row)
            row[start : start + len(number)] = number
    return ["".join(row).rstrip() for row in reversed(rows)]
