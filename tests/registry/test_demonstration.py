"""The made-up unit: records that hold together, marked, with something to do, never beside real ones."""

from datetime import date

import pytest

from amnio.clinic.vocabulary import Outcome
from amnio.registry import trail
from amnio.registry.actions import demonstration
from amnio.registry.actions.demonstration import AlreadyThere, Filled, HoldsRealRecords, fill
from amnio.registry.demo.practice import practice
from amnio.registry.demo.simulated import simulate
from amnio.registry.models import DatingRow, Event, FollowUp, LossReview, Pregnancy, Procedure, Staff, TestOrder, Woman
from amnio.registry.record_case import case_of
from tests.registry.conftest import People

TODAY = date(2026, 11, 27)
PROCEDURES = 150


@pytest.fixture
def filled(db: None) -> Filled:
    return fill(procedures=PROCEDURES, years=1, seed=7, today=TODAY, reviewed=0)


def test_every_made_up_record_is_a_case_without_contradiction(filled: Filled) -> None:
    cases = [case_of(pregnancy) for pregnancy in Pregnancy.objects.all()]
    assert len(cases) == filled.pregnancies
    lost = sum(case.loss.outcome is Outcome.LOSS for case in cases)
    assert lost == filled.losses


def test_everything_is_marked_as_made_up(filled: Filled) -> None:
    assert filled.unit.demonstration
    assert not Pregnancy.objects.filter(made_up=False).exists()


def test_there_is_something_to_do_today(filled: Filled) -> None:
    assert Pregnancy.objects.filter(plan_section__on=TODAY, procedure_section=None).exists()
    assert FollowUp.objects.filter(done_at=None, due_on__lte=TODAY).exists()
    assert TestOrder.objects.filter(result=None).exists()
    assert FollowUp.objects.filter(red_flag=True, red_flag_closed_at=None).count() >= 3


def test_nothing_has_happened_that_is_still_to_come(filled: Filled) -> None:
    assert not Procedure.objects.filter(on__gt=TODAY).exists()
    assert not DatingRow.objects.filter(on__gt=TODAY).exists()
    assert not TestOrder.objects.filter(result_on__gt=TODAY).exists()
    assert not FollowUp.objects.filter(done_at__date__gt=TODAY).exists()


def test_each_registration_has_its_event_and_the_chain_holds(filled: Filled) -> None:
    assert Event.objects.filter(kind="pregnancy.registered").count() == filled.pregnancies
    assert list(trail.breaks()) == []


def test_each_row_has_its_history(filled: Filled) -> None:
    for model in (Woman, Pregnancy, Procedure, FollowUp):
        assert model.history.count() == model.objects.count() > 0


def test_the_password_is_made_by_chance_and_opens_every_account(filled: Filled) -> None:
    for username in filled.accounts.values():
        assert Staff.objects.get(username=username).check_password(filled.password)
    assert demonstration.password() != demonstration.password()


def test_the_same_seed_gives_the_same_women() -> None:
    assert simulate(60, practice(), seed=3) == simulate(60, practice(), seed=3)


def test_losses_stand_in_every_state_of_review(db: None) -> None:
    fill(procedures=800, years=2, seed=7, today=TODAY)
    lost = Pregnancy.objects.filter(loss_section__outcome="loss")
    assert lost.filter(loss_reviews=None).count() == 2
    reviews = LossReview.objects.all()
    assert reviews.filter(judgements=None).exists()
    assert reviews.filter(second_reader=None).exclude(judgements=None).exists()
    assert reviews.exclude(second_reader=None).filter(conclusions=None).exists()
    assert reviews.filter(conclusions__reviewer=None, closed_at=None).exclude(conclusions=None).exists()
    assert reviews.exclude(letters=None).exclude(closed_at=None).exists()


def test_a_second_demonstration_is_refused(filled: Filled) -> None:
    with pytest.raises(AlreadyThere):
        fill(procedures=10, years=1, seed=1, today=TODAY)


def test_a_demonstration_beside_a_real_unit_is_refused(people: People) -> None:
    with pytest.raises(HoldsRealRecords):
        fill(procedures=10, years=1, seed=1, today=TODAY)
