"""How tall a block will roughly be on a page, to decide what may stand side by side. A guess in pixels, no layout."""

import math
from collections.abc import Iterable

from amnio.present.columns import column_widths
from amnio.present.document import (
    Block,
    Bullets,
    IntervalChart,
    Paragraph,
    Pictograph,
    QrCode,
    Steps,
    Table,
    WeightChart,
)
from amnio.present.figures.measure import width

HALF = 500  # the inner width of a card that shares a row
_SIZE, _LINE = 16, 25
_CELL_SPACE = 20  # between columns
_SPACE = 12  # under a paragraph, around a cell
_CHART_ROW, _CHART_FRAME = 54, 60
_PICTOGRAPH = 300
_QR_CODE = 165


def height_of(blocks: Iterable[Block], room: float = HALF) -> float:
    """The sum over blocks that stand under each other."""
    return math.fsum(_height(block, room) for block in blocks)


def _height(block: Block, room: float) -> float:
    match block:
        case Paragraph():
            return _lines(block.text, room) * _LINE + _SPACE
        case Bullets():
            return math.fsum(_lines(item, room) * _LINE for item in block.items) + _SPACE
        case Table():
            shares = column_widths(block, room, _SIZE, _CELL_SPACE)
            rows = (
                max((_lines(cell, share - _CELL_SPACE) for cell, share in zip(row, shares, strict=True)), default=1)
                for row in (block.columns, *block.rows)
            )
            return math.fsum(lines * _LINE + _SPACE for lines in rows) + _LINE
        case IntervalChart() | WeightChart():
            return len(block.rows) * _CHART_ROW + _CHART_FRAME
        case Pictograph():
            return _PICTOGRAPH
        case QrCode():
            return _QR_CODE
        case Steps():
            return math.fsum(_lines(item.what + item.why, room) * _LINE + _SPACE for item in block.items)
        case _:
            return _LINE + _SPACE


def _lines(text: str, room: float) -> int:
    return max(1, math.ceil(width(text, _SIZE) / max(room, _SIZE)))
