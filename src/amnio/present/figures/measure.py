"""How wide a text will be: an estimate on the safe side, and line breaking by it.

A page is shown in the fonts of the reader's machine, so the table holds the larger of a narrow and a wide usual font
(`tools/build_fonts.py`). Han characters and full-width punctuation are one em; characters not in the table also count
as one em, which no Latin letter exceeds.
"""

import json
import math
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

Weight = Literal["regular", "semibold"]

#: No line may begin with these, nor end with those: the usual rule of Chinese line breaking.
NEVER_FIRST = "，。；：？！、）》」』】”’…—～·%,.;:?!)]}"
NEVER_LAST = "（《「『【“‘([{"
#: Units that stay with their number: a week of pregnancy is one word.
_COUNTED = "周天岁"


@cache
def _advances() -> dict[Weight, dict[str, float]]:
    table: dict[Weight, dict[str, float]] = json.loads(
        files("amnio.present.figures").joinpath("advances.json").read_text(encoding="utf-8")
    )
    return table


def width(text: str, size: int, weight: Weight = "regular") -> float:
    """The width of a line of text in the units of `size`.

    >>> width("羊水", 10)
    20.0
    """
    table = _advances()[weight]
    return float(size * math.fsum(table.get(character, 1) for character in text))


def wrap(text: str, limit: float, size: int, weight: Weight = "regular") -> tuple[str, ...]:
    """Break a text into lines of at most `limit`; a single unbreakable piece wider than that is cut.

    >>> wrap("羊水穿刺以后", 40, 10)
    ('羊水穿刺', '以后')
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if line and width((line + piece).rstrip(), size, weight) > limit:
            lines.append(line.rstrip())
            line = ""
        for character in piece if width(piece.rstrip(), size, weight) > limit else (piece,):
            if line and width((line + character).rstrip(), size, weight) > limit:
                lines.append(line.rstrip())
                line = ""
            line += character
    lines.append(line.rstrip())
    return tuple(lines)


def pieces(text: str) -> list[str]:
    """The text cut at every place where a line may break."""
    found: list[str] = []
    for character in text:
        if found and not _may_break(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _may_break(before: str, after: str) -> bool:
    last = before[-1]
    if after == "+" or (last.isdigit() and after in _COUNTED):
        return False
    if after in NEVER_FIRST or last in NEVER_LAST or after == " ":
        return False
    if last == " ":
        return True
    return _is_wide(last) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")
