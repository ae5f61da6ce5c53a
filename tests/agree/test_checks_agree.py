"""Random tables of bad records: DuckDB finds what the definition in plain Python finds, rule by rule, row by row."""

import csv
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from amnio.cohort.checking import TableCheck, check_table
from amnio.cohort.engines import check_in_memory
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.origin import DayUnit, Origin, TableMapping
from amnio.cohort.sources.files import table_files
from amnio.cohort.table import CODES, COLUMNS, Kind

EVENTS = ("bleeding", "abnormal_scan")
OPTIONAL = tuple(column.name for column in COLUMNS.values() if not column.required)
REQUIRED = tuple(column.name for column in COLUMNS.values() if column.required)
Row = dict[str, str]

_NONSENSE = st.sampled_from(
    ["", "x", "16.3", "16,3", "112.0", "-5", "007", "40+0", "8+7", "+3", "1e2", "99999999999", "é"]
)
_DAY = st.integers(60, 300).map(str)
_WEEKS = st.builds("{}+{}".format, st.integers(9, 43), st.integers(0, 6))
_FEW = st.integers(-1, 4).map(str)


def _cell(column: str) -> st.SearchStrategy[str]:
    """Mostly what could stand there, so that rules over several columns are broken and not only those of reading."""
    kind = COLUMNS[column].kind if column in COLUMNS else Kind.DAY
    if kind is Kind.NAME:
        return st.sampled_from(["1", "2", "3", "a-7", "Ж", ""]) | st.integers(10, 99).map(str)
    if kind is Kind.TEXT:
        return st.sampled_from(["north", "o'clock", ""])
    if kind is Kind.CODE:
        return st.sampled_from([*CODES[column], *CODES[column], "", "abortion"])
    if kind is Kind.DAY:
        near = st.sampled_from(["112", "120", "150", "16", "38", "0", "301"])
        return st.one_of(_DAY, _DAY, near, _WEEKS, st.just(""), _NONSENSE)
    return st.one_of(_FEW, _FEW, st.just(""), _NONSENSE)


@st.composite
def tables(draw: st.DrawFn, most: int = 40) -> tuple[list[Row], tuple[str, ...], tuple[str, ...], DayUnit]:
    """Rows, the columns of ours and the events that they have, and the unit of days."""
    optional = draw(st.lists(st.sampled_from(OPTIONAL), unique=True))
    mapped = tuple(name for name in COLUMNS if name in (*REQUIRED, *optional))
    events = tuple(sorted(draw(st.lists(st.sampled_from(EVENTS), unique=True))))
    row = st.fixed_dictionaries({column: _cell(column) for column in (*mapped, *events)})
    unit = draw(st.sampled_from([DayUnit.DAYS, DayUnit.WEEKS_AND_DAYS, DayUnit.COMPLETED_WEEKS]))
    rows = draw(st.lists(row, min_size=1, max_size=most))
    # Alarms need many alike.
    return rows * draw(st.sampled_from([1, 1, 1, 25])), mapped, events, unit


def found_by_duckdb(path: Path, mapped: tuple[str, ...], events: tuple[str, ...], unit: DayUnit) -> TableCheck:
    mapping = TableMapping(
        columns={name: Origin(column=name) for name in mapped},
        events={name: Origin(column=name) for name in events},
        unit=unit,
    )
    with DuckDBEngine(table_files(path), threads=1) as engine:
        return check_table(engine, mapping)


def written(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


# Making a failing table smaller takes longer than finding out what is wrong with it: each is planned and read anew.
@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(table=tables())
def test_duckdb_finds_what_the_definition_finds(
    tmp_path: Path, table: tuple[list[Row], tuple[str, ...], tuple[str, ...], DayUnit]
) -> None:
    rows, mapped, events, unit = table
    expected = check_in_memory.check(rows, mapped, events=events, unit=unit)
    check = found_by_duckdb(written(tmp_path / "t.csv", rows), mapped, events, unit)
    keys = [finding.key for finding in check.findings]
    assert len(keys) == len(set(keys)), "a rule has one name, and a name one rule"
    assert {finding.key: finding.n for finding in check.findings} == expected.rules
    assert {alarm.code: (alarm.n, alarm.of) for alarm in check.alarms} == expected.alarms
    assert check.rows == expected.rows


def test_the_tables_break_every_rule_and_sound_alarms() -> None:
    """A generator that never broke a rule would agree about nothing."""
    rules, alarms = set(), set()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(table=tables())
    def collect(table: tuple[list[Row], tuple[str, ...], tuple[str, ...], DayUnit]) -> None:
        rows, mapped, events, unit = table
        broken = check_in_memory.check(rows, mapped, events=events, unit=unit)
        rules.update(key.partition(":")[0] for key in broken.rules)
        alarms.update(broken.alarms)

    collect()
    assert rules >= {
        "missing", "unreadable", "decimal_gestation", "other_unit", "unknown_code", "dated_by_procedure_code",
        "dated_by_classification", "dating_unknown", "negative_day", "beyond_term", "looks_like_weeks",
        "entry_after_exit", "procedure_after_end", "no_follow_up", "entered_after_procedure", "after_end",
        "later_without_first", "procedures_contradict", "procedure_not_known", "no_fetus", "one_fetus_only",
        "alive_after_death", "terminated_after_death", "duplicate_pregnancy", "two_ends",
    }  # fmt: skip
    assert alarms >= {"procedures_on_one_day", "procedure_for_most"}
