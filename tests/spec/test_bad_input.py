"""Whatever is wrong with a case is said clearly, all of it at once, and nothing is lost or repaired in silence."""

import pytest

from amnio.clinic.check_scope import NotCheckable, checkable
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError, shown
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.review_scope import NotReviewable, reviewable
from tests.spec.bad_inputs import GOOD, IN_A_MAPPING, NOT_CHECKABLE, NOT_REVIEWABLE, World


def _named(world: World) -> str:
    return f"{world.code}-{world.path}-{shown(list(world.values.values())[-1])[:40]}"


def _codes(mapping: object) -> list[tuple[str, Code]]:
    with pytest.raises(CaseError) as caught:
        case_from_mapping(mapping)
    return [(problem.path, problem.code) for problem in caught.value.problems]


def test_the_case_that_the_worlds_change_is_good() -> None:
    reviewable(case_from_mapping(GOOD))


@pytest.mark.parametrize("world", IN_A_MAPPING, ids=_named)
def test_each_wrong_case_is_refused_with_its_own_sentence(world: World) -> None:
    with pytest.raises(CaseError) as caught:
        case_from_mapping(world.mapping(), "case.toml")
    assert not isinstance(caught.value, NotReviewable)
    found = [problem for problem in caught.value.problems if (problem.path, problem.code) == (world.path, world.code)]
    assert found, [(p.path, p.code, str(p)) for p in caught.value.problems]
    assert world.says in str(found[0])
    assert "case.toml" in str(caught.value)


@pytest.mark.parametrize("world", IN_A_MAPPING, ids=_named)
def test_one_thing_wrong_gives_one_problem(world: World) -> None:
    with pytest.raises(CaseError) as caught:
        case_from_mapping(world.mapping())
    codes = {problem.code for problem in caught.value.problems}
    expected = {world.code} | ({Code.UNKNOWN_KEY} if world.code is Code.TOO_MANY_KEYS else set())
    # a fetus that is said to be "loss" and no more, a list without fetuses: the rest of the entry is missing as well
    expected |= {Code.FETUS_OUTCOMES_MISSING} if world.path.startswith("loss.fetuses") else set()
    assert codes <= expected


@pytest.mark.parametrize("world", NOT_REVIEWABLE, ids=_named)
def test_a_coherent_case_outside_the_question_is_read_and_then_refused(world: World) -> None:
    case = case_from_mapping(world.mapping())
    with pytest.raises(NotReviewable) as caught:
        reviewable(case, "case.toml")
    (found,) = caught.value.problems
    assert (found.path, found.code) == (world.path, world.code)
    assert world.says in str(found)


@pytest.mark.parametrize("world", NOT_CHECKABLE, ids=_named)
def test_a_coherent_case_with_no_procedure_to_come_is_read_and_then_refused(world: World) -> None:
    case = case_from_mapping(world.mapping())
    with pytest.raises(NotCheckable) as caught:
        checkable(case, "case.toml")
    assert [(found.path, found.code) for found in caught.value.problems] == [(world.path, world.code)]


@pytest.mark.parametrize("world", [*IN_A_MAPPING, *NOT_REVIEWABLE], ids=_named)
def test_every_sentence_is_whole_in_both_languages_and_safe_to_print(world: World) -> None:
    with pytest.raises(CaseError) as caught:
        reviewable(case_from_mapping(world.mapping()))
    for problem in caught.value.problems:
        for language in ("en", "zh"):
            written = problem.written(language)
            assert "{" not in written.replace("{...}", "").replace("[{outcome", "").replace("{outcome", "")
            assert written.isprintable()
            assert len(written) < 1200
            why, instead = problem.sentences(language)
            assert why.endswith((".", "。"))
            assert instead.endswith((".", "。", "?", "？", ")"))


def test_all_problems_of_a_case_are_reported_at_once() -> None:
    wrong = {
        "procedure": {"kind": "amniocentesis", "at": "15.3", "passes": 9},
        "loss": {"outcome": "loss"},
        "signs": {"fever": "absent", "temperature_c": 39.4, "fevr": "absent", "crp_mg_dl": 3},
    }
    assert set(_codes(wrong)) == {
        ("procedure.at", Code.GESTATION_DECIMAL),
        ("procedure.passes", Code.SENTINEL),
        ("signs.fevr", Code.UNKNOWN_KEY),
        ("signs.crp_mg_dl", Code.OTHER_UNIT),
        ("signs.fever", Code.FEVER_ABSENT_BUT_HOT),
        ("loss.at", Code.LOSS_WITHOUT_GESTATION),
    }


def test_an_empty_case_is_told_the_four_lines_it_needs() -> None:
    assert {path for path, _ in _codes({})} == {"procedure.kind", "procedure.at", "loss.outcome", "loss.at"}


def test_a_wrong_value_does_not_cause_a_second_problem_elsewhere() -> None:
    assert _codes(GOOD | {"loss.at": "15.3"}) == [("loss.at", Code.GESTATION_DECIMAL)]
    assert _codes(GOOD | {"loss.outcome": "lost", "loss.at": None}) == [("loss.outcome", Code.NOT_ALLOWED)]
    assert _codes(GOOD | {"procedure.kind": "amnio"}) == [("procedure.kind", Code.NOT_ALLOWED)]


@pytest.mark.parametrize("raw", [None, [], "text", 3, float("nan"), ["a", "b"], b"bytes"], ids=repr)
def test_what_is_no_table_of_fields_is_no_case(raw: object) -> None:
    assert _codes(raw) == [("", Code.NOT_A_CASE)]


@pytest.mark.parametrize("value", [88, 99])
def test_a_number_that_is_also_a_code_for_unknown_is_taken_where_it_is_a_usual_value(value: int) -> None:
    case = case_from_mapping(GOOD | {"signs.crp_mg_l": value, "procedure.unit_procedures_per_year": value})
    assert case.signs.crp_mg_l == value
    assert case.procedure.unit_procedures_per_year == value


def test_fever_only_while_misoprostol_was_given_is_no_contradiction() -> None:
    signs = {"fever": "absent", "temperature_c": 38.9, "fever_during_induction": "present"}
    assert case_from_mapping(GOOD | {"signs": signs}).signs.temperature_c == 38.9


def test_a_temperature_just_below_a_fever_does_not_contradict_its_absence() -> None:
    assert case_from_mapping(GOOD | {"signs": {"fever": "absent", "temperature_c": 37.9}}).signs.temperature_c == 37.9
    assert _codes(GOOD | {"signs": {"fever": "absent", "temperature_c": 38.0}}) == [
        ("signs.fever", Code.FEVER_ABSENT_BUT_HOT)
    ]


def test_a_loss_on_the_day_of_the_procedure_is_taken() -> None:
    reviewable(case_from_mapping(GOOD | {"loss.at": "16+3"}))


@pytest.mark.parametrize("at", ["10+0", "41+6"])
def test_the_first_and_the_last_day_of_the_clock_are_answered_for(at: str) -> None:
    reviewable(case_from_mapping({"procedure.kind": "none", "loss.outcome": "loss", "loss.at": at}))


def test_every_reason_why_a_case_is_not_reviewable_is_given() -> None:
    case = case_from_mapping(
        GOOD | {"loss.outcome": "ongoing", "procedure.kind": "cordocentesis", "procedure.fetus_alive_before": "absent"}
    )
    with pytest.raises(NotReviewable) as caught:
        reviewable(case)
    assert [problem.code for problem in caught.value.problems] == [
        Code.NOT_A_LOSS,
        Code.OTHER_PROCEDURE,
        Code.DEAD_BEFORE_PROCEDURE,
    ]
