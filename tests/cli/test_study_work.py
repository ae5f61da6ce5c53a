"""`--work`: a run that was stopped goes on where it was, and gives what one run would have given."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from amnio.cohort.engines import by_parts
from tests.cli.test_study_data import table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    for number in (1, 2, 3):
        table(
            tmp_path / "parts" / f"{number}.csv",
            *({"pregnancy": f"{number}-{i}", "exit": str(200 + i)} for i in range(6)),
        )
    return tmp_path / "parts"


def test_an_interrupted_run_goes_on_and_the_whole_is_the_same(run, tmp_path, folder, monkeypatch):
    once = tmp_path / "once.csv"
    assert run("study", "counts", folder, "--output", once).status == 0

    counting, done = by_parts.count_prepared, []

    def stopped_at_the_third(*arguments, **more):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(1)
        return counting(*arguments, **more)

    monkeypatch.setattr(by_parts, "count_prepared", stopped_at_the_third)
    work, place = tmp_path / "work", tmp_path / "c.csv"
    stopped = run("study", "counts", folder, "--work", work, "--output", place)
    assert stopped.status == 130
    assert f"kept in {work}; the same command goes on from there" in stopped.words
    assert not place.exists()
    assert len(list(work.glob("*/part-*.parquet"))) == 2

    again = []
    monkeypatch.setattr(by_parts, "count_prepared", lambda *a, **more: again.append(1) or counting(*a, **more))
    assert run("study", "counts", folder, "--work", work, "--output", place).status == 0
    assert len(again) == 1
    assert place.read_text() == once.read_text()


def test_other_counts_share_the_folder_and_changed_files_are_refused(run, tmp_path, folder):
    work, place = tmp_path / "work", tmp_path / "c.csv"
    assert run("study", "counts", folder, "--work", work, "--output", place).status == 0
    other = run("study", "counts", folder, "--work", work, "--kind", "risk", "--output", tmp_path / "r.csv")
    assert other.status == 0
    assert len(list(work.glob("*/part-*.parquet"))) == 6
    table(folder / "3.csv", {"pregnancy": "x"})
    changed = run("study", "counts", folder, "--work", work, "--output", tmp_path / "d.csv")
    assert changed.status == 2
    assert "work of another run" in changed.words
    assert not (tmp_path / "d.csv").exists()


def test_a_pregnancy_in_two_files_is_found(run, tmp_path, folder):
    table(folder / "3.csv", {"pregnancy": "1-1"})
    ran = run("study", "counts", folder, "--work", tmp_path / "work", "--output", tmp_path / "c.csv")
    assert ran.status == 2
    assert "more than one row" in ran.words


#: Commands with what they need, and whose answer is written to a file or a folder at the end.
ASKED = {
    "effect": ("--same-risk", "maternal_age:35"),
    "incidence": ("--by", "procedure"),
    "report": ("--same-risk", "maternal_age:35"),
}
#: Stops in the counting of its third file, as the signal named first does.
STOPPED = """
import os, signal, sys
from amnio.cli.main import main
from amnio.cohort.engines import by_parts

counting, done = by_parts.count_prepared, []

def stopped(*arguments, **more):
    if len(done) == 2:
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    done.append(1)
    return counting(*arguments, **more)

by_parts.count_prepared = stopped
main(sys.argv[2:])
"""


@pytest.fixture
def women(tmp_path: Path) -> Path:
    """Three files with two women of each kind: tested and not, lost and not, on days on which they can be compared."""
    folder = tmp_path / "women"
    folder.mkdir()
    untested = {"procedure": "", "procedures": "0"}
    for number in (1, 2, 3):
        rows = [
            {"pregnancy": f"{number}-{i}", "woman": f"{number}-{i}", "exit": exit, "end": end, **arm}
            for i, (exit, end, arm) in enumerate(
                (exit, end, arm)
                for exit, end in (("120", "loss"), ("280", "live_birth"), ("281", "live_birth"))
                for arm in ({}, untested)
            )
        ]
        table(folder / f"{number}.csv", *rows, rows=len(rows))
    return folder


def _place(command: str, folder: Path, name: str) -> Path:
    return folder / (name if command == "report" else f"{name}.json")


def _content(place: Path) -> bytes:
    return (place / "report.json" if place.is_dir() else place).read_bytes()


@pytest.mark.parametrize(
    ("command", "how"), [("effect", "SIGKILL"), ("incidence", "SIGTERM"), ("report", "SIGINT"), ("effect", "SIGINT")]
)
def test_a_question_goes_on_where_it_was_stopped(run, tmp_path, women, command, how):
    once, resumed = _place(command, tmp_path, "once"), _place(command, tmp_path, "resumed")
    assert run("study", command, women, *ASKED[command], "--output", once).status == 0

    work = tmp_path / "work"
    typed = ("study", command, str(women), *ASKED[command], "--work", str(work), "--output", str(resumed))
    stopped = subprocess.run([sys.executable, "-c", STOPPED, how, *typed], capture_output=True, text=True, check=False)
    if how == "SIGKILL":
        assert stopped.returncode == -signal.SIGKILL
    else:
        assert stopped.returncode == 130
        assert f"kept in {work}" in " ".join(stopped.stderr.split())
    assert not resumed.exists()
    assert len(list(work.glob("*/part-*.parquet"))) == 2

    assert run(*typed).status == 0
    assert _content(resumed) == _content(once)


def test_what_was_counted_for_one_question_serves_another(run, tmp_path, women, monkeypatch):
    work = tmp_path / "work"
    assert run("study", "effect", women, "--work", work, "--output", tmp_path / "effect.json").status == 0
    counting, done = by_parts.count_prepared, []
    monkeypatch.setattr(by_parts, "count_prepared", lambda *a, **more: done.append(1) or counting(*a, **more))
    assert run("study", "report", women, "--work", work, "--output", tmp_path / "report").status == 0
    assert len(done) == 3, "the curves, of three files; the designs were counted before"


def test_the_folder_of_other_files_is_refused(run, tmp_path, women):
    work = tmp_path / "work"
    assert run("study", "incidence", women, "--work", work, "--output", tmp_path / "a.json").status == 0
    os.utime(women / "2.csv", (1, 1))
    ran = run("study", "incidence", women, "--work", work, "--output", tmp_path / "b.json")
    assert ran.status == 2
    assert "work of another run" in ran.words
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize("place", [("--example",), ("postgresql://nobody/none?table=x",)])
def test_work_is_for_files(run, tmp_path, place):
    ran = run("study", "effect", *place, "--work", tmp_path / "work")
    assert ran.status == 2
    assert "--work is for files" in ran.words
    assert not (tmp_path / "work").exists()
