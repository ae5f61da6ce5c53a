"""Copying the registry into one file while people work in it, and checking the copy before it gets its name."""

import os
import tempfile
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from amnio.registry.actions.action import action
from amnio.registry.copies import postgresql, sqlite
from amnio.registry.copies.manifest import FORMAT, NAME, Manifest, hash_of, read
from amnio.registry.trail import FIRST


class Unsound(RuntimeError):
    """The copy is not what the database should hold; no backup was written."""


def backup(path: Path) -> Manifest:
    """Writes a backup to `path`, whole or not at all. Raises `Unsound`.

    The audit trail hears of it first, so the event is in the copy. The copy is one moment of the database: SQLite's own
    online backup, or one snapshot of PostgreSQL.
    """
    with action("registry.backed_up", by=None):
        pass
    path = path.absolute()
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".amnio-backup-") as folder:
        copy = (sqlite if connection.vendor == "sqlite" else postgresql).copy_into(Path(folder))
        if copy.faults:
            raise Unsound("; ".join(copy.faults))
        files = {}
        for file in copy.files:
            with file.open("rb") as opened:
                files[file.name] = hash_of(opened)
        manifest = Manifest(
            format=FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            program=version("amnio"),
            database=connection.vendor,
            migrations=copy.migrations,
            rows=copy.rows,
            events=copy.head[0] if copy.head else 0,
            head=copy.head[1] if copy.head else FIRST,
            files=files,
        )
        whole = Path(folder) / "whole.zip"
        _pack(whole, copy.files, manifest)
        read(whole)
        os.replace(whole, path)
        _to_disk(path.parent)
    return manifest


def _pack(path: Path, files: list[Path], manifest: Manifest) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for file in files:
                archive.write(file, file.name)
            archive.writestr(NAME, manifest.text())
        target.flush()
        os.fsync(target.fileno())


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
