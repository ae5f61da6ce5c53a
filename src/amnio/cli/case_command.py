"""`amnio case`: a template to fill in, and a check of a filled one."""

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say


@click.group()
def case() -> None:
    """Write and check case files."""


@case.command()
@click.option("--format", "form", type=click.Choice(["toml", "json"]), default="toml", show_default=True)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["review", "check", "care"]),
    default="review",
    show_default=True,
    help="The question: a loss, a planned procedure, or the days after one.",
)
def new(form: str, purpose: str) -> None:
    """Print a case to fill in (TOML has comments, JSON cannot).

    amnio case new > case.toml
    """
    with reported("en"):
        from amnio.exchange.case_file import case_template

        template = case_template(form, purpose)
        click.echo(template, nl=not template.endswith("\n"))


@case.command()
@click.argument("file")
@language_option
def check(file: str, language: Language) -> None:
    """Say whether FILE (- for standard input) can be reviewed, or checked, and everything that is wrong with it."""
    with reported(language):
        from amnio.clinic.check_scope import checkable
        from amnio.clinic.review_scope import reviewable
        from amnio.clinic.vocabulary import Outcome
        from amnio.exchange.case_file import read_case

        found = read_case(file)
        if found.loss.outcome is Outcome.ONGOING and found.plan.kind is not None:
            checkable(found, file)
            key, facts = "can_be_checked", f"{found.plan.kind} {found.plan.at or ''}"
        else:
            reviewable(found, file)
            loss = f"{found.loss.outcome} {found.loss.at or ''}"
            key, facts = "can_be_reviewed", f"{found.procedure.kind} {found.procedure.at or ''} -> {loss}"
        click.echo(say(key, language, source=file, facts=" ".join(facts.split())))
