"""`amnio serve`: before it answers anybody, while it answers, and when it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from amnio.registry.commands import serve as serving
from amnio.registry.commands.serve import serve
from tests.registry.installation import Installation, free_port


def test_a_port_that_somebody_listens_at_is_not_shared() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve, ["--port", str(port)])
    assert result.exit_code == 2
    assert f"127.0.0.1:{port} cannot be used" in result.output
    assert f"--port {port + 1}" in result.output


def test_a_server_that_is_told_to_stop_while_it_starts_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first process of a container hears only the signals that it asked for."""
    monkeypatch.setattr(serving, "start", lambda: os.kill(os.getpid(), signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    try:
        result = CliRunner().invoke(serve, ["--port", str(free_port())])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (result.exit_code, result.output) == (0, "")


def _answered(port: int, *, within: float) -> int:
    """The status of `/ready/`, asked as a health check does: by address, without HTTPS; 0 when nobody answers."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready/", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.1)
    return 0


def _worker(server: int) -> psutil.Process:
    """The process that answers; another one, if any, keeps count of what is shared and is small."""
    return max(psutil.Process(server).children(), key=lambda one: one.memory_info().rss)


def test_a_real_server_is_asked_by_address_outlives_a_process_and_stops_when_told(tmp_path: Path) -> None:
    as_in_a_hospital = {"AMNIO_HOSTS": "amnio.example.org", "AMNIO_HTTPS": "yes"}
    place = Installation(tmp_path / "home", more=as_in_a_hospital)
    place.prepare()
    (place.home / "registry.sqlite3").unlink()  # the server makes its own
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "amnio", "serve", "--port", str(port), "--workers", "1"],
        env=place.environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _answered(port, within=120) == 200
        readable = {one.name for one in place.home.iterdir() if one.is_file() and one.stat().st_mode & 0o077}
        assert readable == set()  # the folder's own mode is not what keeps others out
        first = _worker(running.pid)
        first.kill()
        first.wait(20)
        assert _answered(port, within=120) == 200
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def test_a_database_that_cannot_be_reached_ends_as_a_sentence_and_may_be_tried_again(tmp_path: Path) -> None:
    """Not with status 2, after which the service of systemd is not started again."""
    nowhere = f"postgresql://amnio:a-secret@127.0.0.1:{free_port()}/amnio"
    place = Installation(tmp_path / "home", url=nowhere)
    for words in (
        ("serve", "--port", str(free_port())),
        ("audit-trail", "verify"),
        ("backup", str(tmp_path / "x.zip")),
    ):
        done = place.amnio(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("The database does not answer: connection")
        assert done.stderr.count("\n") == 1
        assert "a-secret" not in done.stderr
