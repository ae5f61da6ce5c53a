"""The pictograph: so many of so many, with the uncertain ones drawn as uncertain. Told apart by form, not by colour."""

from amnio.present.colours import EMPTY, INK
from amnio.present.document import Pictograph
from amnio.present.figures.canvas import SMALL, SMALL_LEADING, Canvas, number
from amnio.present.figures.measure import wrap

_GAP = 12
_ACROSS = 10  # symbols in a row of a block of a hundred
_BLOCK = _ACROSS * _ACROSS
_BLOCKS_IN_A_ROW = 5


def circles(block: Pictograph, canvas: Canvas) -> str:
    """Circles filled from one corner: certain, uncertain (below and above the estimate), empty; then a key.

    Up to a hundred fill one block from the bottom. More stand in blocks of a hundred, filled from the first row of the
    first block on, so that few of a thousand are seen with the whole thousand around them.
    """
    bottom = _one_block(block, canvas) if block.total <= _BLOCK else _blocks(block, canvas)
    y = bottom + _GAP
    unsure = ("likely", "possible") if block.filled > block.low else ("possible",)
    for kinds, words in zip((("sure",), unsure, ("empty",)), block.legend, strict=True):
        if kinds == ("sure",) and block.low == 0:
            continue
        size = SMALL / 2
        for place, kind in enumerate(kinds):
            _symbol(canvas, size + 1 + place * (SMALL + 4), y + SMALL_LEADING / 2, size, kind)
        left = 2 * (SMALL + 4) + 6
        y = (
            canvas.lines(left, y + SMALL, wrap(words, canvas.width - left, SMALL), size=SMALL, leading=SMALL_LEADING)
            - SMALL
            + _GAP / 3
        )
    return canvas.svg(y)


def _one_block(block: Pictograph, canvas: Canvas) -> float:
    """Draws the symbols; returns where they end."""
    rows = -(-block.total // _ACROSS)
    cell = canvas.width / _ACROSS
    for index in range(block.total):
        row, column = divmod(index, _ACROSS)
        x, y = cell * (column + 1 / 2), cell * (rows - row - 1 / 2)
        _symbol(canvas, x, y, cell * 3 / 8, kind_of(index, block))
    return rows * cell


def _blocks(block: Pictograph, canvas: Canvas) -> float:
    """The same in blocks of a hundred, told apart by a gap as wide as a symbol."""
    cell = canvas.width / (_BLOCKS_IN_A_ROW * (_ACROSS + 1) - 1)
    for index in range(block.total):
        hundred, within = divmod(index, _BLOCK)
        down, across = divmod(hundred, _BLOCKS_IN_A_ROW)
        row, column = divmod(within, _ACROSS)
        x = cell * (across * (_ACROSS + 1) + column + 1 / 2)
        y = cell * (down * (_ACROSS + 1) + row + 1 / 2)
        _symbol(canvas, x, y, cell * 3 / 8, kind_of(index, block))
    rows = -(-block.total // (_BLOCK * _BLOCKS_IN_A_ROW))
    return cell * (rows * (_ACROSS + 1) - 1)


def kind_of(index: int, block: Pictograph) -> str:
    """How the symbol with this place is drawn: `sure`, `likely` (up to the estimate), `possible` (up to the upper
    end), `empty`."""
    if index < min(block.low, block.filled):
        return "sure"
    if index < block.filled:
        return "likely"
    return "possible" if index < block.high else "empty"


def _symbol(canvas: Canvas, x: float, y: float, radius: float, kind: str) -> None:
    line = min(2.0, radius / 2)  # the ring of a small symbol must keep its hole
    match kind:
        case "sure":
            canvas.circle(x, y, radius, fill=INK)
        case "likely":
            canvas.circle(x, y, radius - line / 2, stroke=INK, width=number(line))
            canvas.circle(x, y, radius / 2, fill=INK)
        case "possible":
            canvas.circle(x, y, radius - line / 2, stroke=INK, width=number(line))
        case _:
            canvas.circle(x, y, radius / 3, stroke=EMPTY, width="1")
