"""`amnio evidence`: from every number to the studies behind it, and the studies pooled another way."""

import difflib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from amnio.cli import evidence_changes
from amnio.cli.choices import language_option, reported
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.present.document import Document

Writer = Callable[[Any, Any], "Document"]

format_option = click.option(
    "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True
)


@click.group()
def evidence() -> None:
    """Every number leads to its studies: parameters, studies, their pooling, and evidence of your own."""


for command in (
    evidence_changes.check,
    evidence_changes.copy,
    evidence_changes.add,
    evidence_changes.diff,
    evidence_changes.learn,
):
    evidence.add_command(command)


@evidence.command("list")
@format_option
@language_option
def list_parameters(form: str, language: Language) -> None:
    """List every parameter with value, unit and basis."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.browse import EvidenceBrowser
        from amnio.present.narrative.evidence import parameter_list

        show_answer(EvidenceBrowser().parameters(), parameter_list, form, language)


@evidence.command()
@click.argument("name")
@format_option
@language_option
def show(name: str, form: str, language: Language) -> None:
    """Show one parameter: what it means, what it rests on, and its studies."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.browse import EvidenceBrowser
        from amnio.present.narrative.evidence import parameter

        browser = EvidenceBrowser()
        known(name, browser.evidence.parameters, "no_such_parameter", language)
        show_answer(browser.parameter(name), parameter, form, language)


@evidence.command()
@click.option("--topic", metavar="TOPIC", help="Only studies on this topic, such as leak or twins.")
@format_option
@language_option
def studies(topic: str | None, form: str, language: Language) -> None:
    """List every study, or those on one topic."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.browse import EvidenceBrowser
        from amnio.evidence.topics import TOPICS
        from amnio.present.narrative.evidence import study_list

        if topic is not None and topic not in TOPICS:
            raise Unusable("no_such_study_topic", name=topic, names=", ".join(TOPICS))
        show_answer(EvidenceBrowser().studies(topic), study_list, form, language)


@evidence.command()
@click.argument("key")
@format_option
@language_option
def study(key: str, form: str, language: Language) -> None:
    """Show one study: counts with their place, how they were read, contradictions, and what uses it."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.browse import EvidenceBrowser
        from amnio.present.narrative.evidence import study as written

        browser = EvidenceBrowser()
        known(key, browser.evidence.studies, "no_such_study", language)
        show_answer(browser.study(key), written, form, language)


def known(name: str, names: Iterable[str], key: str, language: Language) -> None:
    """Refuses a name that is not there, with the nearest one that is."""
    names = list(names)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
        hint = say("did_you_mean", language, name=near[0]) if near else ""
        raise Unusable(key, name=name, hint=hint)


def show_answer(answer: Any, write: Writer, form: str, language: Language) -> None:
    """An answer about the evidence on standard output, as a document or as JSON."""
    if form == "json":
        import orjson

        from amnio.present.json_output import plain

        click.echo(orjson.dumps(plain(answer), option=orjson.OPT_INDENT_2))
        return
    import sys

    from amnio.cli.delivery import colourful, terminal_width
    from amnio.present import document, terminal

    text = terminal.render(
        write(answer, document.Language(language)), width=terminal_width(), color=colourful(sys.stdout), full=True
    )
    click.echo(text, nl=not text.endswith("\n"))
