"""Spark on this machine: what it refuses, and that a table of bad records is checked as DuckDB checks it."""

from pathlib import Path

import pytest

from amnio.cohort.checking import TableCheck, check_table
from amnio.cohort.count import count
from amnio.cohort.counted import CountKind
from amnio.cohort.definition import Bands, Codes, Known, StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.engines.spark_engine import SparkEngine
from amnio.cohort.mapping_file import mapping_of
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.files import table_files
from tests.cli.test_study_data import BROKEN, table
from tests.unit.cohort.test_mapping import MAPPING, THEIRS

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]
MASTER = "local[2]"


def found(engine: Engine, mapping: TableMapping) -> tuple[int, dict[str, int], TableCheck]:
    check = check_table(engine, mapping)
    return check.rows, {finding.key: finding.n for finding in check.findings}, check


def test_spark_finds_the_same_bad_records(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", *BROKEN.values(), rows=2 * len(BROKEN))
    with DuckDBEngine(table_files(path)) as here, SparkEngine(str(path), master=MASTER) as there:
        one, other = (found(engine, TableMapping.by_name(engine.raw())) for engine in (here, there))
    assert one[:2] == other[:2]
    assert one[2].alarms == other[2].alarms
    assert set(BROKEN) <= set(one[1])


def test_spark_reads_dates_and_weeks_as_duckdb_does(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(";".join(THEIRS) + "\n" + ";".join(THEIRS.values()) + "\n", encoding="utf-8")
    definition = StudyDefinition(
        strata=(
            Bands(column="maternal_age", cuts=(35,)),
            Codes(column="unit", codes=("north",)),
            Known(event="bleeding", on_its_day=True),
        )
    )
    counted = []
    for engine in (DuckDBEngine(table_files(path)), SparkEngine(str(path), master=MASTER)):
        with engine:
            counted.append(count(engine, mapping_of(MAPPING), definition, CountKind.RISK).counts)
    one, other = ([getattr(c, name).tolist() for name in ("block", "stratum", "entry", "exit", "end")] for c in counted)
    assert one == other


def test_a_table_that_the_catalogue_does_not_know_is_refused() -> None:
    with pytest.raises(CannotStudy) as refused:
        SparkEngine("no_such_table", master=MASTER)
    assert refused.value.code is Refusal.TABLE_UNREADABLE


def test_a_corrupt_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 nothing PAR1")
    with pytest.raises(CannotStudy) as refused:
        SparkEngine(str(tmp_path / "t.parquet"), master=MASTER)
    assert refused.value.code is Refusal.TABLE_UNREADABLE
