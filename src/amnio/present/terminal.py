"""A document as terminal text: what a screen of 80 columns, a pipe or a dumb terminal can show.

Every figure is drawn with its text beside it, so that nothing is said by colour or by a mark alone. Widths are counted
in terminal cells: a Chinese character takes two.
"""

import io
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from amnio.present.document import (
    Aside,
    BalanceChart,
    Block,
    Bullets,
    CurveChart,
    Document,
    ForestPlot,
    Heading,
    IntervalChart,
    Language,
    Paragraph,
    Pictograph,
    QrCode,
    Steps,
    Table,
    Timeline,
    Urgent,
    WeightChart,
)
from amnio.present.sections import FIGURES
from amnio.present.terminal_figures import Signs, interval_chart, pictograph, timeline, weight_chart
from amnio.present.terminal_text import marked, names_broken, wrapped

_NARROWEST = 40
_WORDS = 18  # a column of words may be broken at this width
_NUMBERS = 20  # and a column of numbers at this one
_CHINESE_HEADER = 8
_PLAIN = str.maketrans(
    {"’": "'", "“": '"', "”": '"', "−": "-", "·": "-", "\u00a0": " ", "°": " deg ", "²": "2", "⁹": "^9", "μ": "u"}
)
_GAP = 2  # cells between two columns
_WIDEST = 110  # a longer line is hard to read


def render(
    document: Document, *, width: int = 80, color: bool = False, unicode: bool = True, full: bool = False
) -> str:
    """The document as text. `color` is for a terminal that shows it and a reader who has not set NO_COLOR; `unicode`
    is False where the output cannot carry line-drawing characters. `full` shows what the evidence says of each item and
    every list of sources; without it the last line tells how to see them."""
    width = max(_NARROWEST, min(width, _WIDEST))
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="truecolor" if color else None,
        no_color=not color,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    layout = _Layout(width=width, signs=Signs.of(unicode), chinese=document.language is Language.ZH, full=full)
    console.print(Text(document.title, style="bold"))
    if document.facts:
        console.print(layout.text(document.facts, "dim"))
    before: Block | None = None
    blocks = [block for block in document.blocks if not isinstance(block, QrCode)]  # nobody holds a camera to it
    for block in blocks if full else _in_short(blocks):
        if not _follows_closely(before, block):
            console.print()
        console.print(layout.block(block))
        before = block
    console.print()
    console.print(layout.text(document.footer, "dim"))
    if not full and any(map(_leaves_out, document.blocks)):
        console.print(layout.text(document.words.in_full, "dim"))
    assert isinstance(console.file, io.StringIO)
    text = "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))
    return text if unicode else text.translate(_PLAIN)


def _leaves_out(block: Block) -> bool:
    """Whether the block has more than is shown without `full`."""
    match block:
        case Aside():
            return True
        case Urgent():
            return bool(block.more)
        case Steps():
            return any(step.more for step in block.items)
        case Table():
            return block.secondary
        case _:
            return False


def _follows_closely(before: Block | None, block: Block) -> bool:
    """Whether no empty line parts two blocks: after a heading, and between a figure and its note."""
    return isinstance(before, Heading) or (isinstance(before, FIGURES) and isinstance(block, Paragraph))


def _in_short(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without lists and tables to look things up in, nor a heading that nothing else stands under."""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Aside) or (isinstance(block, Table) and block.secondary):
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if kept and isinstance(kept[-1], Heading) and (after is None or isinstance(after, Heading)):
                kept.pop()
        else:
            kept.append(block)
    return kept


class _Layout:
    """One renderable for each kind of block."""

    def __init__(self, *, width: int, signs: Signs, chinese: bool, full: bool) -> None:
        self.width = width
        self.signs = signs
        self.chinese = chinese
        self.full = full
        self._kinds: dict[type, Callable[..., RenderableType]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Urgent: self._urgent,
            Bullets: self._bullets,
            Aside: self._bullets,
            Table: self._table,
            IntervalChart: lambda chart: interval_chart(chart, self.width, self.signs),
            Timeline: lambda line: timeline(line, self.width, self.signs),
            Pictograph: lambda picture: pictograph(picture, self.width, self.signs),
            WeightChart: lambda chart: weight_chart(chart, self.width, self.signs),
            ForestPlot: lambda plot: self._table(plot.table),
            CurveChart: lambda chart: self._table(chart.table),
            BalanceChart: lambda chart: self._table(chart.table),
            Steps: self._steps,
        }

    def block(self, block: Block) -> RenderableType:
        return self._kinds[type(block)](block)

    def text(self, text: str, style: str = "", width: int | None = None) -> Text:
        """Chinese is broken where a line is full but never before a closing mark; other text at its spaces."""
        if self.chinese:
            text = "\n".join(wrapped(text, width or self.width))
        return Text(text, style=style)

    def _heading(self, heading: Heading) -> RenderableType:
        rule = self.signs.rule * max(2, self.width - cell_len(heading.text) - 4)
        return Text(f"{self.signs.rule * 2} {heading.text} {rule}", style="bold", overflow="crop", no_wrap=True)

    def _paragraph(self, paragraph: Paragraph) -> RenderableType:
        return self.text(paragraph.text, {"lead": "bold", "note": "dim"}.get(paragraph.role, ""))

    def _urgent(self, urgent: Urgent) -> RenderableType:
        inner = self.width - 4
        parts: list[RenderableType] = [self.text(f"! {urgent.title}", "bold", inner)]
        parts += [self._hanging(f"{self.signs.bullet} ", line, inner) for line in urgent.lines]
        if urgent.sources:
            parts.append(self.text(urgent.sources, "dim", inner))
        if self.full and urgent.more:
            parts.append(self.text(urgent.more, "dim", inner))
        return Panel(Group(*parts), box=self.signs.heavy_box, width=self.width, border_style="bold")

    def _bullets(self, bullets: Bullets | Aside) -> RenderableType:
        return Group(*(self._hanging(f"{self.signs.bullet} ", item, self.width) for item in bullets.items))

    def _steps(self, steps: Steps) -> RenderableType:
        parts: list[RenderableType] = []
        width = self.width - 2
        opening, closing = "〔〕" if self.chinese else "[]"
        for step in steps.items:
            line = [(step.when, "bold"), (" | " if step.when else "", "dim"), (step.what, "")]
            if step.why:
                line.append((f" {opening}{step.why}{closing}", "dim"))
            parts.append(self._beside(f"{self.signs.bullet} ", marked(line, width, chinese=self.chinese), self.width))
            if self.full and step.more:
                parts.append(Padding(self.text(step.more, "dim", width), (0, 0, 1, 2)))
        return Group(*parts)

    def _hanging(self, mark: str, text: str, width: int) -> RenderableType:
        return self._beside(mark, self.text(text, width=width - cell_len(mark)), width)

    def _beside(self, mark: str, text: Text, width: int) -> RenderableType:
        grid = RichTable.grid(padding=0)
        grid.add_column(width=cell_len(mark), no_wrap=True)
        grid.add_column(width=width - cell_len(mark))
        grid.add_row(Text(mark), text)
        return grid

    def _table(self, table: Table) -> RenderableType:
        """As columns where they fit, otherwise one record after another with each value under its name."""
        parts: list[RenderableType] = [self.text(table.caption, "bold")]
        parts.append(self._columns(table) if self._fits(table) else self._records(table))
        if table.note:
            parts.append(self.text(table.note, "dim"))
        return Group(*parts)

    def _fits(self, table: Table) -> bool:
        return self._spare(self._least(table)) >= 0

    def _spare(self, widths: list[int]) -> int:
        return self.width - sum(widths) - _GAP * (len(widths) - 1)

    def _least(self, table: Table) -> list[int]:
        """How narrow each column may become: numbers keep their width, words may be broken."""
        widths = []
        for index, name in enumerate(table.columns):
            cap = _NUMBERS if index in table.numeric else _WORDS
            longest = max((cell_len(row[index]) for row in table.rows), default=0)
            header = _CHINESE_HEADER if self.chinese else max(cell_len(word) for word in name.split())
            widths.append(max(min(longest, cap), min(header, cell_len(name))))
        return widths

    def _widths(self, table: Table) -> list[int]:
        """The least widths, widened cell by cell: where a word would be broken, then where most lines would be."""
        widths, words = self._least(table), _longest_words(table)
        wanted = [
            max(cell_len(cell) for cell in (name, *(row[index] for row in table.rows)))
            for index, name in enumerate(table.columns)
        ]
        for _ in range(self._spare(widths)):
            broken = [index for index, width in enumerate(widths) if width < words[index]]
            tightest = max(broken or range(len(widths)), key=lambda index: wanted[index] / widths[index])
            if wanted[tightest] <= widths[tightest]:
                break
            widths[tightest] += 1
        return widths

    def _columns(self, table: Table) -> RenderableType:
        drawn = RichTable(
            box=self.signs.table_box, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim"
        )
        widths = self._widths(table)
        for index, (name, width) in enumerate(zip(table.columns, widths, strict=True)):
            number = index in table.numeric
            drawn.add_column(
                self.text(name, width=width), justify="right" if number else "left", width=width, overflow="fold"
            )
        for row in table.rows:
            cells = (names_broken(cell, width) for cell, width in zip(row, widths, strict=True))
            drawn.add_row(*(self.text(cell, width=width) for cell, width in zip(cells, widths, strict=True)))
        return drawn

    def _records(self, table: Table) -> RenderableType:
        colon, between = ("：", " · ") if self.chinese else (": ", " · ")
        parts: list[RenderableType] = []
        for row in table.rows:
            parts.append(self._hanging(f"{self.signs.bullet} ", row[0], self.width))
            cells = [f"{name}{colon}{cell}" for name, cell in zip(table.columns[1:], row[1:], strict=True) if cell]
            parts.append(Padding(self.text(between.join(cells), width=self.width - 4), (0, 0, 0, 4)))
        return Group(*parts)


def _longest_words(table: Table) -> list[int]:
    """For each column the width of its longest word that has no place to be broken at, such as a name in code."""
    return [
        max((cell_len(word) for row in table.rows for word in row[index].split() if word.isascii()), default=0)
        for index in range(len(table.columns))
    ]
