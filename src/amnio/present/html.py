"""A document as one self-contained page: no script, no network, a strict content policy, accessible, made for print."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby

from amnio.present.document import (
    Aside,
    Audience,
    BalanceChart,
    Block,
    Bullets,
    CurveChart,
    Document,
    ForestPlot,
    Heading,
    Language,
    Paragraph,
    Pictograph,
    QrCode,
    Steps,
    Table,
    Timeline,
    Urgent,
)
from amnio.present.figures.drawing import Figure, Shape, draw, width_of
from amnio.present.frame import Frame
from amnio.present.sections import (
    FIGURES,
    MANY_ITEMS,
    Section,
    beside,
    is_small_table,
    noted,
    outline,
    rows_of,
    sections_of,
)

LANGUAGE_TAG = {Language.EN: "en", Language.ZH: "zh-Hans"}
_FULL_WIDTH = (Timeline, ForestPlot, CurveChart, BalanceChart)  # drawn anew for the width of a whole page
_PAGE_WIDTHS = (Shape.WIDE, Shape.HALF, Shape.NARROW)
_WORDS, _HAN = re.compile(r"[A-Za-z]{2,}[ ,;]+[A-Za-z]{2,}"), re.compile(r"[\u4e00-\u9fff]")
_FEW_COLUMNS = 2  # up to here a table fits a phone as it is


def render(document: Document, frame: Frame | None = None) -> str:
    """The whole page; with a frame it is one of a site."""
    style = _style() + (_site_style() if frame else "")
    page = _Page(document, frame)
    opening, sections = sections_of(outline(document.blocks))
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{LANGUAGE_TAG[document.language]}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, frame)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(document.title)}</title>",
            f"<style>{style}</style>",
            *_scripts(frame),
            "</head>",
            f'<body class="{document.audience.value}">',
            f'<a class="skip" href="#answer">{escape(document.words.skip)}</a>',
            *_way(frame),
            f'<header class="top"><h1>{page.text(document.title, leads=False)}</h1>{_facts(document)}</header>',
            '<main id="answer" tabindex="-1">',
            *_search(frame),
            *page.opening(opening),
            *page.sections(sections),
            *page.notes(),
            "</main>",
            f'<footer class="foot">{_lines(document.footer)}</footer>',
            "</body>",
            "</html>",
            "",
        )
    )


def render_part(document: Document) -> str:
    """The answer alone, for a page that has a frame, a style sheet (`page.css`) and a policy of its own."""
    page = _Page(document, None)
    opening, sections = sections_of(outline(document.blocks))
    written = "\n".join((*page.opening(opening), *page.sections(sections), *page.notes()))
    return f'<div class="answer {document.audience.value}">\n{written}\n</div>'


def _policy(style: str, frame: Frame | None) -> str:
    """Nothing but our own style, and on a page with a search our own two scripts, served or opened from a folder."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    scripts = " script-src 'self' file:;" if frame and frame.search else ""
    return f"default-src 'none'; style-src 'sha256-{digest}';{scripts} base-uri 'none'; form-action 'none'"


def _scripts(frame: Frame | None) -> Iterable[str]:
    if frame and frame.search:
        yield from (f'<script src="{escape(script)}" defer></script>' for script in frame.search.scripts)


def _way(frame: Frame | None) -> Iterable[str]:
    """The way back to the first page, and the same page in the other language."""
    if frame:
        steps = "".join(f'<li><a href="{escape(to)}">{escape(name)}</a></li>' for name, to in frame.trail)
        name, to, tag = frame.other_language
        yield (
            f'<nav class="way" aria-label="{escape(frame.trail_label)}"><ol>{steps}</ol>'
            f'<a href="{escape(to)}" lang="{tag}" hreflang="{tag}" rel="alternate">{escape(name)}</a></nav>'
        )


def _search(frame: Frame | None) -> Iterable[str]:
    """The search is hidden until its script runs; until then, and where none runs, a sentence leads to the lists."""
    if frame and frame.search:
        words = frame.search
        yield (
            f'<div class="search" role="search" hidden data-found="{escape(words.found)}" '
            f'data-nothing="{escape(words.nothing)}"><label for="search">{escape(words.label)}</label>'
            f'<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-hint">'
            f'<p id="search-hint" class="note">{escape(words.hint)}</p><p id="search-count" role="status"></p>'
            f'<ol id="search-found"></ol></div><p class="note" id="search-without">{escape(words.without)}</p>'
        )


@cache
def _style() -> str:
    return files("amnio.present").joinpath("templates", "page.css").read_text(encoding="utf-8")


@cache
def _site_style() -> str:
    return files("amnio.present").joinpath("templates", "site.css").read_text(encoding="utf-8")


def _facts(document: Document) -> str:
    return f'<p class="facts">{_lines(document.facts)}</p>' if document.facts else ""


#: A telephone number or a day: no line ends inside it.
_WHOLE = re.compile(r"(?<![\w./-])\d{2,}(?:-\d{2,})+(?![\w./-]\w)")


def _lines(text: str) -> str:
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', escape(text)).replace("\n", "<br>")


class _Page:
    """Writes blocks in order; numbers the figures, so that their ids are unique, and the notes for print."""

    def __init__(self, document: Document, frame: Frame | None) -> None:
        self._frame = frame
        self._language = document.language
        self._words = document.words
        self._columns = document.audience is Audience.CLINICIAN
        self._figures = 0
        self._notes: list[str] = []

    def text(self, text: str, *, leads: bool = True) -> str:
        """A text with its line breaks; the name of a page leads there, and the other language is marked."""
        written = _lines(text)
        if self._frame is None:
            return written
        if other := _language_unlike(text, self._language):
            written = f'<span lang="{other}">{written}</span>'
        to = self._frame.links.get(text) if leads else None
        return written if to is None else f'<a href="{escape(to)}">{written}</a>'

    def opening(self, blocks: Sequence[Block]) -> Iterable[str]:
        """What stands before the first heading: urgent, the answer, the story."""
        for block, note in noted(blocks):
            written = self._block(block, note)
            yield f'<div class="card">{written}</div>' if isinstance(block, FIGURES) else written

    def sections(self, sections: Sequence[Section]) -> Iterable[str]:
        for row in rows_of(sections) if self._columns else ((section,) for section in sections):
            written = "\n".join(self._section(section, alone=len(row) == 1 and self._columns) for section in row)
            yield f'<div class="pair">\n{written}\n</div>' if len(row) > 1 else written

    def _section(self, section: Section, *, alone: bool) -> str:
        anchor = escape(section.heading.id)
        pieces = noted(section.blocks)
        chart = pieces[0][0] if pieces and isinstance(pieces[0][0], FIGURES) else None
        if alone and chart is not None and not isinstance(chart, _FULL_WIDTH):
            count = 1 + beside(chart, [block for block, _ in pieces[1:]])
            figure = self._figure(chart, pieces[0][1])
            if count > 1:
                right = "".join(self._block(*piece) for piece in pieces[1:count])
                figure = f'<div class="split"><div>{figure}</div><div>{right}</div></div>'
            written = [figure, self._twin(chart), *self._stacked(pieces[count:])]
        else:
            written = list(self._stacked(pieces)) if alone else [self._block(*piece) for piece in pieces]
        return (
            f'<section class="card" aria-labelledby="{anchor}">\n'
            f'<h2 id="{anchor}">{escape(section.heading.text)}</h2>\n{"".join(written)}\n</section>'
        )

    def _stacked(self, pieces: Sequence[tuple[Block, str]]) -> Iterable[str]:
        """Blocks under each other; runs of small tables two to a row."""
        for small, run in groupby(pieces, key=lambda piece: is_small_table(piece[0])):
            written = [self._block(*piece) for piece in run]
            if small and len(written) > 1:
                yield '<div class="split">' + "".join(f"<div>{table}</div>" for table in written) + "</div>"
            else:
                yield from written

    def _block(self, block: Block, note: str) -> str:
        match block:
            case Heading():
                return f'<h{block.level} id="{escape(block.id)}">{escape(block.text)}</h{block.level}>'
            case Paragraph():
                kind = f' class="{escape(block.role)}"' if block.role != "body" else ""
                return f"<p{kind}>{self.text(block.text)}</p>"
            case Urgent():
                return self._urgent(block)
            case Bullets():
                many = ' class="long"' if len(block.items) > MANY_ITEMS else ""
                return f"<ul{many}>" + "".join(f"<li>{self.text(item)}</li>" for item in block.items) + "</ul>"
            case Aside():
                return _aside(block)
            case Table():
                return self._table(block)
            case Steps():
                return self._steps(block)
            case QrCode():
                return _qr_code(block)
            case _:
                return self._figure(block, note) + self._twin(block)

    def _figure(self, block: Figure, note: str) -> str:
        """A chart once for each width of page (the style sheet shows one of them); a pictograph beside its words."""
        if isinstance(block, Pictograph):
            small = f'<p class="note">{_lines(note)}</p>' if note else ""
            return (
                f'<figure class="picto">{self._pictograph(block)}<figcaption>'
                f'<p class="big">{escape(block.big)}</p><p>{_lines(block.caption)}</p>{small}</figcaption></figure>'
            )
        shapes: tuple[Shape, ...] = _PAGE_WIDTHS if isinstance(block, _FULL_WIDTH) else (Shape.HALF, Shape.NARROW)
        if isinstance(block, Timeline):
            shapes = (Shape.FULL, *shapes)
        drawn = "".join(f'<div class="{shape.value}">{self._draw(block, shape)}</div>' for shape in shapes)
        caption = f'<figcaption class="note">{_lines(note)}</figcaption>' if note else ""
        return f"<figure>{drawn}{caption}</figure>"

    def _pictograph(self, block: Pictograph) -> str:
        """Once where it is as wide on a phone, otherwise for each width."""
        if width_of(block, Shape.HALF) == width_of(block, Shape.NARROW):
            return self._draw(block, Shape.HALF)
        shapes = (Shape.HALF, Shape.NARROW)
        return "".join(f'<div class="{shape.value}">{self._draw(block, shape)}</div>' for shape in shapes)

    def _twin(self, block: Figure) -> str:
        """The text and the table that say the same as a figure, one key away."""
        text = f"<p>{_lines(block.description)}</p>" if block.description else ""
        return f"<details><summary>{escape(self._words.as_table)}</summary>{text}{self._table(block.table)}</details>"

    def _urgent(self, block: Urgent) -> str:
        # No landmark: a letter says the same twice, first and last, and landmarks must have names of their own.
        if len(block.lines) == 1:
            text = f"<p>{_lines(block.lines[0])}</p>"
        else:
            text = "<ul>" + "".join(f"<li>{_lines(line)}</li>" for line in block.lines) + "</ul>"
        sign = '<span aria-hidden="true">!</span>'
        basis = self._basis(block.sources, block.more)
        return f'<div class="urgent"><h2>{sign}{escape(block.title)}</h2>{text}{basis}</div>'

    def _steps(self, block: Steps) -> str:
        dated = any(step.when for step in block.items)
        items = []
        for step in block.items:
            when = f"<b>{_lines(step.when)}</b>" if dated else ""
            items.append(f"<li>{when}<div>{_lines(step.what)}{self._basis(step.why, step.more)}</div></li>")
        return f'<ol class="steps{"" if dated else " plain"}" role="list">{"".join(items)}</ol>'

    def _basis(self, short: str, more: str) -> str:
        """What something rests on: a small line, which opens to the full text; on paper it bears a number instead."""
        if not more:
            return f'<p class="basis">{_lines(short)}</p>' if short else ""
        self._notes.append(more)
        number = f'<sup aria-hidden="true">{len(self._notes)}</sup>'
        return (
            f'<details class="basis"><summary>{_lines(short or self._words.notes)}{number}</summary>'
            f"<p>{_lines(more)}</p></details>"
        )

    def notes(self) -> Iterable[str]:
        """The full texts once more, numbered and small: shown on paper only, where nothing can be opened."""
        if self._notes:
            items = "".join(f"<li>{_lines(note)}</li>" for note in self._notes)
            yield f'<section class="notes"><h2>{escape(self._words.notes)}</h2><ol>{items}</ol></section>'

    def _draw(self, block: Figure, shape: Shape) -> str:
        self._figures += 1
        return draw(block, uid=f"figure-{self._figures}", language=self._language, shape=shape)

    def _table(self, table: Table) -> str:
        # On a phone the cells become lines, which would take their meaning from assistive technology: hence the roles.
        def mark(index: int) -> str:
            return ' class="n"' if index in table.numeric else ""

        head = "".join(
            f'<th role="columnheader" scope="col"{mark(index)}>{escape(name)}</th>'
            for index, name in enumerate(table.columns)
        )
        body = []
        for row in table.rows:
            cells = [f'<th role="rowheader" scope="row"{mark(0)}>{self.text(row[0])}</th>'] if row else []
            cells += [
                f'<td role="cell" data-label="{escape(table.columns[index])}"{mark(index)}>{self.text(cell)}</td>'
                for index, cell in enumerate(row[1:], start=1)
            ]
            body.append(f'<tr role="row">{"".join(cells)}</tr>')
        few = len(table.columns) <= _FEW_COLUMNS
        many = ' class="few"' if few else ' class="many"'
        caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
        note = f'<p class="table-note">{_lines(table.note)}</p>' if table.note else ""
        return (
            f'<table role="table"{many}>{caption}<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{"".join(body)}</tbody></table>{note}'
        )


def _qr_code(block: QrCode) -> str:
    from amnio.present import qr_code

    drawn = qr_code.draw(block.content, label=block.label)
    return f'<figure class="qr">{drawn}<figcaption><p>{_lines(block.caption)}</p></figcaption></figure>'


def _aside(block: Aside) -> str:
    items = "".join(f"<li>{_lines(item)}</li>" for item in block.items)
    return f'<details><summary>{escape(block.title)}</summary><ul class="long">{items}</ul></details>'


def _language_unlike(text: str, language: Language) -> str:
    """The tag of the language of a text where it is not that of the page; empty where it is, or for a mere name.

    English is told by two words without a Han character beside them.
    """
    if language is Language.ZH:
        return LANGUAGE_TAG[Language.EN] if _WORDS.search(text) and not _HAN.search(text) else ""
    return LANGUAGE_TAG[Language.ZH] if _HAN.search(text) else ""
