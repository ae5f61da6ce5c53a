"""Whoever owns the database can take its triggers away; the chain of hashes still tells."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from amnio.registry import trail
from amnio.registry.actions.pregnancies import register
from amnio.registry.models import Event
from amnio.registry.protections import FOREVER, WRITTEN_ONCE, undo
from amnio.registry.write_guard import reshaping, writing
from tests.registry.conftest import People


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


@pytest.fixture
def events(people: People) -> list[Event]:
    """A trail of a few events; afterwards an owner who took the triggers away."""
    for number in range(4):
        register(people.actor(), woman={"name": "x", "hospital_number": f"H-{number}"}, registered_on=date(2026, 3, 1))
    return list(Event.objects.order_by("sequence"))


@pytest.fixture
def owner(events: list[Event]) -> "list[Event]":
    with reshaping():
        for statement in undo(connection.vendor):
            _sql(statement)
        yield events


def _found() -> set[tuple[int, str]]:
    return {(one.sequence, one.what) for one in trail.breaks()}


def test_an_untouched_trail_holds(events: list[Event]) -> None:
    assert _found() == set()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "record.seen"),
        ("subject", "pregnancy:0"),
        ("role", "nurse"),
        ("details", '{"fields": []}'),
        ("at", "2026-01-01 00:00:00+00:00"),
        ("staff_id", None),
        ("unit_id", None),
    ],
)
def test_a_changed_event_is_found(owner: list[Event], column: str, value: object) -> None:
    changed = owner[-2]
    cast = "::jsonb" if column == "details" and connection.vendor == "postgresql" else ""
    _sql(f"UPDATE registry_event SET {column} = %s{cast} WHERE id = %s", value, changed.pk)
    assert _found() == {(changed.sequence, "changed")}


def test_a_removed_event_is_found(owner: list[Event]) -> None:
    gone = owner[-2]
    _sql("DELETE FROM registry_event WHERE id = %s", gone.pk)
    assert _found() == {(gone.sequence, "missing")}


def test_an_event_that_was_made_fitting_again_breaks_the_next(owner: list[Event]) -> None:
    changed = owner[-2]
    changed.kind = "record.seen"
    _sql(
        "UPDATE registry_event SET kind = %s, hash = %s WHERE id = %s", changed.kind, trail.hash_of(changed), changed.pk
    )
    assert _found() == {(owner[-1].sequence, "unchained")}


def test_a_trail_written_anew_from_a_place_on_does_not_hold_the_noted_head(owner: list[Event]) -> None:
    head = owner[-1].hash
    previous = owner[-3].hash
    for event in owner[-2:]:
        event.kind, event.previous = "record.seen", previous
        previous = event.hash = trail.hash_of(event)
        _sql(
            "UPDATE registry_event SET kind = %s, previous = %s, hash = %s WHERE id = %s",
            *(event.kind, event.previous, event.hash, event.pk),
        )
    assert _found() == set()
    assert [one.what for one in trail.breaks(head=head)] == ["cut_off"]


def test_an_end_that_was_cut_off_is_found_by_the_noted_head(owner: list[Event]) -> None:
    _sql("DELETE FROM registry_event WHERE id = %s", owner[-1].pk)
    assert _found() == set()
    assert [one.what for one in trail.breaks(head=owner[-1].hash)] == ["cut_off"]


@pytest.mark.parametrize("table", [*FOREVER, *WRITTEN_ONCE])
def test_the_triggers_of_every_protected_table_are_there(people: People, table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        else:
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'",
                [table],
            )
        (count,) = cursor.fetchone()
    assert count >= (2 if connection.vendor == "sqlite" else 3)


REFUSED: list[tuple[str, Callable[[], bool]]] = [
    ("UPDATE registry_event SET kind = 'x'", lambda: True),
    ("DELETE FROM registry_event", lambda: True),
    ("INSERT OR REPLACE INTO registry_event SELECT * FROM registry_event", lambda: connection.vendor == "sqlite"),
    ("TRUNCATE registry_event CASCADE", lambda: connection.vendor == "postgresql"),
    ("WITH x AS (DELETE FROM registry_event RETURNING 1) SELECT * FROM x", lambda: connection.vendor == "postgresql"),
]


@pytest.mark.parametrize(("sql", "applies"), REFUSED, ids=[sql for sql, _ in REFUSED])
def test_the_database_refuses_whatever_the_words(events: list[Event], sql: str, applies: Callable[[], bool]) -> None:
    before = list(Event.objects.order_by("sequence").values_list("hash", flat=True))
    if applies():
        with pytest.raises(DatabaseError), transaction.atomic(), reshaping(), writing():
            _sql(sql)
    assert list(Event.objects.order_by("sequence").values_list("hash", flat=True)) == before
