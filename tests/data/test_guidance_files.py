"""Tests over the guidance files: every file loads, every citation is known and used, weak wordings reach the text."""

import re
import tomllib

import pytest

from amnio.clinic.vocabulary import Test
from amnio.guidance.advice import PEOPLE_SLOTS
from amnio.guidance.anti_d import anti_d_doses, written_dose
from amnio.guidance.care_rule import care_rules
from amnio.guidance.clocks import test_clock
from amnio.guidance.files import ROOT, stems
from amnio.guidance.next_pregnancy_advice import next_text
from amnio.guidance.no_answer import NoAnswer, no_answer_text
from amnio.guidance.occasion import Occasion
from amnio.guidance.profiles import known_profiles
from amnio.guidance.source import WORST_FIRST, Wording, known_sources, marks
from amnio.guidance.thresholds import default_thresholds, threshold_sources
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text
from tests.data.guidance_texts import all_texts

FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.toml"))
ADVICE = {f"care/{rule.item}": rule for rule in (*care_rules(), *care_rules(Occasion.AFTER_PROCEDURE))} | {
    f"next_pregnancy/{code}": next_text(code) for code in stems("next_pregnancy")
}
#: What carries a wording of its own, and the text in which its mark must be read.
MARKED = (
    {name: (advice, advice.evidence_en, advice.evidence_zh) for name, advice in ADVICE.items()}
    | {f"urgent/{u.value}": (urgent_text(u), urgent_text(u).note_en, urgent_text(u).note_zh) for u in Urgency}
    | {f"no_answer/{why.value}": (text := no_answer_text(why), text.text_en, text.text_zh) for why in NoAnswer}
    | {f"clocks/{t.value}": (test_clock(t), test_clock(t).expires_en, test_clock(t).expires_zh) for t in Test}
    | {
        f"clocks/{t.value}, {stage.still}": (stage, stage.text_en, stage.text_zh)
        for t in Test
        for stage in test_clock(t).later
    }
)


def test_every_urgency_and_every_test_has_one_file_and_there_is_no_other():
    assert set(stems("urgent")) == set(Urgency)
    assert set(stems("clocks")) == set(Test)


def test_every_source_is_cited_somewhere():
    cite = re.compile(r'(?:\bkey|^source) = "([^"]+)"', re.MULTILINE)
    cited = {key for name in FILES for key in cite.findall((ROOT / name).read_text(encoding="utf-8"))}
    assert cited == set(known_sources())


@pytest.mark.parametrize("name", MARKED)
def test_the_wording_of_a_file_is_that_of_its_weakest_source(name):
    marked = MARKED[name][0]
    weakest = next(wording for wording in WORST_FIRST if wording in {source.wording for source in marked.sources})
    assert marked.wording is weakest


@pytest.mark.parametrize("name", MARKED)
def test_the_mark_of_a_weak_wording_ends_the_text(name):
    marked, english, chinese = MARKED[name]
    if marked.wording is Wording.VERIFIED:
        assert not any(mark.sentence_en in english or mark.sentence_zh in chinese for mark in marks().values())
    else:
        assert english.endswith(marks()[marked.wording].sentence_en)
        assert chinese.endswith(marks()[marked.wording].sentence_zh)


@pytest.mark.parametrize("name", ADVICE)
def test_what_is_called_a_custom_says_so_to_the_clinician(name):
    advice = ADVICE[name]
    if advice.evidence == "custom":
        assert "custom" in f"{advice.text_en} {advice.evidence_en}"
        assert "习惯" in f"{advice.text_zh} {advice.evidence_zh}"
    if advice.evidence == "guideline":
        assert any(source.key not in ("founding-text", "project") for source in advice.sources)


@pytest.mark.parametrize("name", FILES)
def test_no_file_holds_an_address(name):
    written = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|www\.|\b[a-z0-9-]+\.(?:com|org|net|cn|edu|gov)\b", written)


def test_all_profiles_together_leave_no_topic_without_an_answer():
    for profile in known_profiles():
        served = {rule.topic for rule in care_rules() if {profile, "any"} & set(rule.profiles)}
        missing = {rule.topic for rule in care_rules()} - served
        assert not missing or profile != "source-text"
        assert missing <= {"intercourse", "tub_bath", "douching", "rest", "follow_up"}


def test_one_profile_never_has_two_rules_that_always_hold_for_one_topic():
    for profile in (*known_profiles(), "any"):
        always = [rule.topic for rule in care_rules() if profile in rule.profiles and rule.when is None]
        assert len(always) == len(set(always)), profile


def test_the_plan_speaks_of_infection_before_anything_else():
    assert care_rules()[0].topic == "antibiotics"


def test_every_limit_names_its_unit():
    limits = tomllib.loads((ROOT / "thresholds.toml").read_text(encoding="utf-8"))
    assert set(limits) == set(default_thresholds().slots())
    for name, limit in limits.items():
        assert set(limit) == {"value", "unit", "sources"}, name
        assert threshold_sources(name)


def test_slots_that_stay_open_are_for_people_only():
    for text in all_texts():
        assert set(re.findall(r"\{(\w+)\}", text.paragraph)) <= set(PEOPLE_SLOTS), text.where


def test_every_dose_is_written_in_both_languages_without_converting_it():
    from amnio.clinic.gestation import GestationalAge

    for dose in (*anti_d_doses(GestationalAge.parse("12+0"), ""), *anti_d_doses(GestationalAge.parse("20+0"), "")):
        english, chinese = written_dose(dose, "en"), written_dose(dose, "zh")
        amount = "" if dose.amount is None else f"{dose.amount:g}"
        assert amount in english
        assert amount in chinese
        assert dose.bleed_test is ("bleed" in english)
        assert dose.at_least is english.startswith("at least")


def test_the_licence_of_the_files_lies_beside_them():
    assert "CC BY 4.0" in (ROOT / "LICENSE").read_text(encoding="utf-8")
