"""A documentation page cut into text and fenced blocks, with what the comment above a block says about it.

    <!-- file: case.toml -->          the block is written to that file
    <!-- insert: case.toml -->        its lines go below their own [table] in that file
    <!-- shows: COMMAND -->           the block is what the command prints; maybe with ` | section: HEADING`,
                                      ` | top`, ` | lead` (the top without urgent boxes), or ` | key: NAME` (of a JSON
                                      answer) behind it
    <!-- exit: 2 -->                  the commands of the block end with that status

A `sh` block is run; a `console` block is run and holds what is printed; neither needs a comment.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[a-z]*)\s*$")
_COMMENT = re.compile(r"^<!-- (?P<word>file|insert|shows|exit): (?P<rest>.+?) -->$")


@dataclass(frozen=True, kw_only=True)
class Block:
    """Text outside fences has no `language` (None); `line` is that of its first line, counted from one."""

    line: int
    text: str
    language: str | None = None
    word: str | None = None
    rest: str = ""

    def with_text(self, text: str) -> "Block":
        return replace(self, text=text)


def blocks_of(page: str) -> list[Block]:
    """All blocks of a page in order; the fences themselves belong to the text around a block."""
    blocks: list[Block] = []
    kept: list[str] = []
    start, language, comment = 1, None, None
    for number, line in enumerate(page.splitlines(keepends=True), start=1):
        fence = _FENCE.match(line.rstrip("\n"))
        if fence is None:
            kept.append(line)
        elif language is None:
            comment = _COMMENT.match(kept[-1].rstrip("\n")) if kept else None
            blocks.append(Block(line=start, text="".join([*kept, line])))
            kept, start, language = [], number + 1, fence["language"]
        else:
            word, rest = (comment["word"], comment["rest"]) if comment else (None, "")
            blocks.append(Block(line=start, text="".join(kept), language=language, word=word, rest=rest))
            kept, start, language = [line], number, None
    blocks.append(Block(line=start, text="".join(kept)))
    return blocks


def joined(blocks: list[Block]) -> str:
    return "".join(block.text for block in blocks)


def pages() -> list[Path]:
    """Every page that a reader sees, except the decisions: they hold no commands to follow."""
    found = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")]
    docs = ROOT / "docs"
    return found + sorted(path for path in docs.rglob("*.md") if docs / "decisions" not in path.parents)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
