"""`amnio review`: why was this pregnancy lost, and would it have been lost anyway?"""

from typing import Any

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language, say


@click.command(short_help="Review one lost pregnancy, or many.")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--example", is_flag=False, flag_value="", metavar="[NAME]", help="Review a published case.")
@click.option("--list-examples", is_flag=True, help="Name the published cases.")
@delivery_options
@language_option
@click.option(
    "--for", "audience", type=click.Choice(["clinician", "family"]), help="Whom the words are for. Default: clinician."
)
@click.option("--phone", metavar="TEXT", help="Whom the family can call, for the family's letter.")
@click.option("--without", multiple=True, metavar="KEY", help="Answer also without this study. May be repeated.")
@click.option(
    "--evidence",
    "folder",
    metavar="DIR",
    help="Answer also with the evidence in DIR, as `amnio evidence copy` makes it.",
)
@click.option("--site", metavar="FILE", help="Answer also for a unit, with the file of `amnio evidence learn`.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the joint draws.")
@click.option("--draws", type=click.IntRange(16, 100_000), help="Joint draws. Default: 4000; in a batch 256.")
@click.option("--batch", metavar="FILE", help="Review many: NDJSON (one case a line), CSV or Parquet.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes of a batch. Default: one for each core.")
def review(
    case: str | None,
    example: str | None,
    list_examples: bool,
    formats: tuple[str, ...],
    language: Language,
    audience: str | None,
    phone: str | None,
    output: str | None,
    full: bool,
    force: bool,
    without: tuple[str, ...],
    folder: str | None,
    site: str | None,
    seed: int,
    draws: int | None,
    batch: str | None,
    jobs: int | None,
) -> None:
    """Review one lost pregnancy: CASE is a TOML or JSON file, or - for standard input.

    \b
    amnio review case.toml
    amnio review --example --language zh --for family
    amnio review case.toml --format html --format pdf --output report
    amnio review case.toml --without towner-2007
    amnio review --batch cases.ndjson --output reviews.ndjson

    \b
    Ends with 0 when answered, 1 when rows of a batch were not, 2 for bad input, 3 for a case that is not
    a review's question (not a loss, another procedure), 4 for a fault of amnio itself.
    """
    with reported(language, as_json="json" in formats):
        if list_examples:
            _list_examples(language)
            return
        _refuse_mixtures(case=case, example=example, formats=formats, audience=audience, batch=batch, jobs=jobs)
        from amnio.cli.other_evidence import EvidenceOptions

        other = EvidenceOptions(folder=folder, without=without, site=site)
        if batch is not None:
            _refuse_other_evidence(other.given)
            from amnio.cli.batch.run import run_batch

            raise SystemExit(
                int(
                    run_batch(
                        batch,
                        output,
                        force=force,
                        draws=draws or 256,
                        seed=seed,
                        jobs=jobs,
                        language=language,
                    )
                )
            )
        from amnio.cli.one_review import review_one

        review_one(
            case,
            example,
            formats=formats,
            language=language,
            audience=audience or "clinician",
            phone=phone,
            output=output,
            full=full,
            force=force,
            other=other,
            seed=seed,
            draws=draws or 4000,
        )


def _refuse_mixtures(
    *,
    case: str | None,
    example: str | None,
    formats: tuple[str, ...],
    audience: str | None,
    batch: str | None,
    jobs: int | None,
) -> None:
    """Refuses options that contradict each other, rather than silently dropping one."""
    from amnio.cli.failures import Unusable

    inputs: dict[str, Any] = {"CASE": case, "--example": example, "--batch": batch}
    given = [name for name, value in inputs.items() if value is not None]
    if not given:
        raise Unusable("no_case")
    if len(given) > 1:
        raise Unusable("two_inputs", given=", ".join(given))
    if batch is not None:
        for name, value in (("--format", formats), ("--for", audience)):
            if value:
                raise Unusable("not_in_batch", given=name)
    elif jobs is not None:
        raise Unusable("only_in_batch", given="--jobs")


def _refuse_other_evidence(given: tuple[str, ...]) -> None:
    from amnio.cli.failures import Unusable

    if given:
        raise Unusable("no_other_evidence_in_batch", given=", ".join(given))


def _list_examples(language: Language) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from amnio.cli.examples import examples

    found = examples()
    console = Console(highlight=False)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for each in found:
        table.add_row(Text(each.name, style="bold"), Text(each.citation))
    console.print(Text(say("examples", language)))
    console.print()
    console.print(table)
    console.print()
    console.print(Text(say("example_use", language, name=found[0].name)))
