"""Django's cache in a table of the database: what one server process counts, every other one knows.

The rates of signing in are kept here, and which codes of a second factor were used. Values are JSON, not pickled: who
can write the table can make nobody run anything. Lockouts are rows of django-axes and were always shared.
"""

import json
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

TABLE = "shared_counts"
_NEVER = 9e15  # a second that no clock reaches


class SharedCounts(BaseCache):
    """A cache of small values. `add` is one statement, so of two processes that add the same key one is told no."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        now = time.time()
        self._forget_old(now)
        return self._write(key, value, timeout, version, unless_held_at=now)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(key, value, timeout, version, unless_held_at=None)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        sql = f"SELECT value FROM {TABLE} WHERE key = %s AND until > %s"
        with connection.cursor() as cursor:
            cursor.execute(sql, [self.make_and_validate_key(key, version=version), time.time()])
            found = cursor.fetchone()
        return default if found is None else json.loads(found[0])

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        sql = f"UPDATE {TABLE} SET until = %s WHERE key = %s AND until > %s"
        named = self.make_and_validate_key(key, version=version)
        return self._changed(sql, [self._until(timeout), named, time.time()])

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._changed(f"DELETE FROM {TABLE} WHERE key = %s", [self.make_and_validate_key(key, version=version)])

    def clear(self) -> None:
        self._changed(f"DELETE FROM {TABLE}", [])

    def _write(self, key: str, value: Any, timeout: Any, version: int | None, *, unless_held_at: float | None) -> bool:
        sql = (
            f"INSERT INTO {TABLE} (key, value, until) VALUES (%s, %s, %s) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until"
        )
        values = [self.make_and_validate_key(key, version=version), json.dumps(value), self._until(timeout)]
        if unless_held_at is not None:
            sql += f" WHERE {TABLE}.until <= %s"
            values.append(unless_held_at)
        return self._changed(sql, values)

    def _until(self, timeout: Any) -> float:
        until = self.get_backend_timeout(timeout)
        return _NEVER if until is None else float(until)

    def _forget_old(self, now: float) -> None:
        self._changed(f"DELETE FROM {TABLE} WHERE until <= %s", [now])

    def _changed(self, sql: str, values: list[Any]) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return bool(cursor.rowcount > 0)
