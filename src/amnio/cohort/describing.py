"""What a table holds before anything is estimated: how many, how they ended, who had the procedure and when."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.gestation import DAYS_PER_WEEK
from amnio.cohort.count import prepare
from amnio.cohort.definition import Known, StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sql.followed import level
from amnio.cohort.sql.words import name, text
from amnio.cohort.table import DatedBy, End

Whole = NDArray[np.int64]
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """The least, the middle (lower median) and the greatest of whole days."""

    least: int
    median: int
    greatest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelCounts:
    """One level of a stratifier: pregnancies, those with the procedure, and how all of them ended."""

    level: str
    pregnancies: int
    procedures: int
    losses: int
    terminations: int
    live_births: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FactorCounts:
    """The levels of one stratifier; one with a day of its own counts as *yes* if it ever became known."""

    name: str
    levels: tuple[LevelCounts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """Numbers of rows, of those that break no rule; `bad` and `left_out` are the others.

    `facts` are numbers of rows by their code; `procedures_by_week` runs over completed weeks of gestation; `entry` and
    `follow_up` are days.
    """

    rows: int
    bad: int
    left_out: int
    women: int
    ends: Counts
    dated_by: Counts
    facts: Counts
    procedures_by_week: tuple[tuple[int, int], ...]
    entry: Spread
    follow_up: Spread
    factors: tuple[FactorCounts, ...]


#: Facts about a row that are counted, each as SQL.
_FACTS = {
    "procedure": '"procedure" IS NOT NULL',
    "later_procedure": "later_procedure IS NOT NULL",
    "other_invasive": "other_invasive IS NOT NULL",
    "several_fetuses": "fetuses > 1",
    "fetuses_not_known": "fetuses IS NULL",
    "fetal_loss": "fetal_loss IS NOT NULL",
    "fetal_termination": "fetal_termination IS NOT NULL",
    "known_dead": "known_dead IS NOT NULL",
    "dead_before_procedure": 'known_dead < "procedure"',
    "lost_on_the_day": f'"procedure" = exit AND "end" = {text(End.LOSS)}',
    "redated": "redated_days <> 0",
    "entered_after_procedure": '"procedure" < entry',
    "no_follow_up": "entry = exit",
    "unit": "unit IS NOT NULL",
}


def describe(
    engine: Engine, mapping: TableMapping, definition: StudyDefinition, *, left_out: tuple[str, ...] = ()
) -> Description:
    """Describes the rows that break no rule. Raises `CannotStudy` if there are none."""
    prepare(engine, mapping, definition, left_out=left_out)
    engine.define("sound", "SELECT * FROM pregnancies WHERE flaw = 0")
    flaws = _grouped(engine, "SELECT flaw AS k, COUNT(*) AS n FROM pregnancies GROUP BY flaw")
    if not flaws.get(0):
        raise CannotStudy(Refusal.NOBODY_COUNTED, rows=sum(flaws.values()))
    facts = ", ".join(f"COUNT(*) FILTER (WHERE {broken}) AS {fact}" for fact, broken in _FACTS.items())
    found = engine.whole_numbers(f"SELECT COUNT(DISTINCT woman) AS women, {facts} FROM sound")
    weeks = _grouped(
        engine,
        f'SELECT "procedure" // {DAYS_PER_WEEK} AS k, COUNT(*) AS n FROM sound'
        ' WHERE "procedure" IS NOT NULL GROUP BY 1',
    )
    return Description(
        rows=flaws[0],
        bad=flaws.get(1, 0),
        left_out=sum(n for flaw, n in flaws.items() if flaw > 1),
        women=int(found["women"][0]),
        ends=_by_code(engine, "end", tuple(End)),
        dated_by=_by_code(engine, "dated_by", tuple(DatedBy)),
        facts=tuple((fact, int(found[fact][0])) for fact in _FACTS),
        procedures_by_week=tuple(sorted(weeks.items())),
        entry=_spread(engine, "entry"),
        follow_up=_spread(engine, "exit - entry"),
        factors=_factors(engine, definition),
    )


def _grouped(engine: Engine, statement: str) -> dict[int, int]:
    found = engine.whole_numbers(statement)
    return dict(zip(found["k"].tolist(), found["n"].tolist(), strict=True))


def _by_code(engine: Engine, column: str, codes: Sequence[str]) -> Counts:
    counted = ", ".join(
        f"COUNT(*) FILTER (WHERE {name(column)} = {text(code)}) AS n_{i}" for i, code in enumerate(codes)
    )
    found = engine.whole_numbers(f"SELECT {counted} FROM sound")
    numbers = [(code, int(found[f"n_{i}"][0])) for i, code in enumerate(codes)]
    return tuple((code, n) for code, n in numbers if n)


def _spread(engine: Engine, expression: str) -> Spread:
    found = engine.whole_numbers(f"SELECT {expression} AS k, COUNT(*) AS n FROM sound GROUP BY 1")
    order = np.argsort(found["k"])
    values, reached = found["k"][order], np.cumsum(found["n"][order])
    middle = int(np.searchsorted(reached, (int(reached[-1]) + 1) // 2))
    return Spread(least=int(values[0]), median=int(values[middle]), greatest=int(values[-1]))


def _factors(engine: Engine, definition: StudyDefinition) -> tuple[FactorCounts, ...]:
    found = []
    for stratifier, factor in zip(definition.strata, definition.factors, strict=True):
        if isinstance(stratifier, Known):
            number = f"CASE WHEN {name(stratifier.event)} IS NULL THEN 0 ELSE 1 END"
        else:
            number = level(stratifier)
        ends = ", ".join(
            f'COUNT(*) FILTER (WHERE "end" = {text(end)}) AS {end}'
            for end in (End.LOSS, End.TERMINATION, End.LIVE_BIRTH)
        )
        rows = engine.whole_numbers(
            f'SELECT {number} AS k, COUNT(*) AS n, COUNT("procedure") AS done, {ends} FROM sound GROUP BY 1'
        )
        by_level = {int(k): i for i, k in enumerate(rows["k"])}
        found.append(
            FactorCounts(
                name=factor.name,
                levels=tuple(
                    _level_counts(label, rows, by_level.get(number)) for number, label in enumerate(factor.levels)
                ),
            )
        )
    return tuple(found)


def _level_counts(label: str, rows: dict[str, Whole], place: int | None) -> LevelCounts:
    """A level that nobody has is shown with nothing in it: an empty stratum must be seen."""
    n, done, losses, terminations, births = (
        0 if place is None else int(rows[column][place])
        for column in ("n", "done", End.LOSS.value, End.TERMINATION.value, End.LIVE_BIRTH.value)
    )
    return LevelCounts(
        level=label,
        pregnancies=n,
        procedures=done,
        losses=losses,
        terminations=terminations,
        live_births=births,
    )
