"""What the answer before a procedure promises, held on the documents that a reader gets."""

import re
from dataclasses import replace

import pytest

from amnio.present.document import Audience, Document, Heading, Language, Pictograph, Table
from amnio.present.narrative.counsel import write
from amnio.quantity import Estimate
from tests.unit.present.counsels import NAMES, counsel_of
from tests.unit.present.text_of import block_texts, texts

EVERY = pytest.mark.parametrize("name", NAMES)
AUDIENCES = pytest.mark.parametrize("audience", list(Audience))
LANGUAGES = pytest.mark.parametrize("language", list(Language))


def document(name: str, audience: Audience, language: Language = Language.EN) -> Document:
    return write(counsel_of(name), language=language, audience=audience)


def section(of: Document, anchor: str) -> list[str]:
    """The texts under a heading, up to the next one."""
    found: list[str] = []
    inside = False
    for block in of.blocks:
        if isinstance(block, Heading):
            inside = block.id == anchor
        elif inside:
            found += block_texts(block)
    assert found, anchor
    return found


def headings(of: Document) -> list[str]:
    return [block.id for block in of.blocks if isinstance(block, Heading)]


@AUDIENCES
@EVERY
def test_the_two_numbers_stand_apart_the_one_that_comes_anyway_first(name: str, audience: Audience) -> None:
    page = document(name, audience)
    order = headings(page)
    assert order.index("anyway") < order.index("added")
    pictures = [block for block in page.blocks if isinstance(block, Pictograph)]
    assert len(pictures) == 2
    two = counsel_of(name).two_numbers[0]
    assert pictures[0].high == pytest.approx(1000 * two.anyway.high, abs=1)
    assert pictures[1].high == pytest.approx(1000 * two.added.high, abs=1)


@AUDIENCES
@EVERY
def test_their_sum_is_never_written(name: str, audience: Audience) -> None:
    """A reader who wants it can add; a page that adds hides what the needle is answerable for."""
    two = counsel_of(name).two_numbers[0]
    together = f"{1000 * (two.anyway.mean + two.added.mean):.1f}"
    apart = {f"{1000 * value:.1f}" for value in (two.anyway.mean, two.anyway.low, two.anyway.high)}
    written = re.findall(r"\d+\.\d", " ".join(section(document(name, audience), "added")))
    assert together in apart or together not in written


@LANGUAGES
@EVERY
def test_every_count_of_a_leaflet_is_of_1000(name: str, language: Language) -> None:
    page = " ".join(texts(document(name, Audience.FAMILY, language))).replace(",", "")
    of = re.findall(r"of (\d+) ", page) if language is Language.EN else re.findall(r"(\d+)位女性中|每(\d+)位", page)
    flat = {number for found in of for number in (found if isinstance(found, tuple) else (found,)) if number}
    assert flat == {"1000"}
    assert not re.search(r"%|‰|1 in \d|万分之", page)


@EVERY
def test_both_ends_are_said_and_both_framings_fit(name: str) -> None:
    text = " ".join(section(document(name, Audience.FAMILY), "anyway"))
    numbers = re.search(r"between (\d+) and (\d+) of them lose.*?Between (\d+) and ([\d,]+) do not", text)
    assert numbers is not None
    low, high, go_low, go_high = (int(number.replace(",", "")) for number in numbers.groups())
    assert (low + go_high, high + go_low) == (1000, 1000)
    anyway = counsel_of(name).two_numbers[0].anyway
    assert low <= 1000 * anyway.low
    assert 1000 * anyway.high <= high  # rounded outwards


def test_an_added_number_that_reaches_zero_is_told_as_none_or_as_many_as() -> None:
    counsel = counsel_of("screened")
    text = " ".join(section(document("screened", Audience.FAMILY), "added"))
    assert "it may add no loss, or as many as" in text
    two = counsel.two_numbers[0]
    certain = replace(two, added=Estimate(mean=0.006, low=0.0031, high=0.0119))
    other = write(replace(counsel, two_numbers=(certain, counsel.two_numbers[1])), audience=Audience.FAMILY)
    assert "it may add between 3 and 12 losses" in " ".join(section(other, "added"))


@LANGUAGES
@AUDIENCES
def test_what_the_studies_say_reaches_below_zero_and_the_difference_is_explained(
    audience: Audience, language: Language
) -> None:
    text = " ".join(section(document("screened", audience, language), "added"))
    words = {
        (Audience.CLINICIAN, Language.EN): ("−3.4 to 6.1", "never protects"),
        (Audience.CLINICIAN, Language.ZH): ("−3.4至6.1", "不会减少丢失"),
        (Audience.FAMILY, Language.EN): (
            "Of 1,000 women with the test, they allow for 4 fewer losses, or 7 more",
            "a needle does not protect",
        ),
        (Audience.FAMILY, Language.ZH): ("少4例，也可能多7例", "不会起保护作用"),
    }
    for expected in words[audience, language]:
        assert expected in text


@AUDIENCES
@EVERY
def test_the_options_stand_in_one_table_with_no_test_first_and_the_same_first_number(
    name: str, audience: Audience
) -> None:
    page = document(name, audience)
    table = next(b for b in page.blocks if isinstance(b, Table) and b.rows and b.rows[0][0] == "no test")
    anyway = table.columns.index(next(c for c in table.columns if "anyway" in c))
    assert len({row[anyway] for row in table.rows}) == 1
    assert len(table.rows) == sum(each.not_offered is None for each in counsel_of(name).options)


@LANGUAGES
@AUDIENCES
@EVERY
def test_nothing_is_ever_called_safe(name: str, audience: Audience, language: Language) -> None:
    words = " ".join(texts(document(name, audience, language))).casefold()
    assert not re.search(r"\bsafe|\brare|\bharmless|安全|罕见|无害|放心", words)


@EVERY
def test_an_adjective_of_size_never_stands_without_its_number(name: str) -> None:
    for text in texts(document(name, Audience.FAMILY)):
        for sentence in re.split(r"(?<=[.:;])\s", text):
            if re.search(r"\b(low|high|small chance|likely|unlikely|usually|often|seldom|common)\b", sentence):
                assert re.search(r"\d", sentence) or "How often" in sentence, sentence


@EVERY
def test_missing_facts_are_listed_for_both_readers(name: str) -> None:
    counsel = counsel_of(name)
    clinician = " ".join(section(document(name, Audience.CLINICIAN), "facts"))
    family = " ".join(section(document(name, Audience.FAMILY), "unknown"))
    assert ("Not taken into account" in clinician) == bool(counsel.missing)
    assert ("We did not know these facts" in family) == bool(counsel.missing)


def test_a_picture_draws_as_many_symbols_as_it_counts_and_has_a_text_and_a_table() -> None:
    for name in NAMES:
        for picture in (b for b in document(name, Audience.FAMILY).blocks if isinstance(b, Pictograph)):
            assert picture.total == 1000
            assert 0 <= picture.low == picture.filled <= picture.high <= 1000
            assert f"{picture.high:,}" in picture.description
            assert f"between {picture.low} and {picture.high}" in picture.table.rows[0][1]


def test_an_example_says_that_it_is_made_up_and_a_case_of_ones_own_does_not() -> None:
    counsel = counsel_of("screened")
    shown = replace(counsel, summary=replace(counsel.summary, made_up=True))
    for audience in Audience:
        assert "made-up" in " ".join(texts(write(shown, audience=audience)))
        assert "made-up" not in " ".join(texts(write(counsel, audience=audience)))
