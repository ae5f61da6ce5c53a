"""A copy of an SQLite database with SQLite's own online backup, and bringing it back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

from amnio.registry.copies.checked import SKIPPED, Copy, described
from amnio.registry.environment import sqlite
from amnio.registry.write_guard import reshaping

_FILE = "registry.sqlite3"
_ALIAS = "a copy"


def copy_into(folder: Path) -> Copy:
    """Copies the database as it is at one moment, while others write."""
    path = folder / _FILE
    connection.ensure_connection()
    target = sqlite3.connect(path)
    try:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute("PRAGMA secure_delete=ON")  # who was signed in is not in the copy's free pages either
        for table in SKIPPED:
            if target.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
                target.execute(f"DELETE FROM {table}")
        target.commit()
    finally:
        target.close()
    return examine(path)


def examine(path: Path) -> Copy:
    """What a copied file holds; pages, foreign keys and the trail are checked."""
    with _opened(path) as copied:
        with copied.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            sound = [row[0] for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            dangling = cursor.fetchall()
        copy = described(copied, [path])
    copy.faults += [f"integrity: {one}" for one in sound if one != "ok"]
    copy.faults += [f"{len(dangling)} rows point to rows that are not there"] if dangling else []
    return copy


def bring_back(path: Path) -> None:
    """Puts a copied file, examined before, in the place of the database, which holds nothing."""
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in (place, Path(f"{place}-wal"), Path(f"{place}-shm")):
        left.unlink(missing_ok=True)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.chmod(0o600)
    os.replace(path, place)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file as a database of Django's, under a name of its own."""
    settings = {**connections[connection.alias].settings_dict, **sqlite(path), "TEST": {"MIRROR": None}}
    settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}  # the pragmas of a live database would make side files
    connections.databases[_ALIAS] = settings
    try:
        with reshaping():
            yield connections[_ALIAS]
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS]
        del connections.databases[_ALIAS]
