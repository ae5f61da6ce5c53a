"""`amnio study counts --work`: a run that was stopped goes on where it was, and gives what one run would have given."""

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
    assert run("study", "counts", folder, "--work", work, "--output", place).status == 130
    assert not place.exists()
    assert len(list(work.glob("part-*.parquet"))) == 2

    again = []
    monkeypatch.setattr(by_parts, "count_prepared", lambda *a, **more: again.append(1) or counting(*a, **more))
    assert run("study", "counts", folder, "--work", work, "--output", place).status == 0
    assert len(again) == 1
    assert place.read_text() == once.read_text()


def test_the_work_of_another_question_or_of_other_files_is_refused(run, tmp_path, folder):
    work, place = tmp_path / "work", tmp_path / "c.csv"
    assert run("study", "counts", folder, "--work", work, "--output", place).status == 0
    other = run("study", "counts", folder, "--work", work, "--kind", "risk", "--output", tmp_path / "d.csv")
    assert other.status == 2
    assert "work of another run" in other.words
    table(folder / "3.csv", {"pregnancy": "x"})
    changed = run("study", "counts", folder, "--work", work, "--output", tmp_path / "d.csv")
    assert changed.status == 2
    assert not (tmp_path / "d.csv").exists()


def test_a_pregnancy_in_two_files_is_found(run, tmp_path, folder):
    table(folder / "3.csv", {"pregnancy": "1-1"})
    ran = run("study", "counts", folder, "--work", tmp_path / "work", "--output", tmp_path / "c.csv")
    assert ran.status == 2
    assert "more than one row" in ran.words
