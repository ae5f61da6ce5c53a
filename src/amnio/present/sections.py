"""A document cut at its headings, its notes joined to its figures, and which sections stand side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from amnio.present.document import (
    BalanceChart,
    Block,
    CurveChart,
    ForestPlot,
    Heading,
    IntervalChart,
    Paragraph,
    Pictograph,
    Steps,
    Table,
    Timeline,
    WeightChart,
)
from amnio.present.heights import height_of

FIGURES = (IntervalChart, Timeline, Pictograph, WeightChart, ForestPlot, CurveChart, BalanceChart)

MANY_ITEMS = 12  # a longer list is set small and in columns
_UNEVEN = 2  # neighbours may differ in height by this factor
_FEW_COLUMNS = 4  # a table with more needs the whole width


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading of the second level and what follows it up to the next one."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def needs_width(self) -> bool:
        """Whether half a page is too narrow for it."""
        return not all(fits_half(block) and not _is_wide_table(block) for block in self.blocks)

    @property
    def height(self) -> float:
        """How tall it roughly is on half a page."""
        return height_of(self.blocks)


def beside(figure: Block, after: Sequence[Block]) -> int:
    """How many of the blocks after a figure stand to its right, without leaving it alone on its side."""
    room = height_of([figure]) * _UNEVEN
    count = 0
    while count < len(after) and fits_half(after[count]) and height_of(after[: count + 1]) <= room:
        count += 1
    return count


def is_small_table(block: Block) -> bool:
    """Whether two such tables fit side by side."""
    return isinstance(block, Table) and len(block.columns) < _FEW_COLUMNS


def _is_wide_table(block: Block) -> bool:
    return isinstance(block, Table) and not is_small_table(block)


def fits_half(block: Block) -> bool:
    """Whether half a page is wide enough for a block with its table."""
    match block:
        case Steps() | Timeline() | ForestPlot() | CurveChart() | BalanceChart():
            return False
        case Table():
            return len(block.columns) <= _FEW_COLUMNS
        case IntervalChart() | Pictograph() | WeightChart():
            return len(block.table.columns) <= _FEW_COLUMNS
        case _:
            return True


def sections_of(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """What stands before the first heading, and the sections."""
    opening: list[Block] = []
    sections: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and (block.level <= 2 or not sections):
            sections.append((block, []))
        elif sections:
            sections[-1][1].append(block)
        else:
            opening.append(block)
    return tuple(opening), tuple(Section(heading=heading, blocks=tuple(inner)) for heading, inner in sections)


def outline(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks with heading levels that begin at two and never skip one."""
    level = 1
    even: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = min(max(block.level, 2), level + 1)
            block = replace(block, level=level)
        even.append(block)
    return tuple(even)


def noted(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """Each block with the note that follows it, if it is a figure: such a note is its caption."""
    pieces: list[tuple[Block, str]] = []
    for block in blocks:
        before, taken = pieces[-1] if pieces else (None, "")
        if isinstance(block, Paragraph) and block.role == "note" and isinstance(before, FIGURES) and not taken:
            pieces[-1] = (before, block.text)
        else:
            pieces.append((block, ""))
    return pieces


def rows_of(sections: Sequence[Section]) -> Iterable[tuple[Section, ...]]:
    """Neighbours that fit half a page and are about as tall, side by side; everything else on its own.

    The order is never changed.
    """
    waiting: Section | None = None
    for section in sections:
        if waiting and _may_share(waiting, section):
            yield (waiting, section)
            waiting = None
            continue
        if waiting:
            yield (waiting,)
        waiting = section
    if waiting:
        yield (waiting,)


def _may_share(first: Section, second: Section) -> bool:
    if first.needs_width or second.needs_width:
        return False
    lower, higher = sorted((first.height, second.height))
    return higher <= lower * _UNEVEN
