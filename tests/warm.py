"""Commands that begin warm: processes of their own, forked from one that has already imported what they need.

Half of what a command takes, and nearly all of a small one, is the start of the interpreter and its imports. Here one
server a test process imports everything once; each command is a fork of it with its own streams, folder, environment
and exit status, and with no state of another command. What only a real start can show (the entry point, `serve`, the
README) is run as a real process where it is the subject.
"""

import atexit
import contextlib
import gc
import io
import json
import os
import select
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_MOST = 1 << 20  # bytes of a request
#: What needs no settings of Django. (What does is imported by the command itself, with the settings of its own folder.)
_OF_THE_REGISTRY = (
    "argon2",
    "cryptography.fernet",
    "cryptography.x509",
    "fido2.server",
    "fido2.webauthn",
    "icalendar",
    "pydantic",
    "psycopg",
    "requests",
    "django.contrib.auth.hashers",
    "django.contrib.staticfiles.finders",
    "django.core.management.commands.migrate",
    "django.core.handlers.wsgi",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.migrations",
    "django.db.models",
    "django.forms",
    "django.template.backends.django",
    "django.urls",
    "django.views.generic",
)
#: A stand-in for the program `amnio` in a shell: hands its streams to the server and ends as the command did.
_PROGRAM = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect({path!r})
    request = {{"amnio": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}
    socket.send_fds(server, [json.dumps(request).encode()], [0, 1, 2])
    os._exit(int(server.recv(16) or b"70"))
"""


class Warm:
    """A server and its folder, which holds the program `amnio` for shells."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="amnio-warm-"))
        self._path = str(self.folder / "socket")
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listening.bind(self._path)
        listening.listen(64)
        program = self.folder / "amnio"
        program.write_text(_PROGRAM.format(python=sys.executable, path=self._path), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AMNIO_", "DJANGO_"))}
        source = f"from tests.warm import serve; serve({listening.fileno()})"
        self._server = subprocess.Popen(
            [sys.executable, "-c", source],
            cwd=ROOT,
            env=kept | {"OPENBLAS_NUM_THREADS": "1"},  # as `amnio` sets it, but here numpy is imported first
            stdin=subprocess.PIPE,  # whose end tells the server that nobody is left to ask
            pass_fds=[listening.fileno()],
        )
        listening.close()
        atexit.register(self.close)

    def close(self) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def amnio(self, words: Sequence[str], **how: Any) -> "subprocess.CompletedProcess[str]":
        """As `subprocess.run([python, "-m", "amnio", *words], env=..., input=..., timeout=...)` with captured text."""
        return self._ask({"amnio": list(words)}, **how)

    def python(self, source: str, **how: Any) -> "subprocess.CompletedProcess[str]":
        """As `subprocess.run([python, "-c", source], ...)`."""
        return self._ask({"python": source}, **how)

    def _ask(
        self, what: dict[str, Any], *, env: Mapping[str, str], typed: str = "", timeout: float
    ) -> "subprocess.CompletedProcess[str]":
        with contextlib.ExitStack() as open_files:
            streams = [open_files.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            streams[0].write(typed.encode())
            streams[0].seek(0)
            server = open_files.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET))
            server.settimeout(timeout)
            server.connect(self._path)
            request = {**what, "folder": os.getcwd(), "environment": dict(env)}
            socket.send_fds(server, [json.dumps(request).encode()], [stream.fileno() for stream in streams])
            status = int(server.recv(16) or b"70")
            said = []
            for stream in streams[1:]:
                stream.seek(0)
                said.append(stream.read().decode())
        return subprocess.CompletedProcess(what, status, *said)


@cache
def warm() -> Warm:
    """The server of this test process, started when first asked for."""
    return Warm()


def serve(listening: int) -> None:
    """Until standard input ends: a fork for each request, watched by another that tells how it ended.

    In the fork that is the command this ends as the command does, and the interpreter with it, in its own way.
    """
    server = socket.socket(fileno=listening)
    _import_everything()
    gc.freeze()
    watching: set[int] = set()
    while True:
        ready, _, _ = select.select([server, sys.stdin], [], [])
        watching -= {one for one in watching if os.waitpid(one, os.WNOHANG)[0]}
        if sys.stdin in ready:
            for one in watching:
                os.waitpid(one, 0)
            return
        asked, _ = server.accept()
        forked = os.fork()
        if forked == 0:
            server.close()
            _run(*_watched(asked))
            return
        watching.add(forked)
        asked.close()


def _import_everything() -> None:
    source = ROOT / "src"
    for path in sorted((source / "amnio").rglob("*.py")):
        *folders, name = path.relative_to(source).with_suffix("").parts
        if "registry" not in folders and name not in ("__init__", "__main__"):
            import_module(".".join([*folders, name]))
    for name in _OF_THE_REGISTRY:
        import_module(name)
    from amnio.answers.assemble import packaged

    packaged()


def _watched(asked: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Returns the request and its streams in a fork; the process that asked for it ends by telling how that ended."""
    message, streams, _, _ = socket.recv_fds(asked, _MOST, 3)
    running = os.fork()
    if running == 0:
        asked.close()
        return json.loads(message), streams
    for stream in streams:  # or whoever reads the other end of a pipe would wait for this process too
        os.close(stream)
    _, ended = os.waitpid(running, 0)
    status = os.waitstatus_to_exitcode(ended)
    asked.sendall(str(status if status >= 0 else 128 - status).encode())
    os._exit(0)


def _run(request: dict[str, Any], streams: list[int]) -> None:
    """This process is the command from here on."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.stdin = io.TextIOWrapper(io.FileIO(0, "r", closefd=False), encoding="utf-8")
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    if "python" in request:
        sys.argv = ["-c"]
        exec(compile(request["python"], "<string>", "exec"), {"__name__": "__main__"})
        return
    from amnio.__main__ import main

    sys.argv = ["amnio", *request["amnio"]]
    main()
