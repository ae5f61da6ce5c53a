from decimal import Decimal

import pytest

from amnio.clinic.case import Pregnancy, Signs
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import _LEAVES, _MOST_REMEMBERED, case_from_mapping
from amnio.clinic.vocabulary import Outcome, Presence
from tests.spec.bad_inputs import GOOD

NESTED = {"procedure": {"kind": "amniocentesis", "at": "16+3"}, "loss": {"outcome": "loss", "at": "18+2"}}


def test_tables_and_dotted_names_say_the_same() -> None:
    assert case_from_mapping(NESTED) == case_from_mapping(GOOD)


def test_tables_and_dotted_names_may_be_mixed() -> None:
    mixed = {"procedure": {"kind": "amniocentesis"}, "procedure.at": "16+3", "loss": GOOD | {}}
    mixed["loss"] = {"outcome": "loss", "at": "18+2"}
    assert case_from_mapping(mixed) == case_from_mapping(GOOD)


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_what_is_not_given_is_not_looked_for(nothing: object) -> None:
    case = case_from_mapping(GOOD | {"signs.fever": nothing, "signs": nothing, "loss.fetuses": nothing, "id": nothing})
    assert case.signs == Signs()
    assert case.signs.fever is None
    assert case.id is None


def test_absent_is_a_value_and_not_the_same_as_not_looked_for() -> None:
    assert case_from_mapping(GOOD | {"signs.fever": "absent"}).signs.fever is Presence.ABSENT


@pytest.mark.parametrize("raw", [38, 38.0, "38", "38.0", " 38 ", "3.8e1", Decimal("38")])
def test_a_number_is_read_from_any_plain_form(raw: object) -> None:
    temperature = case_from_mapping(GOOD | {"signs.temperature_c": raw}).signs.temperature_c
    assert temperature == 38.0
    assert type(temperature) is float


@pytest.mark.parametrize("raw", [2, 2.0, "2", "2.0"])
def test_a_count_is_always_a_whole_number(raw: object) -> None:
    passes = case_from_mapping(GOOD | {"procedure.passes": raw}).procedure.passes
    assert (passes, type(passes)) == (2, int)


def test_a_value_that_equals_another_of_another_type_is_not_mixed_up_with_it() -> None:
    case_from_mapping(GOOD | {"procedure.passes": 1})
    with pytest.raises(CaseError):
        case_from_mapping(GOOD | {"procedure.passes": True})
    with pytest.raises(CaseError):
        case_from_mapping(GOOD | {"signs.fever": 1})


def test_the_same_rows_read_twice_give_the_same_cases() -> None:
    rows = [GOOD | {"procedure.at": f"{14 + n % 4}+{n % 7}", "screening.t21_risk": f"1:{n + 2}"} for n in range(200)]
    assert [case_from_mapping(row) for row in rows] == [case_from_mapping(row) for row in rows]


def test_what_is_remembered_of_a_field_has_a_bound() -> None:
    for n in range(_MOST_REMEMBERED + 50):
        case_from_mapping(GOOD | {"screening.t21_risk": f"1:{n + 2}"})
    assert 0 < len(_LEAVES["screening.t21_risk"].remembered or ()) <= _MOST_REMEMBERED


def test_free_text_is_not_remembered() -> None:
    case_from_mapping(GOOD | {"words.baby": "a name"})
    assert _LEAVES["words.baby"].remembered is None


def test_a_wrong_value_is_refused_every_time_it_comes() -> None:
    for _ in range(3):
        with pytest.raises(CaseError):
            case_from_mapping(GOOD | {"signs.fever": "yes"})


def test_fetuses_come_as_a_list_or_as_numbered_columns() -> None:
    twins = GOOD | {"pregnancy.fetuses": 2}
    as_list = twins | {"loss": {"fetuses": [{"outcome": "loss", "at": "18+2"}, {"outcome": "ongoing"}]}}
    as_columns = twins | {
        "loss.fetuses.1.outcome": "loss",
        "loss.fetuses.1.at": "18+2",
        "loss.fetuses.2.outcome": "ongoing",
        "loss.fetuses.2.at": "",
    }
    assert case_from_mapping(as_list) == case_from_mapping(as_columns)
    assert [fetus.outcome for fetus in case_from_mapping(as_list).loss.fetuses] == [Outcome.LOSS, Outcome.ONGOING]


def test_empty_columns_for_twins_do_not_make_twins() -> None:
    columns = {f"loss.fetuses.{n}.{name}": "" for n in (1, 2) for name in ("outcome", "at")}
    case = case_from_mapping(GOOD | columns)
    assert case.loss.fetuses == ()
    assert case.pregnancy == Pregnancy()


def test_other_facts_come_as_a_list_or_as_numbered_columns_and_keep_their_order() -> None:
    as_list = case_from_mapping(GOOD | {"other_facts": ["a fall", "a quarrel"]})
    as_columns = case_from_mapping(GOOD | {"other_facts.2": "a quarrel", "other_facts.1": "a fall"})
    assert as_list.other_facts == as_columns.other_facts == ("a fall", "a quarrel")


@pytest.mark.parametrize("raw", [17, "17"])
def test_a_number_is_a_good_name_for_a_case(raw: object) -> None:
    assert case_from_mapping(GOOD | {"id": raw}).id == "17"


def test_a_risk_is_read_as_one_in_so_many_or_as_a_probability() -> None:
    risks = [
        case_from_mapping(GOOD | {"screening.t21_risk": raw}).screening.t21_risk for raw in ("1:250", 0.004, "0.004")
    ]
    assert risks == [0.004] * 3


@pytest.mark.parametrize("name", ["宝宝", "Zoë", "Ο μικρός", "नन्हा‌सा", "line one\nline two"])
def test_the_words_of_a_family_may_be_in_any_script(name: str) -> None:
    assert case_from_mapping(GOOD | {"words.baby": name}).words.baby == name


def test_one_in_a_thousand_names_that_are_no_field_is_still_found_quickly_and_counted() -> None:
    with pytest.raises(CaseError) as caught:
        case_from_mapping(GOOD | {f"x{n}": n for n in range(5000)})
    assert caught.value.problems[-1].code is Code.TOO_MANY_KEYS
    assert "5000" in caught.value.problems[-1].why
    assert len(caught.value.problems) == 21
