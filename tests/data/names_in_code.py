"""The names of parameters that the code reads, found in its text: `"a.b"` and `f"a.{x}.b"`."""

import ast
import re
from pathlib import Path

import amnio

SOURCE = Path(amnio.__file__).parent
READERS = ("model", "answers")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_TEMPLATE = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_{}.]+")
_HOLE = "{}"


def _literals() -> set[str]:
    found = set()
    for reader in READERS:
        for path in sorted((SOURCE / reader).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value):
                    found.add(node.value)
                if isinstance(node, ast.JoinedStr):
                    parts = (part.value if isinstance(part, ast.Constant) else _HOLE for part in node.values)
                    template = "".join(str(part) for part in parts)
                    if _HOLE in template and _TEMPLATE.fullmatch(template):
                        found.add(template)
    return found


def patterns() -> dict[str, re.Pattern[str]]:
    """Each name or template in the code, with the pattern that the names of draws must match."""
    return {text: re.compile("[a-z0-9_]+".join(re.escape(part) for part in text.split(_HOLE))) for text in _literals()}


def subscripts() -> set[str]:
    """Plain names in `draws["..."]`: these must exist whatever else happens."""
    found = set()
    for reader in READERS:
        for path in sorted((SOURCE / reader).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Subscript)
                    and ast.unparse(node.value).endswith("draws")
                    and isinstance(node.slice, ast.Constant)
                    and isinstance(node.slice.value, str)
                ):
                    found.add(node.slice.value)
    return found
