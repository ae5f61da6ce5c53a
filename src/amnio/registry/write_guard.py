"""Nothing is written to the registry's tables outside an action.

Every database connection carries this guard. It looks at each statement that Django sends: an INSERT, UPDATE or DELETE
on a table of the registry while no action is open raises `WroteOutsideAnAction`. The audit trail can therefore not be
forgotten, neither by a view nor by a script. Migrations are exempt.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_WRITES = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(registry_\w+)', re.IGNORECASE)
#: Tables that hold nothing clinical: the last time somebody signed in is no event of the trail.
_FREE = frozenset({"registry_draft"})
_open: ContextVar[bool] = ContextVar("an action is open", default=False)


class WroteOutsideAnAction(RuntimeError):
    """A mistake of the program: a write that would have left no event in the audit trail."""


@contextmanager
def writing() -> Iterator[None]:
    """Lets writes through. Only `actions.action` and migrations open it."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def migrations_begin(**_: object) -> None:
    """A migration writes rows and leaves no event: it is the program that changes, not a record."""
    _open.set(True)


def migrations_end(**_: object) -> None:
    _open.set(False)


def guard_connection(*, connection: Any, **_: object) -> None:
    """Installs the guard on a new connection."""
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


def _guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    found = _WRITES.match(sql)
    if found and not _open.get() and found[1] not in _FREE:
        raise WroteOutsideAnAction(f"{found[1]} was written outside an action: {sql[:60]}")
    return execute(sql, params, many, context)
