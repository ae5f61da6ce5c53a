"""No clinical number is written in code: numbers live in evidence and guidance files, with their source."""

import ast
from pathlib import Path

import pytest

from tests.architecture.project_files import ROOT, modules

SOURCE = ROOT / "src" / "amnio"
READ = ("model", "answers", "present", "guidance")

#: Numbers of arithmetic: nothing, a half, one, two, a hundred per cent.
ARITHMETIC = {0.0, 0.5, 1.0, 2.0, 100.0}

#: Where floats are lengths on paper or colours, never facts about a pregnancy.
LAYOUT = ("present/figures/", "present/colours.py", "present/html.py", "present/pdf.py", "present/terminal.py")

#: Everything else that is allowed, with what it is.
ALLOWED: dict[str, dict[float, str]] = {
    "answers/moved.py": {0.01: "a weight that is not worth a line"},
    "answers/summaries.py": {0.025: "lower end of a 95 % interval", 0.975: "upper end"},
    "model/fetal.py": {10.0: "base of the logarithm of a published curve"},
    "model/procedure.py": {21.0: "days from 12+0 to 15+0"},
    "present/narrative/causes.py": {0.005: "a share that rounds to nothing is not listed"},
    "present/narrative/family_reasons.py": {0.8: "an interval so wide that it is said to tell little"},
    "present/narrative/study/checks.py": {0.1: "a standardised difference that is thought small"},
    "present/narrative/numbers.py": {
        1e-09: "slack of a rounding",
        0.001: "below this a risk is told as *below n in 100,000*",
        0.005: "shown as <1%",
        0.01: "below this a percentage has two decimals",
        0.995: "shown as >99%",
    },
}


def _floats(source: str) -> list[tuple[int, float]]:
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [(node.lineno, node.value) for node in nodes if isinstance(node.value, float)]


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _read_modules() -> list[Path]:
    return [path for path in modules() if _name(path).startswith(READ) and not _name(path).startswith(LAYOUT)]


@pytest.mark.parametrize("path", _read_modules(), ids=_name)
def test_no_clinical_number_is_a_literal(path):
    allowed = ARITHMETIC | set(ALLOWED.get(_name(path), {}))
    found = [
        f"line {line}: {value}" for line, value in _floats(path.read_text(encoding="utf-8")) if value not in allowed
    ]
    assert not found, f"{_name(path)} holds numbers that belong in an evidence or guidance file: {found}"


def test_every_exception_is_still_needed():
    for name, values in ALLOWED.items():
        present = {value for _, value in _floats((SOURCE / name).read_text(encoding="utf-8"))}
        assert set(values) <= present, f"{name} no longer holds {set(values) - present}"


def test_a_number_in_code_is_found():
    assert _floats("risk = 1 / 300\nexcess = 0.0035\n") == [(2, 0.0035)]
