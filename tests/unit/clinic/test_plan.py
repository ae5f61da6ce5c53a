"""A pregnancy that goes on: what a case may leave out, what a plan may not say, and how it is dated."""

from datetime import date

import pytest

from amnio.clinic.case import Case
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.review_scope import NotReviewable, reviewable
from amnio.clinic.vocabulary import Outcome, ProcedureKind
from amnio.exchange.case_file import case_to_toml, parse_case

PLAN = {"plan.kind": "amniocentesis", "plan.at": "16+3"}


def codes(mapping: dict[str, object]) -> list[Code]:
    with pytest.raises(CaseError) as caught:
        case_from_mapping(mapping)
    return [problem.code for problem in caught.value.problems]


def test_a_plan_alone_is_a_pregnancy_that_goes_on_with_nothing_done() -> None:
    case = case_from_mapping(PLAN)
    assert (case.procedure.kind, case.loss.outcome) == (ProcedureKind.NONE, Outcome.ONGOING)
    assert case == Case(plan=case.plan)


def test_a_review_of_a_pregnancy_that_goes_on_is_refused_for_that_reason() -> None:
    with pytest.raises(NotReviewable) as caught:
        reviewable(case_from_mapping(PLAN))
    assert [problem.code for problem in caught.value.problems] == [Code.NOT_A_LOSS]


def test_a_procedure_and_a_day_of_aftercare_need_no_loss() -> None:
    case = case_from_mapping({"procedure.kind": "amniocentesis", "procedure.at": "16+3", "aftercare.epds": 4})
    assert case.loss.outcome is Outcome.ONGOING


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["procedure.kind", "loss.outcome"]),
        ({"pregnancy.maternal_age": 34}, ["procedure.kind", "loss.outcome"]),
        ({"procedure.kind": "amniocentesis"}, ["loss.outcome"]),
        ({"loss.outcome": "loss", "loss.at": "18+2"}, ["procedure.kind"]),
        (PLAN | {"loss.outcome": "loss", "loss.at": "18+2"}, ["procedure.kind"]),
        (PLAN | {"procedure.at": "16+3"}, ["procedure.kind"]),
        (PLAN | {"procedure.kind": "none", "loss.at": "18+2"}, ["loss.outcome"]),
        ({"aftercare.epds": 4}, ["procedure.kind"]),
    ],
)
def test_what_a_case_cannot_do_without_is_asked_for(given: dict[str, object], missing: list[str]) -> None:
    with pytest.raises(CaseError) as caught:
        case_from_mapping(given)
    assert [problem.path for problem in caught.value.problems if problem.code is Code.REQUIRED] == missing


def test_a_planned_day_is_turned_into_a_gestational_age_and_back() -> None:
    dating = {"pregnancy.dating": {"at": "12+3", "on": "2024-02-19"}}
    by_day = case_from_mapping(dating | {"plan.kind": "amniocentesis", "plan.on": "2024-03-18"})
    assert by_day.plan.at == GestationalAge.parse("16+3")
    by_age = case_from_mapping(dating | PLAN)
    assert by_age.plan.on == date(2024, 3, 18)


def test_a_dated_plan_must_agree_with_the_dating() -> None:
    dating = {"pregnancy.dating": {"at": "12+3", "on": "2024-02-19"}}
    assert codes(dating | PLAN | {"plan.on": "2024-03-19"}) == [Code.DATES_CONTRADICT_GESTATIONS]


def test_twins_whose_pregnancy_goes_on_have_no_ends_to_list() -> None:
    assert case_from_mapping(PLAN | {"pregnancy.fetuses": 2}).pregnancy.fetuses == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"plan.kind": "none"}, Code.NOTHING_PLANNED),
        ({"plan.insertions": 1, "plan.failed_insertions": 2}, Code.MORE_FAILED_THAN_DONE),
        ({"plan.hiv": "negative", "plan.hiv_copies_ml": 40}, Code.LOAD_WITHOUT_INFECTION),
        ({"plan.hbsag": "negative", "plan.hbv_iu_ml": 4000}, Code.LOAD_WITHOUT_INFECTION),
        ({"plan.hbsag": "negative", "plan.hbeag": "positive"}, Code.LOAD_WITHOUT_INFECTION),
        ({"plan.heparin_kind": "none", "plan.heparin_hours_since_dose": 12}, Code.DOSE_WITHOUT_DRUG),
        ({"aftercare.epds": 2, "aftercare.epds_item_10": 3}, Code.ITEM_ABOVE_TOTAL),
        ({"aftercare.phq9": 0, "aftercare.phq9_item_9": 1}, Code.ITEM_ABOVE_TOTAL),
    ],
)
def test_what_cannot_be_true_together_is_refused(given: dict[str, object], code: Code) -> None:
    assert codes(PLAN | given) == [code]


@pytest.mark.parametrize(
    "given",
    [
        {"plan.insertions": 2, "plan.failed_insertions": 2},
        {"plan.hiv": "negative", "plan.hiv_copies_ml": 0},
        {"plan.hbsag": "negative", "plan.hbeag": "negative"},
        {"aftercare.epds": 3, "aftercare.epds_item_10": 3},
    ],
)
def test_what_can_be_true_together_is_taken(given: dict[str, object]) -> None:
    case_from_mapping(PLAN | given)


def test_care_is_not_asked_for_a_day_before_the_loss() -> None:
    lost = {"procedure.kind": "none", "loss.outcome": "loss", "loss.at": "18+2", "loss.on": "2024-03-31"}
    assert codes(lost | {"aftercare.on": "2024-03-30"}) == [Code.ASKED_BEFORE_IT_HAPPENED]
    case_from_mapping(lost | {"aftercare.on": "2024-03-31"})


def test_a_plan_survives_writing() -> None:
    case = case_from_mapping(PLAN | {"plan.temperature_c": 36.9, "plan.hiv": "negative", "aftercare.country": "china"})
    assert parse_case(case_to_toml(case)) == case
