"""What a backup says about itself: an archive of the database's own form, and `manifest.json` to check it by."""

import hashlib
import json
import re
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

FORMAT = 1
NAME = "manifest.json"
_CHUNK = 1 << 20
#: A name without a folder: what is restored stays where it is unpacked.
_PLAIN = re.compile(r"[A-Za-z0-9_]+\.[a-z0-9]+")


class NotABackup(ValueError):
    """A file that is no backup of the registry, or is damaged: nothing is restored from it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """`rows` by table; `files` maps a name in the archive to its SHA-256; `head` is the end of the audit trail."""

    format: int
    made_at: str
    program: str
    database: str  # "sqlite" | "postgresql"
    migrations: list[list[str]]
    rows: dict[str, int]
    events: int
    head: str
    files: dict[str, str]

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def read(path: Path) -> Manifest:
    """The manifest of a backup whose files are all there and unharmed. Raises `NotABackup`."""
    try:
        with zipfile.ZipFile(path) as archive:
            try:
                found = Manifest(**json.loads(archive.read(NAME)))
            except (KeyError, TypeError, ValueError):
                raise NotABackup(f"{path} is no backup of a registry: it holds no manifest that can be read.") from None
            if found.format != FORMAT:
                raise NotABackup(f"{path} has format {found.format}: a newer amnio made it. Restore it with that one.")
            if strange := [name for name in found.files if not _PLAIN.fullmatch(name)]:
                raise NotABackup(f"{path} is no backup of a registry: no file of one is called {strange[0]!r}.")
            for name, expected in found.files.items():
                if name not in archive.namelist() or _hash_in(archive, name) != expected:
                    raise NotABackup(f"{path} is damaged: {name} is not what was written. Take another backup.")
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise NotABackup(f"{path} cannot be read as a backup: {error}") from None
    return found


def _hash_in(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as file:
            return hash_of(file)
    except zipfile.BadZipFile:
        return ""


def hash_of(file: IO[bytes]) -> str:
    """SHA-256 of what is left to read."""
    found = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()
