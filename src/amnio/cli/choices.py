"""Options that several commands share, and how they reach `reporting`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import click

from amnio.cli.sentences import Language

Command = Callable[..., Any]
FORMATS = ("terminal", "html", "pdf", "json")


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


def delivery_options(command: Command) -> Command:
    """`--format`, `--output`, `--full` and `--force`: where an answer goes, for `delivery.Delivery.planned`."""
    options = (
        click.option(
            "--format",
            "formats",
            type=click.Choice(FORMATS),
            multiple=True,
            help="May be repeated. Default: what the end of --output says, else terminal.",
        ),
        click.option(
            "--output",
            metavar="PATH",
            help="Where to write; with several formats each adds its own ending. Default: standard output.",
        ),
        click.option("--full", is_flag=True, help="Terminal: also details, evidence and sources of each item."),
        click.option("--force", is_flag=True, help="Replace what is at --output."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def reported(language: Language, *, as_json: bool = False) -> AbstractContextManager[None]:
    """`failures.reporting` for the running command, with the `--debug` of the group."""
    from amnio.cli.failures import reporting

    debug = bool(click.get_current_context().find_root().params.get("debug"))
    return reporting(language, as_json=as_json, debug=debug)
