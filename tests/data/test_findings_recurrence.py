"""Recurrence: every cause has an answer, and none has a figure from a cohort that does not fit."""

from pathlib import Path

import pytest
from scipy.stats import beta

from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, PROCEDURE_RELATED, Cause, FetalClass, Mechanism
from amnio.evidence import load_evidence
from amnio.evidence.errors import EvidenceError
from amnio.evidence.recurrence import RecurrenceFile, load_recurrence

FILES = load_recurrence()
BY_CODE = {code: file for file in FILES for code in file.about}
GOOD = """name = "recurrence.x"
about = ["trauma"]
note = "cohort"
definition = "d"
definition_zh = "定义"
fits = "f"
fits_zh = "人群"

[from]
rule = "jeffreys"
arms = [{ study = "linehan-2019", arm = "later" }]
"""
STUDY = """key = "linehan-2019"
citation = "for the test"
year = 2019
pmid = "1"
design = "cohort"
setting = "one unit"
dating = "scan"
loss = "loss"
comparison = "none"
window = "a later pregnancy"
read = "abstract"
provenance = "printed"

[values.bound]
value = 0.1
place = "abstract"
provenance = "printed"

[values.count]
value = 5
place = "abstract"
provenance = "printed"
"""
COUNT = 'rule = "value"\nvalues = [{ study = "linehan-2019", value = "count" }]'
ARMS = """arm,window,band,what,women,events,place,provenance
later,any,any,loss again,{of},{events},abstract,printed
"""


def written(folder: Path, text: str, events: int = 7, of: int = 110) -> tuple[RecurrenceFile, ...]:
    study = folder / "studies" / "linehan-2019"
    study.mkdir(parents=True, exist_ok=True)
    (study / "study.toml").write_text(STUDY, encoding="utf-8")
    (study / "arms.csv").write_text(ARMS.format(events=events, of=of), encoding="utf-8")
    (folder / "recurrence").mkdir(exist_ok=True)
    (folder / "recurrence" / "x.toml").write_text(text, encoding="utf-8")
    return load_recurrence(folder)


def test_every_mechanism_and_every_abnormal_class_stands_in_one_file() -> None:
    abnormal = {fetal_class.value for fetal_class in FetalClass} - {FetalClass.EUPLOID.value}
    assert set(BY_CODE) == {mechanism.value for mechanism in Mechanism} | abnormal


@pytest.mark.parametrize("mechanism", sorted({m for cause in PROCEDURE_RELATED for m in MECHANISMS_OF_CAUSE[cause]}))
def test_what_the_procedure_did_has_no_recurrence_figure(mechanism: Mechanism) -> None:
    assert BY_CODE[mechanism].note == "no_cohort"
    assert BY_CODE[mechanism].interval() is None


def test_small_selected_cohorts_are_told_but_never_are_the_figure() -> None:
    """Edlow's 27 % stands in the text; the number is that of the Danish population."""
    for mechanism in MECHANISMS_OF_CAUSE[Cause.INFECTION_INDEPENDENT]:
        file = BY_CODE[mechanism]
        assert "edlow-2007" in file.studies
        assert file.interval() == pytest.approx((0.073, 0.067, 0.080), abs=0.001)


def test_a_translocation_is_looked_for_before_a_figure_is_given() -> None:
    assert BY_CODE["other_unbalanced"].note == "carrier_test_first"
    assert BY_CODE["other_unbalanced"].interval() is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_speaks_both_languages_and_names_studies_that_are_filed(file: RecurrenceFile) -> None:
    for text in (file.definition_zh, file.fits_zh):
        assert any("\u4e00" <= character <= "\u9fff" for character in text)
    assert "http" not in file.fits
    assert set(file.studies) <= set(load_evidence().studies)


@pytest.mark.parametrize(("events", "of"), [(0, 20), (7, 110), (452, 6190), (20, 20), (1, 2)])
def test_the_interval_is_that_of_the_jeffreys_posterior(events: int, of: int, tmp_path: Path) -> None:
    (file,) = written(tmp_path, GOOD, events, of)
    interval = file.interval()
    exact = beta(events + 0.5, of - events + 0.5)
    assert interval == pytest.approx((exact.mean(), exact.ppf(0.025), exact.ppf(0.975)), abs=2e-4)


def test_a_printed_upper_bound_stays_a_bound() -> None:
    file = BY_CODE["structural"]
    assert file.only_a_bound
    assert file.interval() == (0.025, 0.0, 0.05)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("recurrence.x", "recurrence.y", "name"),
        ('["trauma"]', '["mood"]', "about"),
        ('["trauma"]', "[]", "about"),
        ('"cohort"', '"often"', "note"),
        ('"cohort"', '"no_cohort"', "from"),
        ('rule = "jeffreys"', 'rule = "rate"', "from"),
        ('arm = "later"', 'arm = "earlier"', "from"),
        ("linehan-2019", "absent-1999", "from"),
        ('rule = "jeffreys"\narms = [{ study = "linehan-2019", arm = "later" }]', COUNT, "from"),
        ('fits = "f"', 'fits = "f"\nbeside = ["absent-1999"]', "beside"),
        ('fits = "f"', 'fits = "f"\nfigure = {events = 7, of = 110}', "figure"),
        ('fits_zh = "人群"', "", "fits_zh"),
        ('fits = "f"', 'fits = "f"\nfit = "g"', "fit"),
        ('fits = "f"', "fits = f", "file"),
    ],
)
def test_a_malformed_file_is_refused_with_its_field(old: str, new: str, field: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(EvidenceError) as caught:
        written(tmp_path, GOOD.replace(old, new))
    assert caught.value.field == field


def test_a_value_is_an_upper_bound(tmp_path: Path) -> None:
    text = GOOD.split("[from]")[0] + "[from]\n" + COUNT.replace("count", "bound")
    (file,) = written(tmp_path, text)
    assert (file.figure, file.only_a_bound, file.studies) == ((0.0, 0.1), True, ("linehan-2019",))


def test_a_figure_is_lost_with_its_study(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    with pytest.raises(EvidenceError, match="cannot be made without linehan-2019"):
        load_recurrence(tmp_path, without=["linehan-2019"])


def test_two_files_about_one_cause_are_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "recurrence" / "y.toml").write_text(GOOD.replace("recurrence.x", "recurrence.y"), encoding="utf-8")
    with pytest.raises(EvidenceError, match="more than one file speaks about trauma"):
        written(tmp_path, GOOD)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="is not there"):
        load_recurrence(tmp_path)
