"""Every kind of event that the registry writes has words in both languages: nobody reads codes in the trail."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import amnio.registry
from amnio.registry import trail_details, trail_kinds
from amnio.registry.forms.layouts import LAYOUTS
from amnio.registry.models import SECTIONS
from amnio.registry.words import words

ROOT = Path(amnio.registry.__file__).parent
_KIND = re.compile(r"[a-z_]+\.[a-z_]+")
_WRITERS = {"action", "seen", "happened_at_the_door", "_set_restricted"}


def _called(call: ast.Call) -> str:
    name = ast.unparse(call.func)
    return "action" if name == "trail.append" else name.rsplit(".", 1)[-1]


def _written(path: Path) -> Iterator[str]:
    """The kinds in the arguments of whatever writes an event, and those that have a name of their own."""
    an_action = path.parent.name == "actions"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        looked: list[ast.AST] = []
        if isinstance(node, ast.Call):
            looked += node.args if _called(node) in _WRITERS else []
            looked += [given.value for given in node.keywords if given.arg == "kind" and an_action]
        elif isinstance(node, ast.Assign) and an_action:
            looked.append(node.value)
        for part in (part for one in looked for part in ast.walk(one)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and _KIND.fullmatch(part.value):
                yield part.value


def _kinds() -> list[str]:
    found = {kind for path in ROOT.rglob("*.py") for kind in _written(path)}
    return sorted(found | {f"{name}.recorded" for name in (*SECTIONS, *LAYOUTS)})


def test_the_kinds_are_found() -> None:
    assert {"woman.restricted", "review.concluded", "staff.password_changed", "signs.recorded"} <= set(_kinds())
    assert len(_kinds()) > 70


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_has_words(language: str) -> None:
    catalogue = words(language)
    halves = {(f"account.kind_{kind.split('.')[0]}", f"account.happened_{kind.split('.')[1]}") for kind in _kinds()}
    assert sorted(key for pair in halves for key in pair if key not in catalogue) == []
    assert trail_kinds.said("woman.erased", language) == {"en": "Woman · erased", "zh": "孕妇 · 删除"}[language]


def _noted(path: Path) -> Iterator[str]:
    """The names of details: what an action notes, and what is said of a look."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _called(node) in ("note", "seen"):
            yield from (given.arg for given in node.keywords if given.arg and given.arg not in ("by", "about"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_detail_has_words(language: str) -> None:
    names = {name for path in ROOT.rglob("*.py") for name in _noted(path)}
    assert {"form", "occasion", "went_ahead_against", "searched"} <= names
    assert sorted(name for name in names if f"account.detail_{name}" not in words(language)) == []


def test_details_are_told_in_the_language_of_the_reader() -> None:
    looked = {"form": "contact", "searched": False}
    assert trail_details.said(looked, "en") == "form: call · searched: no"
    assert trail_details.said(looked, "zh") == "表单：随访 · 检索：否"
    changed = {"sections": {"signs": ["fever"]}, "revision": 2}
    assert trail_details.said(changed, "en") == "revision: 2 · fields: Fever"
    assert trail_details.said({"table": "familyquestion", "fields": ["asked"], "revision": 1}, "zh") == (
        "字段：提问 · 修订号：1"
    )
    assert trail_details.said({"unheard_of": "x"}, "en") == "unheard_of: x"
