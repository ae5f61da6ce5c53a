"""What fails around a study: a full disk, no memory, a cluster that is not there, a broken table, nobody to compare.

Every time a message that says what it was, status 2, and nothing on disk that was not there before. Limits are set on a
process of its own, as a full disk cannot be made on every machine: a file that may not grow fails in the same calls.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.cli.test_study_data import GOOD, table

MEGABYTE = 1024 * 1024
HEADER = ("pregnancy", "woman", "dated_by", "entry", "exit", "end", "procedure")
Row = tuple[object, ...]


@pytest.fixture(scope="module")
def women(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table whose counts and pages are larger than the room that is left."""
    path = tmp_path_factory.mktemp("women") / "women.parquet"
    ran = amnio("study", "simulate", "--n", 40_000, "--output", path)
    assert ran.returncode == 0, ran.stderr
    return path


def amnio(
    *arguments: object, limit: Callable[[], None] | None = None, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "amnio", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=limit,
        cwd=folder,
        env={**os.environ, **environment},
    )


def no_file_beyond(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def words(ran: subprocess.CompletedProcess[str]) -> str:
    return " ".join(ran.stderr.replace("┃", " ").split())


def refused(ran: subprocess.CompletedProcess[str], *said: str) -> None:
    assert ran.returncode == 2, ran.stderr
    assert "Traceback" not in ran.stderr
    for each in said:
        assert each in words(ran)


@pytest.mark.parametrize(
    "command",
    [
        ("study", "counts", "TABLE", "--output", "out/counts.csv"),
        ("study", "counts", "TABLE", "--output", "out/counts.parquet"),
        ("study", "counts", "TABLE", "--work", "out/work", "--output", "out/counts.csv"),
        ("study", "simulate", "--n", "40_000", "--output", "out/women.parquet"),
        ("study", "simulate", "--n", "40_000", "--output", "out/women.csv"),
        ("study", "effect", "--example"),
        ("study", "effect", "TABLE", "--output", "out/effect.html"),
        ("study", "report", "TABLE", "--output", "out/report"),
    ],
    ids=lambda command: " ".join(command[1:2] + command[-1:]),
)
def test_a_disk_that_is_full_leaves_nothing_half_written(command: tuple[str, ...], women: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "aside").mkdir()
    ran = amnio(
        *(women if each == "TABLE" else each for each in command),
        limit=no_file_beyond(8 * 1024),
        folder=tmp_path,
        TMPDIR=str(tmp_path / "aside"),
    )
    refused(ran, "File too large")
    left = {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert left <= {"plan.json"}, "a run that can go on keeps what it was about, and nothing else"
    assert list((tmp_path / "aside").iterdir()) == []


def test_a_file_that_is_to_be_replaced_is_kept_when_the_disk_is_full(women: Path, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("mine")
    ran = amnio(
        "study", "counts", women, "--output", "counts.csv", "--force", limit=no_file_beyond(8 * 1024), folder=tmp_path
    )
    refused(ran)
    assert [path.name for path in tmp_path.iterdir()] == ["counts.csv"]
    assert (tmp_path / "counts.csv").read_text() == "mine"


@pytest.mark.parametrize("form", [(), ("--format", "json")])
def test_a_full_disk_behind_standard_output_is_told(women: Path, form: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "amnio", "study", "describe", str(women), *form],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    refused(ran, "No space left on device", "is not whole")


def test_a_device_that_is_full_is_told(women: Path, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").symlink_to("/dev/full")
    refused(amnio("study", "counts", women, "--output", tmp_path / "counts.csv"), "No space left on device")


def test_too_little_memory_is_told_with_what_to_do(women: Path, tmp_path: Path) -> None:
    ran = amnio("study", "counts", women, "--memory", "1MB", "--output", tmp_path / "c.csv")
    refused(ran, "not enough memory or disk", "--memory")
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_may_not_grow_is_told(women: Path, tmp_path: Path) -> None:
    limit = 420 * MEGABYTE
    ran = amnio(
        "study",
        "counts",
        women,
        "--output",
        tmp_path / "c.csv",
        limit=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    refused(ran, "memory")
    assert list(tmp_path.iterdir()) == []


def test_memory_that_runs_out_elsewhere_is_no_fault_of_amnio(run, women: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("amnio.cohort.describing.describe", exhausted)
    ran = run("study", "describe", women)
    assert ran.status == 2
    assert "not enough memory" in ran.words


@pytest.mark.parametrize("limit", ["lots", "-5MB", "5", "5 MB; DROP", ""])
def test_what_is_no_limit_of_memory_is_refused(run, women: Path, limit: str) -> None:
    ran = run("study", "describe", women, f"--memory={limit}")
    assert ran.status == 2
    assert "is no limit of memory" in ran.words


def test_a_folder_for_what_is_done_that_is_none_is_refused(run, women: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ran = run("study", "counts", women, "--work", tmp_path / "file", "--output", tmp_path / "c.csv")
    assert ran.status == 2
    assert "File exists" in ran.words
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("address", ["sc://127.0.0.1:1", "spark://127.0.0.1:1", "sc://127.0.0.1:1/;token=x", "cluster"])
def test_a_cluster_that_is_not_there_is_told_within_seconds(run, women: Path, tmp_path: Path, address: str) -> None:
    began = time.monotonic()
    ran = run("study", "counts", women, "--engine", "spark", "--master", address, "--output", tmp_path / "c.csv")
    assert time.monotonic() - began < 20
    assert ran.status == 2
    assert "cannot be reached" in ran.words
    assert "Nothing was counted" in ran.words
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def written(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def rows(*, end: Callable[[int], str], procedure: Callable[[int], object]) -> list[Row]:
    return [(i, i, "scan", 80 + i % 9, 150 + i % 100, end(i), procedure(i)) for i in range(200)]


def some(i: int) -> object:
    return "" if i % 4 else 105 + i % 40


def every_end(i: int) -> str:
    return ("live_birth", "loss", "lost")[i % 3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (rows(end=every_end, procedure=lambda i: ""), "nobody to compare"),
        (rows(end=lambda i: "lost", procedure=some), "lost to follow-up: 200 of 200"),
        (rows(end=every_end, procedure=lambda i: 105 + i % 40), "have a procedure: 200 of 200"),
        (rows(end=every_end, procedure=some)[:1], "nobody to compare"),
    ],
    ids=["no treated", "all lost", "all treated", "one woman"],
)
def test_where_there_is_nobody_to_compare_no_number_is_shown(
    run, tmp_path: Path, content: list[Row], said: str
) -> None:
    ran = run("study", "effect", written(tmp_path / "t.csv", content))
    assert ran.status == 2
    assert said in ran.words
    assert ran.out == b""


@pytest.mark.parametrize("command", ["incidence", "describe", "counts"])
def test_a_table_in_which_all_were_lost_is_no_table_without_losses(run, tmp_path: Path, command: str) -> None:
    data = written(tmp_path / "t.csv", rows(end=lambda i: "lost", procedure=some))
    ran = run("study", command, data, *(("--output", tmp_path / "c.csv") if command == "counts" else ()))
    if command == "describe":  # which says what stands there, and asks nothing
        assert ran.status == 0
        return
    assert ran.status == 2
    assert "lost to follow-up: 200 of 200" in ran.words
    assert not (tmp_path / "c.csv").exists()


def test_an_empty_stratum_is_shown_and_stops_nothing(run, tmp_path: Path) -> None:
    """Nobody is 50 or older, and in one stratum nobody was tested: it is left out, and counted as such."""
    lines = [(*row, 50 - row[0] % 30) for row in rows(end=every_end, procedure=some)]
    data = tmp_path / "t.csv"
    with data.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([(*HEADER, "maternal_age"), *lines])
    ran = run("study", "effect", data, "--same-risk", "maternal_age:30,60", "--format", "json")
    assert ran.status == 0, ran.err
    answer = json.loads(ran.text)
    trials = next(each for each in answer["effects"] if each["design"] == "trials")
    assert trials["speaks_for"] + trials["not_compared"] == sum(1 for row in lines if row[6] != "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", b"\xff\xfe\x00bytes of nothing\n" * 40),
        ("t.csv", b"pregnancy,woman\n1,2\n" + b"\0" * 50 + b",,\n"),
        ("t.csv", b"<html><body>404</body></html>"),
        ("t.parquet", b""),
        ("t.parquet", b"PAR1" + b"\0" * 100 + b"PAR1"),
    ],
    ids=["no text", "null bytes", "an error page", "empty", "no parquet"],
)
def test_what_is_no_table_is_refused(run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    for command in (("describe",), ("check-data",), ("effect",), ("counts", "--output", tmp_path / "c.csv")):
        ran = run("study", command[0], tmp_path / name, *command[1:])
        assert ran.status == 2
        assert "Traceback" not in ran.err
        assert ran.out == b""
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_bytes_that_are_no_text_further_down_are_refused(run, tmp_path: Path) -> None:
    """Beyond what a first look at a file reads."""
    data = table(tmp_path / "t.csv", rows=4_000)
    with data.open("ab") as stream:
        stream.write(b"\xff\xfe" + ",".join(GOOD.values()).encode() + b"\n")
    ran = run("study", "check-data", data)
    assert ran.status == 2
    assert ran.out == b""


def test_parquet_files_with_different_columns_are_no_table(run, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    source = table(tmp_path / "t.csv", rows=40)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM '{source}') TO '{tmp_path / 'parts' / 'a.parquet'}'")
        connection.execute(f"COPY (SELECT pregnancy FROM '{source}') TO '{tmp_path / 'parts' / 'b.parquet'}'")
    for command in (("check-data",), ("counts", "--output", tmp_path / "c.csv")):
        assert run("study", command[0], tmp_path / "parts", *command[1:]).status == 2
    assert not (tmp_path / "c.csv").exists()


def test_a_column_of_lists_is_refused(run, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (SELECT [1, 2] AS pregnancy, 'a' AS woman, 'scan' AS dated_by, 80 AS entry, 100 AS "exit",
            'loss' AS "end", NULL::INT AS procedure) TO '{tmp_path / "t.parquet"}'"""
        )
    ran = run("study", "check-data", tmp_path / "t.parquet")
    assert ran.status == 2
    assert ran.out == b""


def test_work_that_was_damaged_is_refused_and_never_taken_for_counts(run, tmp_path: Path) -> None:
    data, work = table(tmp_path / "t.csv", rows=40), tmp_path / "work"
    mapping = tmp_path / "m.toml"
    columns = "\n".join(f'{name} = "{name}"' for name in GOOD if name not in ("bleeding", "maternal_age"))
    mapping.write_text(f'[columns]\n{columns}\n[accept]\nprocedures_on_one_day = "made up"\n')
    counting = ("study", "counts", data, "--mapping", mapping, "--work", work, "--output")
    assert run(*counting, tmp_path / "a.csv").status == 0
    part = next(work.rglob("part-*.parquet"))
    part.write_bytes(part.read_bytes()[:-30])
    ran = run(*counting, tmp_path / "b.csv")
    assert ran.status == 2
    assert "no whole file of counts" in ran.words
    assert not (tmp_path / "b.csv").exists()
