"""May it go ahead today? What decides, what is missing, what comes first, and what waiting would change."""

from dataclasses import replace
from datetime import date

import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.check import Checker
from amnio.answers.check_answer import Check, Decision, NoWaiting
from amnio.cli.examples import PLANNED, example_case, example_names
from amnio.clinic.case import Case, Screening
from amnio.clinic.check_scope import NotCheckable
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.vocabulary import FetalPicture
from amnio.guidance.error import GuidanceError
from amnio.guidance.rule import RuleVerdict

CHECKER = Checker(Assembly(draws=200))


def example(name: str, **plan: object) -> Case:
    """A made-up case with some fields of its plan changed; None takes one out."""
    from amnio.exchange.case_file import case_to_mapping

    mapping = case_to_mapping(example_case(name, "en", PLANNED)[1])
    mapping["plan"] |= plan
    return case_from_mapping(mapping)


def verdict(check: Check, rule: str) -> RuleVerdict:
    return next(each.verdict for each in check.rules if each.rule == rule)


@pytest.mark.parametrize(
    ("name", "decision"),
    [("check-14-weeks", Decision.WAIT), ("check-ready", Decision.GO), ("check-fever", Decision.WAIT)],
)
def test_the_made_up_cases_are_decided(name: str, decision: Decision) -> None:
    assert CHECKER.check(example(name)).decision is decision


@pytest.mark.parametrize(
    "field",
    [
        "at",
        "continuous_ultrasound",
        "cord_insertion_on_path",
        "fetal_heartbeat",
        "temperature_c",
        "bleeding_now",
        "first_ml_discarded",
        "sterile_gloves",
        "infection_pelvic",
    ],
)
def test_a_fact_that_decides_and_is_missing_is_never_a_silent_pass(field: str) -> None:
    check = CHECKER.check(example("check-ready", on=None, **{field: None}))
    assert check.decision is Decision.CANNOT_TELL
    assert {f"plan.{field}"} == {one.field for one in check.missing if one.decides}


def test_what_is_missing_does_not_hide_what_is_broken() -> None:
    check = CHECKER.check(example("check-ready", temperature_c=None, continuous_ultrasound="absent"))
    assert check.decision is Decision.WAIT
    assert check.rules[0].rule == "isuog-2016-continuous-ultrasound"


def test_a_rule_of_caution_is_told_and_decides_nothing() -> None:
    check = CHECKER.check(example("check-ready", needle_gauge=18))
    assert verdict(check, "isuog-2016-needle-20-22g") is RuleVerdict.BROKEN
    assert check.decision is Decision.GO


def test_what_a_textbook_or_custom_asks_is_told_and_decides_nothing() -> None:
    case = example("check-ready", temperature_c=37.6, temperature_second_c=37.1)
    check = CHECKER.check(case, profiles=("china",))
    told = [rule for rule in check.rules if rule.verdict is RuleVerdict.BROKEN and not rule.holds_up]
    assert "cn-jinan-temp-over-37-4" in [rule.rule for rule in told]
    assert {rule.standing for rule in told if rule.action == "wait"} <= {"hospital", "textbook", "custom"}


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("temperature_c", 38.0, "amnio-fever-first"),
        ("temperature_second_c", 38.4, "amnio-fever-first"),
        ("bleeding_now", "heavy", "amnio-heavy-bleeding-first"),
        ("fetal_heartbeat", "absent", "amnio-heartbeat-first"),
    ],
)
def test_urgent_signs_come_first_whatever_profile_is_asked(field: str, value: object, rule: str) -> None:
    case = example("check-ready", **{field: value})
    for profile in ("isuog-2016", "source-text", "china", "korea-2019", "rcog-2021"):
        first = CHECKER.check(case, profiles=(profile,)).rules[0]
        assert (first.rule, first.urgent) == (rule, True)


def test_no_fetal_sex_is_looked_for_without_a_medical_reason_in_china() -> None:
    asked = example("check-ready", indication="fetal_sex_nonmedical")
    check = CHECKER.check(asked, profiles=("china",))
    assert check.decision is Decision.WAIT
    assert check.rules[0].rule == "cn-moh-2002-no-nonmedical-sex"
    medical = CHECKER.check(example("check-ready", indication="fetal_sex_medical"), profiles=("china",))
    assert verdict(medical, "cn-moh-2002-no-nonmedical-sex") is RuleVerdict.KEPT


@pytest.mark.parametrize(("second", "held"), [(37.2, False), (37.3, True)])
def test_in_china_two_readings_above_the_limit_ask_to_wait(second: float, held: bool) -> None:
    case = example("check-ready", temperature_c=37.3, temperature_second_c=second)
    check = CHECKER.check(case, profiles=("china",))
    assert verdict(check, "cn-ws322-2010-temp-over-37-2") is (RuleVerdict.BROKEN if held else RuleVerdict.KEPT)


def test_rules_are_judged_as_of_the_planned_day_and_today_where_none_is_known() -> None:
    case = example("check-ready", failed_insertions=3, insertions=3)
    old = CHECKER.check(
        example("check-ready", failed_insertions=3, insertions=3, on="2015-03-02"), profiles=("rcog-2021",)
    )
    assert verdict(old, "rcog-2010-two-failed-then-senior") is RuleVerdict.BROKEN
    assert old.profiles[0].in_force is False
    new = CHECKER.check(case, profiles=("rcog-2021",))
    assert verdict(new, "rcog-2010-two-failed-then-senior") is RuleVerdict.NOT_ABOUT
    undated = CHECKER.check(example("check-ready", on=None), today=date(2024, 5, 6))
    assert undated.judged_as_of == date(2024, 5, 6)


def test_waiting_lowers_what_the_needle_adds_before_15_weeks_and_never_counts_losses_that_come_anyway() -> None:
    waiting = CHECKER.check(example("check-14-weeks")).waiting
    assert [day.at for day in waiting.days] == ["14+2", "15+0", "16+0"]
    today, at_15, at_16 = waiting.days
    assert at_15.adds.mean < today.adds.mean
    assert at_16.saved is not None
    assert at_16.saved.low > 0
    assert at_15.saved is not None
    assert at_15.saved.mean == pytest.approx(today.adds.mean - at_15.adds.mean)
    assert waiting.anyway is not None
    assert waiting.anyway.mean > at_15.adds.mean


def test_waiting_is_the_same_number_that_counselling_gives() -> None:
    from amnio.answers.counsel import Counsellor

    case = example("check-14-weeks")
    counsel = Counsellor(CHECKER.assembly).counsel(case)
    by_24 = next(each for each in counsel.two_numbers if each.by == "24+0")
    waiting = CHECKER.check(case).waiting
    assert waiting.days[0].adds == by_24.added
    assert waiting.anyway == by_24.anyway


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ({"at": "16+0"}, NoWaiting.ALREADY_16),
        ({"at": "9+6"}, NoWaiting.BEFORE_THE_CLOCK),
        ({"at": None}, NoWaiting.NO_GESTATION),
        ({"kind": "chorionic_villus_sampling", "at": "12+0"}, NoWaiting.OTHER_PROCEDURE),
        ({"fetal_heartbeat": "absent", "at": "14+0"}, NoWaiting.NO_HEARTBEAT),
    ],
)
def test_where_waiting_has_no_answer_the_reason_is_told(plan: dict[str, object], reason: NoWaiting) -> None:
    waiting = CHECKER.check(example("check-ready", on=None, **plan)).waiting
    assert (waiting.not_told_because, waiting.days) == (reason, ())


def test_a_pregnancy_that_has_ended_is_refused() -> None:
    lost = {"plan.kind": "amniocentesis", "procedure.kind": "none", "loss.outcome": "loss", "loss.at": "18+2"}
    with pytest.raises(NotCheckable) as caught:
        CHECKER.check(case_from_mapping(lost))
    assert [problem.code for problem in caught.value.problems] == [Code.CHECK_AFTER_THE_END]


def test_a_procedure_without_rules_is_refused_and_one_that_is_not_named_is_asked_for() -> None:
    with pytest.raises(NotCheckable):
        CHECKER.check(case_from_mapping({"plan.kind": "cordocentesis"}))
    with pytest.raises(CaseError) as caught:
        CHECKER.check(case_from_mapping({"plan.at": "16+0"}))
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [(Code.REQUIRED, "plan.kind")]


@pytest.mark.parametrize(
    ("changed", "decision"),
    [({}, Decision.CANNOT_TELL), ({"temperature_c": 38.6}, Decision.WAIT)],
)
def test_a_profile_that_says_nothing_permits_nothing(changed: dict[str, object], decision: Decision) -> None:
    check = CHECKER.check(example("check-ready", **changed), profiles=("who",))
    assert check.silent
    assert (check.profiles[0].rules, check.decision) == (0, decision)


def test_a_profile_that_is_not_known_is_refused() -> None:
    with pytest.raises(GuidanceError, match="did you mean rcog-2021"):
        CHECKER.check(example("check-ready"), profiles=("rcog",))


@pytest.mark.parametrize("name", example_names(PLANNED))
def test_every_made_up_case_says_that_it_is_made_up(name: str) -> None:
    assert CHECKER.check(example_case(name, "en", PLANNED)[1]).summary.made_up


@pytest.mark.parametrize("scan", ["normal", "anomaly", "hydrops"])
def test_drawing_only_what_can_be_found_before_the_needle_changes_no_number(scan: str) -> None:
    case = replace(example("check-14-weeks"), screening=Screening(scan=FetalPicture(scan)))
    assert Checker().check(case).waiting == Checker(Assembly()).check(case).waiting
