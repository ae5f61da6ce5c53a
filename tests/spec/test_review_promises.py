"""What a review promises, on small cases: missing is not absent; no single result excludes what it cannot exclude."""

from dataclasses import replace
from functools import cache

import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import ChainKind, HeadlineKey, Review, RouteVerdict, ZeroReason
from amnio.clinic.case import Case, Examination, Loss, Pregnancy, Procedure, Signs, Tests
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import (
    PROCEDURE_RELATED,
    Bleeding,
    Cause,
    Cervix,
    CordFinding,
    FetalPicture,
    GeneticResult,
    Group,
    Histology,
    Intervention,
    Membranes,
    Outcome,
    Presence,
    Presentation,
    ProcedureKind,
    Rhesus,
    Test,
    TestResult,
)
from amnio.guidance.urgency import Urgency
from amnio.present.json_output import review_to_json

PRESENT, ABSENT = Presence.PRESENT, Presence.ABSENT
PLAIN = Case(
    pregnancy=Pregnancy(maternal_age=32),
    procedure=Procedure(kind=ProcedureKind.AMNIOCENTESIS, at=GestationalAge(115), passes=1),
    loss=Loss(outcome=Outcome.LOSS, at=GestationalAge(119)),
)
SEPTIC = replace(
    PLAIN,
    signs=Signs(septic_shock=PRESENT, temperature_c=39.2, first_sign_hours=30),
    tests=Tests(blood_culture=TestResult.POSITIVE, placental_culture=TestResult.POSITIVE, organism="E. coli"),
)


@cache
def reviewer() -> Reviewer:
    return Reviewer(Assembly())


def review(case: Case) -> Review:
    return reviewer().review(case)


def cause(answer: Review, cause: Cause) -> float:
    return next(share.probability.mean for share in answer.causes if share.cause is cause)


def group(answer: Review, group: Group) -> float:
    return next(share.probability.mean for share in answer.groups if share.group is group)


def numbers(answer: Review) -> tuple[object, ...]:
    return (answer.causes, answer.classes, answer.counterfactuals, answer.headline)


def test_the_causes_and_the_groups_add_up_to_one() -> None:
    for case in (PLAIN, SEPTIC):
        answer = review(case)
        assert sum(share.probability.mean for share in answer.causes) == pytest.approx(1.0)
        assert sum(share.probability.mean for share in answer.groups) == pytest.approx(1.0)
        for share in answer.causes:
            assert sum(m.probability.mean for m in share.mechanisms) == pytest.approx(share.probability.mean)


def test_the_same_case_and_stamp_give_the_same_bytes() -> None:
    again = Reviewer(Assembly())
    assert review_to_json(review(SEPTIC)) == review_to_json(again.review(SEPTIC))


def test_another_seed_gives_nearly_the_same_answer_and_another_stamp() -> None:
    other = Reviewer(Assembly(seed=2)).review(SEPTIC)
    assert other.stamp != review(SEPTIC).stamp
    for mine, theirs in zip(review(SEPTIC).causes, other.causes, strict=True):
        assert mine.probability.mean == pytest.approx(theirs.probability.mean, abs=0.05)


def test_sepsis_is_told_as_infection_and_its_route_is_left_open() -> None:
    answer = review(SEPTIC)
    assert answer.urgent == (Urgency.SEPSIS,)
    assert answer.headline.leading is Group.INFECTION
    assert answer.headline.key in (HeadlineKey.CLEAR, HeadlineKey.BEST_FIT)
    assert answer.route is not None
    assert answer.route.verdict is RouteVerdict.CANNOT_TELL
    assert answer.headline.any_infection.mean > 0.95


@pytest.mark.parametrize("count", [1.2, 4.6, 9.0])
def test_a_low_or_normal_white_count_does_not_argue_against_sepsis(count: float) -> None:
    with_count = replace(SEPTIC, signs=replace(SEPTIC.signs, white_count_10e9_l=count))
    assert numbers(review(with_count)) == numbers(review(SEPTIC))
    assert ("signs.white_count_10e9_l", f"{count}") in {(u.field, u.value) for u in review(with_count).unmoved}


def test_one_normal_crp_does_not_exclude_infection() -> None:
    before, after = review(PLAIN), review(replace(PLAIN, signs=Signs(crp_mg_l=3.0)))
    assert 0.3 * group(before, Group.INFECTION) < group(after, Group.INFECTION) < group(before, Group.INFECTION)


def test_prophylaxis_and_sterile_equipment_do_not_exclude_infection() -> None:
    protected = replace(
        SEPTIC,
        procedure=replace(SEPTIC.procedure, prophylactic_antibiotic=PRESENT),
        tests=replace(SEPTIC.tests, equipment_culture=TestResult.NEGATIVE),
    )
    assert numbers(review(protected)) == numbers(review(SEPTIC))


def test_a_normal_fluid_karyotype_does_not_exclude_a_fetal_cause() -> None:
    silent = replace(
        PLAIN,
        loss=replace(PLAIN.loss, at=GestationalAge(150), presentation=Presentation.DIED_BEFORE_LABOUR),
        examination=Examination(fetal_picture=FetalPicture.GROWTH_RESTRICTION),
        tests=Tests(karyotype_fluid=GeneticResult.NORMAL),
    )
    answer = review(silent)
    assert cause(answer, Cause.FETAL) > 0.1
    offered = [advice.test for advice in answer.tests if advice.bits > 0.01]
    assert Test.PLACENTAL_DNA in offered
    assert Test.MICROARRAY in offered


def test_what_was_not_looked_for_is_not_absent() -> None:
    looked = review(replace(PLAIN, signs=Signs(bleeding=Bleeding.NONE)))
    assert numbers(looked) != numbers(review(PLAIN))
    assert all(fact.fact != "bleeding" for fact in review(PLAIN).moved)


def test_pending_and_failed_results_say_nothing_and_pending_ones_are_listed_as_such() -> None:
    waiting = review(replace(PLAIN, tests=Tests(karyotype_fluid=GeneticResult.PENDING, histology=Histology.FAILED)))
    assert numbers(waiting) == numbers(review(PLAIN))
    status = {advice.test: advice.status for advice in waiting.tests}
    assert status[Test.CHROMOSOMES] == "pending"
    assert status[Test.PLACENTAL_HISTOLOGY] == "open"


def test_without_a_procedure_its_causes_are_exactly_zero_and_say_why() -> None:
    none = replace(PLAIN, procedure=Procedure(kind=ProcedureKind.NONE))
    answer = review(none)
    for share in answer.causes:
        if share.cause in PROCEDURE_RELATED:
            assert (share.probability.mean, share.probability.low, share.probability.high) == (0.0, 0.0, 0.0)
            assert share.zero_because is ZeroReason.NO_PROCEDURE
    assert answer.average_effects == ()
    assert {c.not_asked_because for c in answer.counterfactuals} == {"no_procedure"}


def test_from_15_weeks_on_going_too_early_is_exactly_zero_and_says_why() -> None:
    late = next(share for share in review(PLAIN).causes if share.cause is Cause.EARLY)
    assert (late.probability.high, late.zero_because) == (0.0, ZeroReason.AT_OR_AFTER_15_WEEKS)
    early_case = replace(
        PLAIN,
        procedure=replace(PLAIN.procedure, at=GestationalAge(90)),
        loss=replace(PLAIN.loss, at=GestationalAge(94)),
    )
    early = next(share for share in review(early_case).causes if share.cause is Cause.EARLY)
    assert early.zero_because is None
    assert early.probability.mean > 0.1


def test_a_malformed_fetus_with_a_collapsed_mother_is_urgent_with_the_cause_open() -> None:
    collapsed = replace(
        PLAIN, signs=Signs(organ_dysfunction=PRESENT), examination=Examination(fetal_picture=FetalPicture.ANOMALY)
    )
    answer = review(collapsed)
    assert Urgency.COLLAPSE_WITH_ABNORMAL_FETUS in answer.urgent
    assert answer.headline.key is HeadlineKey.URGENT_CAUSE_OPEN


def test_a_leak_that_became_infected_is_a_chain() -> None:
    leak = replace(
        PLAIN, signs=Signs(membranes=Membranes.LEAK_WITHIN_48H), tests=Tests(histology=Histology.FETAL_RESPONSE)
    )
    answer = review(leak)
    assert answer.chains[0].kind is ChainKind.LEAK_THEN_INFECTION
    assert answer.headline.leading is not Group.OTHER


def test_a_cord_stricture_after_an_easy_procedure_is_a_chain_and_not_a_needle_death() -> None:
    cord = replace(
        PLAIN,
        loss=replace(PLAIN.loss, presentation=Presentation.DIED_BEFORE_LABOUR),
        examination=Examination(cord=CordFinding.STRICTURE_OR_TORSION),
    )
    answer = review(cord)
    assert answer.headline.leading is Group.OTHER
    assert any(chain.kind is ChainKind.CORD_OR_PLACENTA_THEN_TRIGGER for chain in answer.chains)


def test_nothing_recorded_is_said_to_be_little_to_go_on() -> None:
    assert review(PLAIN).headline.key is HeadlineKey.LITTLE_TO_GO_ON


def test_a_question_without_content_says_so_instead_of_giving_a_number() -> None:
    reasons = {c.intervention: c.not_asked_because for c in review(PLAIN).counterfactuals}
    assert reasons == {
        Intervention.NO_AMNIOCENTESIS: None,
        Intervention.AT_16_WEEKS: "already_at_or_after_16",
        Intervention.SINGLE_PASS: "already_single_pass",
    }
    unknown = review(replace(PLAIN, procedure=replace(PLAIN.procedure, passes=None)))
    assert unknown.counterfactuals[2].not_asked_because == "passes_unknown"


def test_the_two_halves_of_a_counterfactual_add_up_and_lie_within_the_bounds() -> None:
    for case in (PLAIN, SEPTIC):
        for horizon in review(case).counterfactuals[0].horizons:
            assert horizon.lost_anyway.mean + horizon.necessary.mean == pytest.approx(1.0)
            assert horizon.bounds_low <= horizon.lost_anyway.mean <= horizon.bounds_high
            assert horizon.stratum_low <= horizon.stratum_high


def test_after_24_weeks_only_birth_is_asked_about() -> None:
    late = replace(PLAIN, loss=replace(PLAIN.loss, at=GestationalAge(24 * 7)))
    assert [horizon.by for horizon in review(late).counterfactuals[0].horizons] == ["birth"]


def test_tests_are_ranked_by_what_they_tell_and_the_stored_fluid_tells_the_route() -> None:
    feverish = review(replace(PLAIN, signs=Signs(temperature_c=39.0, crp_mg_l=90.0, first_sign_hours=30)))
    bits = [advice.bits for advice in feverish.tests]
    assert bits == sorted(bits, reverse=True)
    stored = next(advice for advice in feverish.tests if advice.test is Test.STORED_FLUID)
    assert stored.why == "route"
    assert stored.changes_leading > 0.0


def test_a_test_that_has_a_result_is_not_offered_again() -> None:
    done = review(replace(PLAIN, tests=Tests(histology=Histology.NO_CHORIOAMNIONITIS, kleihauer=TestResult.NEGATIVE)))
    offered = {advice.test for advice in done.tests}
    assert offered.isdisjoint({Test.PLACENTAL_HISTOLOGY, Test.KLEIHAUER})


def test_a_kleihauer_test_matters_more_to_a_woman_who_is_rhd_negative() -> None:
    def changes(rhd: Rhesus) -> float:
        answer = review(replace(PLAIN, pregnancy=replace(PLAIN.pregnancy, rhd=rhd)))
        return next(advice.changes_advice for advice in answer.tests if advice.test is Test.KLEIHAUER)

    assert changes(Rhesus.NEGATIVE) >= changes(Rhesus.POSITIVE)


def test_no_figure_for_the_next_pregnancy_stands_without_a_cause_that_carries_weight() -> None:
    for case in (PLAIN, SEPTIC, replace(PLAIN, signs=Signs(cervix=Cervix.PAINLESS_OPENING))):
        for entry in review(case).next_pregnancy:
            assert entry.probability_of_cause >= reviewer().assembly.conventions.carries_weight_from
            assert entry.figure is None or entry.study is not None


def test_an_introduced_infection_has_no_recurrence_figure() -> None:
    introduced = [entry for entry in review(SEPTIC).next_pregnancy if entry.about == "infection_introduced"]
    assert [entry.figure for entry in introduced] == [None]


def test_three_parameters_are_named_as_most_influential_with_what_they_rest_on() -> None:
    influences = review(SEPTIC).influences
    assert len(influences) == 3
    assert len({influence.parameter for influence in influences}) == 3
    assert all(influence.basis in ("data", "judgement") and influence.definition_zh for influence in influences)


def test_a_mood_is_listed_as_recorded_and_never_scored() -> None:
    worried = replace(PLAIN, other_facts=("had been worried and upset",))
    assert numbers(review(worried)) == numbers(review(PLAIN))
    assert ("other_facts", "had been worried and upset") in {(u.field, u.value) for u in review(worried).unmoved}
