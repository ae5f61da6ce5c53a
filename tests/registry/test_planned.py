"""What is planned is judged once for each state of a record, and again as soon as any part of it is another."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amnio.answers.check_answer import Decision, PlanStanding
from amnio.registry import planned as planned_module
from amnio.registry.access import Actor
from amnio.registry.actions.action import action
from amnio.registry.actions.pregnancies import register
from amnio.registry.actions.records import change_sections
from amnio.registry.checking import standing_on
from amnio.registry.models import SECTION_MODELS, DatingRow, Fetus, FollowUp, Pregnancy, TestOrder
from amnio.registry.planned import Planned, planned
from amnio.registry.queries import WITH_MANY, WITH_SECTIONS
from tests.registry.conftest import People

TODAY = date(2026, 3, 6)
_GO = PlanStanding(decision=Decision.GO)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of the records that were judged, in order; nothing is remembered at the beginning."""
    numbers: list[str] = []

    def counting(pregnancy: Pregnancy, *more: Any) -> PlanStanding:
        numbers.append(pregnancy.number)
        return standing_on(pregnancy, *more)

    monkeypatch.setattr(planned_module, "standing_on", counting)
    monkeypatch.setattr(planned_module, "_remembered", planned_module._Judgements())
    return numbers


def _planned_on(by: Actor, hospital_number: str, on: date = TODAY) -> Pregnancy:
    made = register(by, woman={"name": "Li Na", "hospital_number": hospital_number}, registered_on=TODAY)
    plan = {"kind": "amniocentesis", "on": on}
    change_sections(by, made, {"plan": plan}, {"plan": 0}, kind="sections.changed")
    return made


def _of_today(by: Actor, today: date = TODAY) -> tuple[Planned, ...]:
    return planned(by, today, today, today=today)


def _row_saved(model: type[Any], **values: Any) -> Callable[[Actor, Pregnancy], None]:
    def save(by: Actor, pregnancy: Pregnancy) -> None:
        with action("test.saved", by=by):
            model(pregnancy=pregnancy, **values).save()

    return save


def _section_saved(table: str) -> Callable[[Actor, Pregnancy], None]:
    def save(by: Actor, pregnancy: Pregnancy) -> None:
        with action("test.saved", by=by):
            model, needed = SECTION_MODELS[table], {"outcome": "ongoing"} if table == "loss" else {}
            (model.objects.filter(pregnancy=pregnancy).first() or model(pregnancy=pregnancy, **needed)).save()

    return save


def _dated(by: Actor, pregnancy: Pregnancy) -> None:
    with action("test.saved", by=by):
        DatingRow.objects.create(pregnancy=pregnancy, at=90, on=TODAY, method="scan", recorded_by=by.staff)


def _other_fact(by: Actor, pregnancy: Pregnancy) -> None:
    with action("test.saved", by=by):
        Pregnancy.objects.get(pk=pregnancy.pk).save()


#: Every row that a case is made from. The procedure is left out: once it is there, nothing is planned any more.
SAVED: dict[str, Callable[[Actor, Pregnancy], None]] = {
    **{table: _section_saved(table) for table in SECTION_MODELS if table != "procedure"},
    "fetus": _row_saved(Fetus, number=1),
    "test": _row_saved(TestOrder, test="karyotype_fluid", ordered_on=TODAY),
    "call": _row_saved(FollowUp, occasion="48h", due_on=TODAY),
    "dating": _dated,
    "other facts": _other_fact,
}


@pytest.mark.parametrize("part", SAVED)
def test_a_saved_part_of_the_record_is_judged_again(people: People, judged: list[str], part: str) -> None:
    by = people.actor()
    pregnancy, other = _planned_on(by, "H-1"), _planned_on(by, "H-2")
    _of_today(by), _of_today(by)
    assert sorted(judged) == sorted([pregnancy.number, other.number])
    SAVED[part](by, pregnancy)
    _of_today(by), _of_today(by)
    assert judged[2:] == [pregnancy.number]


def test_every_row_of_a_record_is_part_of_its_state() -> None:
    hanging = {
        relation.related_model
        for relation in Pregnancy._meta.related_objects
        if relation.name in {*WITH_SECTIONS, *WITH_MANY}
    }
    assert hanging == {*SECTION_MODELS.values(), *(rows for rows, _ in planned_module._MANY.values())}
    assert set(SAVED) - set(SECTION_MODELS) == {"fetus", "test", "call", "dating", "other facts"}


def test_another_day_and_other_rules_are_judged_again(people: People, judged: list[str]) -> None:
    by = people.actor()
    _planned_on(by, "H-1", on=TODAY + timedelta(days=1))
    tomorrow = TODAY + timedelta(days=1)
    planned(by, tomorrow, tomorrow, today=TODAY)
    planned(by, tomorrow, tomorrow, today=tomorrow)
    by.unit.profiles = ["china"]
    planned(by, tomorrow, tomorrow, today=tomorrow)
    assert len(judged) == 3


def test_what_is_remembered_is_what_the_rules_say(people: People, judged: list[str]) -> None:
    by = people.actor()
    pregnancy = _planned_on(by, "H-1")
    assert [one.standing.decision for one in _of_today(by)] == [Decision.CANNOT_TELL]
    with action("test.saved", by=by):
        DatingRow.objects.create(pregnancy=pregnancy, at=80, on=TODAY, method="scan", recorded_by=by.staff)
    assert [one.standing.decision for one in _of_today(by)] == [Decision.WAIT]
    assert [one.standing.decision for one in _of_today(by)] == [Decision.WAIT]


def test_no_record_is_read_twice(people: People, judged: list[str]) -> None:
    by = people.actor()
    for n in range(5):
        _planned_on(by, f"H-{n}")
    with CaptureQueriesContext(
        connection,
    ) as first:
        _of_today(by)
    with CaptureQueriesContext(connection) as again:
        _of_today(by)
    assert (len(again), len(judged)) == (1, 5)
    assert len(first) > 1


def test_the_longest_unused_judgements_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned_module, "_MOST", 2)
    kept = planned_module._Judgements()
    kept.keep({1: ("a", _GO), 2: ("a", _GO)})
    assert kept.recall({1: "a", 2: "b"}) == {1: _GO}
    kept.keep({3: ("a", _GO)})
    assert kept.recall({1: "a", 2: "a", 3: "a"}) == {1: _GO, 3: _GO}


def test_another_unit_has_nothing_planned(people: People, others: People, judged: list[str]) -> None:
    _planned_on(people.actor(), "H-1")
    assert _of_today(others.actor()) == ()
