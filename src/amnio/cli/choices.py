"""Options that several commands share, and how they reach `reporting`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import click

from amnio.cli.sentences import Language

Command = Callable[..., Any]


def language_option(command: Command) -> Command:
    """`--language en|zh`, or the environment variable AMNIO_LANGUAGE."""
    return click.option(
        "--language",
        type=click.Choice(["en", "zh"]),
        default="en",
        show_default=True,
        envvar="AMNIO_LANGUAGE",
        help="Language of the answer and of what is said about errors.",
    )(command)


def reported(language: Language, *, as_json: bool = False) -> AbstractContextManager[None]:
    """`failures.reporting` for the running command, with the `--debug` of the group."""
    from amnio.cli.failures import reporting

    debug = bool(click.get_current_context().find_root().params.get("debug"))
    return reporting(language, as_json=as_json, debug=debug)
