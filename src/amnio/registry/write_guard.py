"""Nothing is written to the registry's tables outside an action, and nothing changes the tables outside a migration.

Every database connection carries this guard. It looks at each statement that Django sends, wherever in it the verb
stands (`WITH ... INSERT`, several statements in one, many rows at once). A write to a table of the registry while no
action is open raises `WroteOutsideAnAction`, so the audit trail cannot be forgotten, neither by a view nor by a script.
What passes Django by (a cursor of the driver, COPY) is kept out of the source by tests/registry/test_writes.py, and the
rows that matter most are kept by triggers of the database whoever writes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

_QUOTED = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", re.DOTALL)
_TABLE = r"(?:ONLY\s+)?(?:\w+\.)?(registry_\w+)"
_WRITES = re.compile(
    rf"""\b(?:
        (?:INSERT\s+(?:OR\s+\w+\s+)?|REPLACE\s+|MERGE\s+)INTO\s+{_TABLE}
        | UPDATE\s+(?:OR\s+\w+\s+)?{_TABLE}
        | DELETE\s+FROM\s+{_TABLE}
        | COPY\s+{_TABLE}[^;]*?\bFROM\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_EMPTIES = re.compile(r"\bTRUNCATE\b[^;]*?\bregistry_\w+", re.IGNORECASE)
_RESHAPES = re.compile(
    r"\b(?:ALTER|DROP)\s+TABLE\b[^;]*?\bregistry_\w+|\b(?:CREATE|DROP|ALTER)\s+(?:TEMP\s+)?(?:TRIGGER|FUNCTION)\b"
    r"|\bsession_replication_role\b|\bwritable_schema\b",
    re.IGNORECASE,
)
#: A text that is run as a program: what it writes cannot be seen from outside.
_RUNS_A_TEXT = re.compile(r"\bDO\b[^;]*?(?:\$\w*\$|').*?\bregistry_\w+", re.IGNORECASE | re.DOTALL)
_QUOTES = str.maketrans("", "", '"`[]')
#: A draft is no change of a record.
_FREE = frozenset({"registry_draft"})

_open: ContextVar[bool] = ContextVar("an action is open", default=False)
_migrating: ContextVar[bool] = ContextVar("a migration is running", default=False)


class WroteOutsideAnAction(RuntimeError):
    """A mistake of the program: a write that would have left no event in the audit trail."""


@contextmanager
def writing() -> Iterator[None]:
    """Lets writes of rows through. Only `actions.action` opens it."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


@contextmanager
def reshaping() -> Iterator[None]:
    """Lets everything through: migrations, and a restore into an empty database."""
    token = _migrating.set(True)
    try:
        yield
    finally:
        _migrating.reset(token)


def migrations_begin(**_: object) -> None:
    """A migration writes rows and leaves no event: it is the program that changes, not a record."""
    _migrating.set(True)


def migrations_end(**_: object) -> None:
    _migrating.set(False)


def guard_connection(*, connection: Any, **_: object) -> None:
    """Installs the guard on a new connection."""
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


@lru_cache(maxsize=4096)
def written_by(sql: str) -> frozenset[str]:
    """The tables of the registry that a statement writes; `*` where it changes tables, triggers or all rows.

    >>> sorted(written_by('WITH x AS (SELECT 1) INSERT INTO "registry_woman" SELECT * FROM x'))
    ['registry_woman']
    """
    bare = _bare(sql)
    found = {name for match in _WRITES.finditer(bare) for name in match.groups() if name}
    if _EMPTIES.search(bare) or _RESHAPES.search(_without_texts(sql)) or _RUNS_A_TEXT.search(sql):
        found.add("*")
    return frozenset(found) - _FREE


def _bare(sql: str) -> str:
    """Names as they are without the quotes of any database."""
    return _without_texts(sql).translate(_QUOTES)


def _without_texts(sql: str) -> str:
    """A comment parts words as a space does; what stands in a text is no statement."""
    return _QUOTED.sub(lambda found: " " if found[0][:2] in ("--", "/*") else "''", sql)


def _guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _migrating.get():
        written = written_by(sql if isinstance(sql, str) else str(sql))
        if "*" in written or (written and not _open.get()):
            raise WroteOutsideAnAction(f"{', '.join(sorted(written))} was written outside an action: {sql[:60]}")
    return execute(sql, params, many, context)
