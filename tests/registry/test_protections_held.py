"""A database that lost one of its rules is not served, and says what to do; one command puts the rules back."""

import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from amnio.registry import protections_held
from amnio.registry.actions.protecting import protect
from amnio.registry.models import Event
from amnio.registry.review_rules import REVIEW_RULES
from amnio.registry.write_guard import reshaping, writing
from tests.registry.conftest import People
from tests.registry.installation import Installation, free_port

APPEND_ONLY = "registry_event_no_update"


def _sql(statement: str) -> None:
    with reshaping(), connection.cursor() as cursor:
        cursor.execute(statement)


def _drop(name: str, table: str) -> None:
    _sql(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def test_after_the_migrations_every_rule_is_in_place(db: None) -> None:
    assert protections_held.missing() == ()


@pytest.mark.parametrize(
    ("name", "table"), [(APPEND_ONLY, "registry_event"), *((rule.name, rule.table) for rule in REVIEW_RULES)]
)
def test_a_dropped_rule_is_missed_and_put_back_with_an_event(people: People, name: str, table: str) -> None:
    _drop(name, table)
    assert protections_held.missing() == (name,)
    assert protect() == (name,)
    assert protections_held.missing() == ()
    assert Event.objects.filter(kind="registry.protected").get().details == {"rules": [name]}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), writing():
        connection.cursor().execute("UPDATE registry_event SET kind = 'x'")


def test_a_reworded_rule_is_missed_too(db: None) -> None:
    if connection.vendor == "sqlite":
        _drop(APPEND_ONLY, "registry_event")
        _sql(f"CREATE TRIGGER {APPEND_ONLY} BEFORE UPDATE ON registry_event WHEN 0 BEGIN SELECT 1; END")
    else:
        _sql(
            f"CREATE OR REPLACE FUNCTION {APPEND_ONLY}() RETURNS trigger AS "
            "$$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"
        )
    assert protections_held.missing() == (APPEND_ONLY,)


@pytest.mark.parametrize(
    "weaker",
    [
        "BEFORE UPDATE ON registry_event FOR EACH ROW WHEN (false)",
        "AFTER DELETE ON registry_event FOR EACH ROW",
        "BEFORE UPDATE OF kind ON registry_event FOR EACH ROW",
        "BEFORE UPDATE ON registry_unit FOR EACH ROW",
    ],
)
def test_a_rule_that_was_made_anew_for_something_else_is_missed_too(people: People, weaker: str) -> None:
    if connection.vendor == "sqlite":
        return  # there the whole text is one, and was compared above
    _drop(APPEND_ONLY, "registry_event")
    _sql(f"CREATE TRIGGER {APPEND_ONLY} {weaker} EXECUTE FUNCTION {APPEND_ONLY}()")
    assert protections_held.missing() == (APPEND_ONLY,)
    assert protect() == (APPEND_ONLY,)
    assert protections_held.missing() == ()


def test_a_connection_that_fires_no_trigger_holds_no_rule(db: None) -> None:
    if connection.vendor == "sqlite":
        return
    _sql("SET LOCAL session_replication_role = 'replica'")
    assert APPEND_ONLY in protections_held.missing()
    _sql("SET LOCAL session_replication_role = 'origin'")


def test_a_rule_that_is_switched_off_is_missed_too(db: None) -> None:
    if connection.vendor == "sqlite":
        return  # SQLite has no such switch
    _sql(f"ALTER TABLE registry_event DISABLE TRIGGER {APPEND_ONLY}")
    assert protections_held.missing() == (APPEND_ONLY,)


def test_nothing_is_written_where_nothing_is_missing(people: People) -> None:
    assert protect() == ()
    assert not Event.objects.filter(kind="registry.protected").exists()


def test_a_server_does_not_begin_on_a_database_without_a_rule(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    installation.prepare()
    installation.add_staff("zheng", "administrator")
    with sqlite3.connect(tmp_path / "registry.sqlite3") as file:
        file.execute(f"DROP TRIGGER {APPEND_ONLY}")
    refused = installation.amnio("serve", "--port", str(free_port()))
    assert refused.returncode == 2
    assert APPEND_ONLY in refused.stderr
    assert "amnio audit-trail protect" in refused.stderr
    verified = installation.amnio("audit-trail", "verify")
    assert verified.returncode == 1
    assert APPEND_ONLY in verified.stderr
    put_back = installation.amnio("audit-trail", "protect")
    assert put_back.returncode == 0
    assert APPEND_ONLY in put_back.stdout
    again = installation.amnio("audit-trail", "verify")
    assert again.returncode == 0, again.stderr
