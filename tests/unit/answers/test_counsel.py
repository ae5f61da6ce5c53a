"""The answer before a procedure: two numbers apart, every option on one denominator, and what was not known."""

import dataclasses
import math

import numpy as np
import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.counsel import Counsellor
from amnio.answers.counsel_answer import Counsel, NotOffered, Option, Unknown
from amnio.answers.counsel_studies import SHOWN_POOL
from amnio.answers.pooling import pool_parameter
from amnio.answers.summaries import Summariser
from amnio.clinic.case import Case, Pregnancy, Screening
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.plan import Plan
from amnio.clinic.vocabulary import CellFreeDna, FetalClass, FetalPicture, Finding, Presence
from amnio.model.clock import DAY_24
from amnio.model.counterfactual import risk
from amnio.model.facts import Facts
from tests.unit.present.counsels import NAMES, case_of, counsel_of, counsellor

EVERY = pytest.mark.parametrize("name", NAMES)
MODEL = counsellor().assembly.model


def row(counsel: Counsel, option: Option):
    return next(each for each in counsel.options if each.option is option)


def planned(at: str, **fields: object) -> Counsel:
    pregnancy = {name: value for name, value in fields.items() if name not in ("cfdna", "scan", "t21_risk")}
    screening = {name: value for name, value in fields.items() if name in ("cfdna", "scan", "t21_risk")}
    case = Case(
        plan=Plan(at=GestationalAge.parse(at)), pregnancy=Pregnancy(**pregnancy), screening=Screening(**screening)
    )
    return counsellor().counsel(case)


def test_the_two_numbers_are_those_of_the_model_asked_directly() -> None:
    counsel = planned("16+3", maternal_age=36.0)
    none = Facts(loss_day=115, procedure_day=None, maternal_age=36.0, background=("age_35_39",))
    alive = MODEL.alive(none, 115)
    classes = alive / alive.sum(axis=0)
    anyway = risk(MODEL, none, classes, 115, DAY_24)
    needle = risk(MODEL, dataclasses.replace(none, procedure_day=115), classes, 115, DAY_24)
    first = counsel.two_numbers[0]
    assert (first.by, first.anyway) == ("24+0", Summariser().estimate(anyway))
    assert first.added.mean == pytest.approx(float((needle - anyway).mean()), rel=1e-9)


@EVERY
def test_every_number_is_a_probability_with_its_mean_inside_the_interval(name: str) -> None:
    counsel = counsel_of(name)
    estimates = [estimate for two in counsel.two_numbers for estimate in (two.anyway, two.added)]
    estimates += [e for c in counsel.classes for e in (c.chance, c.after_normal_karyotype, c.after_normal_microarray)]
    estimates += [
        e for o in counsel.options for e in (*o.added, o.found, o.found_by_microarray, o.not_found) if e is not None
    ]
    for estimate in estimates:
        assert 0.0 <= estimate.low <= estimate.high <= 1.0
        assert 0.0 <= estimate.mean <= 1.0
        assert math.isfinite(estimate.mean)


@EVERY
def test_every_option_has_a_row_or_a_reason_and_no_test_is_always_one(name: str) -> None:
    counsel = counsel_of(name)
    assert [each.option for each in counsel.options] == list(Option)
    assert row(counsel, Option.NO_TEST).not_offered is None
    assert row(counsel, Option.AMNIOCENTESIS_AS_PLANNED).not_offered is None
    for each in counsel.options:
        assert (each.not_offered is None) == bool(each.added)


@EVERY
def test_no_test_adds_nothing_and_shows_nothing(name: str) -> None:
    none = row(counsel_of(name), Option.NO_TEST)
    assert {estimate.high for estimate in none.added} == {0.0}
    assert none.found is not None
    assert none.found.high == 0.0


@EVERY
def test_the_planned_option_says_what_the_two_numbers_say(name: str) -> None:
    counsel = counsel_of(name)
    assert row(counsel, Option.AMNIOCENTESIS_AS_PLANNED).added == tuple(two.added for two in counsel.two_numbers)


def test_waiting_for_16_weeks_never_adds_more_than_going_early() -> None:
    early = counsel_of("high_cfdna_early")
    later = row(early, Option.AMNIOCENTESIS_AT_16)
    assert later.added[0].mean < early.two_numbers[0].added.mean
    assert early.added_at_16 is not None
    assert early.added_at_16.added == later.added[0]
    assert planned("14+6").added_at_16 is not None
    assert planned("15+0").added_at_16 is None
    assert row(counsel_of("screened"), Option.AMNIOCENTESIS_AT_16).not_offered is NotOffered.PLANNED_LATER


def test_what_a_blood_test_first_adds_is_a_part_of_what_a_needle_for_all_adds() -> None:
    counsel = counsel_of("screened")
    first, needle = row(counsel, Option.CELL_FREE_DNA_FIRST), row(counsel, Option.AMNIOCENTESIS_AS_PLANNED)
    assert 0.0 < first.added[0].mean < needle.added[0].mean
    assert first.found is not None
    assert needle.found is not None
    assert first.found.mean < needle.found.mean
    test = counsel.blood_test
    assert test is not None
    assert test.true_alarm.mean < test.alarm.mean


def test_villus_sampling_has_its_weeks_and_no_figure_for_what_it_finds() -> None:
    villus = row(counsel_of("screened"), Option.VILLUS_SAMPLING)
    assert (villus.at, villus.judged, villus.found) == ("12+3", True, None)
    assert row(planned("13+6"), Option.VILLUS_SAMPLING).not_offered is None
    assert row(planned("14+0"), Option.VILLUS_SAMPLING).not_offered is NotOffered.TOO_LATE
    assert row(planned("10+0"), Option.VILLUS_SAMPLING).at == "11+0"


def test_twins_get_no_figure_that_was_read_for_single_pregnancies() -> None:
    counsel = planned("12+0", fetuses=2)
    for option in (Option.CELL_FREE_DNA_FIRST, Option.VILLUS_SAMPLING):
        assert row(counsel, option).not_offered is NotOffered.NO_FIGURE_FOR_TWINS
    assert counsel.blood_test is None
    single = planned("12+0")
    assert counsel.two_numbers[0].anyway.mean > single.two_numbers[0].anyway.mean
    assert {(factor.number, factor.code) for factor in counsel.factors} == {("anyway", "twins"), ("added", "twins")}


def test_a_high_chance_result_is_told_with_how_often_such_results_were_true() -> None:
    counsel = counsel_of("high_cfdna_early")
    assert counsel.high_chance is not None
    t21 = next(each for each in counsel.classes if each.fetal_class is FetalClass.T21)
    assert counsel.high_chance.result is CellFreeDna.HIGH_T21
    # the same draws, aged from 16+0 (to which the prior belongs) back to the day of the talk
    assert t21.chance.mean == pytest.approx(counsel.high_chance.true.mean, abs=0.05)
    assert counsel.blood_test is None
    assert row(counsel, Option.CELL_FREE_DNA_FIRST).not_offered is NotOffered.ALREADY_DONE


def test_what_has_no_figure_is_said() -> None:
    assert Unknown.NO_RESULT_FROM_FLUID in counsel_of("twins").unknown
    assert Unknown.AFTER_NO_RESULT in counsel_of("no_cfdna_result").unknown
    assert Unknown.AFTER_NO_RESULT not in counsel_of("screened").unknown
    assert {Unknown.CLASSES_OF_TWINS, Unknown.CELL_FREE_DNA_OF_TWINS} <= set(counsel_of("twins_after_cfdna").unknown)
    assert Unknown.CELL_FREE_DNA_OF_TWINS not in counsel_of("twins").unknown
    assert Unknown.VILLUS_FINDS not in counsel_of("no_cfdna_result").unknown


def test_a_scan_moves_the_classes_and_nothing_else_that_was_recorded_is_dropped_in_silence() -> None:
    seen, unseen = planned("17+0", scan=FetalPicture.ANOMALY), planned("17+0")
    assert seen.any_chromosomal.chance.mean > 2 * unseen.any_chromosomal.chance.mean
    twins = counsel_of("twins")
    assert [fact.field for fact in twins.unread] == ["pregnancy.ivf"]
    assert "pregnancy.bleeding_before_procedure" in [fact.field for fact in twins.taken]  # light bleeding today


def test_every_fact_that_counts_is_either_taken_or_missing() -> None:
    for name in NAMES:
        counsel = counsel_of(name)
        taken = {fact.field for fact in counsel.taken} - {"pregnancy.fetuses"}
        assert not taken & set(counsel.missing)
        assert len(taken | set(counsel.missing)) == 10


def test_the_factors_are_those_of_the_model() -> None:
    counsel = planned("16+0", fibroids=Presence.PRESENT)
    (factor,) = counsel.factors
    assert (factor.number, factor.code) == ("anyway", "fibroids")
    assert factor.times.mean == pytest.approx(float(MODEL.draws["background_modifier.fibroids"].mean()))


def test_what_the_studies_say_is_the_pooling_of_the_same_risk_studies() -> None:
    evidence = counsellor().assembly.evidence
    pooled = pool_parameter(evidence, SHOWN_POOL)
    say = counsel_of("screened").studies_say
    assert (say.estimate, say.low, say.high) == (pooled.effect.estimate, pooled.effect.low, pooled.effect.high)
    assert say.low < 0.0 < say.high
    assert set(say.studies) == {study.key for study in pooled.studies}


def test_the_printed_interval_of_villus_sampling_stands_beside_the_judgement() -> None:
    studies = {(study.key, study.compared): study for study in counsel_of("screened").villus_studies}
    matched = studies["gil-2020", "matched"]
    assert (matched.lost_with, matched.women_with, matched.lost_without, matched.women_without) == (40, 2122, 55, 2122)
    assert matched.difference.mean == pytest.approx(40 / 2122 - 55 / 2122)
    assert matched.difference.low == pytest.approx(-0.0160, abs=5e-4)  # as derived from the counts when they were read
    assert studies["akolekar-2015", "review"].difference.high == 0.0116


def test_a_normal_result_leaves_less_of_what_it_looks_for() -> None:
    for name in NAMES:
        total = counsel_of(name).any_chromosomal
        assert total.after_normal_microarray.mean < total.after_normal_karyotype.mean < total.chance.mean


def test_the_same_case_gives_the_same_answer() -> None:
    case, now = case_of("screened")
    assert counsellor().counsel(case, now=now) == counsel_of("screened")


def test_the_tables_of_findings_are_not_changed_by_asking() -> None:
    before = MODEL.likelihoods.of_class[Finding.CHROMOSOMES].of("normal").copy()
    counsel_of("screened")
    np.testing.assert_array_equal(MODEL.likelihoods.of_class[Finding.CHROMOSOMES].of("normal"), before)


def test_every_study_behind_a_number_is_cited() -> None:
    counsel = counsel_of("screened")
    keys = [study.key for study in counsel.sources]
    assert len(keys) == len(set(keys)) >= 10
    assert {"gil-2020", "tabor-1986", "cfdna-ama-2021", "morris-2002"} <= set(keys)
    assert counsel.newest_study == max(counsellor().assembly.evidence.studies[key].year for key in keys)


@pytest.mark.parametrize("fetuses", [1, 2])
def test_every_week_of_the_clock_is_answered_with_numbers_that_hang_together(fetuses: int) -> None:
    few = Counsellor(Assembly(draws=64))
    pregnancy = Pregnancy(maternal_age=33.0, fetuses=fetuses)
    before = None
    for day in range(70, 168, 7):
        case = Case(plan=Plan(at=GestationalAge(day)), pregnancy=pregnancy)
        first = few.counsel(case).two_numbers[0]
        assert first.added.low >= 0.0
        assert first.anyway.high + first.added.high < 1.0
        if before is not None:
            assert first.anyway.mean < before.anyway.mean  # less lies ahead
            assert first.added.mean <= before.added.mean * 1.2  # and going later is never much worse
        before = first


def test_a_fact_that_multiplies_the_background_leaves_the_other_number_nearly_alone() -> None:
    plain = planned("16+0").two_numbers[0]
    bleeding = planned("16+0", bleeding_before_procedure=Presence.PRESENT).two_numbers[0]
    assert bleeding.anyway.mean > 1.5 * plain.anyway.mean
    assert bleeding.added.mean <= plain.added.mean  # fewer are left for a needle to end


def test_an_earlier_talk_has_more_ahead_of_it_and_fewer_left_for_the_needle() -> None:
    case = Case(plan=Plan(at=GestationalAge(112)))
    early = counsellor().counsel(case, now=GestationalAge(84)).two_numbers[0]
    late = counsellor().counsel(case).two_numbers[0]
    assert early.anyway.mean > late.anyway.mean
    assert early.added.mean < late.added.mean
