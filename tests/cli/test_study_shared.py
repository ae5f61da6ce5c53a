"""Files of counts asked in place of rows: the answers are those of the rows, and what only rows know is refused."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.cli.study_runs import said, study

DEFINITION = """blocks = 10
strata = [
    { column = "screen", codes = ["negative", "positive"] },
    { column = "maternal_age", cuts = [35, 40] },
]
"""
KINDS = ("trials", "risk", "split", "ever", "landmark")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table, its women in two hospitals, the counts of each kind of both, and those added."""
    folder = tmp_path_factory.mktemp("shared")
    table = folder / "women.parquet"
    assert study("simulate", "--n", 12_000, "--scenario", "indication", "--output", table) == 0
    (folder / "definition.toml").write_text(DEFINITION, encoding="utf-8")
    asked = ("--definition", folder / "definition.toml")
    for which, unit in enumerate(("north", "south")):
        place = folder / f"{unit}.parquet"
        query = f"SELECT * FROM read_parquet('{table}') WHERE hash(pregnancy) % 2 = {which}"
        duckdb.sql(query).write_parquet(str(place))
        for kind in KINDS:
            assert study("counts", place, *asked, "--kind", kind, "--output", folder / f"{unit}-{kind}.csv") == 0
    for kind in KINDS:
        parts = (folder / f"north-{kind}.csv", folder / f"south-{kind}.csv")
        assert study("pool", *parts, "--output", folder / f"{kind}.parquet") == 0
    return folder


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    capsys.readouterr()
    assert study(*arguments, "--format", "json") == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return {name: value for name, value in found.items() if name != "question"}


def test_counts_of_two_units_give_every_design_as_their_rows_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [folder / f"{kind}.parquet" for kind in ("ever", "trials", "landmark")]
    from_counts = answer(capsys, "effect", *files)
    assert from_counts == answer(capsys, "effect", folder / "women.parquet", "--definition", folder / "definition.toml")
    assert from_counts["designs"] == ["crude", "stratified", "landmark", "trials"]


@pytest.mark.parametrize("kind", ["ever", "landmark"])
def test_biased_designs_alone_do_not_look_like_the_answer(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert study("effect", folder / f"{kind}.parquet") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "What the procedure adds is not answered here" in out
    assert "Not made from these counts" in out


@pytest.mark.parametrize(("by", "kind"), [((), "risk"), (("--by", "screen"), "risk"), (("--by", "procedure"), "split")])
@pytest.mark.parametrize("start", [(), ("--start", "16+2"), ("--start", "16+2", "--smallest-risk-set", 400)])
def test_curves_from_counts_are_those_of_the_rows(
    folder: Path, capsys: pytest.CaptureFixture[str], by: tuple[str, ...], kind: str, start: tuple[object, ...]
) -> None:
    told = ("curves", "started", "smallest", "passed_over", "tests", "ratios")
    from_counts = answer(capsys, "incidence", folder / f"{kind}.parquet", *by, *start)
    from_rows = answer(capsys, "incidence", folder / "women.parquet", *by, *start)
    empty = {"screen other", "screen unknown"}
    assert empty.isdisjoint(curve["group"] for curve in from_counts["curves"])  # type: ignore[attr-defined]
    assert {name: from_counts[name] for name in told} == {name: from_rows[name] for name in told}


def test_counts_cut_at_the_procedure_are_told_by_it_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "incidence", folder / "split.parquet")
    assert found == answer(capsys, "incidence", folder / "split.parquet", "--by", "procedure")
    assert found["by"] == "procedure"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_of_counts_is_the_report_of_the_rows(folder: Path, tmp_path: Path, language: str) -> None:
    files = [folder / f"{kind}.parquet" for kind in KINDS if kind != "split"]
    asked = ("--definition", folder / "definition.toml")
    assert study("report", *files, "--output", tmp_path / "counts", "--language", language) == 0
    assert study("report", folder / "women.parquet", *asked, "--output", tmp_path / "rows", "--language", language) == 0
    one, other = (json.loads((tmp_path / name / "report.json").read_text("utf-8")) for name in ("counts", "rows"))
    for record in (one, other):
        record["effect"].pop("question")
    assert one["effect"] == other["effect"]
    assert one["incidence"]["curves"] == other["incidence"]["curves"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_of_trials_alone_says_what_is_missing(folder: Path, tmp_path: Path, language: str) -> None:
    small = tmp_path / "small.parquet"
    assert study("pool", folder / "trials.parquet", "--smallest-cell", 2, "--output", small) == 0
    assert study("report", small, "--output", tmp_path / "report", "--language", language) == 0
    page = (tmp_path / "report" / "report.html").read_text("utf-8")
    missing, suppressed = {
        "en": ("These counts hold no curves", "cells below 2 were taken out"),
        "zh": ("这些计数中没有曲线", "小于 2 的单元格"),
    }[language]
    assert missing in page
    assert suppressed in page


def test_curves_from_suppressed_counts_say_what_is_missing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = tmp_path / "small.csv"
    assert study("pool", folder / "risk.parquet", "--smallest-cell", 2, "--output", small) == 0
    capsys.readouterr()
    assert study("incidence", small) == 0
    assert "cells below 2 were taken out" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("effect", "trials", "--same-risk", "screen"), "--same-risk cannot be asked of a file of counts"),
        (("effect", "trials", "--design", "crude"), "The design crude cannot be made from these counts"),
        (("effect", "ever", "--doubly-robust"), "The design trials cannot be made from these counts"),
        (("effect", "landmark", "--landmark", "17+0"), "--landmark cannot be asked of a file of counts"),
        (("effect", "trials", "--work", "work"), "--work cannot be asked of a file of counts"),
        (("effect", "risk"), "These are counts for curves"),
        (("effect", "trials", "risk"), "These are counts for curves"),
        (("effect", "trials", "women"), "is no file of counts"),
        (("effect", "women", "north"), "Several tables were given"),
        (("effect", "trials", "north-trials"), "Two files serve the same purpose"),
        (("report", "risk", "split", "--output", "report"), "Two files serve the same purpose"),
        (("effect", "trials", "nowhere.parquet"), "nowhere.parquet cannot be read"),
        (("report", "risk", "--output", "report"), "These are counts for curves"),
        (("incidence", "trials"), "These counts hold no curves"),
        (("incidence", "risk", "--by", "procedure"), "do not tell the time before the procedure"),
        (("incidence", "risk", "--by", "hospital"), "They can be asked by: screen, maternal_age"),
        (("incidence", "risk", "--by", "maternal_age:35"), "--by COLUMN:CUTS cannot be asked"),
        (("incidence", "split", "--by", "screen"), "They can be asked by: procedure"),
        (("incidence", "risk", "--start", "9+0"), "lies before the counts begin, at 10+0"),
        (("incidence", "risk", "--start", "42+0"), "Nobody is followed beyond 42+0"),
    ],
)
def test_counts_are_asked_nothing_that_only_rows_know(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    places = {path.stem: path for path in folder.iterdir() if path.suffix in (".parquet", ".csv")}
    capsys.readouterr()
    command, *rest = arguments
    assert study(command, *(places.get(each, each) for each in rest)) == 2
    assert words in said(capsys)
    assert list(tmp_path.iterdir()) == []


def test_counts_of_two_questions_are_not_asked_together(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert study("counts", folder / "women.parquet", "--kind", "ever", "--output", tmp_path / "ever.csv") == 0
    capsys.readouterr()
    assert study("effect", folder / "trials.parquet", tmp_path / "ever.csv") == 2
    assert "the definition is" in said(capsys)
