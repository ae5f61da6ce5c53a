"""Counts of a unit as a CSV file: what is read, and what is refused with line, column and a way out."""

import re
import string
from dataclasses import replace

import pytest

from amnio.answers.unit_counts import FetalResult
from amnio.clinic.problem_codes import ProblemCode
from amnio.clinic.problems import CaseError
from amnio.exchange.unit_counts import TEMPLATE, parse_counts, read_counts
from amnio.exchange.unit_counts_problems import TEXTS, CountsCode, CountsError
from amnio.exchange.unit_counts_problems import CountsCode as Code

HEAD = "weeks,fetal_class,followed_until,pregnancies,losses,lost_to_follow_up"
GOOD = "16,normal,24+0,200,2,1"


def test_the_template_can_be_read() -> None:
    counts = parse_counts(TEMPLATE)
    assert (counts.procedures, counts.without_procedure, counts.losses_after_procedures) == (2460, 5210, 22)
    assert counts.name == "the name of your unit"


def test_weeks_are_completed_weeks_bands_or_days() -> None:
    rows = ["16,normal,24+0,9,1,0", "15-17,normal,24+0,9,1,0", "16+3,normal,24+0,9,1,0"]
    strata = parse_counts("\n".join([HEAD, *rows])).strata
    assert {(stratum.first_day, stratum.last_day) for stratum in strata} == {(112, 118), (105, 125), (115, 115)}


@pytest.mark.parametrize(
    ("written", "until", "days"),
    [("24+0", 168, None), ("birth", 294, None), ("28 days", None, 28), ("28天", None, 28)],
)
def test_a_follow_up_ends_at_an_age_or_after_days(written: str, until: int | None, days: int | None) -> None:
    (stratum,) = parse_counts(f"{HEAD}\n16,normal,{written},200,2,1").strata
    assert (stratum.until_day, stratum.days_followed) == (until, days)


def test_optional_columns_are_read_and_empty_cells_mean_not_recorded() -> None:
    head = HEAD + ",procedure,passes,fluid,maternal_age,terminated,lost_by_day_28,lost_by_day_7"
    full, empty = parse_counts(f"{head}\n{GOOD},amniocentesis,2,clear,38,0,2,1\n17,unknown,24+0,9,1,0,,,,,,,").strata
    assert (full.passes, full.maternal_age, full.terminated) == (2, 38, 0)
    assert full.lost_by == ((7, 1), (28, 2))
    assert (empty.procedure, empty.passes, empty.fluid, empty.terminated) == (True, None, None, None)
    assert empty.fetal_result is FetalResult.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\r\n{GOOD}\r\n",
        f"\ufeff{HEAD}\n{GOOD}\n",
        f"# a remark\n\n{HEAD}\n# another, with commas\n{GOOD}\n,,,,,\n",
        f"{HEAD}\n{GOOD}".replace(",", ";"),
        f"{HEAD}\n{GOOD}".replace(",", " , "),
        f"{HEAD.upper()}\n{GOOD}",
    ],
)
def test_what_spreadsheets_do_to_a_table_does_no_harm(text: str) -> None:
    assert parse_counts(text) == parse_counts(f"{HEAD}\n{GOOD}")


def test_names_of_units_may_be_chinese() -> None:
    assert parse_counts(f"# unit：中国医院产前诊断中心\n{HEAD}\n{GOOD}").name == "中国医院产前诊断中心"


WORLDS = {
    Code.BROKEN_TABLE: f'{HEAD}\n16,"normal,24+0,200,2,1',
    Code.NO_ROWS: HEAD,
    Code.UNKNOWN_COLUMN: f"{HEAD},operator\n{GOOD},A",
    Code.COLUMN_TWICE: f"{HEAD},losses\n{GOOD},2",
    Code.MISSING_COLUMN: "fetal_class,followed_until,pregnancies,losses,lost_to_follow_up\nnormal,24+0,200,2,1",
    Code.WRONG_WIDTH: f"{HEAD}\n{GOOD},7",
    Code.MISSING_VALUE: f"{HEAD}\n16,normal,24+0,200,,1",
    Code.NOT_A_COUNT: f"{HEAD}\n16,normal,24+0,200,2.5,1",
    Code.NEGATIVE: f"{HEAD}\n16,normal,24+0,200,-2,1",
    Code.TOO_LARGE: f"{HEAD}\n16,normal,24+0,99999999,2,1",
    Code.UNKNOWN_WORD: f"{HEAD}\n16,healthy,24+0,200,2,1",
    Code.UNCLEAR_WEEKS: f"{HEAD}\n16.5,normal,24+0,200,2,1",
    Code.OFF_THE_CLOCK: f"{HEAD}\n8,normal,24+0,200,2,1",
    Code.UNKNOWN_WINDOW: f"{HEAD}\n16,normal,,200,2,1",
    Code.WINDOW_TOO_SHORT: f"{HEAD}\n24,normal,24+0,200,2,1",
    Code.FOLLOW_UP_UNKNOWN: f"{HEAD}\n16,normal,24+0,200,2,",
    Code.MORE_LOSSES: f"{HEAD}\n16,normal,24+0,200,201,1",
    Code.FALLING: f"{HEAD},lost_by_day_7,lost_by_day_14\n{GOOD},2,1",
    Code.ABOVE_LOSSES: f"{HEAD},lost_by_day_14\n{GOOD},3",
    Code.DAYS_BEYOND_WINDOW: f"{HEAD},lost_by_day_14\n16,normal,10 days,200,2,1,1",
    Code.ONLY_AFTER_PROCEDURE: f"{HEAD},procedure,passes\n{GOOD},none,2",
    Code.COUNTED_TWICE: f"{HEAD}\n{GOOD}\n16,normal,24+0,300,1,0",
}


@pytest.mark.parametrize("code", list(CountsCode))
def test_everything_that_can_be_wrong_is_refused_with_its_code(code: CountsCode) -> None:
    with pytest.raises(CountsError) as refused:
        parse_counts(WORLDS[code], "counts.csv")
    assert [problem.code for problem in refused.value.problems] == [code]
    (problem,) = refused.value.problems
    assert code is Code.NO_ROWS or problem.line in (1, 2, 3)
    for language in ("en", "zh"):
        assert "{" not in refused.value.written(language)
        assert all(problem.record(language)[key] for key in ("code", "why", "instead"))


@pytest.mark.parametrize(
    "row",
    ["16,normal,24+0,200,２,1", "16,normal,24+0,1e3,2,1", "16,normal,24+0,200,2.0,1", "16,normal,24+0,nan,2,1"],
)
def test_only_plain_whole_numbers_are_counts(row: str) -> None:
    with pytest.raises(CountsError) as refused:
        parse_counts(f"{HEAD}\n{row}")
    assert refused.value.problems[0].code is Code.NOT_A_COUNT


def test_a_missing_column_of_lost_to_follow_up_is_refused_as_unknown_follow_up() -> None:
    with pytest.raises(CountsError) as refused:
        parse_counts("weeks,fetal_class,followed_until,pregnancies,losses\n16,normal,24+0,200,2")
    assert [problem.code for problem in refused.value.problems] == [Code.FOLLOW_UP_UNKNOWN]


def test_everything_wrong_is_found_at_once() -> None:
    with pytest.raises(CountsError) as refused:
        parse_counts(f"{HEAD}\n16.5,normal,24+0,200,-2,1\n17,well,24+0,10,11,1\n18,normal,24+0,10")
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [
        (2, "weeks"),
        (2, "losses"),
        (3, "fetal_class"),
        (3, "losses"),
        (4, None),
    ]


def test_a_column_nearly_right_is_pointed_out() -> None:
    with pytest.raises(CountsError, match=r"losses\? Known columns"):
        parse_counts(f"{HEAD.replace('losses', 'loses')}\n{GOOD}")


@pytest.mark.parametrize("code", list(CountsCode))
def test_both_languages_fill_the_same_slots(code: CountsCode) -> None:
    slots = [
        {name for text in TEXTS[code][language] for _, name, _, _ in string.Formatter().parse(text) if name}
        for language in ("en", "zh")
    ]
    assert slots[0] == slots[1]
    assert all(re.search("[\u4e00-\u9fff]", text) for text in TEXTS[code]["zh"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"{HEAD}\n{GOOD}".encode("utf-16"), ProblemCode.OTHER_ENCODING),
        ("# unit: 中国医院\n".encode("gbk"), ProblemCode.OTHER_ENCODING),
        (b"PK\x03\x04 a spreadsheet", ProblemCode.BINARY),
    ],
)
def test_a_file_that_is_no_text_is_refused(content: bytes, code: ProblemCode) -> None:
    with pytest.raises(CaseError) as refused:
        parse_counts(content)
    assert refused.value.problems[0].code is code


def test_a_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(CaseError) as refused:
        read_counts(tmp_path / "counts.csv")
    assert refused.value.problems[0].code is ProblemCode.NOT_FOUND


def test_a_file_is_read_from_its_path(tmp_path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(f"{HEAD}\n{GOOD}", encoding="utf-8")
    counts = read_counts(path)
    assert counts == parse_counts(f"{HEAD}\n{GOOD}")
    assert counts.fingerprint != replace(counts, name="another").fingerprint
