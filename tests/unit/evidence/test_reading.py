"""Reading the files: what is malformed is refused with the file and the field."""

import pytest

from amnio.evidence import EvidenceError, load_evidence
from tests.unit.evidence.conftest import ARMS


def refused(folder, said, *, file):
    with pytest.raises(EvidenceError, match=said) as caught:
        load_evidence(folder.path)
    assert caught.value.file == file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('definition_zh = "一个小风险"\n', "", "definition_zh: is required"),
        ('definition = "A small risk"', 'definition = " "', "definition: is required"),
        ('unit = "probability"', 'unit = "furlongs"', "'furlongs' is not one of"),
        ('basis = "data"', 'basis = "hope"', "'hope' is not one of"),
        ('study = "small-2001", ', "", "study: is required"),
        ('method = "counts"\n', "", "method: is required"),
        ('study = "small-2001"', 'study = "absent-1999"', "no study 'absent-1999'"),
        ('basis = "data"', 'basis = "data"\nbeside = ["absent-1999"]', "no study 'absent-1999'"),
        ('basis = "data"', 'basis = "data"\nstudies = ["small-2001"]', "studies: has no place in data"),
        ("[from]", '[distribution]\nfamily = "fixed"\nvalue = 3\n[from]', "distribution: has no place in data"),
        ('name = "risk.small"', 'name = "risk.big"', "must be 'risk.small'"),
        ('window = "16+0 to 24+0"\n', "", "window: is required"),
        ('comparison = "none"\n', "", "comparison: is required"),
        ('rule = "jeffreys"', 'rule = "jeffries"', "'jeffries' is not one of"),
        ('rule = "jeffreys"\n', "", "rule: is required"),
        ('method = "counts"', 'methods = "counts"', "methods: is not a field here"),
        ("[from]", "[from", "is not TOML"),
    ],
)
def test_a_malformed_parameter_is_refused(folder, old, new, said):
    folder.replace(folder.parameter, old, new)
    refused(folder, said, file=folder.parameter)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('reason = "for the test"\n', "", "reason: is required"),
        ('basis = "judgement"', 'basis = "data"\nmethod = "counts"', "has no place in data"),
        ("[distribution]", '[from]\nrule = "jeffreys"\n[distribution]', "from: has no place in a judgement"),
        ('basis = "judgement"', 'basis = "judgement"\nstudies = ["absent-1999"]', "no study 'absent-1999'"),
        ('family = "logitnormal"', 'family = "lognormal-ish"', "'lognormal-ish' is not one of"),
        ("low = 0.1", "low = nan", "must be a finite number"),
    ],
)
def test_a_malformed_judgement_is_refused(folder, old, new, said):
    folder.replace(folder.judged, old, new)
    refused(folder, said, file=folder.judged)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mean = [0.9, 0.1]", "mean = [0.9, 0.2]", "adds up to 1.1"),
        ("mean = [0.9, 0.1]", "mean = [1.0]", "1 numbers for 2 levels"),
        ("mean = [0.9, 0.1]", "mean = [1.1, -0.1]", "must not be negative"),
        ("weight = 10", "weight = 0", "must be above 0"),
        ("'cord', ", "", "no row speaks about cord"),
        ("'cord', ", "'cord', 'cord', ", "'cord' stands in more than one row"),
        ("'cord', ", "'cord', 'mood', ", "'mood' is not a mechanism"),
        ('by = "mechanism"', 'by = "fetal_class"', "is not a fetal class"),
        ('levels = ["negative", "positive"]', 'levels = ["positive", "positive"]', "two different levels"),
        ('reason = "for the test"', "", "reason: is required"),
        ('basis = "judgement"', 'basis = "data"', "mean: has no place in data"),
        ('basis = "judgement"', 'basis = "judgement"\nstudies = ["absent-1999"]', "no study 'absent-1999'"),
    ],
)
def test_a_malformed_finding_is_refused(folder, old, new, said):
    folder.replace(folder.finding, old, new)
    refused(folder, said, file=folder.finding)


def test_a_finding_outside_the_vocabulary_is_refused(folder):
    text = (folder.path / folder.finding).read_text(encoding="utf-8")
    folder.write("parameters/finding/mood.toml", text.replace("finding.kleihauer", "finding.mood"))
    refused(folder, "'mood' is not a finding", file="parameters/finding/mood.toml")


def test_a_folder_without_parameters_is_refused(tmp_path):
    with pytest.raises(EvidenceError, match="parameters: folder: is not there"):
        load_evidence(tmp_path)


def test_a_file_that_is_not_text_is_refused(folder):
    (folder.path / folder.parameter).write_bytes(b"\xff\xfe\x00")
    refused(folder, "is not TOML in UTF-8", file=folder.parameter)


def test_studies_that_stand_in_no_parameter_are_not_read_until_asked_for(folder):
    folder.write("studies/other-2002/study.toml", "not TOML at all [")
    evidence = load_evidence(folder.path)
    with pytest.raises(EvidenceError, match=r"studies/other-2002/study\.toml"):
        _ = evidence.studies


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("study", 'pmid = "1"\n', "", "needs a doi, a pmid"),
        ("study", 'loss = "spontaneous loss before 24 weeks"\n', "", "loss: is required"),
        ("study", 'comparison = "none"\n', "", "comparison: is required"),
        ("study", 'provenance = "printed"', 'provenance = "derived"', "derivation: is required"),
        ("study", 'design = "cohort"', 'design = "anecdote"', "'anecdote' is not one of"),
        ("study", 'key = "small-2001"', 'key = "other"', "name of the folder"),
        ("arms", "100,3", "100,103", "103 events among 100 women"),
        ("arms", "100,3", "100,some", "must be a whole number"),
        ("arms", "100,3", "100,-3", "must be a whole number"),
        ("arms", "100,3", "100,2.5", "must be a whole number"),
        ("arms", "100,3", "100", "must have 8 columns"),
        ("study", "year = 2001", "year = 2001.5", "must be a whole number"),
        ("study", "year = 2001", 'year = 2001\nyears = "soon"', "years: must be written like 1996-2006"),
        ("study", "year = 2001", "year = 2001\nyears = [2006, 1996]", "2006 lies after 1996"),
        ("study", 'provenance = "printed"', 'provenance = "printed"\nvalues = 3', "values: must be tables"),
        ("arms", "abstract", "", "place: is required"),
        ("arms", "place,", "", "header: must be arm,window"),
    ],
)
def test_a_malformed_study_is_refused(folder, file, old, new, said):
    folder.replace(getattr(folder, file), old, new)
    with pytest.raises(EvidenceError, match=said):
        load_evidence(folder.path)


def test_an_arm_may_leave_the_number_of_women_open(folder):
    folder.file_study("open-2002", ARMS.replace("100,3", ",3"))
    (arm,) = load_evidence(folder.path).studies["open-2002"].arms
    assert (arm.women, arm.events) == (None, 3)


def test_the_fingerprint_changes_with_a_parameter_and_not_with_line_ends(folder, another):
    fingerprint = load_evidence(folder.path).fingerprint
    same = another()
    text = (same.path / same.parameter).read_text(encoding="utf-8")
    same.write(same.parameter, text.replace("\n", "\r\n"))
    assert load_evidence(same.path).fingerprint == fingerprint
    folder.replace(folder.parameter, "A small risk", "A smaller risk")
    assert load_evidence(folder.path).fingerprint != fingerprint
    assert len(fingerprint) == 12


@pytest.mark.parametrize("file", ["study", "arms"])
def test_the_fingerprint_changes_with_a_study(folder, file):
    before = load_evidence(folder.path).fingerprint
    folder.file_study("unused-2002")
    with_unused = load_evidence(folder.path).fingerprint
    folder.replace(f"studies/unused-2002/{'study.toml' if file == 'study' else 'arms.csv'}", "loss", "death")
    assert len({before, with_unused, load_evidence(folder.path).fingerprint}) == 3


def test_the_pooled_arms_of_a_study_are_those_of_its_named_window(folder):
    pooling = 'same_risk = true\nwindow_code = "<24"\npool_default = true\npool_reason = "fits"\npool_window = "<24"\n'
    folder.replace(folder.study, 'provenance = "printed"\n', 'provenance = "printed"\n' + pooling)
    control = (
        "control,<24,mid-trimester,loss,200,2,abstract,printed\ncontrol,any,mid-trimester,loss,200,9,abstract,printed\n"
    )
    folder.replace(folder.arms, "100,3,abstract,printed\n", "100,3,abstract,printed\n" + control)
    pair = load_evidence(folder.path).studies["small-2001"].pooled_arms()
    assert [(arm.arm, arm.events, arm.women) for arm in pair] == [("amniocentesis", 3, 100), ("control", 2, 200)]
