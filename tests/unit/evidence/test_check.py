"""A check finds everything that is wrong at once, and names whose women may be counted twice."""

import re
from importlib.resources import files

import pytest

from amnio.evidence.check import check_folder
from tests.unit.evidence.conftest import ARMS

ROW = "control,<24,mid-trimester,loss,200,2,abstract,printed\n"


def said(problems, kind="error"):
    return [f"{problem.file}: {problem.field}: {problem.message}" for problem in problems if problem.kind == kind]


def the_only(problems, pattern, kind="error"):
    (text,) = said(problems, kind)
    assert re.search(pattern, text), text


def test_a_good_study_and_good_evidence_have_no_problems(folder):
    assert check_folder(folder.path / "studies/small-2001") == ()
    assert check_folder(folder.path) == ()


def test_the_evidence_that_ships_has_no_errors():
    assert said(check_folder(files("amnio.evidence"))) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "pattern"),
    [
        ("arms", "100,3", "100,103", r"arms\.csv:2: events: 103 events among 100 women"),
        ("arms", "100,3", "100,-3", r"arms\.csv:2: events: must be a whole number"),
        ("arms", "100,3", "100.5,3", r"arms\.csv:2: women: must be a whole number"),
        ("arms", "abstract", "", r"arms\.csv:2: place: is required"),
        ("arms", ",<24,", ",,", r"arms\.csv:2: window: is required"),
        ("arms", "abstract,printed", "abstract,guessed", r"arms\.csv:2: provenance: 'guessed'"),
        ("study", 'comparison = "none"\n', "", "comparison: is required"),
        ("study", 'window = "16+0 to 24+0"\n', "", "window: is required"),
        ("study", 'provenance = "printed"\n', "", "provenance: is required"),
        ("study", 'provenance = "printed"', 'provenance = "derived"', "derivation: is required"),
        ("study", 'pmid = "1"\n', "", "needs a doi, a pmid, or no_identifier"),
        ("study", 'key = "small-2001"', 'key = "large-2001"', "key: must be 'small-2001'"),
        ("study", 'read = "abstract"', 'read = "abstract"\ncolour = "red"', "colour: is not a field here"),
        ("study", 'read = "abstract"', 'read = "abstract"\ntopics = ["weather"]', "topics: 'weather' is not one of"),
        ("study", 'read = "abstract"', 'read = "abstract"\ntopics = ["leak", "leak"]', "topics: names a topic twice"),
        ("study", 'read = "abstract"', 'read = "abstract"\ntopics = "leak"', "topics: must be a list of texts"),
        ("arms", ",printed\n", ",derived\n", "derivation: is required: something here is derived"),
    ],
)
def test_one_fault_is_one_problem(folder, file, old, new, pattern):
    folder.replace(getattr(folder, file), old, new)
    the_only(check_folder(folder.path / "studies/small-2001"), pattern)


def test_all_faults_are_told_at_once(folder):
    folder.replace(folder.study, 'comparison = "none"\nwindow = "16+0 to 24+0"\n', "")
    folder.replace(folder.arms, "100,3,abstract", "100,103,")
    folder.write(folder.arms, (folder.path / folder.arms).read_text(encoding="utf-8") + "a,b,c,d,ten,1,p,printed\n")
    fields = [problem.field for problem in check_folder(folder.path / "studies/small-2001")]
    assert fields == ["comparison", "window", "events", "women"]


@pytest.mark.parametrize("file", ["study.toml", "arms.csv"])
def test_a_file_that_is_not_utf8_is_a_problem(folder, file):
    (folder.path / "studies/small-2001" / file).write_bytes("é".encode("latin-1"))
    the_only(check_folder(folder.path / "studies/small-2001"), f"{file}: file: is not (TOML|CSV) in UTF-8")


def test_a_missing_file_and_a_file_too_many_are_problems(folder):
    (folder.path / folder.study).unlink()
    folder.write("studies/small-2001/notes.txt", "by the way")
    pattern = [r"notes\.txt: file: has no place here", r"study\.toml: file: is not there"]
    texts = said(check_folder(folder.path / "studies/small-2001"))
    assert len(texts) == 2
    assert all(re.search(*pair) for pair in zip(pattern, texts, strict=True))


def test_a_folder_of_something_else_is_a_problem(tmp_path):
    the_only(check_folder(tmp_path), "neither a study .* nor evidence")


POOLED = 'same_risk = true\nwindow_code = "<24"\npool_default = true\npool_reason = "fits"\npool_window = "<24"\n'


@pytest.mark.parametrize(
    ("pooling", "pattern"),
    [
        (POOLED.replace('"<24"\npool_default', '"<23"\npool_default'), "window_code: '<23' is not one of"),
        (POOLED.replace("same_risk = true\n", ""), "must be true or false"),
        (POOLED, "marked for pooling but lacks an arm: it needs amniocentesis and control"),
    ],
)
def test_a_study_marked_for_pooling_needs_a_known_window_and_both_arms(folder, pooling, pattern):
    folder.write(folder.study, (folder.path / folder.study).read_text(encoding="utf-8") + pooling)
    the_only(check_folder(folder.path / "studies/small-2001"), pattern)


def test_the_same_row_twice_is_a_problem(folder):
    folder.write(folder.arms, ARMS + ARMS.splitlines()[1] + "\n")
    the_only(check_folder(folder.path / "studies/small-2001"), "stands twice: amniocentesis, <24")


def test_a_parameter_that_cannot_be_made_is_a_problem_of_the_evidence(folder):
    folder.replace(folder.parameter, 'arm = "amniocentesis"', 'arm = "nobody"')
    the_only(check_folder(folder.path), r"parameters/risk/small\.toml: from: no row fits")


def test_a_malformed_study_is_told_once(folder):
    folder.replace(folder.arms, "abstract", "")
    the_only(check_folder(folder.path), "place: is required")


def test_a_paper_with_the_same_pmid_is_filed_twice(folder):
    folder.file_study("one-2002", ARMS.replace("100,3", "90,2"), pmid="77")
    folder.file_study("two-2002", ARMS.replace("100,3", "80,1"), pmid="77")
    the_only(check_folder(folder.path), "two-2002/study.toml: pmid: is filed already: one-2002 has the same PMID 77")


def test_a_paper_with_the_same_doi_written_otherwise_is_filed_twice(folder):
    folder.file_study("one-2002", ARMS.replace("100,3", "90,2"), more='doi = "10.1000/ABC.1"\n')
    folder.file_study("two-2002", ARMS.replace("100,3", "80,1"), more='doi = "doi.org/10.1000/abc.1"\n')
    the_only(check_folder(folder.path), "two-2002/study.toml: doi: is filed already: one-2002 has the same DOI")


def test_the_same_counts_in_two_arms_are_one_study_filed_twice(folder):
    counts = ARMS + ROW
    folder.file_study("one-2002", counts.replace("100,3", "900,31").replace("200,2", "950,17"))
    folder.file_study("two-2003", counts.replace("100,3", "900,31").replace("200,2", "950,17"))
    the_only(
        check_folder(folder.path), "arms: is filed already: one-2002 has the same counts in its arms: 31/900, 17/950"
    )


def test_one_small_arm_in_common_is_an_accident(folder):
    folder.file_study("one-2002")
    assert check_folder(folder.path) == ()


def test_two_cohorts_of_one_paper_are_allowed_when_one_names_the_other(folder):
    folder.file_study("one-2002", pmid="77")
    folder.file_study("two-2002", more='overlaps = ["one-2002"]\n', pmid="77")
    problems = check_folder(folder.path)
    assert said(problems) == []
    the_only(problems, "two-2002/study.toml: overlaps: holds some of the women of one-2002", kind="overlap")


def test_an_overlap_with_a_study_that_is_not_filed_is_an_error(folder):
    folder.file_study("one-2002", more='overlaps = ["nobody-1900"]\n')
    the_only(check_folder(folder.path), "overlaps: there is no study 'nobody-1900'")


def overlapping(folder, first, second, *, population='population = "register"\n', setting="one unit"):
    folder.file_study("one-2002", more=f"{population}{first}", setting=setting)
    folder.file_study("two-2003", more=f"{population}{second}", setting=setting)
    return said(check_folder(folder.path), "overlap")


def test_cohorts_of_one_register_in_the_same_years_are_named(folder):
    (text,) = overlapping(folder, 'years = "1996-2006"\n', "years = [2004, 2010]\n")
    assert "two-2003/study.toml: population: may hold women of one-2002: both are from register" in text


def test_years_that_are_not_known_may_overlap(folder):
    assert len(overlapping(folder, 'years = "1996-2006"\n', "")) == 1


def test_cohorts_of_one_register_in_other_years_are_not_named(folder):
    assert overlapping(folder, 'years = "1996-2003"\n', 'years = "2004-10"\n') == []


def test_the_years_may_stand_in_the_setting(folder):
    assert len(overlapping(folder, "", "", population="", setting="Denmark 1996-2006")) == 1


def test_places_without_years_are_too_common_to_be_named(folder):
    assert overlapping(folder, "", "", population="") == []
