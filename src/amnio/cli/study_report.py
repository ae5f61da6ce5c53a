"""`amnio study report`: effect and incidence as a page, a document for print, a record, and a file for every table."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_progress import progress
from amnio.cli.study_question import QuestionChoice, decided, question_options
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
    question: tuple[QuestionChoice, str | None],
    output: str | None,
    force: bool,
    language: Language,
) -> None:
    """A report of a study: the designs, the curves, what to distrust, what was done, and checklists for the authors.

    DATA is a Parquet or CSV file, or a folder of them.

    \b
    amnio study report --example --output report
    amnio study report population.parquet --protocol protocol.toml --output report
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


def report_of(table: TableChoice, question: tuple[QuestionChoice, str | None], language: Language) -> "StudyReport":
    """Everything from one reading of the question: three scans for the designs and one for the curves."""
    from amnio.answers.study_answer import StudyReport
    from amnio.answers.study_counting import count_effect, scans
    from amnio.answers.study_effect import study_effect
    from amnio.cli.failures import Unusable
    from amnio.cli.study_failures import study_failures
    from amnio.cli.study_incidence import incidence_of
    from amnio.estimate import NothingToCompareError, Target

    with study_failures(language):
        asked = decided(question).for_table(table, language)
        day, left_out = asked.landmark_day(language), asked.left_out(table)
        with asked.opened(table) as (engine, mapping, definition):
            with progress(say("counting", language), scans(asked.chosen)) as advance:
                counts = count_effect(
                    engine, mapping, definition, asked.chosen, day, left_out=left_out, done=lambda: advance(1)
                )
            curves = incidence_of(
                engine, mapping, definition, None, table, language, left_out=left_out, protocol=asked.fingerprint
            )
    try:
        found = study_effect(
            counts,
            asked.chosen,
            target=Target(asked.among),
            landmark=day,
            table=table.name,
            engine=table.engine,
            protocol=asked.fingerprint,
            ways=asked.ways,
            early=asked.unnoticed,
        )
    except NothingToCompareError:
        raise Unusable("nothing_to_compare") from None
    return StudyReport(effect=found, incidence=curves, stamp=found.stamp)


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
