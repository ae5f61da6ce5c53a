"""A copy of an evidence folder, to edit or to try something on: wholly, or not at all."""

import shutil
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from amnio.evidence.making import FITS_FOLDER
from amnio.evidence.reading import PARAMETERS
from amnio.evidence.recurrence import RECURRENCE
from amnio.evidence.study_files import STUDIES

_FOLDERS = (PARAMETERS, STUDIES, FITS_FOLDER, RECURRENCE)
_LICENCE = "LICENSE"


class FolderTaken(ValueError):
    """A copy would mix with what is there already."""


def copy_evidence(to: Path, source: Path | None = None) -> Path:
    """Copies every file of the evidence in `source` (default: the packaged one) to `to`, and gives the folder.

    `to` must not exist, or be an empty folder (else `FolderTaken`); its parent must exist. The copy is made beside it
    under a hidden name and appears under its own in one step.
    """
    root: Traversable = files("amnio.evidence") if source is None else source
    to = to.absolute()
    if to.is_symlink() or (to.exists() and (not to.is_dir() or any(to.iterdir()))):
        raise FolderTaken(str(to))
    waiting = Path(tempfile.mkdtemp(prefix=f".{to.name}-", dir=to.parent))
    try:
        for name in _FOLDERS:
            if (root / name).is_dir():
                _copied(root / name, waiting / name)
        if (root / _LICENCE).is_file():
            _copied(root / _LICENCE, waiting / _LICENCE)
        waiting.chmod(0o755)
        if to.exists():
            to.rmdir()
        waiting.rename(to)
    except BaseException:
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    return to


def _copied(source: Traversable, to: Path) -> None:
    if source.is_file():
        to.write_bytes(source.read_bytes())
        return
    to.mkdir()
    for entry in source.iterdir():
        if not entry.name.startswith("."):
            _copied(entry, to / entry.name)
