"""The page: self-contained, safe, accessible in its structure, complete in both languages."""

import base64
import hashlib
import re
from collections import Counter
from dataclasses import fields
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from amnio.present import html
from amnio.present.catalogue import load
from amnio.present.document import Audience, Document, Heading, Language, PageWords, Paragraph, Table
from amnio.present.sections import outline, rows_of, sections_of
from tests.unit.present.pages.documents import AWKWARD, DOCUMENTS, WORDS_EN, clinician_en, clinician_zh, pictograph_en

VOID = {"meta", "br", "link", "img"}
PAGES = pytest.mark.parametrize("name", list(DOCUMENTS))


class Reader(HTMLParser):
    """Collects elements and checks that every one is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.texts.append(data)

    def close(self) -> None:
        super().close()
        assert not self._open


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@PAGES
def test_every_element_is_closed_and_every_id_is_unique(name: str) -> None:
    ids = Counter(
        attributes["id"] for _, attributes in read(html.render(DOCUMENTS[name]())).elements if "id" in attributes
    )
    assert ids
    assert max(ids.values()) == 1


@PAGES
def test_headings_begin_at_one_and_never_skip_a_level(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in read(html.render(DOCUMENTS[name]())).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_document_whose_headings_skip_a_level_is_levelled() -> None:
    skipping = (
        Heading(text="a", id="a", level=4),
        Heading(text="b", id="b", level=2),
        Heading(text="c", id="c", level=5),
    )
    assert [block.level for block in outline(skipping) if isinstance(block, Heading)] == [2, 2, 3]


@PAGES
def test_the_page_needs_no_network_no_script_and_has_a_policy_that_forbids_both(name: str) -> None:
    page = html.render(DOCUMENTS[name]())
    for tag, attributes in read(page).elements:
        assert tag not in {"script", "link", "iframe", "object", "img"}
        assert not any(attribute.startswith("on") or attribute in ("src", "style") for attribute in attributes)
        assert not str(attributes.get("href", "#")).startswith("http")
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_policy_allows_exactly_the_style_that_the_page_holds() -> None:
    page = html.render(clinician_en())
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


@PAGES
def test_the_language_and_the_audience_are_declared(name: str) -> None:
    audience, language = name.split("-")
    page = html.render(DOCUMENTS[name]())
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in page
    assert f'<body class="{audience}">' in page


@pytest.mark.parametrize("make", [clinician_en, clinician_zh])
def test_markup_in_a_text_is_shown_and_never_run(make: object) -> None:
    page = html.render(make())  # type: ignore[operator]
    assert escape(AWKWARD) in page
    assert "<script" not in page
    assert AWKWARD in "".join(read(page).texts)


def everywhere_awkward() -> Document:
    table = Table(caption=AWKWARD, columns=(AWKWARD,), rows=((AWKWARD,),), note=AWKWARD)
    return Document(
        language=Language.EN, audience=Audience.CLINICIAN, title=AWKWARD, facts=AWKWARD, footer=AWKWARD, words=WORDS_EN,
        blocks=(Paragraph(text=AWKWARD, role='x" onclick="y'), Heading(text=AWKWARD, id='i"><b>'), table),
    )  # fmt: skip


def test_titles_anchors_roles_and_cells_are_escaped_too() -> None:
    elements = read(html.render(everywhere_awkward())).elements
    assert not any("onclick" in attributes for _, attributes in elements)
    assert not any(tag in ("b", "script") for tag, _ in elements)


@pytest.mark.parametrize("make", [clinician_en, clinician_zh])
def test_every_figure_has_its_text_and_its_table_one_key_away(make: object) -> None:
    document = make()  # type: ignore[operator]
    page = html.render(document)
    elements = [tag for tag, _ in read(page).elements]
    assert elements.count("details") == elements.count("figure") == 4
    for block in document.blocks:
        if hasattr(block, "description"):
            assert f"<p>{escape(block.description)}</p>" in page


def test_the_words_of_the_page_are_in_its_language() -> None:
    assert "Skip to the answer" in html.render(clinician_en())
    assert "跳到正文" in html.render(clinician_zh())
    assert "Show" not in html.render(clinician_zh())


def test_both_languages_have_the_same_words_of_the_page() -> None:
    keys = [key for key in load(Language.EN) if key.startswith("page.")]
    assert len(keys) == len(fields(PageWords))
    for key in keys:
        assert load(Language.EN).text(key) != load(Language.ZH).text(key)


def test_urgent_comes_before_the_answer_and_the_answer_before_the_first_section() -> None:
    page = html.render(clinician_en())
    assert page.index('class="urgent"') < page.index('class="lead"') < page.index('id="causes"')


def test_the_order_of_sections_is_never_changed_and_pairs_are_neighbours() -> None:
    _, sections = sections_of(clinician_en().blocks)
    rows = list(rows_of(sections))
    assert [section for row in rows for section in row] == list(sections)
    assert [tuple(section.heading.id for section in row) for row in rows] == [
        ("causes", "anyway"), ("moved",), ("tests",), ("care",), ("next",),
    ]  # fmt: skip


def test_a_note_after_a_figure_becomes_its_caption() -> None:
    page = html.render(clinician_en())
    assert '<figcaption class="note">Dot: best estimate. Band: 95% interval.</figcaption>' in page


def test_a_family_page_has_one_column() -> None:
    assert 'class="pair"' not in html.render(DOCUMENTS["family-en"]())


def test_the_same_document_gives_the_same_page() -> None:
    assert html.render(clinician_zh()) == html.render(clinician_zh())


def test_a_figure_before_the_first_heading_stands_in_a_card_of_its_own() -> None:
    document = Document(
        language=Language.EN,
        audience=Audience.CLINICIAN,
        title="t",
        facts="",
        blocks=(pictograph_en(),),
        footer="f",
        words=WORDS_EN,
    )
    assert '<div class="card"><figure' in html.render(document)
