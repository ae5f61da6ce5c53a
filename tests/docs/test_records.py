"""Decisions, glossary, changelog and pictures are in order."""

import ast
import re
from pathlib import Path

import pytest

from amnio import __version__
from tests.docs.pages import ROOT, name_of
from tools.take_pictures import PICTURES, digest, document, recorded_digest, with_digest

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "What we give up", "What would change our mind"]
_LARGEST_PICTURE = 400_000

#: Public types that need no line of their own: closed vocabularies of one field each, and plumbing of the reader.
NOT_IN_THE_GLOSSARY = {
    "Bleeding": "levels of one field",
    "CellFreeDna": "levels of one field",
    "Cervix": "levels of one field",
    "CordFinding": "levels of one field",
    "FetalPicture": "levels of one field",
    "FluidAppearance": "levels of one field",
    "GeneticResult": "levels of several fields",
    "Histology": "levels of one field",
    "Membranes": "levels of one field",
    "Outcome": "levels of one field",
    "Presentation": "levels of one field",
    "ProcedureKind": "levels of one field",
    "Rhesus": "levels of one field",
    "TestResult": "levels of several fields",
    "FieldKind": "how a field is read",
    "NumberRule": "how a number is read",
    "OtherUnit": "how a number is read",
    "Phrase": "words inside an error",
    "Said": "words inside an error",
    "ProblemCode": "listed in the reference of problems",
    "Refused": "one value on its way to a problem",
}


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_has_its_number_its_status_and_its_four_parts(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {path.name[:4]}. ")
    assert re.match(r"Status: (accepted|superseded by \d{4}), \w+ \d{4}\.", lines[2])
    assert [line[3:] for line in lines if line.startswith("## ")] == PARTS
    assert len(lines) < 60, "a decision is one page"


def test_decisions_are_numbered_without_gaps_and_all_are_in_the_index() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]
    titles = [path.read_text(encoding="utf-8").splitlines()[0][2:] for path in DECISIONS]
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (ROOT / "docs/decisions/README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == [(title, path.name) for title, path in zip(titles, DECISIONS, strict=True)]


def _public_types(*packages: str) -> dict[str, str]:
    found = {}
    for package in packages:
        for path in sorted((ROOT / "src" / "amnio" / package).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found[node.name] = name_of(path)
    return found


def _in_the_glossary() -> set[str]:
    return set(re.findall(r"`([A-Z]\w+)`", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))) - {"None"}


def test_every_public_type_of_clinic_quantity_model_and_answers_is_in_the_glossary() -> None:
    types = _public_types("clinic", "quantity", "model", "answers")
    missing = {name: where for name, where in types.items() if name not in _in_the_glossary() | {*NOT_IN_THE_GLOSSARY}}
    assert missing == {}
    assert set(NOT_IN_THE_GLOSSARY) <= set(types), "an exception that is no longer needed"
    assert not set(NOT_IN_THE_GLOSSARY) & _in_the_glossary()


def test_the_glossary_names_no_type_that_is_not_there() -> None:
    packages = [path.name for path in (ROOT / "src" / "amnio").iterdir() if path.is_dir()]
    assert _in_the_glossary() <= set(_public_types(*packages))


def test_terms_of_the_field_stand_in_alphabetical_order() -> None:
    terms = re.findall(r"^- \*\*(.+?)\*\*: ", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert terms == sorted(terms, key=str.lower)


def test_the_changelog_begins_with_this_version_and_with_its_numbers() -> None:
    headings = re.findall(r"^##+ (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:2] == [__version__, "Numbers"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_picture_shows_what_the_program_says_now(language: str) -> None:
    picture = (PICTURES / f"review-{language}.png").read_bytes()
    assert len(picture) < _LARGEST_PICTURE
    assert recorded_digest(picture) == digest(document(language)), "run `.venv/bin/python tools/take_pictures.py`"


def test_a_digest_can_be_read_back_from_a_picture() -> None:
    picture = (PICTURES / "review-en.png").read_bytes()
    assert recorded_digest(with_digest(picture, "0123456789abcdef")) == "0123456789abcdef"
    assert recorded_digest(picture[:33]) is None
