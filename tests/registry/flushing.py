"""Emptying the test database after a test with real transactions: the append-only triggers are put aside for it."""

from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from amnio.registry.protections import statements, undo
from amnio.registry.write_guard import reshaping

_empty = TransactionTestCase._fixture_teardown


def _empty_with_triggers_aside(case: Any) -> None:
    with reshaping():
        _run(undo(connection.vendor))
        try:
            _empty(case)
        finally:
            _run(statements(connection.vendor))


def _run(sql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def install() -> None:
    TransactionTestCase._fixture_teardown = _empty_with_triggers_aside
