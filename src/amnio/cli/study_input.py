"""What the commands of a study read: the table, its mapping, the definition, and by what women are of the same risk."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amnio.cli.failures import Unusable

if TYPE_CHECKING:
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping

Command = Callable[..., Any]
_CUTS = re.compile(r"\d+(,\d+)*")
_MOST_CODES = 20


def table_options(command: Command) -> Command:
    """`--mapping`, `--definition`, `--same-risk`, `--leave-out`, `--engine`, `--master`, `--memory`."""
    options = (
        click.option("--mapping", metavar="FILE", help="Which of your columns is which; none for our own names."),
        click.option("--definition", metavar="FILE", help="The question as TOML. Default: trials from 15+0 to 22+6."),
        click.option(
            "--same-risk",
            multiple=True,
            metavar="COLUMN[:CUTS]",
            help="Women alike in it are compared: screen, or maternal_age:35,40. May be repeated.",
        ),
        click.option(
            "--leave-out", multiple=True, metavar="RULE", help="Leave out rows that break it, and count them."
        ),
        click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True),
        click.option("--master", metavar="ADDRESS", help="Of Spark, such as local[2] or sc://host."),
        click.option("--memory", metavar="SIZE", help="How much DuckDB may use, such as 1500MB."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def opened_table(place: str, *, engine: str, master: str | None, memory: str | None) -> "Iterator[Engine]":
    """The engine with the table."""
    from amnio.cohort.engines.opening import opened

    with opened(place, engine=engine, master=master, memory=memory) as found:
        yield found


def mapping_of(engine: "Engine", mapping: str | None) -> "TableMapping":
    """The mapping in the file, or by our own names."""
    from amnio.cohort.mapping_file import read_mapping
    from amnio.cohort.origin import TableMapping

    return TableMapping.by_name(engine.raw()) if mapping is None else read_mapping(Path(mapping))


def definition_of(
    engine: "Engine", mapping: "TableMapping", definition: str | None, same_risk: tuple[str, ...]
) -> "StudyDefinition":
    """The definition in the file, with the strata that are named beside it; they replace none that it has."""
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.definition_file import read_definition

    asked = StudyDefinition() if definition is None else read_definition(Path(definition))
    if not same_risk:
        return asked
    if asked.strata:
        raise Unusable("strata_twice", file=str(definition))
    return replace(asked, strata=tuple(stratifier(engine, mapping, each) for each in same_risk))


def stratifier(engine: "Engine", mapping: "TableMapping", written: str) -> Any:
    """`column` takes its codes from the table; `column:35,40` puts a number in bands."""
    from amnio.cohort.definition import Bands, Codes

    column, colon, cuts = written.partition(":")
    if colon:
        if not _CUTS.fullmatch(cuts):
            raise Unusable("not_cuts", given=written)
        return Bands(column=column, cuts=tuple(int(cut) for cut in cuts.split(",")))
    return Codes(column=column, codes=_codes(engine, mapping, column))


def _codes(engine: "Engine", mapping: "TableMapping", column: str) -> tuple[str, ...]:
    """The codes that stand in a column, if they are few."""
    from amnio.cohort.sql.words import name

    origin = mapping.covariates.get(column) or mapping.columns.get(column)
    theirs = column if origin is None or origin.column is None else origin.column
    if theirs not in engine.raw():
        raise Unusable("no_such_column", column=theirs, columns=", ".join(engine.raw()))
    quoted = name(theirs)
    found = engine.rows(
        f"SELECT DISTINCT CAST({quoted} AS VARCHAR) AS code FROM raw WHERE {quoted} IS NOT NULL "
        f"ORDER BY code LIMIT {_MOST_CODES + 1}"
    )
    codes = tuple(str(row["code"]) for row in found if str(row["code"]) not in mapping.missing and row["code"] != "")
    if not 0 < len(codes) <= _MOST_CODES:
        raise Unusable("not_codes", column=column, n=str(len(codes)))
    return codes
