"""`amnio study simulate`: what is written, and what is refused before anything is done."""

import json
from pathlib import Path

import duckdb
import pytest

from amnio.cli.main import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["study", "simulate", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated")
    assert run("--n", "3_000", "--scenario", "everything", "--output", str(folder / "women.parquet")) == 0
    return folder / "women.parquet"


def test_a_population_and_its_truth_are_written_side_by_side(made: Path) -> None:
    assert sorted(path.name for path in made.parent.iterdir()) == ["women.parquet", "women.truth.json"]
    truth = json.loads(made.with_suffix(".truth.json").read_text("utf-8"))
    (rows, tested), *_ = duckdb.sql(f"SELECT count(*), count(procedure) FROM '{made}'").fetchall()
    assert (rows, tested) == (3_000, truth["procedures"])
    ends = dict(duckdb.sql(f"""SELECT "end", count(*) FROM '{made}' GROUP BY ALL""").fetchall())
    assert ends == {name: count for name, count in truth["ends"].items() if count}


def test_the_table_has_the_columns_that_a_study_reads(made: Path) -> None:
    columns = {name for name, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM '{made}'").fetchall()}
    assert {"pregnancy", "woman", "dated_by", "entry", "exit", "end", "procedure"} <= columns
    assert "fetal_class" not in columns, "a registry does not know it"
    nonsense = duckdb.sql(
        f"""SELECT count(*) FROM '{made}'
        WHERE entry > "exit" OR procedure > "exit" OR procedure < entry
           OR (procedure IS NULL) != (operator IS NULL) OR (procedure IS NOT NULL)::INT != procedures"""
    ).fetchall()
    assert nonsense == [(0,)]


def test_csv_holds_the_same_rows_and_the_same_seed_the_same_bytes(made: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        assert run("--n", "3000", "--scenario", "everything", "--output", str(tmp_path / name)) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    both = f"""SELECT count(*) FROM (SELECT pregnancy, "exit", screen FROM '{made}'
        EXCEPT SELECT pregnancy, "exit", screen FROM '{tmp_path / "a.csv"}')"""
    assert duckdb.sql(both).fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--n", "10"), "No file was named"),
        (("--output", "women.xlsx"), "ends neither in .parquet nor in .csv"),
        (("--output", "women.csv", "--scenario", "everthing"), "Did you mean everything?"),
        (("--output", "no/such/folder/women.csv"), "folder"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert said in " ".join(capsys.readouterr().err.replace("┃", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_replaced_unless_asked(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = made.read_bytes()
    assert run("--n", "10", "--output", str(made)) == 2
    assert made.read_bytes() == before
    assert "force" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_scenario_is_named_with_what_it_teaches(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--list", "--language", language) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 16
    assert "everything" in lines
