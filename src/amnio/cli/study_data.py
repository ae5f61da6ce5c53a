"""`amnio study check-data` and `describe`: a table before anything is estimated from it."""

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.exits import Exit
from amnio.cli.sentences import Language
from amnio.cli.study_table import TableChoice, definition_in, definition_option, table_options


@click.command("check-data", short_help="Find impossible, missing and contradictory records.")
@table_options
@definition_option
@delivery_options
@language_option
def check_data(
    table: TableChoice,
    definition: str | None,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Find impossible, missing and contradictory records of a table, with their numbers and examples.

    DATA is a Parquet or CSV file, or a folder of them. Nothing is ever repaired. Ends with status 2 if a study of this
    table would be refused.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.cli.study_failures import study_failures

        delivery = Delivery.planned(formats, output, language=language, force=force, full=full)
        with study_failures(language), table.opened() as (engine, mapping):
            from amnio.cohort.checking import check_table

            asked = None if definition is None else definition_in(definition)
            check = check_table(engine, mapping, asked, left_out=table.left_out)
        from amnio.present.document import Language as Tongue
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.cohort.check import check_document

        delivery.deliver(lambda: check_document(check, Tongue(language)), lambda: answer_to_json(check))
        if check.refused:
            raise SystemExit(int(Exit.BAD_INPUT))


@click.command(short_help="How many, how they ended, who had the procedure and when.")
@table_options
@definition_option
@delivery_options
@language_option
def describe(
    table: TableChoice,
    definition: str | None,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Describe a table: ends, weeks of the procedure, entry, follow-up, and the strata of a definition.

    DATA is a Parquet or CSV file, or a folder of them.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.cli.study_failures import study_failures

        delivery = Delivery.planned(formats, output, language=language, force=force, full=full)
        with study_failures(language), table.opened() as (engine, mapping):
            from amnio.cohort.describing import describe as described

            found = described(engine, mapping, definition_in(definition), left_out=table.left_out)
        from amnio.present.document import Language as Tongue
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.cohort.description import description_document

        delivery.deliver(lambda: description_document(found, Tongue(language)), lambda: answer_to_json(found))
