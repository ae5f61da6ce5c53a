"""Every message about an evidence file can be said in Chinese."""

import ast
from importlib.resources import files

import pytest

from amnio.present.document import Language
from amnio.present.evidence_words import recognised, told

_RAISED = {"EvidenceError": 2, "NothingLeft": 2, "_error": 2, "_refusal": 2}
_PROBLEM = {"likeness.py": 3}  # where `_problem` has its message
#: Messages whose parts are put together before: as they read.
_AS_READ = {
    "x1 x1 in x1/x1/arms.csv; it must be one": "no row fits arm = 'x' in studies/x/arms.csv; it must be one",
    "cannot be fittedx1: fewer than x1 studies are left": "cannot be fitted without x: fewer than 2 studies are left",
    "is filed already: x1 has the same x1; x1": (
        "is filed already: x has the same PMID 1; if it is another cohort of the same paper, name it in overlaps"
    ),
    "x1: x1": "cannot be made without x-1999: an interval from 1 to 1 has no width",
}


def _written(node: ast.expr) -> str | None:
    """The message with something in its slots; None for one that is passed on."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x1" for part in node.values)
    return None


def _messages() -> list[str]:
    found = set()
    for entry in files("amnio.evidence").iterdir():
        if not entry.name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(entry.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = _PROBLEM.get(entry.name) if node.func.id == "_problem" else _RAISED.get(node.func.id)
            if place is not None and len(node.args) > place and (message := _written(node.args[place])) is not None:
                found.add(_AS_READ.get(message, message))
    return sorted(found)


def test_the_messages_are_found() -> None:
    assert len(_messages()) > 80


@pytest.mark.parametrize("message", _messages())
def test_a_message_has_chinese_words(message: str) -> None:
    found = recognised(message)
    assert found is not None, "write it into locale/*/problem.po"
    assert found[0] != "problem.of_numbers", "only its colon was recognised: write it into locale/*/problem.po"
    assert told(message, Language.ZH) != message
    assert told(message, Language.EN) == message


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("4201 events among 4200 women", "4200名妇女中有4201个事件"),
        ("'<23' is not one of <24, <28, 30d, any", "'<23'不在可用的值之中：<24, <28, 30d, any"),
        ("-1 must be above 0", "-1必须大于0"),
        ("-1 must be above 3", "-1必须大于3"),
        ("a.b: cannot be made without c-1999: an interval from 1 to 1 has no width", None),
        ('must be a list such as [{ study = "key", arm = "name" }]', '须为列表，例如[{ study = "key", arm = "name" }]'),
        ("nobody knows this", "nobody knows this"),
    ],
)
def test_what_stands_in_a_message_is_carried_over(message: str, said: str | None) -> None:
    wanted = said or "a.b：没有c-1999就无法得出：从1到1的区间没有宽度"
    assert told(message, Language.ZH) == wanted
