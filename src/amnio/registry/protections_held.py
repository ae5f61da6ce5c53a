"""Whether the rules that the database itself keeps are all in place, word for word, and putting them back.

SQLite loses the triggers of a table that is made anew, and whoever owns the database can drop or weaken any. The server
therefore looks before it answers anybody (`amnio serve`), and `amnio audit-trail protect` puts back what is missing.
"""

import re
from typing import Any

from django.db import connection, transaction

from amnio.registry import protections, review_rules
from amnio.registry.write_guard import reshaping

_TRIGGER = re.compile(r"CREATE TRIGGER (\w+) ")
_NAMED = re.compile(r"CREATE TRIGGER (\w+) .* EXECUTE FUNCTION")
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(\) RETURNS trigger AS \$\$(.*)\$\$ LANGUAGE plpgsql", re.DOTALL)
#: `tgenabled` of a trigger that fires for whoever writes here: as it is made, or always.
_FIRES = ("O", "A")


def statements(vendor: str, *, migration: int | None = None) -> list[str]:
    """The SQL of every rule: append-only tables first, then those of a review. A `migration` puts in place those whose
    columns it has."""
    return [*protections.statements(vendor), *review_rules.statements(vendor, migration=migration)]


def undo(vendor: str) -> list[str]:
    """The SQL that takes every rule away."""
    return [*review_rules.undo(vendor), *protections.undo(vendor)]


def missing() -> tuple[str, ...]:
    """The names of the rules that are not in the database as they should be: gone, switched off, or reworded."""
    held = _held_by_sqlite() if connection.vendor == "sqlite" else _held_by_postgresql()
    return tuple(sorted(name for name, text in _wanted(connection.vendor).items() if held.get(name) != text))


def put_back() -> tuple[str, ...]:
    """Makes every rule anew in one transaction; returns the names of those that had not been in place."""
    gone = missing()
    with reshaping(), transaction.atomic(), connection.cursor() as cursor:
        for statement in (*undo(connection.vendor), *statements(connection.vendor)):
            cursor.execute(statement)
    return gone


def _wanted(vendor: str) -> dict[str, str]:
    """What each rule must say: to SQLite the whole trigger, to PostgreSQL also the body of its function."""
    if vendor == "sqlite":
        return {match[1]: sql for sql in statements(vendor) if (match := _TRIGGER.match(sql))}
    bodies = {match[1]: match[2] for sql in statements(vendor) if (match := _FUNCTION.match(sql))}
    return {match[1]: sql + bodies[match[1]] for sql in statements(vendor) if (match := _NAMED.match(sql))}


def _held_by_sqlite() -> dict[str, str]:
    return dict(_rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def _held_by_postgresql() -> dict[str, str]:
    """The triggers of tables in use that fire, each under its name: when, on what and under which condition, with the
    body of the function that it calls. None where the connection is told to fire none."""
    held = _rows(
        "SELECT t.tgname, t.tgenabled, pg_get_triggerdef(t.oid, true) || p.prosrc "
        "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql' "
        "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid) AND p.proname = t.tgname "
        "AND current_setting('session_replication_role') <> 'replica'"
    )
    return {name: text for name, enabled, text in held if enabled in _FIRES}


def _rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[Any] = cursor.fetchall()
    return found
