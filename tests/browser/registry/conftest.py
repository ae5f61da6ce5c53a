"""A served registry for the tests of this folder: filled by a command, then started as `amnio serve` starts it."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.registry.installation import Installation, free_port

ROOT = Path(__file__).resolve().parents[3]
_PATIENCE = 180  # seconds for a server to start on a busy machine
#: Fills an installation by `python -m <words>`, serves it, and returns its address and what the words printed.
Serve = Callable[..., tuple[str, str]]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    running: list[subprocess.Popen[bytes]] = []

    def fill_and_start(*words: str) -> tuple[str, str]:
        environment = Installation(tmp_path_factory.mktemp("registry")).environment
        fill = [sys.executable, "-m", *words]
        made = subprocess.run(fill, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        address = f"http://127.0.0.1:{(port := free_port())}"
        command = [sys.executable, "-m", "amnio", "serve", "--workers", "1", "--port", str(port)]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, cwd=environment["AMNIO_HOME"], env=environment, stdout=quiet, stderr=quiet)
        running.append(server)
        _wait(f"{address}/ready/", server)
        return address, made.stdout

    try:
        yield fill_and_start
    finally:
        for server in running:
            server.terminate()
            server.wait(timeout=_PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")
