from dataclasses import replace
from datetime import date

import pytest

from amnio.clinic.case import Case, Dating, FetusOutcome, Loss, Pregnancy, Procedure, Signs
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError
from amnio.clinic.review_scope import NotReviewable, reviewable
from amnio.clinic.vocabulary import Outcome, Presence, ProcedureKind

AT = GestationalAge.parse
AMNIO = Procedure(kind=ProcedureKind.AMNIOCENTESIS, at=AT("16+3"))
LOST = Loss(outcome=Outcome.LOSS, at=AT("18+2"))
DATING = Pregnancy(dating=Dating(at=AT("12+3"), on=date(2024, 2, 19)))


def test_a_case_without_dates_stays_without_dates() -> None:
    case = Case(procedure=AMNIO, loss=LOST)
    assert (case.procedure.on, case.loss.on) == (None, None)


def test_dating_turns_dates_into_gestational_ages() -> None:
    case = Case(
        pregnancy=DATING,
        procedure=Procedure(kind=ProcedureKind.AMNIOCENTESIS, on=date(2024, 3, 18)),
        loss=Loss(outcome=Outcome.LOSS, on=date(2024, 3, 31)),
    )
    assert (case.procedure.at, case.loss.at) == (AT("16+3"), AT("18+2"))


def test_dating_turns_gestational_ages_into_dates() -> None:
    case = Case(pregnancy=DATING, procedure=AMNIO, loss=LOST)
    assert (case.procedure.on, case.loss.on) == (date(2024, 3, 18), date(2024, 3, 31))


def test_a_dated_procedure_dates_the_loss_and_the_other_way_round() -> None:
    on_day = Case(procedure=replace(AMNIO, on=date(2024, 3, 18)), loss=Loss(outcome=Outcome.LOSS, on=date(2024, 3, 31)))
    assert on_day.loss.at == AT("18+2")
    back = Case(procedure=AMNIO, loss=replace(LOST, on=date(2024, 3, 31)))
    assert back.procedure.on == date(2024, 3, 18)


def test_completing_a_case_a_second_time_changes_nothing() -> None:
    case = Case(pregnancy=DATING, procedure=AMNIO, loss=LOST)
    assert replace(case) == case


def test_the_day_that_a_leap_year_adds_is_counted() -> None:
    dating = Pregnancy(dating=Dating(at=AT("12+0"), on=date(2024, 2, 28)))
    case = Case(pregnancy=dating, procedure=AMNIO, loss=Loss(outcome=Outcome.LOSS, on=date(2024, 5, 1)))
    assert case.loss.at == GestationalAge(84 + 63)


def test_an_age_that_only_a_date_gives_may_not_lie_before_the_procedure() -> None:
    with pytest.raises(CaseError) as caught:
        Case(pregnancy=DATING, procedure=AMNIO, loss=Loss(outcome=Outcome.LOSS, on=date(2024, 3, 17)))
    assert [problem.code for problem in caught.value.problems] == [Code.LOSS_BEFORE_PROCEDURE]


def test_the_last_news_of_a_pregnancy_may_lie_before_the_procedure() -> None:
    Case(procedure=AMNIO, loss=Loss(outcome=Outcome.ONGOING, at=AT("12+0")))


def test_a_case_that_contradicts_itself_cannot_be_made() -> None:
    with pytest.raises(CaseError) as caught:
        Case(procedure=AMNIO, loss=LOST, signs=Signs(fever=Presence.ABSENT, temperature_c=39.4))
    assert [problem.code for problem in caught.value.problems] == [Code.FEVER_ABSENT_BUT_HOT]


def _twins(*fetuses: FetusOutcome, at: str | None = None) -> Case:
    loss = Loss(outcome=Outcome.LOSS, at=AT(at) if at else None, fetuses=fetuses)
    return Case(pregnancy=Pregnancy(fetuses=2), procedure=AMNIO, loss=loss)


def test_the_loss_of_twins_is_that_of_the_first_fetus_lost() -> None:
    lost = [FetusOutcome(outcome=Outcome.LOSS, at=AT(at)) for at in ("19+0", "18+1")]
    case = _twins(*lost)
    assert case.loss.at == AT("18+1")
    reviewable(case)


def test_the_first_loss_stays_unknown_while_the_age_of_one_lost_twin_is() -> None:
    case = _twins(FetusOutcome(outcome=Outcome.LOSS, at=AT("19+0")), FetusOutcome(outcome=Outcome.LOSS))
    assert case.loss.at is None
    with pytest.raises(NotReviewable) as caught:
        reviewable(case)
    assert [problem.code for problem in caught.value.problems] == [Code.LOSS_WITHOUT_GESTATION]


def test_a_twin_that_vanished_before_the_procedure_is_not_the_loss_under_review() -> None:
    vanished = FetusOutcome(outcome=Outcome.LOSS, at=AT("11+0"))
    reviewable(_twins(vanished, FetusOutcome(outcome=Outcome.LOSS, at=AT("18+2")), at="18+2"))


def test_one_twin_may_live_on() -> None:
    lived = FetusOutcome(outcome=Outcome.LIVE_BIRTH, at=AT("38+0"))
    reviewable(_twins(FetusOutcome(outcome=Outcome.LOSS, at=AT("18+2")), lived, at="18+2"))
