"""The answer of care: which occasion, which items, which dates, and what must never be taken for granted."""

from datetime import date, datetime, time

import pytest

from amnio.answers.care import COMPARED, CareRequest, care
from amnio.answers.care_answer import CareNote
from amnio.answers.care_next import plan_for_causes, plan_from_review
from amnio.clinic.care_scope import NotForCare
from amnio.clinic.local_time import UnknownTimeZone
from amnio.exchange.case_file import parse_case
from amnio.guidance.error import GuidanceError
from amnio.guidance.occasion import Occasion
from amnio.guidance.regimens import Fit
from amnio.guidance.urgency import Urgency
from tests.unit.answers.care_cases import AFTER_LOSS, AFTER_PROCEDURE, care_of, case_of

NEGATIVE = 'rhd = "negative"'
AT_HALF_PAST_TWO = time(14, 30)


def items(answer):
    return {item.item: item for item in answer.plan}


# Which occasion


def test_a_pregnancy_that_goes_on_gets_care_after_the_procedure() -> None:
    answer = care_of(AFTER_PROCEDURE)
    assert answer.occasion is Occasion.AFTER_PROCEDURE
    assert answer.day_zero == date(2026, 3, 27)
    assert {"watch_closely", "watch_two_weeks", "normal_first_days"} <= set(items(answer))
    assert answer.summary.loss_at is None
    assert (answer.tests, answer.regimens, answer.next_pregnancy) == ((), (), None)


def test_care_after_a_loss_that_is_not_recorded_is_care_after_the_procedure_and_says_so() -> None:
    answer = care_of(AFTER_PROCEDURE, CareRequest(asked_after=Occasion.AFTER_LOSS))
    assert answer.occasion is Occasion.AFTER_PROCEDURE
    assert CareNote.NO_LOSS_RECORDED in answer.notes


def test_care_after_a_procedure_that_was_followed_by_a_loss_is_care_after_the_loss_and_says_so() -> None:
    answer = care_of(AFTER_LOSS, CareRequest(asked_after=Occasion.AFTER_PROCEDURE))
    assert answer.occasion is Occasion.AFTER_LOSS
    assert CareNote.LOSS_RECORDED in answer.notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[plan]\nkind = "amniocentesis"\nat = "15+0"', "nothing_to_care_after"),
        ('[procedure]\nkind = "none"\n[loss]\noutcome = "ongoing"', "nothing_to_care_after"),
        ('[procedure]\nkind = "amniocentesis"\n[loss]\noutcome = "live_birth"\nat = "39+0"', "care_after_another_end"),
        ('[procedure]\nkind = "amniocentesis"\n[loss]\noutcome = "termination"\nat = "19+0"', "care_after_another_end"),
        ('[procedure]\nkind = "amniocentesis"\n[loss]\noutcome = "lost_to_follow_up"', "care_after_another_end"),
        (
            '[procedure]\nkind = "chorionic_villus_sampling"\n[loss]\noutcome = "ongoing"',
            "care_after_another_procedure",
        ),
    ],
)
def test_what_no_plan_is_written_for_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(NotForCare) as refused:
        care(parse_case(text, "toml", "case"))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_loss_after_another_procedure_or_none_is_cared_for() -> None:
    for kind in ("none", "chorionic_villus_sampling"):
        text = f'[procedure]\nkind = "{kind}"\n[loss]\noutcome = "loss"\nat = "17+4"\non = 2026-03-10'
        assert care(parse_case(text, "toml", "case")).occasion is Occasion.AFTER_LOSS


# Dates


def test_windows_after_the_procedure_are_counted_from_its_day() -> None:
    found = items(care_of(AFTER_PROCEDURE))
    assert found["watch_closely"].ends_on == date(2026, 3, 29)
    assert found["watch_two_weeks"].ends_on == date(2026, 4, 10)
    assert (found["result_chromosomes"].starts_on, found["result_chromosomes"].ends_on) == (
        date(2026, 4, 10),
        date(2026, 4, 17),
    )


def test_three_working_days_from_a_friday_end_on_wednesday() -> None:
    assert items(care_of(AFTER_PROCEDURE))["result_rapid"].ends_on == date(2026, 4, 1)


def test_a_result_that_is_there_is_not_waited_for() -> None:
    answer = care_of(AFTER_PROCEDURE, rest='[tests]\nqf_pcr = "normal"\nkaryotype_fluid = "pending"')
    assert "result_rapid" not in items(answer)
    assert "result_chromosomes" in items(answer)


def test_a_microarray_is_waited_for_only_where_one_was_asked_for() -> None:
    assert "result_microarray" not in items(care_of(AFTER_PROCEDURE))
    assert "result_microarray" in items(care_of(AFTER_PROCEDURE, rest='[tests]\nmicroarray = "pending"'))
    assert "result_microarray" in items(care_of(AFTER_PROCEDURE, rest='[plan]\nmicroarray_planned = "present"'))


def test_without_dates_nothing_is_dated_and_nothing_goes_into_a_calendar() -> None:
    for text in (AFTER_LOSS, AFTER_PROCEDURE):
        answer = care_of(text, undated=True)
        assert answer.day_zero is None
        assert answer.notes == (CareNote.UNDATED,)
        assert answer.events == ()
        assert all(item.starts_on is None and item.ends_on is None for item in answer.plan)


def test_with_the_hour_a_limit_in_hours_is_a_moment_and_without_it_a_day() -> None:
    told = care_of(AFTER_PROCEDURE, CareRequest(hour=AT_HALF_PAST_TWO, time_zone="Europe/London"), pregnancy=NEGATIVE)
    moments = {event.item: event.moment.isoformat() for event in told.events if event.moment is not None}
    assert moments == {
        "watch_closely": "2026-03-29T15:30:00+01:00",  # the clocks went forward in between
        "anti_d_procedure": "2026-03-30T15:30:00+01:00",
    }
    untold = care_of(AFTER_PROCEDURE, CareRequest(time_zone="Europe/London"), pregnancy=NEGATIVE)
    assert all(event.moment is None for event in untold.events)
    assert {event.item: event.on for event in untold.events}["anti_d_procedure"] == date(2026, 3, 29)
    assert CareNote.HOUR_UNKNOWN in untold.notes


def test_an_hour_without_a_zone_floats_and_the_answer_says_so() -> None:
    answer = care_of(AFTER_PROCEDURE, CareRequest(hour=AT_HALF_PAST_TWO), pregnancy=NEGATIVE)
    assert CareNote.FLOATING in answer.notes
    assert datetime(2026, 3, 30, 14, 30) in {event.moment for event in answer.events}


def test_a_zone_that_does_not_exist_is_refused_even_where_no_hour_needs_it() -> None:
    with pytest.raises(UnknownTimeZone):
        care_of(AFTER_PROCEDURE, CareRequest(time_zone="Asia/Shangai"))


# Anti-D


def test_anti_d_after_the_procedure_is_for_a_woman_who_is_rhd_negative_and_had_none() -> None:
    assert "anti_d_procedure" in items(care_of(AFTER_PROCEDURE, pregnancy=NEGATIVE))
    given = items(care_of(AFTER_PROCEDURE, pregnancy=NEGATIVE, procedure='anti_d_given = "present"'))
    assert "anti_d_was_given" in given
    assert "anti_d_procedure" not in given
    assert not {"anti_d_procedure", "anti_d_ask_procedure"} & set(
        items(care_of(AFTER_PROCEDURE, pregnancy='rhd = "positive"'))
    )


def test_an_unknown_group_is_asked_for_and_never_taken_as_positive() -> None:
    assert items(care_of(AFTER_PROCEDURE))["anti_d_ask_procedure"].answer == "ask"


def test_an_issuer_who_speaks_of_a_loss_only_has_no_dose_for_the_needle() -> None:
    after_procedure = items(care_of(AFTER_PROCEDURE, pregnancy=NEGATIVE))["anti_d_procedure"]
    after_loss = items(care_of(AFTER_LOSS, pregnancy=NEGATIVE))["anti_d"]
    assert {dose.profile for dose in after_loss.doses} - {dose.profile for dose in after_procedure.doses} == {
        "sfp",
        "who",
    }


# Profiles


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(GuidanceError, match="did you mean china"):
        care_of(AFTER_LOSS, CareRequest(profiles=("source-text", "chna")))


def test_a_day_before_a_profile_was_in_force_is_told() -> None:
    old = AFTER_LOSS.replace("2026-03-02", "2016-03-02").replace("2026-03-10", "2016-03-10")
    answer = care_of(old, CareRequest(profiles=("source-text", "rcog-2021")))
    assert answer.outside_validity == ("rcog-2021",)
    assert care_of(AFTER_LOSS, CareRequest(profiles=("rcog-2021",))).outside_validity == ()


def test_the_first_profile_is_followed() -> None:
    assert "tub_bath" in items(care_of(AFTER_LOSS))
    assert "tub_bath_free" in items(care_of(AFTER_LOSS, CareRequest(profiles=("who", "source-text"))))


def test_three_voices_stand_side_by_side_and_a_silent_one_stays_silent() -> None:
    found = {each.topic: each for each in care_of(AFTER_LOSS).comparisons}
    assert set(found) == set(COMPARED)
    bath = found["tub_bath"]
    assert [item.item for item in (bath.source_text, bath.guideline, bath.custom)] == [
        "tub_bath",
        "tub_bath_free",
        "tub_bath_china",
    ]
    assert found["swimming"].source_text is None
    assert found["milk"].custom is None
    assert found["intercourse"].guideline.item == "intercourse_who"


# Infection and regimens


@pytest.mark.parametrize(
    ("allergy", "penicillin", "cephalosporin", "other"),
    [
        (None, Fit.ASK, Fit.ASK, Fit.NO_CONFLICT),
        ("none", Fit.NO_CONFLICT, Fit.NO_CONFLICT, Fit.NO_CONFLICT),
        ("mild", Fit.CONFLICT, Fit.CAUTION, Fit.NO_CONFLICT),
        ("severe", Fit.CONFLICT, Fit.CONFLICT, Fit.NO_CONFLICT),
    ],
)
def test_a_regimen_that_holds_what_she_is_allergic_to_is_marked(
    allergy: str | None, penicillin: Fit, cephalosporin: Fit, other: Fit
) -> None:
    rest = f'[aftercare]\npenicillin_allergy = "{allergy}"' if allergy else ""
    shown = {each.regimen: each for each in care_of(AFTER_LOSS, rest=rest).regimens}
    assert (shown["who_metritis"].fit, shown["fife_before"].fit, shown["us_clindamycin"].fit) == (
        penicillin,
        cephalosporin,
        other,
    )
    assert shown["fife_after"].alternative == "fife_allergy"
    assert shown["who_metritis"].alternative is None


def test_a_regimen_for_a_womb_that_is_not_empty_is_not_shown_once_it_is() -> None:
    emptied = '[aftercare]\nevacuation = "surgical"\ntissue_left = "absent"'
    assert "fife_before" in {each.regimen for each in care_of(AFTER_LOSS).regimens}
    assert "fife_before" not in {each.regimen for each in care_of(AFTER_LOSS, rest=emptied).regimens}
    half = '[aftercare]\nevacuation = "medical"'
    assert "fife_before" in {each.regimen for each in care_of(AFTER_LOSS, rest=half).regimens}


def test_antibiotics_are_for_signs_of_infection_and_otherwise_explicitly_not() -> None:
    assert "antibiotics_no" in items(care_of(AFTER_LOSS))
    with_signs = care_of(AFTER_LOSS, rest="[signs]\ntemperature_c = 38.4")
    assert "antibiotics_yes" in items(with_signs)
    assert Urgency.POSSIBLE_SEPSIS in with_signs.urgent


# Mood


@pytest.mark.parametrize(
    ("answers", "urgent"),
    [
        ("epds = 4\nepds_item_10 = 1", True),
        ("epds = 20\nepds_item_10 = 0", False),
        ("phq9 = 3\nphq9_item_9 = 1", True),
        ("phq9 = 20\nphq9_item_9 = 0", False),
        ("epds = 20", False),
    ],
)
def test_any_answer_above_zero_on_self_harm_is_urgent_whatever_the_total(answers: str, urgent: bool) -> None:
    for text in (AFTER_LOSS, AFTER_PROCEDURE):
        answer = care_of(text, rest=f"[aftercare]\n{answers}")
        assert (Urgency.SELF_HARM in answer.urgent) is urgent


@pytest.mark.parametrize(
    ("profile", "total", "further"),
    [("source-text", 12, False), ("source-text", 13, True), ("china", 9, False), ("china", 10, True)],
)
def test_a_total_on_the_limit_of_the_profile_means_further_assessment(profile: str, total: int, further: bool) -> None:
    answer = care_of(AFTER_LOSS, CareRequest(profiles=(profile,)), rest=f"[aftercare]\nepds = {total}")
    assert [score.further for score in answer.mood] == [further]


@pytest.mark.parametrize(("per_hour", "hours", "urgent"), [(1, 3, False), (2, 1, False), (2, 2, True), (3, 2, True)])
def test_two_pads_an_hour_for_two_hours_are_heavy_bleeding(per_hour: int, hours: int, urgent: bool) -> None:
    rest = f"[aftercare]\npads_per_hour = {per_hour}\npads_for_hours = {hours}"
    assert (Urgency.HEAVY_BLEEDING in care_of(AFTER_LOSS, rest=rest).urgent) is urgent


# Tests, next pregnancy, calendar


def test_the_most_pressing_test_comes_first_and_a_result_is_not_asked_for_again() -> None:
    answer = care_of(AFTER_LOSS, rest='[tests]\nhistology = "no_chorioamnionitis"\nkaryotype_fluid = "pending"')
    tests = {each.test.value: each for each in answer.tests}
    assert answer.tests[0].clock == "today"
    assert "placental_histology" not in tests
    assert tests["chromosomes"].status == "pending"
    assert tests["kleihauer"].hours == 72


def test_a_named_cause_brings_its_advice_and_only_figures_of_fitting_cohorts() -> None:
    answer = care(case_of(AFTER_LOSS), CareRequest(next_plan=plan_for_causes(("t21", "cervical"))))
    plan = answer.next_pregnancy
    assert plan is not None
    assert (plan.given_by, plan.codes) == ("cause", ("t21", "cervical"))
    figures = {each.about: each.figure for each in plan.recurrences}
    assert figures["t21"] is None
    assert figures["cervical"] is not None


def test_the_cause_can_be_taken_from_the_review_of_the_same_case() -> None:
    plan = plan_from_review(case_of(AFTER_LOSS, rest='[tests]\nkaryotype_fluid = "t21"'))
    assert plan.given_by == "review"
    assert "t21" in plan.codes


def test_the_same_case_keeps_its_entries_when_a_date_or_the_profile_changes() -> None:
    first = {event.item: event.uid for event in care_of(AFTER_LOSS).events}
    moved = {
        event.item: event.uid for event in care_of(AFTER_LOSS.replace("03-10", "03-09").replace("17+4", "17+3")).events
    }
    assert first == moved
    china = {event.item: event.uid for event in care_of(AFTER_LOSS, CareRequest(profiles=("china",))).events}
    assert china["follow_up_china"] == first["follow_up"]
    assert len(set(first.values())) == len(first)
    other = care_of(AFTER_LOSS.replace("care-after-a-loss", "another"))
    assert not {event.uid for event in other.events} & set(first.values())


def test_entries_stand_in_the_order_of_their_days() -> None:
    days = [event.on for event in care_of(AFTER_LOSS, pregnancy=NEGATIVE).events]
    assert days == sorted(days)
