"""Who held the needle need not be who records it, and need not have an account."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amnio.registry.access import Role
from amnio.registry.actions.action import action
from amnio.registry.models import Membership, Pregnancy, Procedure, Staff
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import third_person
from tests.registry.test_records_path import register


@pytest.fixture
def browser(people: People) -> Client:
    return people.browser()


@pytest.fixture
def pregnancy(browser: Client) -> Pregnancy:
    return register(browser)


def _sent(revision: int = 0, **more: str) -> dict[str, str]:
    on = (timezone.localdate() - timedelta(days=3)).isoformat()
    because = {"procedure.went_ahead_because": "recorded afterwards"}
    done = {"procedure.kind": "amniocentesis", "procedure.on": on, **because}
    return done | {"revision.procedure": str(revision)} | {f"procedure.{name}": value for name, value in more.items()}


def _form(pregnancy: Pregnancy) -> str:
    return reverse("form", args=[pregnancy.public_id, "procedure"])


def test_the_form_proposes_whoever_records_it_and_lists_the_clinicians(
    people: People, browser: Client, pregnancy: Pregnancy
) -> None:
    colleague = third_person(people).staff
    box, _ = browser.get(_form(pregnancy)).context["operator"]
    chosen = [choice.word for choice in box.choices if choice.chosen]
    assert chosen == [str(people.staff[Role.CLINICIAN])]
    offered = {choice.value for choice in box.choices if choice.value}
    assert offered == {str(people.staff[Role.CLINICIAN].pk), str(colleague.pk)}


def test_another_operator_is_kept_and_shown(people: People, browser: Client, pregnancy: Pregnancy) -> None:
    colleague = third_person(people).staff
    assert browser.post(_form(pregnancy), _sent(operator=str(colleague.pk))).status_code == 302
    row = Procedure.objects.get()
    assert (row.operator, row.changed_by) == (colleague, people.staff[Role.CLINICIAN])
    assert str(colleague) in browser.get(reverse("pregnancy", args=[pregnancy.public_id])).content.decode()


def test_an_operator_without_an_account_is_kept_by_name(browser: Client, pregnancy: Pregnancy) -> None:
    assert browser.post(_form(pregnancy), _sent(operator_elsewhere="Dr Visiting")).status_code == 302
    row = Procedure.objects.get()
    assert (row.operator, row.operator_elsewhere) == (None, "Dr Visiting")
    assert "Dr Visiting" in browser.get(reverse("pregnancy", args=[pregnancy.public_id])).content.decode()


def test_one_operator_is_enough(people: People, browser: Client, pregnancy: Pregnancy) -> None:
    both = _sent(operator=str(people.staff[Role.CLINICIAN].pk), operator_elsewhere="Dr Visiting")
    assert browser.post(_form(pregnancy), both).status_code == 422
    assert not Procedure.objects.exists()
    browser.post(_form(pregnancy), _sent(operator=str(people.staff[Role.CLINICIAN].pk)))
    with pytest.raises(DatabaseError), transaction.atomic(), writing():
        Procedure.objects.update(operator_elsewhere="Dr Visiting")


def test_nobody_of_another_unit_or_role_is_an_operator(
    people: People, others: People, browser: Client, pregnancy: Pregnancy
) -> None:
    for who in (others.staff[Role.CLINICIAN], people.staff[Role.NURSE]):
        assert browser.post(_form(pregnancy), _sent(operator=str(who.pk))).status_code == 422
    assert browser.post(_form(pregnancy), _sent(operator="x")).status_code == 422
    assert not Procedure.objects.exists()


def test_an_operator_who_left_stays_on_the_record(people: People, browser: Client, pregnancy: Pregnancy) -> None:
    colleague: Staff = third_person(people).staff
    browser.post(_form(pregnancy), _sent(operator=str(colleague.pk)))
    with action("test.left", by=None):
        Membership.objects.filter(staff=colleague).update(active=False)
    page = browser.get(_form(pregnancy))
    box, _ = page.context["operator"]
    assert [choice.value for choice in box.choices if choice.chosen] == [str(colleague.pk)]
    assert browser.post(_form(pregnancy), _sent(1, operator=str(colleague.pk), passes="1")).status_code == 302
    assert Procedure.objects.get().operator == colleague


def test_two_people_who_name_another_operator_get_a_question(
    people: People, browser: Client, pregnancy: Pregnancy
) -> None:
    colleague = third_person(people).staff
    browser.post(_form(pregnancy), _sent(operator=str(colleague.pk)))
    asked = browser.post(_form(pregnancy), _sent(operator=str(people.staff[Role.CLINICIAN].pk)))
    assert asked.status_code == 409
    question = next(one for one in asked.context["questions"] if one["field"] == "operator")
    assert question["theirs"] == str(colleague)
    assert question["theirs_typed"] == [str(colleague.pk)]
