"""A counsel as HTML, PDF and terminal text: everything is on the page, and the picture of 1,000 is whole."""

import io
import re

import pypdf
import pytest

from amnio.present import html, pdf, terminal
from amnio.present.document import Audience, Language, Pictograph, Table
from amnio.present.figures.drawing import Shape, draw, width_of
from amnio.present.figures.pictograph import kind_of
from amnio.present.narrative.counsel import write
from tests.unit.present.counsels import counsel_of

VIEWS = [(audience, language) for audience in Audience for language in Language]


def crowd(low: int, high: int) -> Pictograph:
    return Pictograph(
        title="Title",
        description="Description",
        total=1000,
        filled=low,
        low=low,
        high=high,
        big="big",
        caption="caption",
        table=Table(caption="", columns=("a", "b"), rows=()),
        legend=("sure", "maybe", "rest"),
    )


def test_a_crowd_is_drawn_in_ten_blocks_of_a_hundred_filled_from_the_first() -> None:
    drawn = draw(crowd(3, 7), uid="f", language=Language.EN, shape=Shape.HALF)
    places = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn)][:1000]
    assert len(set(places)) == 1000
    cell = places[1][0] - places[0][0]
    assert len({x for x, _ in places}) == 50
    assert len({y for _, y in places}) == 20
    assert places[100][0] - places[9][0] == pytest.approx(2 * cell, abs=0.05)  # a gap between two blocks
    assert [kind_of(index, crowd(3, 7)) for index in (0, 2, 3, 6, 7, 999)] == [
        "sure",
        "sure",
        "possible",
        "possible",
        "empty",
        "empty",
    ]


def test_the_key_of_a_crowd_leaves_out_what_the_picture_does_not_have() -> None:
    assert ">sure<" in draw(crowd(3, 7), uid="f", language=Language.EN, shape=Shape.HALF)
    assert ">sure<" not in draw(crowd(0, 7), uid="f", language=Language.EN, shape=Shape.HALF)


def test_a_crowd_is_as_wide_as_its_page_and_a_small_picture_as_ever() -> None:
    assert width_of(crowd(1, 2), Shape.HALF) > width_of(crowd(1, 2), Shape.NARROW)


@pytest.mark.parametrize(("audience", "language"), VIEWS)
def test_a_pdf_of_a_counsel_is_tagged_and_fits_a_few_sheets(audience: Audience, language: Language) -> None:
    document = write(counsel_of("twins"), audience=audience, language=language)
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    assert len(reader.pages) <= 5
    assert reader.root_object["/Lang"].split("-")[0] == language.value
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert pdf.uncovered(document) == set()


@pytest.mark.parametrize(("audience", "language"), VIEWS)
def test_a_terminal_of_eighty_columns_holds_every_line(audience: Audience, language: Language) -> None:
    from rich.cells import cell_len

    text = terminal.render(write(counsel_of("screened"), audience=audience, language=language), full=True)
    assert max(map(cell_len, text.splitlines())) <= 80
    symbols = [line for line in text.splitlines() if re.fullmatch(r"\s+[●◐· ]{54}", line)]
    assert len(symbols) == 40  # two pictures of twenty rows of fifty


def test_a_page_has_no_number_that_its_text_twin_lacks() -> None:
    page = html.render(write(counsel_of("screened"), audience=Audience.FAMILY))
    for found in re.finditer(r'<p class="big">(\d+) to (\d+) of 1,000</p>', page):
        low, high = found.groups()
        assert f"The first {low} are filled" in page
        assert f"as far as number {high}" in page
