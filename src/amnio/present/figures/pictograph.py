"""The pictograph: so many of so many, with the uncertain ones drawn as uncertain. Told apart by form, not by colour."""

from amnio.present.colours import EMPTY, INK
from amnio.present.document import Pictograph
from amnio.present.figures.canvas import SMALL, SMALL_LEADING, Canvas
from amnio.present.figures.measure import wrap

_FEW = 100  # up to here ten in a row, more: twenty-five
_GAP = 12


def circles(block: Pictograph, canvas: Canvas) -> str:
    """Rows of circles filled from the bottom: certain, uncertain (below and above the estimate), empty; then a key."""
    columns = 10 if block.total <= _FEW else 25
    rows = -(-block.total // columns)
    cell = canvas.width / columns
    radius = cell * 3 / 8
    for index in range(block.total):
        row, column = divmod(index, columns)
        x, y = cell * (column + 1 / 2), cell * (rows - row - 1 / 2)
        _symbol(canvas, x, y, radius, kind_of(index, block))
    y = rows * cell + _GAP
    for kinds, words in zip((("sure",), ("likely", "possible"), ("empty",)), block.legend, strict=True):
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


def kind_of(index: int, block: Pictograph) -> str:
    """How the symbol with this place is drawn: `sure`, `likely` (up to the estimate), `possible` (up to the upper
    end), `empty`."""
    if index < min(block.low, block.filled):
        return "sure"
    if index < block.filled:
        return "likely"
    return "possible" if index < block.high else "empty"


def _symbol(canvas: Canvas, x: float, y: float, radius: float, kind: str) -> None:
    match kind:
        case "sure":
            canvas.circle(x, y, radius, fill=INK)
        case "likely":
            canvas.circle(x, y, radius - 1, stroke=INK, width="2")
            canvas.circle(x, y, radius / 2, fill=INK)
        case "possible":
            canvas.circle(x, y, radius - 1, stroke=INK, width="2")
        case _:
            canvas.circle(x, y, radius / 3, stroke=EMPTY, width="1")
