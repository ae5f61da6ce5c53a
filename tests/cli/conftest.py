"""Runs the command line in this process, as a user would see it."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from amnio.answers.assemble import packaged
from amnio.cli.main import main
from amnio.evidence import reading

CASE = """
id = "one"
[pregnancy]
maternal_age = 34
[procedure]
kind = "amniocentesis"
at = "16+3"
passes = 1
[loss]
outcome = "loss"
at = "17+0"
[signs]
temperature_c = 38.9
crp_mg_l = 88.5
"""


@dataclass(frozen=True, kw_only=True)
class Ran:
    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def words(self) -> str:
        """What the panel on standard error says, without its frame and line breaks."""
        return " ".join(self.err.replace("┃", " ").split())

    @property
    def error(self) -> dict:
        """The error that was told as JSON."""
        return json.loads(self.err)["error"]


Run = Callable[..., Ran]


def as_a_new_process() -> None:
    """Forgets what this process has read and drawn, so that the next command begins from the files."""
    packaged.cache_clear()
    reading.forget()


@pytest.fixture
def run(capsysbinary, monkeypatch) -> Run:
    def _run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(status=int(ended.value.code or 0), out=out, err=err.decode())

    return _run


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return path
