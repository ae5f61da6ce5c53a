"""Their columns as ours: units, dates, codes, and what cannot be read."""

import csv
from pathlib import Path
from typing import Any

import pytest

from amnio.cohort.checking import check_table
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.mapping_file import mapping_of
from amnio.cohort.sources.files import table_files
from amnio.cohort.sql.view import table_view

THEIRS = {
    "nr": "7", "mother": "x", "lmp": "2026-01-01", "seen": "2026-03-12", "born": "2026-10-08", "how": "LB",
    "needle_w": "16", "needle_d": "3", "cvs": "11+4", "age": "36", "bled": "12+0",
}  # fmt: skip
MAPPING: dict[str, Any] = {
    "gestation": {"lmp": "lmp", "unit": "date"},
    "columns": {
        "pregnancy": "nr",
        "woman": "mother",
        "dated_by": {"constant": "lmp"},
        "entry": "seen",
        "exit": "born",
        "end": {"column": "how", "codes": {"loss": ["SA", "IUFD"], "live_birth": ["LB"], "termination": ["TOP"]}},
        "procedure": {"column": "needle_w", "days": "needle_d", "unit": "completed_weeks", "recorded_as": "procedure"},
        "other_invasive": {"column": "cvs", "unit": "weeks+days"},
    },
    "covariates": {"maternal_age": "age"},
    "events": {"bleeding": {"column": "bled", "unit": "weeks+days"}},
    "missing": {"texts": ["NA", "-9"]},
}


def read(path: Path, *rows: dict[str, str], mapping: dict[str, Any] | None = None) -> list[dict[str, object]]:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(THEIRS), delimiter=";")
        writer.writeheader()
        writer.writerows({**THEIRS, **row} for row in rows)
    with DuckDBEngine(table_files(path)) as engine:
        view = table_view(engine.raw(), mapping_of(mapping or MAPPING), None)
        engine.define("read", view.read)
        return engine.rows("SELECT * FROM read ORDER BY pregnancy")


def broken(path: Path, row: dict[str, str]) -> dict[str, int]:
    read(path, row)
    with DuckDBEngine(table_files(path)) as engine:
        return {finding.key: finding.n for finding in check_table(engine, mapping_of(MAPPING)).findings}


def test_dates_weeks_and_codes_become_days_and_ours(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "t.csv", {})
    assert (row["entry"], row["exit"], row["procedure"], row["other_invasive"]) == (70, 280, 115, 81)
    assert (row["end"], row["dated_by"], row["bleeding"], row["maternal_age"]) == ("live_birth", "lmp", 84, "36")


@pytest.mark.parametrize(("anchor", "on"), [("due", "2026-10-08"), ("conception", "2026-01-15")])
def test_dates_are_counted_from_the_expected_birth_or_from_conception(tmp_path: Path, anchor: str, on: str) -> None:
    mapping = {**MAPPING, "gestation": {anchor: "lmp", "unit": "date"}}
    (row,) = read(tmp_path / "t.csv", {"lmp": on}, mapping=mapping)
    assert (row["entry"], row["exit"]) == (70, 280)


def test_what_means_nothing_known_is_null(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "t.csv", {"needle_w": "NA", "needle_d": "-9", "cvs": "", "age": "-9"})
    assert (row["procedure"], row["other_invasive"], row["maternal_age"]) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"lmp": ""}, "undated:entry"),
        ({"seen": "12.3.2026"}, "unreadable:entry"),
        ({"seen": "2026-02-31"}, "unreadable:entry"),
        ({"how": "LIVE"}, "unknown_code:end"),
        ({"needle_d": ""}, "half_a_gestation:procedure"),
        ({"needle_d": "7"}, "days_over_six:procedure"),
        ({"needle_w": "16.3"}, "decimal_gestation:procedure"),
        ({"cvs": "11.4"}, "decimal_gestation:other_invasive"),
        ({"cvs": "81"}, "other_unit:other_invasive"),
        ({"cvs": "11+7"}, "unreadable:other_invasive"),
        ({"bled": "300 d"}, "unreadable:bleeding"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, change: dict[str, str], rule: str) -> None:
    assert broken(tmp_path / "t.csv", change).get(rule) == 1


def test_a_row_that_can_be_read_has_nothing_wrong(tmp_path: Path) -> None:
    assert broken(tmp_path / "t.csv", {}) == {}
