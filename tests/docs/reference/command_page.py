"""`docs/reference/command-line.md`: the help of every command, and the exit statuses."""

import ast
import inspect
import re

import click

from amnio.__main__ import amnio
from amnio.cli import exits
from amnio.cli.exits import Exit
from tests.docs.reference.markdown import code, page, table

_ABOUT = """
In a checkout the program is `.venv/bin/amnio` (after `make review` or `make test`), or `amnio` once `.venv` is active.
Answers go to standard output, everything else (errors, progress, where files were written) to standard error, so an
answer can be piped. Nothing is ever overwritten without `--force`, and a file appears whole or not at all.
"""
_SURROUNDINGS = """
## What else is read

- `AMNIO_LANGUAGE`: `en` or `zh`, where `--language` is not given.
- `NO_COLOR`: no colour on a terminal; nor is there any when the output is not a terminal.
- `COLUMNS`: the width of a terminal answer, 40 to 120. A text file is always 80 wide.

The registry reads [settings of its own](registry-settings.md). Outside the registry no network is used, and nothing is
written but what `--output` or a folder names.
"""


def command_page() -> str:
    parts = [_ABOUT]
    for name, command in _commands("amnio", amnio):
        parts += [f"## {name}", f"```text\n{_help(name, command)}\n```"]
    statuses = [(code(int(status)), status.name.lower().replace("_", " "), _note(status)) for status in Exit]
    parts += ["## Exit statuses", "Scripts may rely on them: a number never changes its meaning."]
    parts += [table(("status", "name", "note"), statuses), _SURROUNDINGS]
    return page("Command line", *parts)


def _commands(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    command = command.found() if hasattr(command, "found") else command  # the registry's, read when they are called
    found = [(name, command)]
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            found += _commands(f"{name} {inner}", command.commands[inner])
    return found


def _help(name: str, command: click.Command) -> str:
    settings = {**amnio.context_settings, "terminal_width": 88, "max_content_width": 88}
    context = click.Context(command, info_name=name, **settings)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def _note(status: Exit) -> str:
    source = inspect.getsource(exits)
    lines = source.splitlines()
    (body,) = (node.body for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))
    for statement in body:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == status.name:
            behind = re.search(r"  # (.+)$", lines[statement.lineno - 1])
            return behind[1] if behind else ""
    return ""
