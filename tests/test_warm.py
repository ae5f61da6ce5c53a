"""A command that begins warm does what the same command does in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.warm import warm

_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "70"}
_SOURCES = (
    "import sys; print(sys.stdin.read().upper())",
    "import sys; sys.exit('told and ended')",
    "import sys; print('out'); print('错误', file=sys.stderr); sys.exit(7)",
    "import atexit; atexit.register(print, 'at the end')",
    "import os, sys; print(os.getcwd(), sys.argv, sorted(set(os.environ)), __name__, os.environ['COLUMNS'])",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
)


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("--version",), ""),
        (("review", "--example", "--draws", "64"), ""),
        (("review", "-", "--language", "zh"), "[pregnancy]\nmaternal_age = 'old'\n"),
        (("no-such-command",), ""),
        (("staff", "add", "--help"), ""),
    ],
)
def test_a_command_ends_and_says_the_same(words: tuple[str, ...], typed: str) -> None:
    how = {"env": _ENVIRONMENT, "text": True, "capture_output": True}
    real = subprocess.run([sys.executable, "-m", "amnio", *words], input=typed, **how)  # type: ignore[call-overload]
    warmed = warm().amnio(words, env=_ENVIRONMENT, typed=typed, timeout=60)
    assert (warmed.returncode, warmed.stdout, warmed.stderr) == (real.returncode, real.stdout, real.stderr)


@pytest.mark.parametrize("source", _SOURCES)
def test_python_ends_and_says_the_same(source: str) -> None:
    how = {"env": _ENVIRONMENT, "text": True, "capture_output": True}
    real = subprocess.run([sys.executable, "-c", source], input="é", **how)  # type: ignore[call-overload]
    warmed = warm().python(source, env=_ENVIRONMENT, typed="é", timeout=60)
    status = real.returncode if real.returncode >= 0 else 128 - real.returncode  # as a shell tells a signal
    assert (warmed.returncode, warmed.stdout, warmed.stderr) == (status, real.stdout, real.stderr)


def test_a_failure_is_told_and_leaves_the_next_command_alone() -> None:
    failed = warm().python("import amnio; amnio.__version__ = 'spoiled'; 1 / 0", env=_ENVIRONMENT, timeout=60)
    assert (failed.returncode, "ZeroDivisionError" in failed.stderr) == (1, True)
    assert "spoiled" not in warm().amnio(["--version"], env=_ENVIRONMENT, timeout=60).stdout


def test_a_shell_finds_the_program_with_its_own_streams(tmp_path: Path) -> None:
    path = f"{warm().folder}{os.pathsep}{_ENVIRONMENT['PATH']}"
    script = "amnio case new > case.toml && amnio case check case.toml | head -1; amnio nothing 2> /dev/null; echo $?"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=_ENVIRONMENT | {"PATH": path}, text=True, capture_output=True
    )
    assert (tmp_path / "case.toml").stat().st_size > 0
    assert (ran.stderr, ran.stdout.splitlines()[-1]) == ("", "2")
