"""Where an answer is written: whole or not at all, and never over something that was there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from amnio.cli.failures import Unusable


def checked(path: Path, *, force: bool, source: Path | None = None) -> Path:
    """The path with links followed, if it may be written; said before any work is done.

    What is neither a file nor a folder (a pipe, /dev/null) may always be written: nothing is lost there.
    """
    path = path.resolve()
    if path.is_dir():
        raise Unusable("is_folder", path=str(path))
    if not path.parent.is_dir():
        raise Unusable("no_folder", folder=str(path.parent))
    if path.exists():
        if source is not None and source.exists() and path.samefile(source):
            raise Unusable("is_the_input", path=str(path))
        if path.is_file() and not force:
            raise Unusable("exists", path=str(path))
    return path


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which appears at `path` only when everything was written.

    On any failure the half-written file is removed and what was at `path` before is still there.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        stream = part.open("xb")
    except OSError as error:
        raise Unusable("cannot_write", path=str(path), reason=error.strerror or str(error)) from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise Unusable("cannot_write", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """The same for a program that writes to a path by itself: a place beside `path`, renamed at the end."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise Unusable("cannot_write", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
