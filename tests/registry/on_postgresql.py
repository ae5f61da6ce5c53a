"""Runs the registry's tests on a real PostgreSQL: `python -m tests.registry.on_postgresql [arguments of pytest]`.

On the server that AMNIO_TEST_DATABASE_URL names; else on one that is started for it and thrown away.
"""

import os
import subprocess
import sys

from tests.registry.installation import postgresql

NAME = "AMNIO_TEST_DATABASE_URL"


def main(words: list[str]) -> int:
    """The exit status of pytest."""
    if os.environ.get(NAME):
        return _pytest(words, os.environ[NAME])
    with postgresql() as server:
        return _pytest(words, server.create("amnio"))


def _pytest(words: list[str], url: str) -> int:
    asked = words or ["-q", "tests/registry"]
    return subprocess.run([sys.executable, "-m", "pytest", *asked], env={**os.environ, NAME: url}).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
