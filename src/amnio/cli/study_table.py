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

    place: str
    mapping: str | None
    engine: str
    master: str | None
    memory: str | None
    left_out: tuple[str, ...]

    @contextmanager
    def opened(self) -> Iterator[tuple["Engine", "TableMapping"]]:
        """The engine with the table, and the mapping; without a mapping file the columns have our names."""
        from amnio.cohort.engines.opening import opened
        from amnio.cohort.mapping_file import read_mapping
        from amnio.cohort.origin import TableMapping

        given = None if self.mapping is None else read_mapping(Path(self.mapping))
        with opened(self.place, engine=self.engine, master=self.master, memory=self.memory) as engine:
            yield engine, given or TableMapping.by_name(engine.raw())


def table_options(command: Command) -> Command:
    """DATA, --mapping, --leave-out, --engine, --master and --memory; the command is handed one `table`."""

    def chosen(
        data: str,
        mapping: str | None,
        leave_out: tuple[str, ...],
        engine: str,
        master: str | None,
        memory: str | None,
        **others: Any,
    ) -> Any:
        table = TableChoice(
            place=data, mapping=mapping, engine=engine, master=master, memory=memory, left_out=leave_out
        )
        return command(table=table, **others)

    chosen.__doc__, chosen.__name__ = command.__doc__, command.__name__
    if hasattr(command, "__click_params__"):
        chosen.__click_params__ = command.__click_params__  # type: ignore[attr-defined]
    options = (
        click.argument("data"),
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
