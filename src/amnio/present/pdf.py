"""A document as a PDF for A4 paper: tagged (PDF/UA-1), fonts embedded, the same bytes for the same document.

The content is handed to a fixed Typst template as data, so that no text can be read as markup.
"""

import json
import math
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from amnio.present.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Pictograph,
    Steps,
    Table,
    Urgent,
)
from amnio.present.figures import Figure, Shape, draw, width_of
from amnio.present.figures.measure import pieces, width
from amnio.present.sections import MANY_ITEMS, noted, outline

#: Stands for a character that no font on this machine holds.
MISSING = "〓"
SHEET, _CELL, _CELL_SPACE = 493, 9, 16  # the width of a sheet without its margins, the text of a table, in points
_EPOCH = 0  # the time written into every file: the stamp in the text says what it was made from


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
    content = {
        "language": document.language.value,
        "audience": document.audience.value,
        "title": document.title,
        "facts": document.facts,
        "footer": document.footer,
        "blocks": [writer.block(block, note) for block, note in noted(outline(document.blocks))],
    }
    return {"document.json": json.dumps(content, ensure_ascii=False).encode(), **writer.figures}


class _Writer:
    """Turns blocks into plain data and collects the drawings they need."""

    def __init__(self, document: Document) -> None:
        self._language = document.language
        self.figures: dict[str, bytes] = {}

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
                }
            case Bullets():
                return {"kind": "bullets", "items": block.items, "many": len(block.items) > MANY_ITEMS}
            case Table():
                return {"kind": "table", **_table(block)}
            case Steps():
                items = [{"when": step.when, "what": step.what, "why": step.why} for step in block.items]
                return {"kind": "steps", "items": items, "dated": any(step.when for step in block.items)}
            case Pictograph():
                words = {"kind": "pictograph", "big": block.big, "words": block.caption}
                return words | self._figure(block, note)
            case _:
                return {"kind": "figure", **self._figure(block, note)}

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
            "table": _table(block.table),
        }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": table.columns,
        "rows": table.rows,
        "numeric": table.numeric,
        "shares": column_shares(table),
        "note": table.note,
    }


def column_shares(table: Table) -> list[float]:
    """The widths of the columns if the table is wider than the sheet, by the rule of browsers; empty if it fits.

    Each column gets the room of its longest word, and what is left in proportion to what its longest text wants.
    """
    columns = [(name, *(row[index] for row in table.rows)) for index, name in enumerate(table.columns)]
    wanted = [max(width(text, _CELL) for text in texts) + _CELL_SPACE for texts in columns]
    needed = [max(width(word, _CELL) for text in texts for word in pieces(text)) + _CELL_SPACE for texts in columns]
    if math.fsum(wanted) <= SHEET:
        return []
    spare = max(SHEET - math.fsum(needed), 0)
    more = [wide - least for wide, least in zip(wanted, needed, strict=True)]
    total = math.fsum(more) or 1
    return [round(least + spare * extra / total, 2) for least, extra in zip(needed, more, strict=True)]
