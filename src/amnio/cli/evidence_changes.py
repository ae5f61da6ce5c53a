"""`amnio evidence check`, `copy`, `add`, `diff` and `learn`: evidence of one's own, and what it changes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.exits import Exit
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.present.document import Document

format_option = click.option(
    "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True
)


@click.command(short_help="Say everything that is wrong with evidence.")
@click.argument("folder", required=False)
@format_option
@language_option
def check(folder: str | None, form: str, language: Language) -> None:
    """Say everything that is wrong with the evidence in FOLDER, or with the one study in it.

    FOLDER is an evidence folder or that of a study. Default: the packaged evidence. Studies that may hold the same
    women are named. Ends with 2 when something has to be corrected.
    """
    with reported(language, as_json=form == "json"):
        from amnio.answers.checked_evidence import checked
        from amnio.cli.evidence_failures import evidence_failures
        from amnio.present.narrative.evidence_changes import check as written

        with evidence_failures(language, folder or ""):
            found = checked(None if folder is None else _there(folder))
        _show(found, written, form, language)
        if found.errors:
            raise SystemExit(int(Exit.BAD_INPUT))


@click.command(short_help="Copy the packaged evidence, to be edited.")
@click.argument("folder")
@language_option
def copy(folder: str, language: Language) -> None:
    """Copy the packaged evidence to FOLDER, to be edited. FOLDER must not hold anything yet."""
    with reported(language):
        from amnio.cli.evidence_failures import evidence_failures
        from amnio.cli.failures import Unusable
        from amnio.evidence.copying import FolderTaken, copy_evidence

        with evidence_failures(language, folder):
            parent = Path(folder).absolute().parent
            if not parent.is_dir():
                raise Unusable("no_folder", folder=str(parent))
            try:
                copy_evidence(Path(folder))
            except FolderTaken:
                raise Unusable("folder_taken", path=folder) from None
        click.echo(say("evidence_copied", language, path=folder), err=True)


@click.command(short_help="Add a study, and show what it changes.")
@click.argument("study")
@click.option("--into", required=True, metavar="DIR", help="The evidence folder that gets the study.")
@format_option
@language_option
def add(study: str, into: str, form: str, language: Language) -> None:
    """Add the study in the folder STUDY to an evidence folder, wholly or not at all.

    Shows every number that it changes, before and after; pooled numbers are fitted again.
    """
    with reported(language, as_json=form == "json"):
        from amnio.answers.changed_numbers import add_and_compare
        from amnio.cli.evidence_failures import evidence_failures, evidence_folder
        from amnio.cli.failures import Unusable
        from amnio.present.narrative.evidence_changes import added

        with evidence_failures(language, study):
            place = Path(study).resolve()
            if not place.is_dir():
                raise Unusable("no_study_folder", path=study)
        with evidence_failures(language, into, study=study):
            answer = add_and_compare(place, evidence_folder(into))
        _show(answer, added, form, language)


@click.command(short_help="Show every number that differs.")
@click.argument("folder")
@click.argument("other", required=False)
@format_option
@language_option
def diff(folder: str, other: str | None, form: str, language: Language) -> None:
    """Show every number that differs between two evidence folders, before and after.

    With one FOLDER it is compared with the packaged evidence; with OTHER, FOLDER is before and OTHER after.
    """
    with reported(language, as_json=form == "json"):
        from amnio.answers.changed_numbers import changed_numbers, filed
        from amnio.cli.evidence_failures import evidence_failures, evidence_folder
        from amnio.present.narrative.evidence_changes import differences

        folders = [None, folder] if other is None else [folder, other]
        both = []
        for each in folders:
            with evidence_failures(language, each or ""):
                both.append(filed(None if each is None else evidence_folder(each)))
        _show(changed_numbers(both[0], both[1]), differences, form, language)


@click.command(short_help="Learn from a unit's own counts.")
@click.argument("counts", required=False)
@click.option("--template", is_flag=True, help="Print a file of counts to fill in.")
@click.option("--output", metavar="PATH", help="The site file, for `amnio review --site`.")
@click.option("--force", is_flag=True, help="Replace what is at --output.")
@click.option("--evidence", "folder", metavar="DIR", help="Other evidence than the packaged one.")
@click.option("--without", multiple=True, metavar="KEY", help="Leave a study out. May be repeated.")
@format_option
@language_option
def learn(
    counts: str | None,
    template: bool,
    output: str | None,
    force: bool,
    folder: str | None,
    without: tuple[str, ...],
    form: str,
    language: Language,
) -> None:
    """Learn from a unit's own counts: COUNTS is a CSV file, or - for standard input.

    \b
    amnio evidence learn --template > counts.csv
    amnio evidence learn counts.csv --output site.toml
    amnio review case.toml --site site.toml

    Says how far each number moved, and what the counts cannot say.
    """
    with reported(language, as_json=form == "json"):
        from amnio.cli.failures import Unusable

        if template:
            from amnio.exchange.unit_counts import TEMPLATE

            click.echo(TEMPLATE, nl=False)
            return
        if counts is None:
            raise Unusable("no_counts")
        from amnio.cli.learning import learn_from
        from amnio.present.narrative.learning import learned

        site = learn_from(counts, output, force=force, folder=folder, without=without, language=language)
        _show(site, learned, form, language)
        if output is None:
            click.echo(say("not_kept", language), err=True)
        else:
            click.echo(say("written", language, path=output), err=True)


def _there(folder: str) -> Path:
    from amnio.cli.failures import Unusable

    path = Path(folder)
    if not path.is_dir():
        raise Unusable("no_evidence", path=folder)
    return path


def _show(answer: Any, write: "Callable[[Any, Any], Document]", form: str, language: Language) -> None:
    from amnio.cli.delivery import Delivery
    from amnio.present.document import Language as Written
    from amnio.present.json_output import answer_to_json

    delivery = Delivery.planned((form,), None, language=language, full=True)
    delivery.deliver(lambda: write(answer, Written(language)), lambda: answer_to_json(answer))
