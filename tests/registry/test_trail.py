"""The audit trail: whatever changes leaves an event, and a changed or missing event is found."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from amnio.clinic.gestation import GestationalAge
from amnio.registry import trail
from amnio.registry.actions.action import action
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.models import Event, Pregnancy, Procedure
from amnio.registry.record_case import case_of
from amnio.registry.write_guard import WroteOutsideAnAction, writing
from tests.registry.conftest import People

WOMAN = {"name": "Li Na", "hospital_number": "H-1"}
DATED = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}


def _registered(people: People) -> Pregnancy:
    return register(people.actor(), woman=WOMAN, registered_on=date(2026, 3, 1), dating=DATED)


def test_a_registration_leaves_one_event_that_names_no_person(people: People) -> None:
    before = Event.objects.count()
    pregnancy = _registered(people)
    (event,) = Event.objects.filter(sequence__gt=before)
    assert event.kind == "pregnancy.registered"
    assert event.subject == f"pregnancy:{pregnancy.public_id}"
    assert "Li Na" not in str(event.details)


def test_a_write_outside_an_action_is_refused(people: People) -> None:
    pregnancy = _registered(people)
    pregnancy.number = "x"
    with pytest.raises(WroteOutsideAnAction):
        pregnancy.save()


def test_the_chain_holds_and_a_head_is_found_again(people: People) -> None:
    _registered(people)
    head = Event.objects.order_by("-sequence").first().hash
    assert list(trail.breaks(head=head)) == []
    assert [one.what for one in trail.breaks(head="f" * 64)] == ["cut_off"]


@pytest.mark.parametrize("sql", ["UPDATE registry_event SET kind = 'x'", "DELETE FROM registry_event"])
def test_the_database_refuses_to_change_the_trail(people: People, sql: str) -> None:
    _registered(people)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), writing():
        connection.cursor().execute(sql)


def test_a_section_becomes_part_of_the_case(people: People) -> None:
    pregnancy = _registered(people)
    values = {"kind": "amniocentesis", "at": GestationalAge(115), "passes": 1}
    change_section(people.actor(), pregnancy, "procedure", values, revision=0)
    case = case_of(Pregnancy.objects.get(pk=pregnancy.pk))
    assert str(case.procedure.at) == "16+3"
    assert case.procedure.on == date(2026, 3, 19)
    assert case.procedure.passes == 1


def test_an_older_form_gets_a_question(people: People) -> None:
    pregnancy = _registered(people)
    first = change_section(people.actor(), pregnancy, "procedure", {"kind": "amniocentesis", "passes": 1}, revision=0)
    change_section(people.actor(), pregnancy, "procedure", {"passes": 2}, revision=first.revision)
    with pytest.raises(ChangedMeanwhile) as asked:
        change_section(people.actor(), pregnancy, "procedure", {"passes": 3}, revision=first.revision)
    assert [(one.field, one.theirs, one.yours) for one in asked.value.clashes] == [("passes", 2, 3)]
    assert Procedure.objects.get().passes == 2


def test_the_database_refuses_a_code_that_no_case_has(people: People) -> None:
    pregnancy = _registered(people)
    with pytest.raises(DatabaseError), transaction.atomic():
        change_section(people.actor(), pregnancy, "procedure", {"kind": "amniocentesis", "fluid": "green"}, revision=0)


def test_the_number_after_9999_is_10000_and_then_10001(people: People) -> None:
    first = _registered(people)
    with action("test.many", by=None):
        Pregnancy.objects.filter(pk=first.pk).update(number="2026-9999")
    numbers = [register(people.actor(), woman=WOMAN, registered_on=date(2026, 3, 1)).number for _ in range(2)]
    assert numbers == ["2026-10000", "2026-10001"]
