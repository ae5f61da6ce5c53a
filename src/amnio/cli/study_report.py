"""`amnio study report`: effect and incidence as a page, a document for print, a record, and a file for every table."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_effect import answered, effect_from_counts
from amnio.cli.study_incidence import curves_of
from amnio.cli.study_question import Question, decided, question_options
from amnio.cli.study_rows import counting
from amnio.cli.study_table import TableChoice, table_or_example_options

if TYPE_CHECKING:
    from amnio.answers.study_answer import StudyReport


@click.command(short_help="Effect and incidence as a report for print and web.")
@table_or_example_options
@question_options
@click.option(
    "--output", metavar="FOLDER", help="Where the report goes: report.html, report.pdf, report.json, tables/."
)
@click.option("--force", is_flag=True, help="Replace a former report.")
@language_option
def report(
    table: TableChoice,
    question: Question,
    output: str | None,
    force: bool,
    language: Language,
) -> None:
    """A report of a study: the designs, the curves, what to distrust, what was done, and checklists for the authors.

    DATA is a Parquet or CSV file, or a folder of them; or files of counts (`amnio study counts`, `pool`), one of each
    kind: trials, ever, landmark, and risk for the curves.

    \b
    amnio study report --example --output report
    amnio study report population.parquet --protocol protocol.toml --output report
    amnio study report trials.parquet ever.parquet landmark.parquet risk.parquet --output report
    """
    with reported(language):
        from amnio.cli.failures import Unusable
        from amnio.cli.site_folder import REPORT, checked_folder, write_folder

        if output is None:
            raise Unusable("report_needs_output")
        place = checked_folder(Path(output), force=force, kind=REPORT)
        answer = report_of(table, question, language)
        write_folder(place, _files(answer, language), kind=REPORT)
        click.echo(say("written", language, path=place / "report.html"), err=True)


def report_of(table: TableChoice, question: Question, language: Language) -> "StudyReport":
    """Everything from one reading of the question: three scans for the designs and one for the curves."""
    from dataclasses import replace

    from amnio.answers.study_answer import StudyReport
    from amnio.answers.study_counting import scans
    from amnio.cli.study_failures import study_failures
    from amnio.cli.study_shared import shared_counts
    from amnio.cli.study_work import going_on

    with study_failures(language):
        asked = decided(question).for_table(table, language)
        if (shared := shared_counts(table)) is not None:
            found = effect_from_counts(replace(shared, curves=None), table, asked, language)
            incidence = None if shared.curves is None else curves_of(shared, None, table)
            return StudyReport(effect=found, incidence=incidence, stamp=found.stamp)
        day = asked.landmark_day(language)
        with going_on(table, language):
            with (
                asked.opened(table) as (engine, mapping, definition),
                counting(
                    table,
                    (engine, mapping),
                    asked.given_mapping(table),
                    left_out=asked.left_out(table),
                    scans=scans(asked.chosen) + 1,
                    language=language,
                ) as rows,
            ):
                counts = rows.effect(definition, asked.chosen, day)
                curves = rows.incidence(replace(definition, strata=()))
            found = answered(counts, asked.chosen, table, asked, day)
            incidence = curves_of(curves, None, table, protocol=asked.fingerprint)
    return StudyReport(effect=found, incidence=incidence, stamp=found.stamp)


def _files(answer: "StudyReport", language: Language) -> Iterator[tuple[str, bytes]]:
    from amnio.present import html, pdf
    from amnio.present.json_output import answer_to_json
    from amnio.present.narrative.study import write
    from amnio.present.tables_csv import tables_of

    document = write(answer, language=language)
    yield "report.html", html.render(document).encode()
    yield "report.pdf", pdf.render(document)
    yield "report.json", answer_to_json(answer)
    for name, content in tables_of(document):
        yield f"tables/{name}.csv", content
