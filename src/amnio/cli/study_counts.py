"""`amnio study counts` and `pool`: counts instead of rows, to be shared and added."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_table import TableChoice, definition_in, definition_option, table_options

if TYPE_CHECKING:
    from amnio.cohort.counted import Counted, CountKind
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.sources.files import FileFormat

_output = click.option("--output", metavar="FILE", help="counts.parquet or counts.csv.")
_smallest = click.option(
    "--smallest-cell", type=click.IntRange(2), metavar="N", help="Take out cells with fewer than N, and say how many."
)
_work = click.option(
    "--work", metavar="FOLDER", help="Count file by file, keep what is done there, and go on after an interruption."
)
_force = click.option("--force", is_flag=True, help="Replace what is at --output.")


@click.command(short_help="Reduce a table to counts that can be shared.")
@table_options
@definition_option
@click.option(
    "--kind", type=click.Choice(["trials", "risk"]), default="trials", show_default=True, help="What is counted."
)
@_smallest
@_work
@_output
@_force
@language_option
def counts(
    table: TableChoice,
    definition: str | None,
    kind: str,
    smallest_cell: int | None,
    work: str | None,
    output: str | None,
    force: bool,
    language: Language,
) -> None:
    """Reduce a table to counts: block by stratum by trial by arm by day by end, and nothing about anybody.

    DATA is a Parquet or CSV file, or a folder of them. What is estimated later needs only the counts, and those of
    several places can be added (`amnio study pool`).
    """
    with reported(language):
        from amnio.cli.study_failures import study_failures

        place, form = _planned(output, force=force)
        with study_failures(language):
            from amnio.cohort.counted import CountKind

            asked = definition_in(definition)
            if work is None:
                counted = _at_once(table, asked, CountKind(kind), language)
            else:
                counted = _by_parts(table, Path(work), asked, CountKind(kind), language)
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


def _at_once(table: TableChoice, definition: "StudyDefinition", kind: "CountKind", language: Language) -> "Counted":
    from amnio.cli.study_watch import watched
    from amnio.cohort.count import count

    with table.opened() as (engine, mapping), watched(engine, language):
        return count(engine, mapping, definition, kind, left_out=table.left_out)


def _by_parts(
    table: TableChoice, work: Path, definition: "StudyDefinition", kind: "CountKind", language: Language
) -> "Counted":
    from amnio.cli.failures import Unusable
    from amnio.cli.study_watch import by_files
    from amnio.cohort.engines.by_parts import count_by_parts
    from amnio.cohort.mapping_file import read_mapping
    from amnio.cohort.sources.files import table_files

    if table.engine != "duckdb":
        raise Unusable("study_work_only_files")
    files = table_files(Path(table.place))
    mapping = None if table.mapping is None else read_mapping(Path(table.mapping))
    with by_files(len(files.paths), language) as advance:
        return count_by_parts(
            files, work, mapping, definition, kind, left_out=table.left_out, memory=table.memory, advance=advance
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
