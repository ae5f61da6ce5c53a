"""What the model is told about a case: folded signs, missing is not absent, and what was left unread."""

from dataclasses import replace

import pytest

from amnio.answers.read_finding import SignThresholds
from amnio.answers.recorded import Recorded, read_case, unread_fields
from amnio.clinic.case import Case, Examination, FetusOutcome, Loss, Pregnancy, Procedure, Screening, Signs, Tests
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import (
    FetalPicture,
    Finding,
    FluidAppearance,
    GeneticResult,
    Histology,
    Outcome,
    Presence,
    Presentation,
    ProcedureKind,
    TestResult,
)

PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT
LIMITS = SignThresholds(
    fever_celsius=38.0, crp_mg_l=20.0, white_count_10e9_l=15.0, procalcitonin_ug_l=0.5, lactate_mmol_l=2.0
)
PLAIN = Case(
    procedure=Procedure(kind=ProcedureKind.AMNIOCENTESIS, at=GestationalAge(115)),
    loss=Loss(outcome=Outcome.LOSS, at=GestationalAge(119)),
)


def recorded(**tables: object) -> Recorded:
    return read_case(replace(PLAIN, **tables), LIMITS, unknown_age=35.0)  # type: ignore[arg-type]


def levels(**tables: object) -> dict[Finding, str]:
    return dict(recorded(**tables).facts.findings)


def test_a_case_without_findings_tells_only_the_days() -> None:
    facts = recorded().facts
    assert dict(facts.findings) == {}
    assert (facts.procedure_day, facts.loss_day, facts.maternal_age) == (115, 119, 35.0)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        (Signs(fever=PRESENT), {Finding.FEVER_ALONE: "present"}),
        (Signs(temperature_c=38.0), {Finding.FEVER_ALONE: "present"}),
        (Signs(temperature_c=37.9), {Finding.FEVER_ALONE: "absent"}),
        (Signs(crp_mg_l=20.0), {Finding.CRP_ALONE: "raised"}),
        (Signs(crp_mg_l=19.9), {Finding.CRP_ALONE: "normal"}),
        (Signs(temperature_c=38.6, crp_mg_l=84.0), {Finding.INFECTION_PICTURE: "marked"}),
        (Signs(temperature_c=38.6, crp_mg_l=4.0), {Finding.INFECTION_PICTURE: "single"}),
        (Signs(temperature_c=37.0, crp_mg_l=4.0), {Finding.INFECTION_PICTURE: "none"}),
        (Signs(septic_shock=PRESENT), {Finding.INFECTION_PICTURE: "severe"}),
        (Signs(organ_dysfunction=PRESENT, fever=PRESENT), {Finding.INFECTION_PICTURE: "severe"}),
        (Signs(organ_dysfunction=PRESENT), {}),
        (Signs(foul_discharge=PRESENT), {Finding.INFECTION_PICTURE: "single"}),
        (Signs(foul_discharge=ABSENT), {}),
    ],
)
def test_signs_of_infection_are_one_finding(signs: Signs, expected: dict[Finding, str]) -> None:
    assert levels(signs=signs) == expected


@pytest.mark.parametrize("count", [0.5, 4.6, 9.0, 14.9])
def test_a_low_or_normal_white_count_changes_nothing(count: float) -> None:
    feverish = Signs(temperature_c=38.6, crp_mg_l=84.0)
    assert levels(signs=replace(feverish, white_count_10e9_l=count)) == levels(signs=feverish)
    assert levels(signs=Signs(white_count_10e9_l=count)) == {}


def test_a_raised_white_count_is_one_more_sign() -> None:
    assert levels(signs=Signs(fever=PRESENT, white_count_10e9_l=15.0)) == {Finding.INFECTION_PICTURE: "marked"}


def test_fever_only_under_misoprostol_is_not_the_fever_of_an_infection() -> None:
    signs = Signs(temperature_c=38.6, fever_during_induction=PRESENT)
    assert levels(signs=signs) == {Finding.FEVER_DURING_INDUCTION: "present"}


def test_the_first_hour_of_a_sign_counts_only_where_there_is_a_sign() -> None:
    assert levels(signs=Signs(first_sign_hours=27)) == {}
    with_fever = levels(signs=Signs(fever=PRESENT, first_sign_hours=27))
    assert with_fever[Finding.INFECTION_ONSET] == "h24_72"


def test_the_same_germ_from_two_places_is_one_stronger_finding() -> None:
    tests = Tests(blood_culture=TestResult.POSITIVE, placental_culture=TestResult.POSITIVE, organism="E. coli")
    assert levels(tests=tests) == {Finding.LATER_CULTURES: "concordant"}
    alone = Tests(blood_culture=TestResult.POSITIVE)
    assert levels(tests=alone) == {Finding.BLOOD_CULTURE: "positive"}


@pytest.mark.parametrize("result", [TestResult.PENDING, TestResult.FAILED])
def test_a_pending_or_failed_test_says_nothing(result: TestResult) -> None:
    assert levels(tests=Tests(stored_fluid=result, blood_culture=result, placental_culture=result)) == {}
    assert levels(tests=Tests(histology=Histology(result.value), karyotype_fluid=GeneticResult(result.value))) == {}


def test_the_more_telling_of_scan_and_examination_counts_once() -> None:
    found = levels(
        screening=Screening(scan=FetalPicture.HYDROPS), examination=Examination(fetal_picture=FetalPicture.NORMAL)
    )
    assert found == {Finding.FETAL_PICTURE: "hydrops"}


def test_an_abnormal_chromosome_result_stands_over_a_normal_one() -> None:
    tests = Tests(qf_pcr=GeneticResult.NORMAL, karyotype_tissue=GeneticResult.TRIPLOIDY)
    assert levels(tests=tests) == {Finding.CHROMOSOMES: "triploidy"}


def test_a_severely_macerated_fetus_had_died_before_labour() -> None:
    found = levels(examination=Examination(severe_maceration=PRESENT))
    assert found == {Finding.PRESENTATION: Presentation.DIED_BEFORE_LABOUR.value}


def test_sterile_equipment_and_prophylaxis_are_listed_and_not_read() -> None:
    case = replace(
        PLAIN,
        procedure=replace(PLAIN.procedure, prophylactic_antibiotic=PRESENT),
        tests=Tests(equipment_culture=TestResult.NEGATIVE),
        other_facts=("worried about the test",),
    )
    read = read_case(case, LIMITS, unknown_age=35.0)
    assert dict(read.facts.findings) == {}
    assert unread_fields(case, read) == (
        ("procedure.prophylactic_antibiotic", "present"),
        ("tests.equipment_culture", "negative"),
        ("other_facts", "worried about the test"),
    )


def test_maternal_factors_multiply_the_background_from_their_limit_on() -> None:
    assert recorded(pregnancy=Pregnancy(maternal_age=34, bmi=39.9, cigarettes_per_day=10)).facts.background == ()
    factors = Pregnancy(maternal_age=40, bmi=40, cigarettes_per_day=11, previous_second_trimester_losses=1, fetuses=2)
    twins = (FetusOutcome(outcome=Outcome.LOSS, at=GestationalAge(119)), FetusOutcome(outcome=Outcome.ONGOING))
    loss = replace(PLAIN.loss, fetuses=twins)
    assert set(recorded(pregnancy=factors, loss=loss).facts.background) == {
        "age_40_plus",
        "bmi_40",
        "smoking_over_10",
        "previous_second_trimester",
        "twins",
    }


def test_the_procedure_is_told_with_what_changes_its_excess() -> None:
    procedure = replace(PLAIN.procedure, passes=3, fluid=FluidAppearance.BLOOD_STAINED, bleeding_same_day=PRESENT)
    facts = recorded(procedure=procedure).facts.procedure
    assert (facts.passes, facts.blood_stained, facts.bleeding_same_day) == (3, True, True)


def test_without_a_procedure_there_is_no_day_of_one() -> None:
    assert recorded(procedure=Procedure(kind=ProcedureKind.NONE)).facts.procedure_day is None
