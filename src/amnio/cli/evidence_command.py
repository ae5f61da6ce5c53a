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

_METHODS = ("mh", "peto", "iv", "dl", "pm", "reml", "hksj", "glmm", "bb", "bayes")
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

        _show(EvidenceBrowser().parameters(), parameter_list, form, language)


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
        _known(name, browser.evidence.parameters, "no_such_parameter", language)
        _show(browser.parameter(name), parameter, form, language)


@evidence.command()
@format_option
@language_option
def studies(form: str, language: Language) -> None:
    """List every study."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.browse import EvidenceBrowser
        from amnio.present.narrative.evidence import study_list

        _show(EvidenceBrowser().studies(), study_list, form, language)


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
        _known(key, browser.evidence.studies, "no_such_study", language)
        _show(browser.study(key), written, form, language)


@evidence.command()
@click.option("--method", type=click.Choice(_METHODS), default="mh", show_default=True)
@click.option("--measure", type=click.Choice(["rd", "rr", "or"]), default="rd", show_default=True)
@click.option("--window", type=click.Choice(["<24", "<28", "30d", "any"]), default="<24", show_default=True)
@click.option("--subgroup", type=click.Choice(["same_risk"]), help="Only controls of the same risk.")
@click.option("--without", multiple=True, metavar="KEY", help="Leave a study out. May be repeated.")
@format_option
@language_option
def pool(
    method: str,
    measure: str,
    window: str,
    subgroup: str | None,
    without: tuple[str, ...],
    form: str,
    language: Language,
) -> None:
    """Pool the controlled studies of what the procedure adds, by a method of your choice."""
    with reported(language, as_json=form == "json"):
        from amnio.answers.pooling import PoolRequest, pool_excess
        from amnio.estimate import PoolingRefusedError
        from amnio.evidence import load_evidence
        from amnio.present.narrative.evidence import pooling

        base = load_evidence()
        for key in without:
            _known(key, base.studies, "no_such_study", language)
        request = PoolRequest(
            method=method, measure=measure, window=window, same_risk_only=subgroup is not None, without=without
        )
        try:
            answer = pool_excess(base, request)
        except PoolingRefusedError as refused:
            raise Unusable("not_pooled", why=str(refused)) from None
        _show(answer, pooling, form, language)


def _known(name: str, known: Iterable[str], key: str, language: Language) -> None:
    names = list(known)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
        hint = say("did_you_mean", language, name=near[0]) if near else ""
        raise Unusable(key, name=name, hint=hint)


def _show(answer: Any, write: Writer, form: str, language: Language) -> None:
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
