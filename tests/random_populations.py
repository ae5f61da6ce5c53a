"""Random populations and random definitions. Populations keep every rule of the table; otherwise anything goes."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from amnio.clinic.gestation import GestationalAge
from amnio.cohort.alarms import ALARMS
from amnio.cohort.definition import (
    Among,
    Bands,
    BlockBy,
    Codes,
    Dating,
    DayOfLoss,
    Exposure,
    Known,
    OtherInvasive,
    SeveralFetuses,
    StudyDefinition,
    Within,
)
from amnio.cohort.origin import TableMapping

Population = list[dict[str, object]]

#: Every column of the table that counting reads, with its type in a file.
TYPES = {
    "pregnancy": "BIGINT",
    "woman": "VARCHAR",
    "unit": "VARCHAR",
    "dated_by": "VARCHAR",
    "fetuses": "BIGINT",
    "entry": "BIGINT",
    "exit": "BIGINT",
    "end": "VARCHAR",
    "procedure": "BIGINT",
    "other_invasive": "BIGINT",
    "known_dead": "BIGINT",
    "fetal_loss": "BIGINT",
    "fetal_termination": "BIGINT",
    "redated_days": "BIGINT",
    "maternal_age": "DOUBLE",
    "indication": "VARCHAR",
    "smokes": "BOOLEAN",
    "bleeding": "BIGINT",
    "abnormal_scan": "BIGINT",
}
# Few days, so that ties are the rule.
_FIRST, _LAST = 96, 124
_DAY = st.integers(_FIRST, _LAST)


def _maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


@st.composite
def _pregnancies(draw: st.DrawFn) -> dict[str, object]:
    entry = draw(_DAY)
    exit = draw(st.integers(entry, _LAST + 3))
    end = draw(st.sampled_from(["loss", "loss", "termination", "live_birth", "lost", "ongoing"]))
    fetuses = draw(_maybe(st.integers(1, 3)))
    within = st.integers(_FIRST, exit)
    several = _maybe(within) if fetuses is None or fetuses > 1 else st.none()
    return {
        "woman": draw(st.sampled_from(["1", "2", "14", "0015", "a-7", "Ж", "999999999999999", "1000000000000000"])),
        "unit": draw(_maybe(st.sampled_from(["north", "south", "12"]))),
        "dated_by": draw(st.sampled_from(["scan", "lmp", "ivf"])),
        "fetuses": fetuses,
        "entry": entry,
        "exit": exit,
        "end": end,
        "procedure": draw(_maybe(within) | within),
        "other_invasive": draw(st.none() | st.none() | _maybe(within)),
        "known_dead": draw(_maybe(within)) if end not in ("live_birth", "termination") else None,
        "fetal_loss": draw(several),
        "fetal_termination": draw(several),
        "redated_days": draw(_maybe(st.integers(-3, 3))),
        "maternal_age": draw(_maybe(st.sampled_from([24.0, 34.5, 35.0, 39.0, 40.0, 44.0]))),
        "indication": draw(_maybe(st.sampled_from(["age", "screen", "scan", "o'clock", ""]))),
        "smokes": draw(_maybe(st.booleans())),
        "bleeding": draw(_maybe(within)),
        "abnormal_scan": draw(_maybe(within)),
    }


@st.composite
def populations(draw: st.DrawFn, least: int = 1, most: int = 25) -> Population:
    rows = draw(st.lists(_pregnancies(), min_size=least, max_size=most))
    for number, row in enumerate(rows, start=1):
        row["pregnancy"] = number
        if row["indication"] == "":  # an empty text is null
            row["indication"] = None
    return rows


_KNOWN = st.builds(
    Known, event=st.sampled_from(["bleeding", "abnormal_scan", "fetal_loss", "known_dead"]), on_its_day=st.booleans()
)
_BASELINE = st.one_of(
    st.sampled_from([(30,), (35, 40), (34, 35, 36)]).map(lambda cuts: Bands(column="maternal_age", cuts=cuts)),
    st.sampled_from([("age",), ("screen", "o'clock")]).map(lambda codes: Codes(column="indication", codes=codes)),
    st.just(Codes(column="smokes", codes=("true", "false"))),
    st.just(Bands(column="fetuses", cuts=(2,))),
    st.just(Codes(column="unit", codes=("north", "12"))),
)
_CONDITION = st.one_of(
    st.just(Within(column="fetuses", low=1, below=3)),
    st.just(Within(column="maternal_age", below=40)),
    st.just(Among(column="indication", codes=("age", "screen"))),
    st.just(Among(column="smokes", codes=("false",))),
)


def _named(each: object) -> str:
    return each.event if isinstance(each, Known) else each.column  # type: ignore[attr-defined]


@st.composite
def definitions(draw: st.DrawFn) -> StudyDefinition:
    first = draw(st.integers(_FIRST - 2, _LAST))
    last = draw(st.integers(first, _LAST + 4))
    start = draw(st.integers(_FIRST - 6, _LAST - 4))
    exposure = draw(st.sampled_from(list(Exposure)))
    landmark = GestationalAge(draw(st.integers(start, _LAST))) if exposure is Exposure.LANDMARK else None
    until = draw(_maybe(st.integers(start + 1, _LAST + 6)))
    return StudyDefinition(
        start=GestationalAge(start),
        until=None if until is None else GestationalAge(until),
        first_trial=GestationalAge(first),
        last_trial=GestationalAge(last),
        period=draw(st.sampled_from([1, 7])),
        follow_up=draw(_maybe(st.integers(1, 20))),
        day_of_loss=draw(st.sampled_from(list(DayOfLoss))),
        several_fetuses=draw(st.sampled_from(list(SeveralFetuses))),
        other_invasive=draw(st.sampled_from(list(OtherInvasive))),
        dating=draw(st.sampled_from(list(Dating))),
        exposure=exposure,
        landmark=landmark,
        keep=tuple(draw(st.lists(_CONDITION, max_size=2, unique=True))),
        without=tuple(draw(st.lists(_KNOWN, max_size=2, unique=True))),
        strata=tuple(draw(st.lists(_BASELINE | _KNOWN, max_size=3, unique_by=_named))),
        blocks=draw(st.integers(2, 60)),
        block_by=draw(st.sampled_from(list(BlockBy))),
    )


def accepting(names: Iterable[str]) -> TableMapping:
    """Our names, and every alarm looked into: a random population is full of them."""
    return replace(TableMapping.by_name(names), accepted=dict.fromkeys(ALARMS, "a random population"))


def written(population: Population, path: Path) -> Path:
    """The rows as a Parquet file."""
    import duckdb

    path.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        columns = [f'"{name}" {kind}' for name, kind in TYPES.items()]
        connection.execute(f"CREATE TABLE t ({', '.join(columns)})")
        connection.executemany(
            f"INSERT INTO t VALUES ({', '.join('?' for _ in TYPES)})",
            [[row[name] for name in TYPES] for row in population],
        )
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path
