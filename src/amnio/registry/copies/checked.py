"""What a copy holds, and what is wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amnio.registry import trail

#: A restore signs everybody out, and begins to count anew.
SKIPPED = ("django_session", "shared_counts")


@dataclass(kw_only=True, slots=True)
class Copy:
    """One moment of the database. `faults` is empty for a copy that can be trusted."""

    files: list[Path]
    rows: dict[str, int]
    migrations: list[list[str]]
    head: tuple[int, str] | None
    faults: list[str] = field(default_factory=list)


def described(connection: Any, files: list[Path]) -> Copy:
    """The copy that this connection sees: its rows counted, its trail read from end to end."""
    alias = connection.alias
    with connection.cursor() as cursor:
        tables = sorted(name for name in connection.introspection.table_names(cursor) if name not in SKIPPED)
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            rows[table] = cursor.fetchone()[0]
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        migrations = [list(row) for row in cursor.fetchall()]
    faults = [f"event {one.sequence} of the audit trail: {one.what}" for one in trail.breaks(using=alias)]
    return Copy(files=files, rows=rows, migrations=migrations, head=trail.head(using=alias), faults=faults[:5])
