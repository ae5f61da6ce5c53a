"""Published pregnancies: the answers agree where the label is strong, and claim nothing where it is contested."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import ChainKind, HeadlineKey, Review, RouteVerdict, ZeroReason
from amnio.clinic.case import Case
from amnio.clinic.problem_codes import ProblemCode
from amnio.clinic.problems import CaseError
from amnio.clinic.vocabulary import PROCEDURE_RELATED, GeneticResult, Group, Mechanism, ProcedureKind, Test
from validation.agreement import Verdict, determined, verdict
from validation.page import page
from validation.readings import ReadingError, load_readings
from validation.reviewed import Validation, published_cases, validated

ROOT = Path(__file__).parents[2]
CASES = published_cases()
SEPTIC = (
    "bacillus-cereus-after-27-hours",
    "clostridium-and-coli-sepsis",
    "coli-sepsis-easy-procedure",
    "coli-sepsis-low-white-count",
)
WITHOUT_PROCEDURE = [name for name, case in CASES.items() if case.procedure.kind is ProcedureKind.NONE]
STRONG = [
    name
    for name, case in CASES.items()
    if case.citation and case.citation.label_strength == "high" and determined(case) is not None
]


@pytest.fixture(scope="module")
def reviewer() -> Reviewer:
    return Reviewer(Assembly())


@pytest.fixture(scope="module")
def found(reviewer: Reviewer) -> Validation:
    return validated(reviewer.assembly)


@pytest.fixture(scope="module")
def answers(found: Validation) -> Mapping[str, Review]:
    return {each.name: each.answer for each in found.cases if isinstance(each.answer, Review)}


@pytest.fixture(scope="module")
def refusals(found: Validation) -> Mapping[str, CaseError]:
    return {each.name: each.answer for each in found.cases if isinstance(each.answer, CaseError)}


def share(review: Review, group: Group) -> float:
    return next(each.probability.mean for each in review.groups if each.group is group)


def test_the_determined_cause_leads_wherever_the_label_is_strong(answers: Mapping[str, Review]) -> None:
    strong = [name for name in STRONG if name in answers]
    assert len(strong) >= 8
    for name in strong:
        label = determined(CASES[name])
        assert label is not None
        assert answers[name].headline.leading in label.groups, name


def test_other_days_that_fit_the_report_never_change_the_leader_of_a_strong_label(found: Validation) -> None:
    tried = [each for each in found.tried if each.variant.days and each.variant.name in STRONG]
    assert len(tried) >= 16
    for each in tried:
        label = determined(each.case)
        assert label is not None
        assert each.answer.headline.leading in label.groups, each.variant


def test_no_published_case_differs_from_its_label(found: Validation) -> None:
    assert [each.name for each in found.cases if each.verdict is Verdict.DIFFERS] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("leak-patched-birth", ProblemCode.NOT_A_LOSS),
        ("leak-closed-term-birth", ProblemCode.NOT_A_LOSS),
        ("triploidy-ended-for-preeclampsia", ProblemCode.NOT_A_LOSS),
        ("mycoplasma-outcome-unknown", ProblemCode.NOT_A_LOSS),
        ("cmv-after-cordocentesis", ProblemCode.OTHER_PROCEDURE),
    ],
)
def test_what_is_no_question_for_a_review_is_refused_with_its_reason(
    refusals: Mapping[str, CaseError], name: str, code: ProblemCode
) -> None:
    assert [problem.code for problem in refusals[name].problems] == [code]


@pytest.mark.parametrize("name", WITHOUT_PROCEDURE)
def test_without_a_procedure_its_causes_are_exactly_zero(answers: Mapping[str, Review], name: str) -> None:
    review = answers[name]
    related = [cause for cause in review.causes if cause.cause in PROCEDURE_RELATED]
    assert len(related) == 3
    for cause in related:
        assert (cause.probability.mean, cause.probability.low, cause.probability.high) == (0.0, 0.0, 0.0)
        assert cause.zero_because is ZeroReason.NO_PROCEDURE
    assert review.headline.procedure_related.mean == 0.0


@pytest.mark.parametrize("name", SEPTIC)
def test_sepsis_is_told_as_infection_and_its_route_is_left_open(answers: Mapping[str, Review], name: str) -> None:
    headline = answers[name].headline
    assert (headline.leading, headline.rivals) == (Group.INFECTION, ())
    assert headline.any_infection.mean > 0.95
    assert headline.route is RouteVerdict.CANNOT_TELL


@pytest.mark.parametrize("name", SEPTIC)
def test_sepsis_comes_with_an_urgent_sign(answers: Mapping[str, Review], name: str) -> None:
    assert answers[name].urgent


def test_sterile_equipment_neither_excludes_an_infection_nor_moves_the_answer(
    reviewer: Reviewer, answers: Mapping[str, Review]
) -> None:
    name = "clostridium-and-coli-sepsis"
    case = CASES[name]
    assert case.tests.equipment_culture == "negative"
    unsaid = reviewer.review(replace(case, tests=replace(case.tests, equipment_culture=None)))
    assert unsaid.causes == answers[name].causes
    assert "tests.equipment_culture" in [fact.field for fact in answers[name].unmoved]


def test_an_easy_single_pass_and_normal_tests_beforehand_do_not_exclude_an_infection(
    reviewer: Reviewer, answers: Mapping[str, Review]
) -> None:
    name = "coli-sepsis-easy-procedure"
    case = CASES[name]
    assert (case.procedure.passes, case.procedure.infection_signs_before) == (1, "absent")
    silent = replace(case.procedure, passes=None, difficult=None, infection_signs_before=None)
    unsaid = reviewer.review(replace(case, procedure=silent))
    assert unsaid.headline.any_infection.mean > 0.95
    assert answers[name].headline.any_infection.mean > 0.95


@pytest.mark.parametrize("count", [0.9, 2.1, 7.5])
def test_a_low_or_normal_white_count_does_not_argue_against_sepsis(
    reviewer: Reviewer, answers: Mapping[str, Review], count: float
) -> None:
    name = "coli-sepsis-low-white-count"
    counted = replace(CASES[name], signs=replace(CASES[name].signs, white_count_10e9_l=count))
    assert reviewer.review(counted).causes == answers[name].causes


def test_the_stored_fluid_shows_that_the_infection_came_before_the_needle(answers: Mapping[str, Review]) -> None:
    review = answers["ureaplasma-in-stored-fluid"]
    assert review.headline.leading is Group.INFECTION
    assert review.headline.route is RouteVerdict.ALREADY_THERE
    assert review.headline.procedure_related.mean < 0.1


def test_normal_chromosomes_in_the_fluid_do_not_exclude_a_fetal_cause(reviewer: Reviewer) -> None:
    case = CASES["trisomy-2-in-placenta"]
    assert case.tests.karyotype_fluid is GeneticResult.NORMAL
    before = reviewer.review(replace(case, tests=replace(case.tests, placental_genetics=None)))
    assert Group.FETAL in (before.headline.leading, *before.headline.rivals)
    assert Test.PLACENTAL_DNA in [advice.test for advice in before.tests[:3]]


def test_the_result_from_the_placenta_makes_the_fetal_cause_lead(answers: Mapping[str, Review]) -> None:
    headline = answers["trisomy-2-in-placenta"].headline
    assert (headline.leading, headline.rivals) == (Group.FETAL, ())


def test_triploidy_never_names_the_needle(answers: Mapping[str, Review]) -> None:
    review = answers["triploidy-death-at-29-weeks"]
    assert (review.headline.leading, review.headline.rivals) == (Group.FETAL, ())
    assert review.headline.key is HeadlineKey.CLEAR
    assert review.headline.procedure_related.mean < 0.01


def test_a_cord_stricture_unmasked_by_the_procedure_is_told_as_a_chain(answers: Mapping[str, Review]) -> None:
    review = answers["cord-stricture-and-procedure"]
    assert ChainKind.CORD_OR_PLACENTA_THEN_TRIGGER in [chain.kind for chain in review.chains]
    assert Group.MECHANICAL not in (review.headline.leading, *review.headline.rivals)


def test_a_leak_that_became_infected_is_told_as_a_chain_and_not_as_rivals(answers: Mapping[str, Review]) -> None:
    review = answers["leak-then-infection"]
    assert ChainKind.LEAK_THEN_INFECTION in [chain.kind for chain in review.chains]
    assert not {Group.MECHANICAL, Group.INFECTION} <= {review.headline.leading, *review.headline.rivals}


def test_a_loss_that_nobody_explained_is_not_answered_with_certainty(answers: Mapping[str, Review]) -> None:
    headline = answers["leak-closed-late-death"].headline
    assert headline.key is HeadlineKey.CANNOT_TELL_APART
    assert len(headline.rivals) >= 2


def test_the_stored_page_is_what_the_cases_give(found: Validation) -> None:
    assert (ROOT / "docs/explanation/validation.md").read_text(encoding="utf-8") == page(found)


def test_check_refuses_a_page_that_was_changed(
    found: Validation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from validation import published_cases as script

    stored = tmp_path / "validation.md"
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "PAGE", stored)
    monkeypatch.setattr(script, "validated", lambda: found)
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    stored.write_text(stored.read_text(encoding="utf-8").replace("infection", "inflection", 1), encoding="utf-8")
    assert script.main(["--check"]) == 1
    assert "make validate" in capsys.readouterr().err


def test_the_script_runs_by_itself() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "validation/published_cases.py"), "--check"], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_an_uncertain_answer_without_a_reading_is_refused(found: Validation) -> None:
    given = {each.name: each.verdict for each in found.cases}
    with pytest.raises(ReadingError, match="triploidy-death-at-29-weeks: differs, and no reading"):
        load_readings().check(given | {"triploidy-death-at-29-weeks": Verdict.DIFFERS})


def test_a_reading_that_has_lost_its_disagreement_is_refused(found: Validation) -> None:
    given = {each.name: each.verdict for each in found.cases}
    with pytest.raises(ReadingError, match="the reading is about uncertain, the answer is agrees"):
        load_readings().check(given | {"leak-then-infection": Verdict.AGREES})


def labelled(case: Case, code: str | None) -> Case:
    assert case.citation is not None
    return replace(case, citation=replace(case.citation, determined_cause=code))


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("triploidy-death-at-29-weeks", "fetal_abnormality", Verdict.AGREES),
        ("triploidy-death-at-29-weeks", "infection", Verdict.DIFFERS),
        ("triploidy-death-at-29-weeks", None, Verdict.NO_LABEL),
        ("ureaplasma-in-stored-fluid", "infection", Verdict.AGREES),
        ("ureaplasma-in-stored-fluid", "infection_introduced", Verdict.UNCERTAIN),
        ("cord-stricture-and-procedure", "cord", Verdict.UNCERTAIN),
        ("cord-torsion-no-procedure", "cervical", Verdict.UNCERTAIN),
    ],
)
def test_agreement_is_judged_by_group_and_mechanism(
    answers: Mapping[str, Review], name: str, code: str | None, expected: Verdict
) -> None:
    assert verdict(labelled(CASES[name], code), answers[name]) is expected


def test_a_label_that_is_no_code_is_refused() -> None:
    with pytest.raises(ValueError, match="bad luck"):
        determined(labelled(CASES["triploidy-death-at-29-weeks"], "bad luck"))


def test_a_leak_that_became_infected_may_be_told_as_either() -> None:
    label = determined(CASES["leak-then-infection"])
    assert label is not None
    assert label.mechanism is Mechanism.LEAK_INFECTED
    assert set(label.groups) == {Group.MECHANICAL, Group.INFECTION}
