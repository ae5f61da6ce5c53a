"""Follows a page as a reader would: writes its files, runs its commands, and fills in what they print.

Every page has an empty folder of its own, in which its blocks run in order. `make` commands are only looked at
(`make --dry-run`, in the checkout): what they do is tested elsewhere.
"""

import contextlib
import doctest
import json
import os
import re
import subprocess
import sys
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.docs.pages import ROOT, Block, blocks_of, joined
from tests.warm import warm

_BIN = Path(sys.executable).parent
#: The first page that a reader follows starts the program as the reader does; on the others it begins warm.
_WITH_REAL_PROCESSES = ("README.md",)
#: Settings of whoever runs the tests (`make test`, pytest), which a reader does not have.
_NOT_PASSED_ON = ("AMNIO_", "PYTEST_", "MAKE", "MFLAGS", "PYTHON")
#: A heading on a terminal stands in a rule, after an empty line.
_SECTION = re.compile(r"(?<=\n\n)[─-]{2} (?P<title>\S.*?) [─-]{2,}\n")


class WrongPage(AssertionError):
    """A page that says what is not so; the message names page and line."""


@dataclass
class Follower:
    """One page being followed in `folder`."""

    name: str
    folder: Path
    _printed: dict[str, str] = field(default_factory=dict)
    _names: dict[str, Any] = field(default_factory=dict)

    def follow(self, page: str) -> str:
        """The page as it should read: the same text, with what the commands print filled in."""
        return joined([block if block.language is None else self._block(block) for block in blocks_of(page)])

    def _block(self, block: Block) -> Block:
        if block.word == "shows":
            return block.with_text(self._shown(block))
        if block.language == "console":
            return block.with_text(self._console(block))
        if block.language == "sh":
            for command in block.text.splitlines():
                self._run(command, block)
            return block
        if block.word == "file":
            (self.folder / block.rest).write_text(block.text, encoding="utf-8")
        elif block.word == "insert":
            self._insert(block)
        elif block.language == "python":
            self._python(block)
            return block
        elif block.language not in ("text", "", "toml", "json"):
            raise WrongPage(f"{self.name}:{block.line}: nothing runs this {block.language} block")
        self._printed.clear()
        return block

    def _python(self, block: Block) -> None:
        """Runs a session of the interpreter in the checkout; names stay for the next one of the page."""
        session = doctest.DocTestParser().get_doctest(block.text, self._names, self.name, self.name, block.line)
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        said: list[str] = []
        with contextlib.chdir(ROOT), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            runner.run(session, out=said.append, clear_globs=False)
        self._names = session.globs
        if runner.failures or not runner.tries:
            raise WrongPage(f"{self.name}:{block.line}: {''.join(said) or 'no example in this block'}")

    def _insert(self, block: Block) -> None:
        path = self.folder / block.rest
        table, *lines = block.text.splitlines(keepends=True)
        before = path.read_text(encoding="utf-8")
        if table not in before:
            before = f"{before}\n{table}"
        path.write_text(before.replace(table, table + "".join(lines)), encoding="utf-8")

    def _console(self, block: Block) -> str:
        commands = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
        if not commands:
            raise WrongPage(f"{self.name}:{block.line}: no command in this console block")
        return "".join(f"$ {command}\n{self._run(command, block)}" for command in commands)

    def _shown(self, block: Block) -> str:
        command, _, part = block.rest.partition(" | ")
        if command not in self._printed:
            self._printed[command] = self._run(command, block)
        printed = self._printed[command]
        word, _, wanted = part.partition(": ")
        if word == "section":
            return _section(printed, wanted, f"{self.name}:{block.line}")
        if word in ("top", "lead"):
            top = printed[: next(_SECTION.finditer(printed)).start()]
            return (top if word == "top" else top.rpartition("┛\n")[2]).strip() + "\n"
        if word == "key":
            value = json.loads(printed)
            for key in wanted.split("."):
                value = value[key]
            return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        return printed

    def _run(self, command: str, block: Block) -> str:
        """Runs one command line; what it prints on both streams, without spaces at the end of a line."""
        expected = int(block.rest) if block.word == "exit" else 0
        command = command.split("  #")[0].rstrip()
        where = self.folder
        if command.startswith("make"):
            command, where = command.replace("make", "make --dry-run", 1), ROOT
        programs = _BIN if self.name in _WITH_REAL_PROCESSES else warm().folder
        command = command.replace(".venv/bin/amnio", "amnio").replace(".venv/bin/", f"{_BIN}/")
        ended = subprocess.run(
            ["bash", "-c", command],
            cwd=where,
            env=_environment(programs),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
        )
        printed = ended.stdout.decode("utf-8").replace(f"{self.folder}/", "")
        if ended.returncode != expected:
            raise WrongPage(f"{self.name}:{block.line}: `{command}` ended with {ended.returncode}:\n{printed}")
        if block.language == "sh":
            self._printed.clear()
        return "".join(f"{line.rstrip()}\n" for line in printed.rstrip().splitlines())


def _section(printed: str, wanted: str, place: str) -> str:
    """A section of an answer on a terminal, from its heading to the next."""
    found = list(_SECTION.finditer(printed))
    for index, heading in enumerate(found):
        if heading["title"].strip() == wanted:
            end = found[index + 1].start() if index + 1 < len(found) else len(printed)
            return printed[heading.start() : end].rstrip() + "\n"
    titles = ", ".join(repr(heading["title"]) for heading in found)
    raise WrongPage(f"{place}: the answer has no section {wanted!r}; it has {titles}")


def _environment(programs: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
    path = f"{programs}{os.pathsep}{_BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    return kept | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
