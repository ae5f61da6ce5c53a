"""`amnio study incidence`: how many pregnancies are lost, week by week, with late entry counted as such."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language
from amnio.cli.study_input import typed_day
from amnio.cli.study_rows import counting
from amnio.cli.study_table import TableChoice, definition_in, definition_option, table_or_example_options

if TYPE_CHECKING:
    from amnio.answers.study_answer import StudyIncidence
    from amnio.answers.study_counting import StudyCounts
    from amnio.clinic.gestation import GestationalAge

PROCEDURE = "procedure"


@dataclass(frozen=True, kw_only=True, slots=True)
class CurveChoice:
    """How curves are made from counts, of whatever origin."""

    landmark: bool = False
    smallest: int | None = None
    intervals: str = "greenwood"


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidenceChoice:
    """What was asked on the command line."""

    definition: str | None
    by: str | None
    start: "GestationalAge | None"
    told: "CurveChoice"


@click.command(short_help="How many pregnancies are lost, week by week.")
@table_or_example_options
@definition_option
@click.option(
    "--by",
    metavar="COLUMN[:CUTS]",
    help="A curve for each group: screen, maternal_age:35,40, or procedure (before and after it).",
)
@click.option(
    "--start", metavar="WEEKS+DAYS", help="Begin on this day, among those who reach it. Default: the definition's."
)
@click.option("--landmark", is_flag=True, help="Of those, only who was followed on that day: nobody comes in later.")
@click.option(
    "--smallest-risk-set",
    "smallest",
    type=click.IntRange(2),
    metavar="N",
    help="Pass over ends that come while fewer than N are at risk, and count them.",
)
@click.option(
    "--intervals",
    type=click.Choice(["greenwood", "aalen", "blocks"]),
    default="greenwood",
    show_default=True,
    help="What is independent: each pregnancy, or the blocks of the definition (women, or units).",
)
@delivery_options
@language_option
def incidence(
    table: TableChoice,
    definition: str | None,
    by: str | None,
    start: str | None,
    landmark: bool,
    smallest: int | None,
    intervals: str,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Cumulative incidence of loss, termination and live birth in the population of DATA.

    DATA is a Parquet or CSV file, or a folder of them; or a file of counts of kind risk, or of kind split for curves
    before and after the procedure (`amnio study counts`, `pool`).

    \b
    amnio study incidence --example --by procedure
    amnio study incidence population.parquet --by maternal_age:35,40 --output incidence.html
    amnio study incidence population.parquet --start 12+0 --smallest-risk-set 20 --intervals blocks
    amnio study incidence risk.parquet --by maternal_age

    A pregnancy counts from its first record on: what ended before could not have been seen. Where few came early, one
    loss among them moves the whole curve: begin later, or pass over risk sets that are too small.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.study import write

        delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=table.source)
        day = None if start is None else typed_day("--start", start, language)
        told = CurveChoice(landmark=landmark, smallest=smallest, intervals=intervals)
        asked = IncidenceChoice(definition=definition, by=by, start=day, told=told)
        answer = _answer(table, asked, language)
        delivery.deliver(lambda: write(answer, language=language), lambda: answer_to_json(answer))


def _answer(table: TableChoice, asked: IncidenceChoice, language: Language) -> "StudyIncidence":
    from amnio.cli.study_failures import study_failures
    from amnio.cli.study_shared import shared_counts
    from amnio.cli.study_simulate import known_scenario
    from amnio.cli.study_work import going_on

    if table.example is not None:
        known_scenario(table.example, language)
    with study_failures(language):
        if (shared := shared_counts(table)) is not None:
            return _from_counts(shared, asked, table)
        with going_on(table, language):
            return curves_of(_counted(table, asked, language), asked.by, table, asked.told)


def _counted(table: TableChoice, asked: IncidenceChoice, language: Language) -> "StudyCounts":
    """From rows, which are counted from the start on."""
    from amnio.cli.study_input import stratifier

    with table.opened() as (engine, mapping):
        definition = definition_in(asked.definition)
        if asked.start is not None:
            definition = replace(definition, start=asked.start)
        strata = () if asked.by in (None, PROCEDURE) else (stratifier(engine, mapping, asked.by or ""),)
        with counting(
            table,
            (engine, mapping),
            table.given_mapping(),
            left_out=table.left_out,
            scans=1,
            language=language,
        ) as rows:
            return rows.incidence(replace(definition, strata=strata), by_procedure=asked.by == PROCEDURE)


def _from_counts(counts: "StudyCounts", asked: IncidenceChoice, table: TableChoice) -> "StudyIncidence":
    """From counts that were shared: groups and the earliest start stand in them."""
    from amnio.cli.study_shared import refuse_what_rows_decide

    refuse_what_rows_decide(
        {
            "--definition": asked.definition,
            "--mapping": table.mapping,
            "--leave-out": table.left_out,
            "--work": table.work,
            "--by COLUMN:CUTS": ":" in (asked.by or ""),
        }
    )
    if counts.curves is None:
        raise Unusable("counts_without_curves")
    return curves_of(counts, asked.by, table, asked.told, start=asked.start)


def curves_of(
    counts: "StudyCounts",
    by: str | None,
    table: TableChoice,
    told: CurveChoice | None = None,
    *,
    start: "GestationalAge | None" = None,
    protocol: str | None = None,
) -> "StudyIncidence":
    """The answer from counts of either origin. Counts that are cut at the procedure are always told by it."""
    from amnio.answers.study_answer import CurveError
    from amnio.answers.study_incidence import NobodyReachesStartError, study_incidence

    if start is not None and start < counts.definition.start:
        raise Unusable("starts_before_counts", given=str(start), start=str(counts.definition.start))
    if _is_split(counts):  # before anybody could be tested the curves have nothing to compare
        by = by or PROCEDURE
        start = max(start or counts.definition.start, counts.definition.first_trial)
    _check_groups(counts, by)
    told = told or CurveChoice()
    try:
        return study_incidence(
            counts,
            by=by,
            table=table.name,
            engine=table.engine,
            protocol=protocol,
            start=start,
            landmark=told.landmark,
            smallest=told.smallest,
            error=CurveError(told.intervals),
        )
    except NobodyReachesStartError:
        raise Unusable("nobody_reaches_start", start=str(start or counts.definition.start)) from None


def _is_split(counts: "StudyCounts") -> bool:
    from amnio.cohort.definition import Exposure

    return counts.curves is not None and counts.curves.definition.exposure is Exposure.SPLIT


def _check_groups(counts: "StudyCounts", by: str | None) -> None:
    """Refuses groups that the counts do not tell apart."""
    if by is None:
        return
    if by == PROCEDURE:
        if not _is_split(counts):
            raise Unusable("counts_not_split")
        return
    factors = [factor.name for factor in counts.definition.factors]
    split, name = _is_split(counts), by.partition(":")[0]
    if split or name not in factors:
        raise Unusable("counts_without_group", name=name, names=", ".join([PROCEDURE] if split else factors) or "-")
