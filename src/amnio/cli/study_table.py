"""The table that a study command reads: its options, and the engine they open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping

Command = Callable[..., Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class TableChoice:
    """What was chosen on the command line: where the table is, how it is read, and what is left out of it."""

    places: tuple[str, ...]
    mapping: str | None
    engine: str
    master: str | None
    memory: str | None
    left_out: tuple[str, ...]
    example: str | None = None
    work: str | None = None

    @property
    def place(self) -> str:
        """Where the one table is."""
        return self.places[0]

    @property
    def source(self) -> Path | None:
        """A file that no answer may overwrite."""
        return None if self.example is not None else Path(self.place)

    @property
    def name(self) -> str:
        """What the table is called in an answer."""
        return self.example or ", ".join(Path(place).name for place in self.places)

    @contextmanager
    def opened(self) -> Iterator[tuple["Engine", "TableMapping"]]:
        """The engine with the table, and the mapping; without a mapping file the columns have our names."""
        from amnio.cohort.engines.opening import opened
        from amnio.cohort.origin import TableMapping

        given = self.given_mapping()
        with (
            self._placed() as place,
            opened(place, engine=self.engine, master=self.master, memory=self.memory) as engine,
        ):
            yield engine, given or TableMapping.by_name(engine.raw())

    def given_mapping(self) -> "TableMapping | None":
        """The mapping file that was named."""
        from amnio.cohort.mapping_file import read_mapping

        return None if self.mapping is None else read_mapping(Path(self.mapping))

    @contextmanager
    def _placed(self) -> Iterator[str]:
        """Where the table is; an example is simulated for as long as it is used."""
        if self.example is None:
            yield self.place
            return
        from amnio.cli.study_simulate import example_table

        with example_table(self.example) as place:
            yield str(place)


def table_options(command: Command) -> Command:
    """DATA, --mapping, --leave-out, --engine, --master and --memory; the command is handed one `table`."""
    return _options(command, (click.argument("data", nargs=1),))


def table_or_example_options(command: Command) -> Command:
    """The same, with `--example` in place of DATA, several files of counts, and `--work`."""
    return _options(
        command,
        (
            click.argument("data", nargs=-1),
            click.option(
                "--example",
                is_flag=False,
                flag_value="everything",
                metavar="[SCENARIO]",
                help="Simulate a population instead; `amnio study simulate --list` names the scenarios.",
            ),
            work_option,
        ),
    )


work_option = click.option(
    "--work", metavar="FOLDER", help="Count file by file, keep what is done there, and go on after an interruption."
)


def _options(command: Command, place: tuple[Callable[[Command], Command], ...]) -> Command:
    def chosen(
        data: str | tuple[str, ...],
        mapping: str | None,
        leave_out: tuple[str, ...],
        engine: str,
        master: str | None,
        memory: str | None,
        example: str | None = None,
        work: str | None = None,
        **others: Any,
    ) -> Any:
        if bool(data) == (example is not None):
            from amnio.cli.choices import reported
            from amnio.cli.failures import Unusable

            with reported(others["language"]):
                raise Unusable("study_needs_table" if example is None else "two_inputs", given="DATA, --example")
        table = TableChoice(
            places=(data,) if isinstance(data, str) else data,
            mapping=mapping,
            engine=engine,
            master=master,
            memory=memory,
            left_out=leave_out,
            example=example,
            work=work,
        )
        return command(table=table, **others)

    chosen.__doc__, chosen.__name__ = command.__doc__, command.__name__
    if hasattr(command, "__click_params__"):
        chosen.__click_params__ = command.__click_params__  # type: ignore[attr-defined]
    options = (
        *place,
        click.option("--mapping", metavar="FILE", help="Which column of yours is which. Default: they have our names."),
        click.option(
            "--leave-out",
            multiple=True,
            metavar="NAME",
            help="Leave out the records that break this rule, and count them. May be repeated.",
        ),
        click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True),
        click.option("--master", metavar="ADDRESS", help="Spark: local[2], spark://HOST:PORT or sc://HOST:PORT."),
        click.option("--memory", metavar="LIMIT", help="DuckDB: at most so much memory, such as 1500MB."),
    )
    wrapped: Command = chosen
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


definition_option = click.option(
    "--definition", metavar="FILE", help="What is asked: weeks, trials, strata. Default: trials from 15+0 to 22+6."
)


def definition_in(path: str | None) -> "StudyDefinition":
    """The definition in a file; without one, the default."""
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.definition_file import read_definition

    return StudyDefinition() if path is None else read_definition(Path(path))
