"""The PDF: the same content, tagged, its fonts inside, the same bytes each time, and text that stays text."""

import dataclasses
import io
import re
from collections.abc import Callable
from importlib.resources import files

import pypdf
import pytest

from amnio.present import pdf
from amnio.present.catalogue import topics
from amnio.present.document import Aside, Audience, Document, Language, Paragraph, Step, Steps, Table, Urgent
from amnio.present.figures.measure import width
from amnio.present.narrative import write
from tests.unit.present.pages.documents import AWKWARD, DOCUMENTS, clinician_en, clinician_zh, family_en, family_zh
from tests.unit.present.reviews import all_reviews

PAGES = pytest.mark.parametrize("name", list(DOCUMENTS))


def open_pdf(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(document)))


def text_of(document: Document) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in open_pdf(document).pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@PAGES
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert pdf.render(DOCUMENTS[name]()) == pdf.render(DOCUMENTS[name]())


@PAGES
def test_the_file_is_tagged_declares_its_language_and_claims_the_accessibility_standard(name: str) -> None:
    reader = open_pdf(DOCUMENTS[name]())
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].split("-")[0] == name.split("-")[1]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == DOCUMENTS[name]().title


@PAGES
def test_pages_are_a4_and_every_font_is_inside(name: str) -> None:
    for page in open_pdf(DOCUMENTS[name]()).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "Noto" in inner["/BaseFont"]
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())


@pytest.mark.parametrize("make", [clinician_en, clinician_zh, family_en, family_zh])
def test_all_words_of_the_document_are_in_the_file(make: object) -> None:
    document: Document = make()  # type: ignore[operator]
    text = text_of(document)
    wanted = [document.title, document.facts, document.footer]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            wanted.append(block.text)
        if isinstance(block, Urgent):
            wanted += [block.title, *block.lines]
    for words in wanted:
        assert squeezed(words) in text, words


def test_what_looks_like_markup_of_the_typesetter_is_printed_as_it_is() -> None:
    document = dataclasses.replace(clinician_en(), title=AWKWARD, facts=AWKWARD, footer=AWKWARD)
    assert text_of(document).count(squeezed(AWKWARD)) >= 3


def last_page_without_its_footer(document: Document) -> str:
    text = squeezed(open_pdf(document).pages[-1].extract_text())
    written = squeezed(document.footer)
    assert written in text
    return re.sub(r"\d+/\d+$", "", text.replace(written, ""))


@pytest.mark.parametrize("make", [clinician_en, family_zh])
@pytest.mark.parametrize("count", range(22, 44))
def test_the_footer_is_never_alone_on_the_last_page_after_paragraphs(make: Callable[[], Document], count: int) -> None:
    document = dataclasses.replace(make(), blocks=tuple(Paragraph(text=f"Sentence {n}.") for n in range(count)))
    assert "Sentence" in last_page_without_its_footer(document)


@pytest.mark.parametrize("make", [clinician_en])
@pytest.mark.parametrize("count", [1, 2, 7, *range(90, 122, 3)])
def test_the_footer_is_never_alone_on_the_last_page_after_sources(make: Callable[[], Document], count: int) -> None:
    items = tuple(f"Source {n} of the guidance, with a place" for n in range(count))
    document = dataclasses.replace(make(), blocks=(Aside(title="Sources", items=items),))
    assert "Source" in last_page_without_its_footer(document)
    text = text_of(document)
    assert all(squeezed(item) in text for item in items)


@pytest.mark.parametrize("make", [clinician_en, clinician_zh])
@pytest.mark.parametrize("count", [1, 3, 8, 9, 12, 13, *range(40, 70, 5)])
def test_the_footer_is_never_alone_on_the_last_page_after_notes_and_each_note_has_its_number(
    make: Callable[[], Document], count: int
) -> None:
    steps = tuple(Step(when="", what="Do", why="guideline", more=f"Detail {n + 1} ends.") for n in range(count))
    document = dataclasses.replace(make(), blocks=(Steps(items=steps),))
    assert "Detail" in last_page_without_its_footer(document)
    text = text_of(document)
    assert all(f"{n + 1}.Detail{n + 1}ends." in text for n in range(count))


def test_two_columns_of_a_list_end_at_one_height() -> None:
    document = dataclasses.replace(
        clinician_en(),
        blocks=(Aside(title="Sources", items=tuple(f"S{n}x" for n in range(6))), Paragraph(text="After")),
    )
    (page,) = open_pdf(document).pages
    text = page.extract_text(extraction_mode="layout")
    assert re.search(r"S0x\s+•\s+S3x", text)


def test_figures_carry_their_description() -> None:
    written = pdf.render(clinician_en())
    reader = pypdf.PdfReader(io.BytesIO(written))
    alternatives = [
        str(item.get_object()["/Alt"])
        for item in map(reader.get_object, range(1, len(reader.xref[0]) if reader.xref else 1))
        if isinstance(item, pypdf.generic.DictionaryObject) and "/Alt" in item
    ]
    assert any("fever at 16+5" in text for text in alternatives)


@pytest.mark.parametrize("topic", ["amnio", *topics()])
@pytest.mark.parametrize("language", list(Language))
def test_every_character_of_the_catalogue_is_in_the_fonts(language: Language, topic: str) -> None:
    present = files("amnio.present")
    covered = set(present.joinpath("fonts", "covered.txt").read_text(encoding="utf-8"))
    words = present.joinpath("locale", language.value, f"{topic}.po").read_text(encoding="utf-8")
    assert set(words) - covered == {"\n"}


def test_a_character_that_no_font_holds_is_shown_as_missing_and_the_letter_is_still_written() -> None:
    document = dataclasses.replace(family_zh(), title="关于\U000f0000的信")
    assert "关于〓的信" in text_of(document)


@pytest.mark.parametrize("control", ["\t", "\r", "\x00", "\x1b", "\x85"])
def test_a_control_character_becomes_a_blank_and_the_letter_is_still_written(control: str) -> None:
    document = dataclasses.replace(family_en(), blocks=(Paragraph(text=f"one{control}two"),))
    assert "onetwo" in text_of(document)


def test_frequent_characters_of_names_are_in_the_fonts() -> None:
    assert "玥喆垚祎" in text_of(dataclasses.replace(family_zh(), title="玥喆垚祎"))


def test_the_licence_of_each_font_lies_beside_it() -> None:
    folder = files("amnio.present").joinpath("fonts")
    for family in ("NotoSans", "NotoSansSC"):
        assert "SIL Open Font License" in folder.joinpath(f"{family}-OFL.txt").read_text(encoding="utf-8")


def test_a_table_wider_than_the_sheet_shares_it_by_what_its_columns_need() -> None:
    table = Table(
        caption="c", columns=("Test", "Bits"), rows=(("a long sentence about a test " * 9, "0.61"), ("short", "0.1"))
    )
    shares = pdf.column_shares(table)
    assert sum(shares) == pytest.approx(pdf.SHEET, abs=0.1)
    assert shares[0] > 5 * shares[1]
    assert shares[1] >= width("Bits", 9)


def test_a_table_that_fits_the_sheet_keeps_its_natural_width() -> None:
    assert pdf.column_shares(Table(caption="c", columns=("Age", "What"), rows=(("16+3", "fever"),))) == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("audience", list(Audience))
def test_every_kind_of_answer_becomes_a_file(language: Language, audience: Audience) -> None:
    for review in all_reviews().values():
        document = write(review, language=language, audience=audience)
        assert pdf.uncovered(document) == set()
        assert squeezed(document.title) in text_of(document)
