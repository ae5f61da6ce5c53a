"""`amnio study incidence`: how many pregnancies are lost, week by week, with late entry counted as such."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_progress import progress
from amnio.cli.study_table import TableChoice, definition_in, definition_option, table_or_example_options

if TYPE_CHECKING:
    from amnio.answers.study_answer import StudyIncidence
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping

PROCEDURE = "procedure"


@click.command(short_help="How many pregnancies are lost, week by week.")
@table_or_example_options
@definition_option
@click.option(
    "--by",
    metavar="COLUMN[:CUTS]",
    help="A curve for each group: screen, maternal_age:35,40, or procedure (before and after it).",
)
@delivery_options
@language_option
def incidence(
    table: TableChoice,
    definition: str | None,
    by: str | None,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Cumulative incidence of loss, termination and live birth in the population of DATA.

    DATA is a Parquet or CSV file, or a folder of them.

    \b
    amnio study incidence --example --by procedure
    amnio study incidence population.parquet --by maternal_age:35,40 --output incidence.html

    A pregnancy counts from its first record on: what ended before could not have been seen.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.study import write

        source = None if table.example else Path(table.place)
        delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=source)
        answer = _answer(table, definition, by, language)
        delivery.deliver(lambda: write(answer, language=language), lambda: answer_to_json(answer))


def _answer(table: TableChoice, definition: str | None, by: str | None, language: Language) -> "StudyIncidence":
    from amnio.cli.study_failures import study_failures
    from amnio.cli.study_simulate import known_scenario

    if table.example is not None:
        known_scenario(table.example, language)
    with study_failures(language), table.opened() as (engine, mapping):
        asked = definition_in(definition)
        return incidence_of(engine, mapping, asked, by, table, language, left_out=table.left_out)


def incidence_of(
    engine: "Engine",
    mapping: "TableMapping",
    asked: "StudyDefinition",
    by: str | None,
    table: TableChoice,
    language: Language,
    *,
    left_out: tuple[str, ...],
    protocol: str | None = None,
) -> "StudyIncidence":
    """Counts and answers, of an open table."""
    from amnio.answers.study_counting import count_incidence
    from amnio.answers.study_incidence import study_incidence
    from amnio.cli.failures import Unusable
    from amnio.cli.study_input import stratifier

    if by == PROCEDURE:  # before anybody could be tested the curves have nothing to compare
        asked = replace(asked, start=max(asked.start, asked.first_trial))
    strata = () if by in (None, PROCEDURE) else (stratifier(engine, mapping, by or ""),)
    with progress(say("counting", language), 1) as advance:
        counts = count_incidence(
            engine,
            mapping,
            replace(asked, strata=strata),
            by_procedure=by == PROCEDURE,
            left_out=left_out,
            done=lambda: advance(1),
        )
    try:
        return study_incidence(counts, by=by, table=table.name, engine=table.engine, protocol=protocol)
    except ValueError as error:
        raise Unusable("not_an_incidence", why=str(error).split(".")[0]) from None
