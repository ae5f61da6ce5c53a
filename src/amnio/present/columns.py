"""How wide the columns of a table become, by the rule of browsers. Estimated from the widths of letters."""

import math

from amnio.present.document import Table
from amnio.present.figures.measure import pieces, width


def natural_widths(table: Table, size: int, space: float) -> list[float]:
    """What each column wants: the room of its longest text on one line."""
    return [max(width(text, size) for text in texts) + space for texts in _columns(table)]


def column_widths(table: Table, room: float, size: int, space: float) -> list[float]:
    """The widths in this room, where the table wants more than it has.

    Each column gets the room of its longest word, and what is left in proportion to what its longest text wants.
    """
    wanted = natural_widths(table, size, space)
    needed = [max(width(word, size) for text in texts for word in pieces(text)) + space for texts in _columns(table)]
    spare = max(room - math.fsum(needed), 0)
    more = [wide - least for wide, least in zip(wanted, needed, strict=True)]
    total = math.fsum(more) or 1
    return [round(least + spare * extra / total, 2) for least, extra in zip(needed, more, strict=True)]


def _columns(table: Table) -> list[tuple[str, ...]]:
    return [(name, *(row[index] for row in table.rows)) for index, name in enumerate(table.columns)]
