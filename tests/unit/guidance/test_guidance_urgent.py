"""Urgent signs: both sides of every limit, and everything that must not reassure."""

from dataclasses import replace

import pytest

from amnio.clinic.vocabulary import (
    Bleeding,
    FetalPicture,
    GeneticResult,
    Presence,
    TestResult,
)
from amnio.guidance.infection import signs_of_infection
from amnio.guidance.thresholds import default_thresholds, threshold_sources
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_signs, urgent_text
from tests.unit.guidance.cases import loss_case

YES, NO = Presence.PRESENT, Presence.ABSENT


def urgencies(case):
    return [sign.urgency for sign in urgent_signs(case)]


def test_a_loss_with_nothing_recorded_is_not_urgent():
    assert urgencies(loss_case()) == []


@pytest.mark.parametrize(
    ("signs", "urgent"),
    [
        ({"temperature_c": 37.9}, False),
        ({"temperature_c": 38.0}, True),
        ({"temperature_c": 36.0}, False),
        ({"temperature_c": 35.9}, True),
        ({"fever": YES}, True),
        ({"fever": NO}, False),
        ({"crp_mg_l": 19.9}, False),
        ({"crp_mg_l": 200.0}, False),
        ({"crp_mg_l": 20.0, "maternal_tachycardia": YES}, True),
        ({"crp_mg_l": 19.9, "maternal_tachycardia": YES}, False),
        ({"procalcitonin_ug_l": 0.49}, False),
        ({"procalcitonin_ug_l": 0.5}, True),
        ({"foul_discharge": YES}, True),
        ({"foul_discharge": NO}, False),
        ({"uterine_tenderness": YES}, True),
        ({"maternal_tachycardia": YES}, False),
        ({"abdominal_pain": YES}, False),
        ({"lactate_mmol_l": 5.0}, False),
    ],
)
def test_one_sign_of_infection_is_possible_sepsis(signs, urgent):
    assert urgencies(loss_case(signs=signs)) == ([Urgency.POSSIBLE_SEPSIS] if urgent else [])


@pytest.mark.parametrize("white_count", [1.2, 4.6, 8.0, 30.0])
def test_no_white_count_changes_the_answer(white_count):
    feverish = {"temperature_c": 38.6}
    assert urgencies(loss_case(signs={"white_count_10e9_l": white_count})) == []
    assert urgencies(loss_case(signs={**feverish, "white_count_10e9_l": white_count})) == [Urgency.POSSIBLE_SEPSIS]


def test_a_normal_crp_and_prophylaxis_do_not_call_off_possible_sepsis():
    case = loss_case(signs={"foul_discharge": YES, "crp_mg_l": 3.0}, procedure={"prophylactic_antibiotic": YES})
    assert urgencies(case) == [Urgency.POSSIBLE_SEPSIS]


def test_fever_only_while_misoprostol_was_given_is_not_a_sign_of_infection_by_itself():
    during = {"temperature_c": 39.0, "fever": YES, "fever_during_induction": YES}
    assert signs_of_infection(loss_case(signs=during)) == ()
    assert signs_of_infection(loss_case(signs={**during, "foul_discharge": YES})) == ("signs.foul_discharge",)
    assert signs_of_infection(loss_case(signs={**during, "fever_during_induction": NO})) != ()


@pytest.mark.parametrize(
    "signs",
    [
        {"septic_shock": YES},
        {"organ_dysfunction": YES},
        {"organ_dysfunction": YES, "temperature_c": 36.8, "white_count_10e9_l": 7.0},
        {"temperature_c": 38.0, "lactate_mmol_l": 2.1},
        {"temperature_c": 35.5, "maternal_tachycardia": YES},
        {"temperature_c": 35.5, "crp_mg_l": 20.0},
    ],
)
def test_shock_organ_damage_and_grave_combinations_are_sepsis(signs):
    assert urgencies(loss_case(signs=signs)) == [Urgency.SEPSIS]


@pytest.mark.parametrize(
    "signs",
    [
        {"temperature_c": 38.0, "lactate_mmol_l": 2.0},
        {"temperature_c": 36.0, "maternal_tachycardia": YES, "foul_discharge": YES},
        {"temperature_c": 35.5},
    ],
)
def test_on_the_other_side_of_the_limit_it_stays_possible_sepsis(signs):
    assert urgencies(loss_case(signs=signs)) == [Urgency.POSSIBLE_SEPSIS]


def test_a_positive_blood_culture_with_fever_is_sepsis_and_without_it_possible_sepsis():
    positive = {"blood_culture": TestResult.POSITIVE}
    assert urgencies(loss_case(tests=positive)) == [Urgency.POSSIBLE_SEPSIS]
    assert urgencies(loss_case(tests=positive, signs={"fever": YES})) == [Urgency.SEPSIS]
    assert urgencies(loss_case(tests={"blood_culture": TestResult.NEGATIVE}, signs={"fever": YES})) == [
        Urgency.POSSIBLE_SEPSIS
    ]


@pytest.mark.parametrize(
    ("signs", "urgent"),
    [
        ({"heavy_bleeding_now": YES}, True),
        ({"heavy_bleeding_now": NO}, False),
        ({"bleeding": Bleeding.HEAVY}, True),  # not recorded as over: unknown is never "no"
        ({"bleeding": Bleeding.HEAVY, "heavy_bleeding_now": NO}, False),
        ({"bleeding": Bleeding.LIGHT}, False),
    ],
)
def test_heavy_bleeding_is_urgent_unless_it_is_over(signs, urgent):
    assert (Urgency.HEAVY_BLEEDING in urgencies(loss_case(signs=signs))) is urgent


@pytest.mark.parametrize(
    ("procedure", "signs", "urgent"),
    [
        ({"severe_pain": YES}, {}, True),
        ({"difficult": YES}, {"abdominal_pain": YES}, True),
        ({"difficult": YES}, {}, False),
        ({"difficult": NO}, {"abdominal_pain": YES}, False),
        ({}, {"abdominal_pain": YES}, False),
        ({"severe_pain": NO}, {}, False),
    ],
)
def test_severe_pain_after_a_difficult_procedure_is_urgent(procedure, signs, urgent):
    expected = [Urgency.SEVERE_PAIN_AFTER_DIFFICULT_PROCEDURE] if urgent else []
    assert urgencies(loss_case(procedure=procedure, signs=signs)) == expected


@pytest.mark.parametrize(
    "abnormal",
    [
        {"examination": {"fetal_picture": FetalPicture.ANOMALY}},
        {"screening": {"scan": FetalPicture.HYDROPS}},
        {"tests": {"qf_pcr": GeneticResult.TRIPLOIDY}},
    ],
)
def test_collapse_with_an_abnormal_fetus_is_urgent_with_the_cause_open(abnormal):
    assert urgencies(loss_case(signs={"septic_shock": YES}, **abnormal)) == [
        Urgency.SEPSIS,
        Urgency.COLLAPSE_WITH_ABNORMAL_FETUS,
    ]
    assert urgencies(loss_case(**abnormal)) == []


def test_collapse_with_a_normal_fetus_is_sepsis_alone():
    case = loss_case(signs={"septic_shock": YES}, examination={"fetal_picture": FetalPicture.NORMAL})
    assert urgencies(case) == [Urgency.SEPSIS]


def test_an_urgent_sign_names_the_facts_that_made_it():
    case = loss_case(signs={"temperature_c": 38.4, "crp_mg_l": 80.0, "white_count_10e9_l": 5.0})
    (sign,) = urgent_signs(case)
    assert sign.because[:2] == ("signs.temperature_c", "signs.crp_mg_l")


def test_several_urgencies_stand_together():
    case = loss_case(signs={"fever": YES, "heavy_bleeding_now": YES}, procedure={"severe_pain": YES})
    assert urgencies(case) == [
        Urgency.POSSIBLE_SEPSIS,
        Urgency.HEAVY_BLEEDING,
        Urgency.SEVERE_PAIN_AFTER_DIFFICULT_PROCEDURE,
    ]


def test_other_limits_can_be_given():
    limits = replace(default_thresholds(), fever_c=37.5)
    case = loss_case(signs={"temperature_c": 37.6})
    assert urgent_signs(case) == ()
    assert [sign.urgency for sign in urgent_signs(case, limits)] == [Urgency.POSSIBLE_SEPSIS]
    assert "37.5" in " ".join(urgent_text(Urgency.POSSIBLE_SEPSIS, limits).family_lines_en)


def test_the_family_reads_the_limit_that_the_rule_uses():
    text = urgent_text(Urgency.POSSIBLE_SEPSIS)
    assert "A temperature of 38.0 °C or more." in text.family_lines_en
    assert "体温达到38.0 °C。" in text.family_lines_zh


@pytest.mark.parametrize("urgency", list(Urgency))
def test_the_first_line_for_the_family_holds_the_order(urgency):
    text = urgent_text(urgency)
    english, chinese = text.lines("en", family=True)[0], text.lines("zh", family=True)[0]
    if urgency is Urgency.SELF_HARM:  # a person to speak to comes first, and a ward is not always the place
        assert english.startswith("Call {phone} now, or come to {place}")
        assert chinese.startswith("请马上打{phone}")
        return
    assert english.startswith("Go to the emergency department now")
    assert "请马上去急诊" in chinese


def test_sepsis_says_cultures_first_an_hour_and_no_delay_of_emptying():
    text = urgent_text(Urgency.SEPSIS)
    said = " ".join(text.lines_en)
    assert "cultures and lactate first" in said
    assert "within 1 hour" in said
    assert "Do not delay emptying" in said
    assert text.note_en.endswith("check it against your local guideline.")
    assert text.note("zh").endswith("请以本单位规范为准。")
    assert any("unverified wording" in str(source) for source in text.sources)


def test_every_limit_has_a_source():
    for name in default_thresholds().slots():
        assert threshold_sources(name)
