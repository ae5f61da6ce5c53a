"""A document as a PDF for A4 paper: tagged (PDF/UA-1), fonts embedded, the same bytes for the same document.

The content is handed to a fixed Typst template as data, so that no text can be read as markup.
"""

import json
import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any

from amnio.present.columns import column_widths, natural_widths
from amnio.present.document import (
    Aside,
    Block,
    Bullets,
    Document,
    Heading,
    IntervalChart,
    Paragraph,
    Pictograph,
    QrCode,
    Steps,
    Table,
    Urgent,
)
from amnio.present.figures.drawing import Figure, Shape, draw, width_of
from amnio.present.sections import MANY_ITEMS, is_small_table, noted, outline

#: Stands for a character that no font on this machine holds.
MISSING = "〓"
_CONTROL = (*range(0x20), *range(0x7F, 0xA0))
_BLANK = {code: " " for code in _CONTROL if code != ord("\n")}
SHEET, _CELL, _CELL_SPACE = 505, 9, 16  # the width of a sheet without its margins, the text of a table, in points
_HALF = (SHEET - 23) / 2  # beside another table
_EPOCH = 0  # the time written into every file: the stamp in the text says what it was made from

#: Figures that say on paper every number of their table; their text is their alternative text.
_WITH_NUMBERS = (IntervalChart, Pictograph)


def render(document: Document) -> bytes:
    """The finished file."""
    sources = _sources(document)
    missing = _uncovered(sources)
    try:
        return _compile(sources, system_fonts=bool(missing))
    except RuntimeError:
        if not missing:
            raise
    # Rare Han characters (a name) that this machine has no font for: show that something is missing, never lose it.
    table = dict.fromkeys(map(ord, missing), MISSING)
    return _compile(
        {name: text.decode().translate(table).encode() for name, text in sources.items()}, system_fonts=False
    )


def _compile(sources: dict[str, bytes], *, system_fonts: bool) -> bytes:
    import typst

    template = files("amnio.present").joinpath("templates", "report.typ").read_bytes()
    with as_file(files("amnio.present").joinpath("fonts")) as fonts:
        compiler: Any = typst.compile  # takes a mapping of file names to contents, which its stubs do not say
        written = compiler(
            {"main.typ": template, **sources},
            font_paths=[str(fonts)],
            ignore_system_fonts=not system_fonts,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=_EPOCH,
        )
    if not isinstance(written, bytes):
        raise TypeError("the typesetter returned no file")
    return written


@cache
def _covered() -> frozenset[str]:
    return frozenset(files("amnio.present").joinpath("fonts", "covered.txt").read_text(encoding="utf-8") + "\n")


def _uncovered(sources: dict[str, bytes]) -> set[str]:
    return set("".join(text.decode() for text in sources.values())) - _covered()


def uncovered(document: Document) -> set[str]:
    """The characters of a document that the fonts of the program do not hold."""
    return _uncovered(_sources(document))


def _sources(document: Document) -> dict[str, bytes]:
    """The document as data, and its figures."""
    writer = _Writer(document)
    content: dict[str, Any] = {
        "language": document.language.value,
        "audience": document.audience.value,
        "title": document.title,
        "facts": document.facts,
        "footer": document.footer,
        "blocks": list(writer.blocks(noted(outline(document.blocks)))),
        "notes": {"title": document.words.notes, "items": writer.notes},
    }
    return {"document.json": json.dumps(_legible(content), ensure_ascii=False).encode(), **writer.figures}


def _legible(content: Any) -> Any:
    """The same with a blank for every control character but the line break: no font has a sign for them, and JSON
    writes them in a way in which they would not be found missing."""
    if isinstance(content, str):
        return content.translate(_BLANK)
    if isinstance(content, dict):
        return {name: _legible(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_legible(value) for value in content]
    return content


class _Writer:
    """Turns blocks into plain data and collects the drawings they need and the notes at the end."""

    def __init__(self, document: Document) -> None:
        self._language = document.language
        self.figures: dict[str, bytes] = {}
        self.notes: list[str] = []

    def blocks(self, pieces: Iterable[tuple[Block, str]]) -> Iterator[dict[str, Any]]:
        """All blocks in order; two small tables after one another side by side."""
        for small, run in groupby(pieces, key=lambda piece: is_small_table(piece[0])):
            if not small:
                yield from (self.block(*piece) for piece in run)
                continue
            tables = [table for table, _ in run if isinstance(table, Table)]
            for start in range(0, len(tables), 2):
                pair = tables[start : start + 2]
                if len(pair) > 1:
                    yield {"kind": "pair", "tables": [_table(table, _HALF) for table in pair]}
                else:
                    yield self.block(pair[0], "")

    def block(self, block: Block, note: str) -> dict[str, Any]:
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "text": block.text}
            case Paragraph():
                return {"kind": "paragraph", "role": block.role, "text": block.text}
            case Urgent():
                return {
                    "kind": "urgent",
                    "sign": "!",
                    "title": block.title,
                    "lines": block.lines,
                    "sources": block.sources,
                    "note": self._note(block.more),
                }
            case Bullets():
                return {"kind": "bullets", "items": block.items, "many": len(block.items) > MANY_ITEMS}
            case Aside():
                return {"kind": "aside", "items": block.items}
            case Table():
                return {"kind": "table", **_table(block)}
            case Steps():
                items = [
                    {"when": step.when, "what": step.what, "why": step.why, "note": self._note(step.more)}
                    for step in block.items
                ]
                return {"kind": "steps", "items": items, "dated": any(step.when for step in block.items)}
            case QrCode():
                return self._code(block)
            case Pictograph():
                words = {"kind": "pictograph", "big": block.big, "words": block.caption}
                return words | self._figure(block, note)
            case _:
                return {"kind": "figure", **self._figure(block, note)}

    def _note(self, more: str) -> int:
        """The number under which a text stands at the end; 0 for none."""
        if not more:
            return 0
        self.notes.append(more)
        return len(self.notes)

    def _code(self, block: QrCode) -> dict[str, Any]:
        from amnio.present import qr_code

        name = f"figure-{len(self.figures) + 1}.svg"
        self.figures[name] = qr_code.draw(block.content).encode()
        return {"kind": "qr", "figure": name, "alt": block.label, "words": block.caption}

    def _figure(self, block: Figure, note: str) -> dict[str, Any]:
        number = len(self.figures) + 1
        name = f"figure-{number}.svg"
        drawing = draw(block, uid=f"figure-{number}", language=self._language, shape=Shape.HALF)
        self.figures[name] = drawing.encode()
        return {
            "figure": name,
            "width": width_of(block, Shape.HALF),
            "alt": ". ".join(filter(None, (block.title, block.description))),
            "caption": note,
            "table": None if isinstance(block, _WITH_NUMBERS) else _table(block.table),
        }


def _table(table: Table, room: float = SHEET) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": table.columns,
        "rows": table.rows,
        "numeric": table.numeric,
        "shares": column_shares(table, room),
        "note": table.note,
    }


def column_shares(table: Table, room: float = SHEET) -> list[float]:
    """The widths of the columns if the table is wider than its room; empty if it fits."""
    if math.fsum(natural_widths(table, _CELL, _CELL_SPACE)) <= room:
        return []
    return column_widths(table, room, _CELL, _CELL_SPACE)
