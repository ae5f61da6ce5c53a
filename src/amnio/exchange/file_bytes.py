"""The bytes of a case file: from a path or standard input, never too many, never waiting for ever."""

import errno
import os
import select
import stat
import sys
import time
from collections.abc import Callable
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said, Slot
from amnio.clinic.problems import CaseError, problem, shown

STANDARD_INPUT = "-"
#: Bytes that one case may have. The template with every field filled in has about a hundredth of it.
LARGEST = 1_000_000
#: How long a named pipe may stay silent.
PATIENCE_SECONDS = 10.0
_NODES = (
    (stat.S_ISCHR, Phrase.NODE_CHARACTER),
    (stat.S_ISBLK, Phrase.NODE_BLOCK),
    (stat.S_ISSOCK, Phrase.NODE_SOCKET),
)


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """Everything in the file at `path` ("-" is standard input). Raises `CaseError` when it cannot be a case file."""
    if os.fspath(path) == STANDARD_INPUT:
        return _standard_input()
    source = shown(os.fspath(path))[1:-1]
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise _refused(source, Code.DIRECTORY)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
            node = next((phrase for is_one, phrase in _NODES if is_one(status.st_mode)), Phrase.NODE_OTHER)
            raise _refused(source, Code.NOT_A_FILE, kind=Said(node))
        if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST:
            raise _too_large(source, f"{status.st_size / 1e6:.1f} MB")
        return _opened(path, source, is_pipe=stat.S_ISFIFO(status.st_mode))
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(source, Code.NOT_FOUND, hint=_near(path)) from None
    except PermissionError:
        raise _refused(source, Code.NO_PERMISSION) from None
    except OSError as error:
        raise _unreadable(source, error) from None
    except CaseError:
        raise
    except ValueError:  # a zero byte in the name
        raise _refused(source, Code.NOT_FOUND, hint=Said(Phrase.CHECK_NAME)) from None


def _opened(path: str | os.PathLike[str], source: str, *, is_pipe: bool) -> bytes:
    # without O_NONBLOCK, opening a pipe that nobody writes into would wait for ever
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        read = _from_pipe(descriptor, source) if is_pipe else _up_to_the_limit(file.read)
    if len(read) > LARGEST:
        raise _too_large(source, f"> {LARGEST / 1e6:.0f} MB")
    return read


def _up_to_the_limit(read: Callable[[int], bytes | None]) -> bytes:
    parts: list[bytes] = []
    length = 0
    while length <= LARGEST and (part := read(LARGEST + 1 - length)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def _from_pipe(descriptor: int, source: str) -> bytes:
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN | select.POLLHUP)
    read = b""
    until = time.monotonic() + PATIENCE_SECONDS
    while len(read) <= LARGEST:
        if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
            raise _refused(source, Code.SILENT_PIPE, seconds=f"{PATIENCE_SECONDS:g}")
        part = os.read(descriptor, 65536)
        if not part:
            break
        read += part
        until = time.monotonic() + PATIENCE_SECONDS
    return read


def _standard_input() -> bytes:
    source = STANDARD_INPUT
    if sys.stdin is None:
        raise _unreadable(source, OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        read = _up_to_the_limit(sys.stdin.buffer.read)
    except (OSError, ValueError) as error:  # closed in the meantime
        raise _unreadable(source, error) from None
    if len(read) > LARGEST:
        raise _too_large(source, f"> {LARGEST / 1e6:.0f} MB")
    return read


def _near(path: str | os.PathLike[str]) -> Slot:
    """A file of nearly the same name in the same folder."""
    wanted = Path(os.fspath(path))
    try:
        names = [entry.name for entry in islice(os.scandir(wanted.parent), 2000)]
    except OSError:
        return Said(Phrase.CHECK_NAME)
    close = get_close_matches(wanted.name, names, n=1, cutoff=0.7)
    return (
        Said(Phrase.MEANT_FILE, name=shown(str(wanted.with_name(close[0])))[1:-1]) if close else Said(Phrase.CHECK_NAME)
    )


def _too_large(source: str, size: str) -> CaseError:
    return _refused(source, Code.TOO_LARGE, size=size, limit=f"{LARGEST / 1e6:.0f} MB")


def _unreadable(source: str, error: Exception) -> CaseError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _refused(source, Code.UNREADABLE, reason=reason)


def _refused(source: str, code: Code, **slots: Slot) -> CaseError:
    return CaseError([problem(code, "", None, **slots)], source)
