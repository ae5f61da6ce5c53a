"""A study is added wholly or not at all, and what it changes can be shown."""

from pathlib import Path

import pytest

from amnio.evidence import load_evidence
from amnio.evidence.adding import StudyRefused, add_study
from amnio.evidence.changes import diff
from tests.unit.evidence.conftest import ARMS


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


@pytest.fixture
def new(another):
    """A study in a folder of its own, not yet filed."""
    elsewhere = another()
    elsewhere.file_study("new-2005", ARMS.replace("100,3", "500,10"))
    return elsewhere


def test_a_good_study_is_filed_byte_for_byte(folder, new):
    before = contents(folder.path)
    assert add_study(new.path / "studies/new-2005", folder.path) == ()
    after = contents(folder.path)
    added = {name: after[name] for name in after if name not in before}
    assert added == {f"studies/new-2005/{name}": text for name, text in contents(new.path / "studies/new-2005").items()}
    assert {name: after[name] for name in before} == before
    assert "new-2005" in load_evidence(folder.path).studies
    assert not [entry for entry in (folder.path / "studies").iterdir() if entry.name.startswith(".")]


@pytest.mark.parametrize(
    ("file", "old", "new_text", "said"),
    [
        ("arms.csv", "500,10", "500,501", "501 events among 500 women"),
        ("study.toml", 'comparison = "none"\n', "", "comparison: is required"),
        ("study.toml", "year = 2001\n", 'year = 2001\noverlaps = ["nobody-1900"]\n', "no study 'nobody-1900'"),
    ],
)
def test_a_refused_study_changes_nothing_on_disk(folder, new, file, old, new_text, said):
    new.replace(f"studies/new-2005/{file}", old, new_text)
    before = contents(folder.path)
    with pytest.raises(StudyRefused, match=said):
        add_study(new.path / "studies/new-2005", folder.path)
    assert contents(folder.path) == before


def test_a_study_filed_already_is_refused_by_key_and_by_identifier(folder, new):
    with pytest.raises(StudyRefused, match="is filed already"):
        add_study(new.path / "studies/small-2001", folder.path)
    new.file_study("other-2005", ARMS.replace("100,3", "70,1"), pmid="1")
    with pytest.raises(StudyRefused, match="small-2001 has the same PMID 1"):
        add_study(new.path / "studies/other-2005", folder.path)


def test_a_cohort_that_overlaps_is_added_and_named(folder, new):
    new.replace("studies/new-2005/study.toml", "year = 2001\n", 'year = 2001\noverlaps = ["small-2001"]\n')
    (problem,) = add_study(new.path / "studies/new-2005", folder.path)
    assert problem.kind == "overlap"
    assert "small-2001" in problem.message


def test_a_folder_that_is_no_evidence_is_refused(tmp_path, new):
    with pytest.raises(StudyRefused, match="holds no evidence"):
        add_study(new.path / "studies/new-2005", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_crash_while_copying_leaves_nothing(folder, new, monkeypatch):
    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr("amnio.evidence.adding.shutil.copyfile", broken)
    before = contents(folder.path)
    with pytest.raises(OSError, match="disk full"):
        add_study(new.path / "studies/new-2005", folder.path)
    assert contents(folder.path) == before
    assert len(list((folder.path / "studies").iterdir())) == 1


def test_a_difference_names_what_changed_and_nothing_else(folder):
    before = load_evidence(folder.path)
    folder.replace(folder.arms, "100,3", "100,6")
    (change,) = diff(before, load_evidence(folder.path))
    assert (change.parameter, change.draw_name) == ("risk.small", "risk.small")
    assert change.before.mean == pytest.approx(3.5 / 101, rel=0.03)
    assert change.after.mean == pytest.approx(6.5 / 101, rel=0.03)
    assert change.after.low < change.after.mean < change.after.high


def test_no_change_is_no_difference(folder):
    assert diff(load_evidence(folder.path), load_evidence(folder.path)) == ()


def test_a_parameter_that_came_or_went_has_one_side_only(folder):
    before = load_evidence(folder.path)
    (folder.path / folder.judged).unlink()
    (change,) = diff(before, load_evidence(folder.path))
    assert (change.parameter, change.after) == ("risk.judged", None)
    (back,) = diff(load_evidence(folder.path), before)
    assert back.before is None
