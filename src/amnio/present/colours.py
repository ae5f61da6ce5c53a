"""The colours of the project: one for each group of causes, the same on the terminal, the page and the paper.

Red, orange, yellow, green and purple are never used as a label: in China they are the official pregnancy-risk labels.
Nothing is said by colour alone; a label always stands beside a mark.
"""

from collections.abc import Mapping
from types import MappingProxyType

PAPER = "#fbfaf7"
CARD = "#ffffff"
INK = "#1d2b36"
MUTED = "#55636e"
RULE = "#d9dfe3"
EMPTY = "#808c94"  # outlines of empty symbols
ACCENT = "#0f6b6b"  # links and the name of the program

#: One colour for each group of causes: text contrast on paper and on cards, and unlike in lightness or hue.
GROUP_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "fetal": "#85603a",
        "infection": "#1f4f86",
        "early": "#1b769f",
        "mechanical": "#0f6b6b",
        "other": "#63686c",
    }
)


def colour_of(code: str) -> str:
    """The colour of a group of causes; ink for anything that is no group.

    >>> colour_of("infection")
    '#1f4f86'
    """
    return GROUP_COLOURS.get(code, INK)
