"""What is typed: a gestation; or by what women are of the same risk, a column of codes or a number with cuts."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.clinic.gestation import GestationalAge
    from amnio.cohort.definition import Bands, Codes, StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping

_CUTS = re.compile(r"\d+(,\d+)*")
_MOST_CODES = 20


same_risk_option = click.option(
    "--same-risk",
    multiple=True,
    metavar="COLUMN[:CUTS]",
    help="Women alike in it are compared: screen, or maternal_age:35,40. May be repeated.",
)


def typed_day(option: str, written: str, language: Language) -> "GestationalAge":
    """The gestation that was typed behind an option, or why it is none."""
    from amnio.clinic.gestation import GestationalAge
    from amnio.clinic.problems import Refused, problem

    try:
        return GestationalAge.parse(written)
    except Refused as error:
        why, instead = problem(error.code, option, written, **error.slots).sentences(language)
        raise Unusable("not_a_study_day", option=option, given=written, why=why, instead=instead) from None


def with_same_risk(
    engine: "Engine", mapping: "TableMapping", asked: "StudyDefinition", same_risk: tuple[str, ...]
) -> "StudyDefinition":
    """The definition with the strata that were named beside it; they replace none that it has."""
    if not same_risk:
        return asked
    if asked.strata:
        raise Unusable("strata_twice", given=" ".join(same_risk))
    return replace(asked, strata=tuple(stratifier(engine, mapping, each) for each in same_risk))


def stratifier(engine: "Engine", mapping: "TableMapping", written: str) -> "Bands | Codes":
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
