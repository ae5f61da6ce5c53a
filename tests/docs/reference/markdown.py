"""Tables and headings of generated pages."""

from collections.abc import Iterable, Sequence

_MARK = "<!-- Generated: `python -m tests.docs.refresh` writes this page, a test compares it. Not edited by hand. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: title, mark, parts with an empty line between them."""
    return "\n\n".join([f"# {title}", _MARK, *(part.strip("\n") for part in parts)]) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are text, with what would break a cell escaped."""
    lines = [_row(columns), "|" + "---|" * len(columns), *(_row(cells) for cells in rows)]
    return "\n".join(lines)


def code(text: object) -> str:
    return f"`{text}`"


def codes(texts: Iterable[object]) -> str:
    return ", ".join(map(code, texts))


def number(value: float) -> str:
    """Three significant digits, without an exponent where a reader can do without.

    >>> number(0.0014721), number(112.0), number(0.95)
    ('0.00147', '112', '0.95')
    """
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
