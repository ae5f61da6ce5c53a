"""Clocks of tests, advice for the next pregnancy, and the note on moods."""

import pytest

from amnio.clinic.vocabulary import FetalClass, Mechanism, Test
from amnio.guidance import clocks
from amnio.guidance.clocks import CLOCKS, Still, test_clock
from amnio.guidance.error import GuidanceError
from amnio.guidance.moods import mood_note
from amnio.guidance.next_pregnancy_advice import next_advice, next_text
from amnio.guidance.table import Table

PRESSING = ("today", "within_24_hours", "within_72_hours")


@pytest.mark.parametrize("test", list(Test))
def test_every_test_has_a_clock_in_both_languages_for_both_readers(test):
    clock = test_clock(test)
    assert clock.test is test
    assert clock.clock in CLOCKS
    for language in ("en", "zh"):
        assert clock.expires(language)
        assert clock.expires(language, family=True)
        assert clock.ask(language)
        assert clock.ask(language, family=True)


def test_the_fluid_of_the_amniocentesis_is_kept_tonight():
    assert test_clock(Test.STORED_FLUID).clock == "today"
    assert "tonight" in test_clock(Test.STORED_FLUID).expires_en
    chromosomes = test_clock(Test.CHROMOSOMES)
    assert "ask tonight" in chromosomes.expires_en
    assert "今晚" in chromosomes.expires_zh
    assert any("row S4" in str(source) for source in chromosomes.sources)


@pytest.mark.parametrize(
    ("test", "clock", "hours", "why"),
    [
        (Test.BLOOD_CULTURE, "today", None, "antibiotic"),
        (Test.CRP, "today", None, "antibiotic"),
        (Test.KLEIHAUER, "within_72_hours", 72, "anti_d_dose"),
        (Test.AUTOPSY, "within_72_hours", 72, "cause"),
        (Test.PLACENTAL_DNA, "before_fixation", None, "cause"),
        (Test.PLACENTAL_HISTOLOGY, "before_discard", None, "cause"),
        (Test.STORED_FLUID, "today", None, "route"),
        (Test.ANTIPHOSPHOLIPID, "later", None, "next_pregnancy"),
        (Test.PARENTAL_KARYOTYPES, "no_hurry", None, "next_pregnancy"),
    ],
)
def test_each_clock_runs_as_its_file_says(test, clock, hours, why):
    found = test_clock(test)
    assert (found.clock, found.deadline_hours, found.why) == (clock, hours, why)


def test_only_pressing_clocks_have_hours():
    for test in Test:
        found = test_clock(test)
        assert found.deadline_hours is None or found.clock in PRESSING


def test_a_deadline_that_is_our_judgement_says_so():
    assert "own judgement" in test_clock(Test.AUTOPSY).expires_en
    assert "本项目的判断" in test_clock(Test.AUTOPSY).expires_zh


@pytest.mark.parametrize(
    ("test", "days", "still"),
    [
        (Test.BLOOD_CULTURE, 7, Still.OPEN),
        (Test.BLOOD_CULTURE, 8, Still.CLOSED),
        (Test.CRP, 8, Still.CLOSED),
        (Test.KLEIHAUER, 3, Still.OPEN),
        (Test.KLEIHAUER, 4, Still.CLOSED),
        (Test.AUTOPSY, 4, Still.LATE),
        (Test.AUTOPSY, 15, Still.CLOSED),
        (Test.PLACENTAL_HISTOLOGY, 8, Still.KEPT),
        (Test.CHROMOSOMES, 14, Still.OPEN),
        (Test.CHROMOSOMES, 300, Still.KEPT),
        (Test.ANTIPHOSPHOLIPID, 300, Still.OPEN),
        (Test.PARENTAL_KARYOTYPES, 3000, Still.OPEN),
    ],
)
def test_a_window_closes_on_the_day_of_its_file(test, days, still):
    assert test_clock(test).still(days) is still


def test_a_clock_that_can_run_out_says_what_can_be_done_then_and_one_in_hours_runs_out_when_they_are_over():
    for test in Test:
        clock = test_clock(test)
        assert bool(clock.later) is (clock.clock not in ("later", "no_hurry")), test
        if clock.deadline_hours is not None:
            assert clock.later[0].from_days == clock.deadline_hours // 24 + 1
        for stage in clock.later:
            assert clock.stage(stage.still) is stage
            for language in ("en", "zh"):
                assert stage.text(language)
                assert stage.text(language, family=True)
                assert not {"today", "tonight", "今天就", "今晚"} & set(stage.text(language, family=True).split())


STAGE = dict.fromkeys(("text_en", "text_zh", "family_en", "family_zh"), "words")


@pytest.mark.parametrize(
    "stages",
    [
        [("closed", 4), ("kept", 8)],
        [("kept", 8), ("closed", 8)],
        [("kept", 8), ("kept", 9)],
        [("open", 8)],
    ],
)
def test_stages_that_go_back_are_refused(stages):
    known = {"wording": "judgement", "sources": [{"key": "project"}]}
    rows = [STAGE | known | {"still": still, "from_days": days} for still, days in stages]
    with pytest.raises(GuidanceError, match="later"):
        clocks._later(Table({"later": rows}, file="clocks/x.toml"))


def codes(*about):
    return [advice.code for advice in next_advice(about)]


def test_general_advice_comes_first_and_always():
    assert codes() == ["interval", "folic_acid", "early_visit"]
    assert codes("t21")[:3] == codes()


def test_a_carrier_test_comes_before_any_figure_after_an_unbalanced_change():
    assert "carrier_tests" in codes(FetalClass.OTHER_UNBALANCED)
    assert "carrier_tests" not in codes(FetalClass.T21)


@pytest.mark.parametrize("mechanism", [Mechanism.INFECTION_INTRODUCED, Mechanism.LEAK, Mechanism.FETAL_ABNORMALITY])
def test_cervix_advice_is_for_spontaneous_losses_only(mechanism):
    assert "cervix_length" not in codes(mechanism)
    assert "cervix_length" in codes(Mechanism.CERVICAL)


def test_aspirin_and_heparin_are_for_a_specialist_to_decide():
    advice = next_text("aspirin_heparin")
    assert "a specialist decides" in advice.text_en
    assert "专科医生" in advice.family_zh
    assert advice.wording == "unverified"


def test_each_advice_is_given_once():
    found = codes("placental", "maternal", "infection_before", "infection_later")
    assert len(found) == len(set(found))


def test_every_mechanism_and_every_abnormal_class_has_advice_of_its_own():
    general = codes()
    for code in (*Mechanism, *FetalClass):
        assert code is FetalClass.EUPLOID or codes(code) != general, code


def test_the_interval_quotes_its_cohort_and_its_limits():
    advice = next_text("interval")
    assert "21.9 %" in advice.evidence_en
    assert "Observational" in advice.evidence_en
    assert any("27742726" in str(source) for source in advice.sources)


def test_moods_are_listed_with_figures_for_clinicians_and_none_for_families():
    note = mood_note()
    assert note.row == "S8"
    assert "never scored" in note.summary("en")
    assert "从不计分" in note.summary("zh")
    assert {study.about for study in note.studies} >= {"stress", "bereavement", "lifting", "injury"}
    assert any("1.42 (1.19 to 1.70)" in study.text("en") and study.source.key == "qu-2017" for study in note.studies)
    family = " ".join((*note.family("en"), *note.family("zh"), note.asked_en, note.asked_zh))
    assert not any(character.isdigit() for character in family)
