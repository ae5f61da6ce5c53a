"""Which sections and blocks stand side by side."""

from amnio.present.document import Bullets, Heading, Paragraph, Steps, Table
from amnio.present.heights import height_of
from amnio.present.sections import Section, beside, rows_of
from tests.unit.present.pages.documents import intervals_en, timeline_en

WIDE = Table(caption="", columns=tuple("abcde"), rows=(tuple("12345"),))


def section(*blocks: object) -> Section:
    return Section(heading=Heading(text="h", id="h"), blocks=blocks)  # type: ignore[arg-type]


def widths(*sections: Section) -> list[int]:
    return [len(row) for row in rows_of(sections)]


def test_sections_of_like_height_share_a_row() -> None:
    assert widths(section(Paragraph(text="a")), section(Paragraph(text="b"))) == [2]


def test_a_long_section_does_not_leave_a_short_one_beside_a_void() -> None:
    long = section(Bullets(items=tuple("a long list of sources" for _ in range(30))))
    assert widths(section(Paragraph(text="a")), long) == [1, 1]


def test_wide_tables_steps_and_timelines_stand_alone() -> None:
    for block in (WIDE, Steps(items=()), timeline_en()):
        assert widths(section(Paragraph(text="a")), section(block)) == [1, 1]


def test_a_section_left_over_may_share_with_the_one_after_it() -> None:
    assert widths(section(WIDE), section(Paragraph(text="a")), section(Paragraph(text="b"))) == [1, 2]


def test_what_stands_beside_a_figure_stops_before_a_wide_table() -> None:
    assert beside(intervals_en(), [Paragraph(text="a"), WIDE, Paragraph(text="b")]) == 1


def test_what_stands_beside_a_figure_is_not_much_taller_than_the_figure() -> None:
    texts = [Paragraph(text="many words " * 40)] * 20
    count = beside(intervals_en(), texts)
    assert 0 < count < 20
    assert height_of(texts[:count]) <= 2 * height_of([intervals_en()])
