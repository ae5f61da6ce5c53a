"""Evidence of one's own: checked, copied, added to, compared, and learned from, wholly or not at all."""

import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from amnio.evidence import load_evidence
from amnio.evidence.copying import copy_evidence
from amnio.evidence.recurrence import load_recurrence
from tests.cli.conftest import Ran, Run

NUMBER = re.compile(r"\d+(?:\.\d+)?")
STUDY = """
key = "our-unit-2025"
citation = "Our unit, audit of 2025"
year = 2025
no_identifier = "our own audit, not published"
design = "cohort"
setting = "one unit"
dating = "ultrasound"
loss = "spontaneous loss before 24 weeks"
comparison = "women of the same screening risk who declined"
window = "16+0 to 24+0"
read = "full_text"
provenance = "printed"
same_risk = true
window_code = "<24"
pool_default = true
pool_reason = "Same risk, same window, both arms counted."
pool_window = "<24"
"""
ARMS = """arm,window,band,what,women,events,place,provenance
amniocentesis,<24,mid-trimester,spontaneous loss,4200,52,table 1,printed
control,<24,mid-trimester,spontaneous loss,3900,31,table 1,printed
"""
COUNTS_HEAD = "weeks,fetal_class,followed_until,pregnancies,losses,lost_to_follow_up,terminated\n"
COUNTS = COUNTS_HEAD + "15-17,normal,24+0,1840,17,12,0\n"


def ran(run: Run, *arguments: object) -> Ran:
    return run("evidence", *arguments)


def hashed(folder: Path) -> str:
    """A digest over every path and byte below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def packaged(tmp_path_factory) -> Path:
    return copy_evidence(tmp_path_factory.mktemp("evidence") / "packaged")


@pytest.fixture
def mine(packaged, tmp_path) -> Path:
    """A copy of the packaged evidence that a test may spoil."""
    return Path(shutil.copytree(packaged, tmp_path / "mine"))


@pytest.fixture
def study(tmp_path) -> Path:
    folder = tmp_path / "our-unit-2025"
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "arms.csv").write_text(ARMS, encoding="utf-8")
    return folder


@pytest.fixture
def counts(tmp_path) -> Path:
    path = tmp_path / "counts.csv"
    path.write_text(COUNTS, encoding="utf-8")
    return path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# check


def test_the_packaged_evidence_is_clean(run):
    answer = ran(run, "check", "--format", "json")
    assert answer.status == 0
    found = json.loads(answer.out)
    assert found["errors"] == []
    assert found["studies"] > 50


def test_a_study_folder_is_checked_by_itself(run, study):
    answer = ran(run, "check", study)
    assert answer.status == 0
    assert "our-unit-2025 can be used" in answer.text


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("arms.csv", "4200,52", "4200,4201", "4201 events among 4200 women"),
        ("arms.csv", "4200,52", "4200,-5", "arms.csv:2: events: must be a whole number"),
        ("arms.csv", "4200,52", "4200.5,52", "arms.csv:2: women: must be a whole number"),
        ("arms.csv", "52,table 1", "52,", "arms.csv:2: place: is required"),
        ("arms.csv", "amniocentesis,<24", "amniocentesis,", "arms.csv:2: window: is required"),
        ("study.toml", 'comparison = "women of the same screening risk who declined"\n', "", "comparison: is required"),
        ("study.toml", 'window = "16+0 to 24+0"\n', "", "window: is required"),
        ("study.toml", 'window_code = "<24"', 'window_code = "<23"', "window_code: '<23' is not one of"),
        ("study.toml", 'design = "cohort"', 'design = "story"', "design: 'story' is not one of"),
    ],
)
def test_what_is_wrong_with_a_study_is_told_and_ends_with_two(run, study, file, old, new, said):
    spoil(study / file, old, new)
    answer = ran(run, "check", study)
    assert answer.status == 2
    assert said in " ".join(answer.text.split())


def test_all_that_is_wrong_is_told_at_once(run, study):
    spoil(study / "arms.csv", "4200,52,table 1", "4200,4201,")
    spoil(study / "arms.csv", "3900,31", "3900,-31")
    spoil(study / "study.toml", 'window = "16+0 to 24+0"\n', "")
    answer = ran(run, "check", study, "--format", "json")
    assert answer.status == 2
    fields = [(each["file"].rpartition("/")[2], each["field"]) for each in json.loads(answer.out)["errors"]]
    assert fields == [("study.toml", "window"), ("arms.csv:2", "events"), ("arms.csv:3", "events")]


def test_files_that_are_not_utf8_are_problems_of_the_evidence(run, mine):
    for name in ("study.toml", "arms.csv"):
        (mine / "studies/towner-2007" / name).write_bytes("é".encode("latin-1"))
    answer = ran(run, "check", mine)
    assert answer.status == 2
    assert "studies/towner-2007/study.toml: file: is not TOML in UTF-8" in " ".join(answer.text.split())
    assert "studies/towner-2007/arms.csv: file: is not CSV in UTF-8" in " ".join(answer.text.split())


def test_the_same_paper_twice_is_an_error_and_a_declared_overlap_is_only_named(run, mine):
    twin = mine / "studies/towner-twin"
    shutil.copytree(mine / "studies/towner-2007", twin)
    spoil(twin / "study.toml", 'key = "towner-2007"', 'key = "towner-twin"')
    spoil(twin / "study.toml", "pool_default = true", "pool_default = false")
    refused = ran(run, "check", mine)
    assert refused.status == 2
    assert "towner-2007 has the same PMID 17547917" in " ".join(refused.text.split())
    spoil(twin / "study.toml", "year = 2007", 'year = 2007\noverlaps = ["towner-2007"]')
    named = ran(run, "check", mine)
    assert named.status == 0
    assert re.search(r"towner-twin +.*towner-2007", named.text)
    assert "同一批妇女" in ran(run, "check", mine, "--language", "zh").text


def test_parameters_that_lead_round_in_a_circle_are_refused(run, mine):
    spoil(mine / "parameters/reference/control_age.toml", '"assumed.control_age"', '"reference.control_age"')
    for command in ("check", "diff"):
        answer = ran(run, command, mine)
        assert answer.status == 2
        said = " ".join((answer.text + answer.words).split()).lower()
        assert "goes round in a circle: reference.control_age -> reference.control_age" in said


def test_a_folder_that_is_missing_or_something_else_is_refused(run, tmp_path):
    assert "holds no evidence" in ran(run, "check", tmp_path / "nowhere").words
    empty = tmp_path / "empty"
    empty.mkdir()
    answer = ran(run, "check", empty)
    assert answer.status == 2
    assert "neither a study" in answer.text
    for command in (("diff", empty), ("add", empty, "--into", empty), ("diff", tmp_path / "nowhere")):
        assert ran(run, *command).status == 2


def test_a_folder_that_may_not_be_read_is_refused_in_words(run, mine, monkeypatch):
    def forbidden(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", forbidden)
    for command in ("check", "diff"):
        answer = ran(run, command, mine)
        assert answer.status == 2
        assert "Permission denied" in answer.words
        assert "Nothing was changed" in answer.words


@pytest.mark.parametrize(
    "command",
    [
        ("evidence", "check", "locked"),
        ("evidence", "diff", "locked"),
        ("evidence", "add", "locked", "--into", "locked"),
        ("evidence", "copy", "locked/mine"),
        ("review", "--example", "--evidence", "locked"),
    ],
)
def test_a_folder_that_may_not_even_be_looked_into_is_refused_in_words(run, monkeypatch, command):
    known = Path.is_dir

    def forbidden(self):
        if "locked" in self.parts:
            raise PermissionError(13, "Permission denied", str(self))
        return known(self)

    monkeypatch.setattr(Path, "is_dir", forbidden)
    answer = run(*command)
    assert answer.status == 2
    assert "Permission denied" in answer.words


# copy and diff


def test_a_copy_is_the_same_evidence_and_nothing_changed(run, tmp_path):
    assert ran(run, "copy", tmp_path / "mine").status == 0
    assert load_evidence(tmp_path / "mine").fingerprint == load_evidence().fingerprint
    answer = ran(run, "diff", tmp_path / "mine")
    assert answer.status == 0
    assert "Nothing changed" in answer.text
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_may_be_filled_and_another_is_not_touched(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert ran(run, "copy", tmp_path / "empty").status == 0
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine", encoding="utf-8")
    before = hashed(tmp_path)
    refused = ran(run, "copy", taken)
    assert refused.status == 2
    assert "is not empty" in refused.words
    assert ran(run, "copy", tmp_path / "no/where").status == 2
    assert hashed(tmp_path) == before


def test_a_copy_that_fails_leaves_nothing(run, tmp_path, monkeypatch):
    written = []

    def full(self, content):
        written.append(self)
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    refused = ran(run, "copy", tmp_path / "mine")
    assert written
    assert refused.status == 2
    assert "No space left on device" in refused.words
    assert list(tmp_path.iterdir()) == []


def test_a_changed_count_changes_what_was_made_from_it_and_nothing_else(run, mine):
    spoil(mine / "studies/towner-2007/arms.csv", "15005,69", "15005,169")
    spoil(mine / "studies/towner-2007/arms.csv", "17045,90", "17045,60")
    answer = ran(run, "diff", mine, "--format", "json")
    names = [number["draw_name"] for number in json.loads(answer.out)["numbers"]]
    assert sorted(names) == sorted(load_evidence().used_by("towner-2007"))
    assert "procedure.excess_risk" in names
    back = json.loads(ran(run, "diff", mine, mine, "--format", "json").out)
    assert back["numbers"] == []


def test_a_figure_of_the_next_pregnancy_is_a_number_too(run, mine):
    arm = next(row.arm for file in load_recurrence() for row in file.rows if row.study == "sneider-2016")
    files = [file for file in load_recurrence() if any(row.arm == arm for row in file.rows)]
    counted = f",{arm.women},{arm.events},"
    spoil(mine / "studies/sneider-2016/arms.csv", counted, f",{arm.women},{arm.events + 9},")
    names = [number["draw_name"] for number in json.loads(ran(run, "diff", mine, "--format", "json").out)["numbers"]]
    assert names == [file.name for file in files]


def test_a_remark_changes_the_files_and_no_number(run, mine):
    spoil(mine / "studies/towner-2007/study.toml", 'note = "', 'note = "Read again. ')
    assert "numbers are the same, although the files differ" in " ".join(ran(run, "diff", mine).text.split())


# add


def test_a_study_is_added_and_its_effect_is_shown(run, mine, study):
    answer = ran(run, "add", study, "--into", mine, "--format", "json")
    assert answer.status == 0
    (number,) = json.loads(answer.out)["changed"]["numbers"]
    assert number["draw_name"] == "procedure.excess_risk"
    assert number["after"]["mean"] > number["before"]["mean"]
    assert (mine / "studies/our-unit-2025/arms.csv").read_bytes() == (study / "arms.csv").read_bytes()
    assert "procedure.excess_risk" in ran(run, "diff", mine).text


def test_a_study_that_stands_in_no_number_says_so(run, mine, study):
    spoil(study / "study.toml", "pool_default = true", "pool_default = false")
    answer = ran(run, "add", study, "--into", mine)
    assert answer.status == 0
    assert "our-unit-2025 stands in no number yet" in " ".join(answer.text.split())
    assert "our-unit-2025尚未用于任何数字" in ran(run, "diff", mine, "--language", "zh").text


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("arms.csv", "4200,52", "4200,4201", "4201 events among 4200 women"),
        ("arms.csv", "4200,52", "4200,-52", "must be a whole number"),
        ("arms.csv", "control,", "others,", "lacks an arm"),
        ("study.toml", 'key = "our-unit-2025"', 'key = "towner-2007"', "must be 'our-unit-2025'"),
        ("study.toml", "no_identifier = ", 'pmid = "17547917"\nnote = ', "towner-2007 has the same PMID"),
        ("study.toml", "year = 2025", 'year = 2025\noverlaps = ["nobody-1900"]', "there is no study 'nobody-1900'"),
    ],
)
def test_a_study_that_is_refused_changes_nothing_on_disk(run, mine, study, file, old, new, said):
    spoil(study / file, old, new)
    before = hashed(mine)
    answer = ran(run, "add", study, "--into", mine)
    assert answer.status == 2
    assert answer.out == b""
    assert said in answer.words.replace("Must", "must").replace("There", "there")
    assert hashed(mine) == before


def test_one_study_cannot_be_added_twice(run, mine, study):
    assert ran(run, "add", study, "--into", mine).status == 0
    before = hashed(mine)
    again = ran(run, "add", study, "--into", mine, "--language", "zh")
    assert again.status == 2
    assert "未作任何改动" in again.words
    assert hashed(mine) == before


def test_stopping_while_numbers_are_fitted_again_adds_nothing(run, mine, study, monkeypatch):
    def stopped(inputs):
        raise KeyboardInterrupt

    monkeypatch.setattr("amnio.answers.fits.shape_of", stopped)
    before = hashed(mine)
    assert ran(run, "add", study, "--into", mine).status == 130
    assert hashed(mine) == before


def test_evidence_that_is_wrong_already_is_not_added_to(run, mine, study):
    spoil(mine / "studies/towner-2007/arms.csv", "15005,69", "15005,99999")
    before = hashed(mine)
    answer = ran(run, "add", study, "--into", mine)
    assert answer.status == 2
    assert "99999 events among 15005 women" in answer.words
    assert hashed(mine) == before


# learn


def test_the_template_can_be_learned_from(run, tmp_path):
    template = ran(run, "learn", "--template")
    path = tmp_path / "counts.csv"
    path.write_bytes(template.out)
    answer = ran(run, "learn", path, "--output", tmp_path / "site.toml")
    assert answer.status == 0
    assert "Uncertainty" in answer.text
    assert tomllib.loads((tmp_path / "site.toml").read_text(encoding="utf-8"))["evidence"]


def test_what_was_learned_has_the_same_numbers_in_both_languages(run, counts):
    english, chinese = (ran(run, "learn", counts, "--language", language).text for language in ("en", "zh"))
    assert sorted(NUMBER.findall(english)) == sorted(NUMBER.findall(chinese))
    assert "cannot tell the background" in " ".join(english.split())


def weight(run: Run, path: Path, procedures: int, losses: int) -> float:
    path.write_text(f"{COUNTS_HEAD}15-17,normal,24+0,{procedures},{losses},0,0\n", encoding="utf-8")
    learned = json.loads(ran(run, "learn", path, "--format", "json").out)
    (movement,) = (each for each in learned["movements"] if each["quantity"] == "loss_by_24_after_procedure_at_16")
    return movement["weight"]


def test_few_procedures_move_a_number_a_little_and_many_a_lot(run, counts):
    few, many = weight(run, counts, 200, 2), weight(run, counts, 20_000, 200)
    assert few < 0.5
    assert many > 0.9


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1840,17", "16,17", "more losses than the 16 pregnancies"),
        ("1840,17", "1840,-17", "never negative"),
        ("1840,17", "1840,17.5", "whole numbers"),
        ("24+0", "a while", "without a known end of the follow-up"),
        (",12,0", ",,0", "losses are not learned from"),
        ("normal", "fine", "none of the words"),
        ("weeks,", "week,", "no column has this name"),
        ("15-17,normal,24+0,1840,17,12,0\n", "15-17,normal,24+0,1840,17,12,0\n" * 2, "the same group of pregnancies"),
        ("15-17,normal,24+0,1840,17,12,0\n", "", "no counts"),
        (COUNTS, "", "no counts"),
    ],
)
def test_counts_that_cannot_be_taken_are_refused_and_nothing_is_written(run, counts, tmp_path, old, new, said):
    spoil(counts, old, new)
    for language in ("en", "zh"):
        answer = ran(run, "learn", counts, "--output", tmp_path / "site.toml", "--language", language)
        assert answer.status == 2
        assert "-> " in answer.words
        assert (said.lower() in answer.words.lower()) == (language == "en")
    assert not (tmp_path / "site.toml").exists()


def test_counts_that_nothing_explains_are_refused(run, counts, tmp_path):
    spoil(counts, "1840,17", "20000,20000")
    answer = ran(run, "learn", counts, "--output", tmp_path / "site.toml")
    assert answer.status == 2
    assert "contradict the evidence" in answer.words
    assert not (tmp_path / "site.toml").exists()


def test_counts_that_are_not_utf8_or_not_there_are_refused(run, counts, tmp_path):
    counts.write_bytes(COUNTS.replace("normal", "né").encode("latin-1"))
    assert ran(run, "learn", counts).status == 2
    assert "no such file" in ran(run, "learn", tmp_path / "nowhere.csv").words
    assert "No counts were given" in ran(run, "learn").words


def test_a_site_file_is_not_replaced_and_the_counts_are_never_overwritten(run, counts, tmp_path):
    (tmp_path / "site.toml").write_text("mine", encoding="utf-8")
    assert ran(run, "learn", counts, "--output", tmp_path / "site.toml").status == 2
    assert ran(run, "learn", counts, "--output", counts, "--force").status == 2
    assert (tmp_path / "site.toml").read_text(encoding="utf-8") == "mine"
    assert counts.read_text(encoding="utf-8") == COUNTS


def test_a_unit_learns_with_other_evidence(run, counts, mine):
    spoil(mine / "studies/towner-2007/arms.csv", "15005,69", "15005,169")
    own = json.loads(ran(run, "learn", counts, "--evidence", mine, "--format", "json").out)
    packaged = json.loads(ran(run, "learn", counts, "--format", "json").out)
    assert own["evidence"] == load_evidence(mine).fingerprint != packaged["evidence"]
    without = ran(run, "learn", counts, "--without", "towner-2006")
    assert without.status == 2
    assert "Did you mean towner-2007?" in without.words
