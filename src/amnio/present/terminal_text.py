"""How text breaks and is marked on a terminal: Chinese between characters, other text at its spaces."""

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

_NOT_FIRST = frozenset("，。；：？！、）”’》…—～%,.;:?!)")
_NAME = re.compile(r"[a-z][a-z0-9_.]*")
_PARTS_OF_NAMES = re.compile(r"[^._]*[._]+|[^._]+")
_NOT_LAST = frozenset("（“‘《(")


def marked(parts: Sequence[tuple[str, str]], width: int, *, chinese: bool) -> Text:
    """Parts with their styles as one running text. Chinese is broken here, other text where it is printed."""
    joined = "".join(part for part, _ in parts)
    drawn = Text("\n".join(wrapped(joined, width)) if chinese else joined)
    letters = [place for place, character in enumerate(drawn.plain) if not character.isspace()]
    used = 0
    for part, style in parts:
        count = len("".join(part.split()))
        if style and count:
            drawn.stylize(style, letters[used], letters[used + count - 1] + 1)
        used += count
    return drawn


def wrapped(text: str, width: int) -> list[str]:
    """Chinese text in lines of at most `width` cells; words of Latin letters and digits stay whole."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and cell_len(line + piece) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def names_broken(text: str, width: int) -> str:
    """The text with every name in code that is too long for a line broken behind its dots and underscores.

    >>> names_broken("background.weekly_decline_14_23 falls", 20)
    'background.weekly_\\ndecline_14_23 falls'
    """
    return " ".join(
        _name_broken(word, width) if len(word) > width and _NAME.fullmatch(word) else word for word in text.split(" ")
    )


def _name_broken(word: str, width: int) -> str:
    lines = [""]
    for part in _PARTS_OF_NAMES.findall(word):
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _pieces(text: str) -> list[str]:
    """The smallest parts that must not be broken: a character with the marks that cling to it, or a Latin word."""
    pieces: list[str] = []
    for character in text:
        if pieces and _clings(pieces[-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _clings(before: str, character: str) -> bool:
    if before[-1] in _NOT_LAST or character in _NOT_FIRST:
        return True
    return not before[-1].isspace() and not character.isspace() and ord(before[-1]) < 0x2E80 and ord(character) < 0x2E80
