"""Runs `amnio study` for tests in this process, and what it said on standard error on one line."""

import pytest

from amnio.cli.main import main


def study(*arguments: object) -> int:
    """The exit status."""
    with pytest.raises(SystemExit) as ended:
        main(["study", *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.replace("┃", " ").split())
