"""A folder that is written as a whole: it appears when everything is in it, and replaces nothing but a former one.

A marker in the folder lists every file that we wrote. What is not on it belongs to somebody else, and then the folder
is left alone, also with `--force`.
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from amnio.cli.failures import Unusable


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderKind:
    """What is written as a folder: its marker, and what is said when it cannot be."""

    marker: str
    is_file: str
    taken: str
    has_others: str
    exists: str


SITE = FolderKind(
    marker=".amnio-evidence-site.json",
    is_file="site_is_file",
    taken="site_taken",
    has_others="site_has_others",
    exists="site_exists",
)
REPORT = FolderKind(
    marker=".amnio-study-report.json",
    is_file="report_is_file",
    taken="report_taken",
    has_others="report_has_others",
    exists="report_exists",
)


def checked_folder(path: Path, *, force: bool, kind: FolderKind = SITE) -> Path:
    """The path with links followed, if a folder of this kind may be written there; said before any work is done."""
    path = path.resolve()
    if not path.parent.is_dir():
        raise Unusable("no_folder", folder=str(path.parent))
    if not path.exists():
        return path
    if not path.is_dir():
        raise Unusable(kind.is_file, path=str(path))
    try:
        entries = list(path.iterdir())
    except OSError as error:
        raise Unusable("cannot_write", path=str(path), reason=error.strerror or str(error)) from error
    if not entries:
        return path
    ours = _listed(path / kind.marker)
    if ours is None:
        raise Unusable(kind.taken, path=str(path))
    if strange := _strange(path, ours, kind.marker):
        raise Unusable(kind.has_others, path=str(path), file=strange)
    if not force:
        raise Unusable(kind.exists, path=str(path))
    return path


def write_folder(path: Path, files: Iterable[tuple[str, bytes]], *, kind: FolderKind = SITE) -> int:
    """Writes every file beside `path` under a hidden name, then puts the folder in its place; gives their number.

    On any failure nothing is left behind, and what was at `path` is still there.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    names = []
    try:
        part.mkdir()
        for name, content in files:
            place = part / PurePosixPath(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            names.append(name)
        (part / kind.marker).write_text(json.dumps(sorted(names), ensure_ascii=False), encoding="utf-8")
        _put(part, path, old)
    except OSError as error:
        raise Unusable("cannot_write", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return len(names)


def _put(part: Path, path: Path, old: Path) -> None:
    if not path.exists():
        part.rename(path)
        return
    path.rename(old)
    try:
        part.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old)


def _listed(marker: Path) -> frozenset[str] | None:
    """The files of a former site; None where there is no marker that can be read."""
    try:
        names = json.loads(marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return frozenset(names) if isinstance(names, list) and all(isinstance(name, str) for name in names) else None


def _strange(path: Path, ours: frozenset[str], marker: str) -> str:
    """A file in the folder that is not ours, or an empty text."""
    for entry in sorted(path.rglob("*")):
        name = entry.relative_to(path).as_posix()
        if (entry.is_symlink() or not entry.is_dir()) and name not in ours and name != marker:
            return name
    return ""
