"""A copy of a PostgreSQL database: one snapshot, a file a table as COPY writes it; and bringing it back.

No program of PostgreSQL is needed: the server sends the rows itself, so the copy fits whatever its version is.
"""

from pathlib import Path
from typing import Any

from django.db import connection, transaction

from amnio.registry.copies.checked import SKIPPED, Copy, described
from amnio.registry.copies.manifest import NotABackup
from amnio.registry.write_guard import reshaping

_CHUNK = 1 << 20


def copy_into(folder: Path) -> Copy:
    """Copies every table as it is in one snapshot, while others write."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        copy = described(connection, [])
        for table in copy.rows:
            path = folder / f"{table}.copy"
            columns = _columns(cursor, table)
            with path.open("wb") as file, cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as rows:
                file.write(f"{columns}\n".encode())
                for chunk in rows:
                    file.write(chunk)
            copy.files.append(path)
    return copy


def bring_back(folder: Path, rows: dict[str, int]) -> None:
    """Fills the tables, which hold nothing that matters, in one transaction; the triggers stand again when it ends."""
    tables = [f'"{table}"' for table in rows]
    with reshaping(), transaction.atomic(), connection.cursor() as cursor:
        if strange := sorted(set(rows) - set(connection.introspection.table_names(cursor))):
            raise NotABackup(f"The backup holds a table that this registry does not have: {strange[0]!r}.")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join([*tables, *(name for name in SKIPPED)])}")
        for table in rows:
            _fill(cursor, folder / f"{table}.copy", table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for table in rows:
            _go_on_counting(cursor, table)


def _fill(cursor: Any, path: Path, table: str) -> None:
    with path.open("rb") as file:
        columns = file.readline().decode().strip()
        if sorted(columns.split(", ")) != sorted(_columns(cursor, table).split(", ")):
            raise NotABackup(f"The backup has other columns of {table} than this registry.")
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as target:
            while chunk := file.read(_CHUNK):
                target.write(chunk)


def _go_on_counting(cursor: Any, table: str) -> None:
    """The next row gets the number after the last."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = %s AND is_identity = 'YES'",
        [table],
    )
    for (column,) in cursor.fetchall():
        cursor.execute(
            f'SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) '
            f'FROM "{table}"',
            [f'"{table}"', column],
        )


def _columns(cursor: Any, table: str) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position",
        [table],
    )
    return ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
