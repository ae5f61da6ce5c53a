"""What the command line says is said in both languages, and nothing is kept that is never said."""

import pkgutil
import re
import string
from collections import Counter
from importlib import import_module

import pytest

from amnio.cli import sentences
from amnio.cli.sentences import PLAIN, USAGE
from tests.architecture.project_files import ROOT


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _told(entry) -> str:
    return entry if isinstance(entry, str) else " ".join(entry)


@pytest.mark.parametrize("table", [USAGE, PLAIN], ids=["usage", "plain"])
def test_both_languages_say_the_same_with_the_same_slots(table):
    for key, entry in table.items():
        assert set(entry) == {"en", "zh"}, key
        assert _slots(_told(entry["en"])) == _slots(_told(entry["zh"])), key
        assert re.search(r"[\u4e00-\u9fff]", _told(entry["zh"])), key
        assert not re.search(r"[\u4e00-\u9fff]", _told(entry["en"])), key


def test_every_sentence_is_said_somewhere():
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src" / "amnio" / "cli").rglob("*.py")
        if path.parent.name != "sentences"
    )
    assert [key for key in [*USAGE, *PLAIN] if f'"{key}"' not in source] == []


@pytest.mark.parametrize("table", ["USAGE", "PLAIN"])
def test_a_sentence_stands_in_one_module_and_every_module_is_joined(table):
    modules = [
        import_module(f"{sentences.__name__}.{found.name}") for found in pkgutil.iter_modules(sentences.__path__)
    ]
    written = Counter(key for module in modules for key in getattr(module, table, {}))
    assert written == Counter(getattr(sentences, table).keys())
