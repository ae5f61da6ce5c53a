"""The test database, made fast: on SQLite the migrations run once for a state of the source, and are then copied.

PostgreSQL (AMNIO_TEST_DATABASE_URL) migrates as usual.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "src/amnio/registry"
_MIGRATE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


def template() -> Path:
    """A migrated, empty database file for this state of the source; made by whichever worker comes first."""
    folder = ROOT / "build/registry"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{_state()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for old in folder.glob("*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=folder) as home:
                migrate(Path(home))
                (Path(home) / "registry.sqlite3").rename(path)
    return path


def migrate(home: Path) -> None:
    """A migrated database in a folder, its log written into the file."""
    settings = {"DJANGO_SETTINGS_MODULE": "amnio.registry.settings", "AMNIO_HOME": str(home), "AMNIO_DATABASE_URL": ""}
    subprocess.run([sys.executable, "-c", _MIGRATE], env={**os.environ, **settings}, check=True)
    written = sqlite3.connect(home / "registry.sqlite3")
    written.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written.close()


def _state() -> str:
    """What the tables are made from."""
    found = hashlib.sha256()
    made_from = [*REGISTRY.glob("migrations/*.py"), *REGISTRY.glob("*protections*.py"), *REGISTRY.glob("*rules*.py")]
    for path in [*sorted(made_from), ROOT / "requirements/run.txt"]:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    from django.conf import settings
    from django.db import connection, connections
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            made = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(made, verbosity=0)
            return
        name = connection.creation._get_test_db_name()
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        source = sqlite3.connect(template())
        source.backup(connection.connection)
        source.close()
        yield
        connection.close()
