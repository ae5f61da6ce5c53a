"""`amnio study counts` and `pool`: counts instead of rows, to be shared and added."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_table import TableChoice, definition_in, definition_option, table_options, work_option

if TYPE_CHECKING:
    from amnio.cohort.counted import Counted, CountKind
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.sources.files import FileFormat

KINDS = ("trials", "risk", "split", "ever", "landmark")
_output = click.option("--output", metavar="FILE", help="counts.parquet or counts.csv.")
_smallest = click.option(
    "--smallest-cell", type=click.IntRange(2), metavar="N", help="Take out cells with fewer than N, and say how many."
)
_force = click.option("--force", is_flag=True, help="Replace what is at --output.")


@click.command(short_help="Reduce a table to counts that can be shared.")
@table_options
@definition_option
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default=KINDS[0],
    show_default=True,
    help="trials; risk and split for curves; ever and landmark for the biased designs.",
)
@_smallest
@work_option
@click.option("--landmark", metavar="WEEKS+DAYS", default="18+0", show_default=True, help="Kind landmark: its day.")
@_output
@_force
@language_option
def counts(
    table: TableChoice,
    definition: str | None,
    kind: str,
    smallest_cell: int | None,
    landmark: str,
    output: str | None,
    force: bool,
    language: Language,
) -> None:
    """Reduce a table to counts: block by stratum by trial by arm by day by end, and nothing about anybody.

    DATA is a Parquet or CSV file, or a folder of them. What is estimated later needs only the counts, and those of
    several places can be added (`amnio study pool`).

    \b
    trials    for the design that answers the question
    risk      for curves by week; split: before and after the procedure
    ever      for the crude and the same-risk design; landmark: for that at a landmark
    """
    with reported(language):
        from amnio.cli.study_failures import study_failures
        from amnio.cli.study_work import going_on

        place, form = _planned(output, force=force)
        with study_failures(language), going_on(table, language) as work:
            asked, what = _asked(kind, definition_in(definition), landmark, language)
            if work is None:
                counted = _at_once(table, asked, what, language)
            else:
                counted = _by_parts(table, work, asked, what, language)
            if smallest_cell is not None:
                from amnio.cohort.share import without_small_cells

                counted = without_small_cells(counted, smallest_cell)
            _write(counted, place, form, language)
        _tell(counted, language)


@click.command(short_help="Add the counts of several places.")
@click.argument("files", nargs=-1, required=True)
@_smallest
@_output
@_force
@language_option
def pool(
    files: tuple[str, ...], smallest_cell: int | None, output: str | None, force: bool, language: Language
) -> None:
    """Add files of counts of one definition. The sum is what the rows of all places together would have given."""
    with reported(language):
        from amnio.cli.study_failures import study_failures

        place, form = _planned(output, force=force)
        with study_failures(language):
            from amnio.cohort.share import pooled, without_small_cells
            from amnio.cohort.sources.count_files import read_counts

            counted = pooled([read_counts(Path(file)) for file in files])
            if smallest_cell is not None:
                counted = without_small_cells(counted, smallest_cell)
            _write(counted, place, form, language)
        _tell(counted, language, files=len(files))


def _asked(
    kind: str, definition: "StudyDefinition", landmark: str, language: Language
) -> "tuple[StudyDefinition, CountKind]":
    """The definition with its arms, and what is counted. Kind risk has the arms that the definition says."""
    from amnio.answers.study_designs import ever_definition, incidence_definition, landmark_definition
    from amnio.cli.study_input import typed_day
    from amnio.cohort.counted import CountKind

    if kind == "landmark":
        return landmark_definition(definition, typed_day("--landmark", landmark, language)), CountKind.RISK
    armed = {"ever": ever_definition, "split": incidence_definition}
    if kind in armed:
        return armed[kind](definition), CountKind.RISK
    return definition, CountKind(kind)


def _at_once(table: TableChoice, definition: "StudyDefinition", kind: "CountKind", language: Language) -> "Counted":
    from amnio.cli.study_watch import watched
    from amnio.cohort.count import count

    with table.opened() as (engine, mapping), watched(engine, language):
        return count(engine, mapping, definition, kind, left_out=table.left_out)


def _by_parts(
    table: TableChoice, work: Path, definition: "StudyDefinition", kind: "CountKind", language: Language
) -> "Counted":
    from amnio.cli.study_watch import by_files
    from amnio.cli.study_work import part_of, worked_files
    from amnio.cohort.engines.by_parts import count_by_parts

    files, mapping, part = worked_files(table), table.given_mapping(), part_of(work, definition, kind)
    with by_files(len(files.paths), language) as advance:
        return count_by_parts(
            files, part, mapping, definition, kind, left_out=table.left_out, memory=table.memory, advance=advance
        )


def _planned(output: str | None, *, force: bool) -> tuple[Path, "FileFormat"]:
    """Where counts go and in which form; refused before any work is done."""
    from amnio.cli.destination import checked
    from amnio.cli.failures import Unusable
    from amnio.cohort.sources.files import FileFormat

    if output is None:
        raise Unusable("study_counts_output")
    path = Path(output)
    forms = {".parquet": FileFormat.PARQUET, ".csv": FileFormat.CSV}
    if path.suffix.lower() not in forms:
        raise Unusable("study_counts_ending", path=output)
    return checked(path, force=force), forms[path.suffix.lower()]


def _write(counted: "Counted", place: Path, form: "FileFormat", language: Language) -> None:
    from amnio.cli.destination import written_whole
    from amnio.cohort.sources.count_files import count_file

    content = count_file(counted, form)
    with written_whole(place) as stream:
        stream.write(content)
    click.echo(say("written", language, path=place), err=True)


def _tell(counted: "Counted", language: Language, *, files: int = 1) -> None:
    """What was counted, on standard output."""
    import sys

    from amnio.cli.delivery import colourful, terminal_width
    from amnio.present import document, terminal
    from amnio.present.narrative.cohort.counts import counts_document

    told = counts_document(counted, document.Language(language), files=files)
    click.echo(terminal.render(told, width=terminal_width(), color=colourful(sys.stdout), full=True), nl=False)
