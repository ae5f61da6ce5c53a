"""Bringing a backup back into a registry that holds nothing yet: whole, or the registry stays as it was."""

import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amnio.registry import trail
from amnio.registry.actions.action import action
from amnio.registry.copies import postgresql, sqlite
from amnio.registry.copies.checked import Copy, described
from amnio.registry.copies.manifest import Manifest, NotABackup, read
from amnio.registry.write_guard import reshaping


class NotEmpty(ValueError):
    """The registry holds something: a restore would overwrite it."""


def restore(path: Path) -> Manifest:
    """Restores the backup and reads everything back. Raises `NotABackup` or `NotEmpty`; then nothing was changed."""
    manifest = read(path)
    if manifest.database != connection.vendor:
        raise NotABackup(
            f"{path} was made of a {manifest.database} database, this installation has {connection.vendor}. "
            "Restore it where AMNIO_DATABASE_URL names the same kind."
        )
    _must_be_known(path, manifest)
    if (held := _events()) > 0:
        raise NotEmpty(
            f"The registry holds {held} events already: a restore would overwrite them. "
            "Set AMNIO_HOME or AMNIO_DATABASE_URL to an empty one."
        )
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".amnio-restore-") as folder:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder, members=list(manifest.files))
        if manifest.database == "sqlite":
            (name,) = manifest.files
            _must_be_as_said(path, manifest, sqlite.examine(Path(folder) / name))
            sqlite.bring_back(Path(folder) / name)
        else:
            _make_tables(manifest)
            postgresql.bring_back(Path(folder), manifest.rows)
    _must_be_as_said(path, manifest, described(connection, []))
    call_command("migrate", interactive=False, verbosity=0)
    with action("registry.restored", by=None) as happened:
        happened.note(made_at=manifest.made_at, head=manifest.head)
    return manifest


def _must_be_known(path: Path, manifest: Manifest) -> None:
    known = {tuple(key) for key in MigrationExecutor(connection).loader.disk_migrations}
    if later := [one for one in manifest.migrations if tuple(one) not in known]:
        raise NotABackup(f"{path} was made by a newer amnio ({'.'.join(later[0])}). Install that one first.")


def _must_be_as_said(path: Path, manifest: Manifest, found: Copy) -> None:
    if found.faults:
        raise NotABackup(f"{path} is damaged: {'; '.join(found.faults)}.")
    head = found.head[1] if found.head else trail.FIRST
    if found.rows != manifest.rows or head != manifest.head:
        raise NotABackup(f"{path} does not hold the rows or the audit trail that its manifest names.")


def _make_tables(manifest: Manifest) -> None:
    """The tables as they were when the backup was made."""
    with reshaping():
        executor = MigrationExecutor(connection)
        wanted = {tuple(one) for one in manifest.migrations}
        graph = executor.loader.graph
        last = [node for node in graph.nodes if node in wanted and not _followed(graph, node, wanted)]
        executor.migrate(last)


def _followed(graph: Any, node: tuple[str, str], wanted: set[tuple[str, ...]]) -> bool:
    """Whether another migration of the same application, also wanted, comes after it."""
    return any(child.key in wanted and child.key[0] == node[0] for child in graph.node_map[node].children)


def _events() -> int:
    with connection.cursor() as cursor:
        if "registry_event" not in connection.introspection.table_names(cursor):
            return 0
        cursor.execute("SELECT count(*) FROM registry_event")
        found: int = cursor.fetchone()[0]
    return found
