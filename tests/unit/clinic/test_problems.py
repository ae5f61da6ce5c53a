import pickle
from datetime import date

import pytest

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, problem, shown
from amnio.clinic.review_scope import NotReviewable
from amnio.clinic.vocabulary import Presence

ONE = problem(Code.GESTATION_DAYS_OVER_SIX, "procedure.at", "16+9", right='"17+2"')


def test_a_problem_says_where_what_why_and_what_instead() -> None:
    assert str(ONE) == (
        "procedure.at = '16+9': a week has seven days, so the days after the plus are 0 to 6. "
        'Counted on, it would be "17+2"; check which day is meant.'
    )


def test_a_problem_says_the_same_in_chinese() -> None:
    assert ONE.written("zh") == (
        "procedure.at = '16+9'：一周七天，加号后面的天数只能是 0 至 6。顺延下去是 \"17+2\"；请核对是哪一天。"
    )


def test_a_phrase_in_a_slot_is_said_in_the_language_of_its_sentence() -> None:
    hours = problem(Code.NOT_WHOLE, "x", 1.5, unit=Said(Phrase.HOURS))
    assert "hours" in hours.instead
    assert "小时" in hours.sentences("zh")[1]


def test_an_error_lists_its_problems_by_number_with_the_source() -> None:
    error = CaseError([ONE, ONE], "case.toml")
    assert str(error).splitlines()[0] == "2 problems in case.toml:"
    assert str(error).splitlines()[2].startswith("  2. procedure.at")
    assert str(CaseError([ONE])).startswith("1 problem:")
    assert error.written("zh").startswith("case.toml 中有 2 个问题：")


@pytest.mark.parametrize("kind", [CaseError, NotReviewable])
def test_an_error_can_travel_between_processes(kind: type[CaseError]) -> None:
    error = kind([problem(Code.SENTINEL, "x", 99, "y", reason=Said(Phrase.REASON_AGE))], "line 7")
    travelled = pickle.loads(pickle.dumps(error))
    assert type(travelled) is kind
    assert (travelled.problems, travelled.source, str(travelled)) == (error.problems, "line 7", str(error))


def test_a_record_for_machines_holds_text_only() -> None:
    record = ONE.record("zh")
    assert set(record) == {"path", "value", "code", "why", "instead"}
    assert all(isinstance(value, str) for value in record.values())
    assert problem(Code.EMPTY, "", None).record()["value"] is None


class _Broken:
    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\x1b[2J", "'a\\x1b[2J'"),
        (_Broken(), "<_Broken>"),
        (10**5000, "<int>"),
        ({"a": 1}, "{...}"),
        (Presence.ABSENT, "'absent'"),
        (date(2024, 3, 18), "2024-03-18"),
        ("a" * 500, None),
        (list(range(500)), None),
    ],
    ids=["control characters", "broken repr", "very long number", "table", "word", "day", "long text", "long list"],
)
def test_a_value_is_shown_short_and_harmless(value: object, expected: str | None) -> None:
    written = shown(value)
    assert written.isprintable()
    assert len(written) <= 203
    assert expected is None or written == expected
