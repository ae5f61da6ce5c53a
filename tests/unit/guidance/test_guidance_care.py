"""The care plan: which items hold, on which side of each limit, and from which day to which."""

from datetime import date

import pytest

from amnio.clinic.vocabulary import Bleeding, Presence, Rhesus
from amnio.guidance.care import care_plan
from amnio.guidance.care_text import care_text
from amnio.guidance.error import GuidanceError
from tests.unit.guidance.cases import loss_case


def plan(case, *, infection_signs=False, profile="source-text"):
    return {item.item: item for item in care_plan(case, infection_signs=infection_signs, profile=profile)}


def test_the_founding_text_is_followed_when_nobody_chose_a_profile():
    items = plan(loss_case())
    founding = {"antibiotics_no", "rest", "intercourse", "tub_bath", "douching", "follow_up"}
    assert founding <= set(items)
    assert {items[name].row for name in founding} == {"S9"}


def test_antibiotics_are_given_for_signs_of_infection_and_otherwise_explicitly_not():
    with_signs, without = plan(loss_case(), infection_signs=True), plan(loss_case())
    assert with_signs["antibiotics_yes"].answer == "yes"
    assert "antibiotics_no" not in with_signs
    assert without["antibiotics_no"].answer == "no"
    assert without["antibiotics_no"].because == "no_infection_signs"
    assert "antibiotics_yes" not in without


@pytest.mark.parametrize("profile", ["source-text", "who", "rcog-2021", "acog", "china"])
def test_every_profile_answers_the_antibiotic_question(profile):
    assert "antibiotics_no" in plan(loss_case(), profile=profile)


@pytest.mark.parametrize(
    ("on", "free_again"),
    [
        (date(2026, 3, 10), date(2026, 4, 10)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
        (date(2026, 2, 28), date(2026, 3, 28)),
    ],
)
def test_one_month_is_the_same_calendar_day_of_the_next_month(on, free_again):
    items = plan(loss_case(on=on))
    for name in ("tub_bath", "douching"):
        assert (items[name].starts_on, items[name].ends_on) == (on, free_again)


def test_intercourse_waits_for_an_event_and_has_no_date():
    item = plan(loss_case())["intercourse"]
    assert (item.answer, item.until, item.ends_on) == ("no", "next_menstruation", None)


def test_without_the_day_of_the_loss_no_item_has_a_date():
    items = plan(loss_case(on=None))
    assert "tub_bath" in items
    assert all(item.starts_on is None and item.ends_on is None for item in items.values())


def test_custom_says_that_it_is_custom():
    for name in ("tub_bath", "douching", "intercourse"):
        assert plan(loss_case())[name].evidence == "custom"
        text = care_text(name)
        assert "custom of caution" in text.evidence_en
        assert "出于谨慎的习惯" in text.evidence_zh


@pytest.mark.parametrize(
    ("profile", "bath", "sex"),
    [
        ("source-text", "tub_bath", "intercourse"),
        ("who", "tub_bath_free", "intercourse_who"),
        ("rcog-2021", "tub_bath_free", "intercourse_who"),
        ("china", "tub_bath_china", "intercourse_china"),
    ],
)
def test_each_profile_has_one_rule_a_topic(profile, bath, sex):
    items = plan(loss_case(), profile=profile)
    topics = [item.topic for item in items.values()]
    assert {bath, sex} <= set(items)
    assert len(topics) == len(set(topics))


def test_an_unknown_profile_is_refused_with_a_hint():
    with pytest.raises(GuidanceError, match="did you mean rcog-2021"):
        care_plan(loss_case(), infection_signs=False, profile="rcog-2020")


@pytest.mark.parametrize(("at", "told"), [("15+6", False), ("16+0", True), (None, False)])
def test_milk_is_told_from_sixteen_weeks_on(at, told):
    items = plan(loss_case(at=at))
    assert ("milk" in items) is told
    if told:
        assert (items["milk"].starts_on, items["milk"].ends_on) == (date(2026, 3, 12), date(2026, 3, 15))


@pytest.mark.parametrize(("at", "told"), [("13+6", False), ("14+0", True)])
def test_waiting_before_the_next_pregnancy_is_for_later_losses(at, told):
    items = plan(loss_case(at=at))
    assert ("interval" in items) is told
    if told:
        assert items["interval"].ends_on == date(2026, 6, 10)


def test_a_blood_count_belongs_to_heavy_bleeding():
    assert "blood_count" not in plan(loss_case(signs={"bleeding": Bleeding.LIGHT}))
    assert "blood_count" in plan(loss_case(signs={"bleeding": Bleeding.HEAVY}))
    assert "blood_count" in plan(loss_case(signs={"heavy_bleeding_now": Presence.PRESENT}))


def test_fever_while_misoprostol_was_given_is_watched():
    assert "fever_after_misoprostol" not in plan(loss_case())
    items = plan(loss_case(signs={"fever_during_induction": Presence.PRESENT}))
    assert items["fever_after_misoprostol"].answer == "wait"


def test_mood_is_asked_between_six_and_twelve_weeks_and_self_harm_at_once():
    items = plan(loss_case())
    assert (items["mood_screen"].starts_on, items["mood_screen"].ends_on) == (date(2026, 4, 21), date(2026, 6, 2))
    assert items["self_harm"].starts_on == date(2026, 3, 10)


def rhd(group, at="17+0", profile="source-text", **procedure):
    return plan(loss_case(at=at, pregnancy={"rhd": group}, procedure=procedure), profile=profile)


def test_an_unknown_rhd_group_is_asked_for_and_never_taken_as_positive():
    items = plan(loss_case())
    assert items["anti_d_ask"].answer == "ask"
    assert "anti_d" not in items


def test_rhd_positive_needs_nothing():
    assert not {"anti_d", "anti_d_ask", "anti_d_early"} & set(rhd(Rhesus.POSITIVE))


@pytest.mark.parametrize(
    ("at", "amount", "bleed_test"),
    [("12+0", 250, False), ("19+6", 250, False), ("20+0", 500, True), ("22+3", 500, True)],
)
def test_the_british_dose_changes_at_twenty_weeks(at, amount, bleed_test):
    (dose,) = rhd(Rhesus.NEGATIVE, at, "rcog-2021")["anti_d"].doses
    assert (dose.amount, dose.unit, dose.at_least, dose.bleed_test) == (amount, "IU", True, bleed_test)


def test_before_twelve_weeks_guidelines_differ_and_the_answer_is_consider():
    early = rhd(Rhesus.NEGATIVE, "11+6", "rcog-2021")
    assert early["anti_d_early"].answer == "consider"
    assert early["anti_d_early"].doses == ()
    assert "anti_d" not in early
    assert "anti_d_early" not in rhd(Rhesus.NEGATIVE, "12+0", "rcog-2021")
    assert [dose.amount for dose in rhd(Rhesus.NEGATIVE, "11+6", "nba")["anti_d_early"].doses] == [250]


@pytest.mark.parametrize(
    ("profile", "at", "amount", "unit"),
    [
        ("acog", "12+0", 300, "microgram"),
        ("acog", "20+0", 300, "microgram"),
        ("sfp", "18+6", 100, "microgram"),
        ("sfp", "19+0", 300, "microgram"),
        ("nba", "12+6", 250, "IU"),
        ("nba", "13+0", 625, "IU"),
        ("jsog", "17+0", 1, "vial"),
        ("who", "12+0", None, "IU"),
    ],
)
def test_each_issuer_keeps_its_own_dose_and_unit(profile, at, amount, unit):
    (dose,) = rhd(Rhesus.NEGATIVE, at, profile)["anti_d"].doses
    assert (dose.amount, dose.unit) == (amount, unit)


def test_a_profile_that_names_no_dose_shows_all_issuers_side_by_side():
    doses = rhd(Rhesus.NEGATIVE)["anti_d"].doses
    assert {"rcog-2021", "acog", "nba"} <= {dose.profile for dose in doses}
    assert len(doses) == len({dose.profile for dose in doses})


def test_a_dose_that_was_not_read_is_marked():
    (dose,) = rhd(Rhesus.NEGATIVE, profile="sogc")["anti_d"].doses
    assert dose.wording == "unverified"
    assert "unverified wording" in dose.source


def test_without_the_week_anti_d_stands_but_has_no_dose():
    item = rhd(Rhesus.NEGATIVE, at=None)["anti_d"]
    assert (item.doses, item.because) == ((), "gestation_missing")


def test_a_dose_at_the_procedure_does_not_end_the_question():
    item = rhd(Rhesus.NEGATIVE, anti_d_given=Presence.PRESENT)["anti_d"]
    assert (item.answer, item.because) == ("yes", "dose_at_procedure")
    assert rhd(Rhesus.NEGATIVE, anti_d_given=Presence.ABSENT)["anti_d"].because == "rhd_negative"


def test_the_anti_d_date_lies_within_seventy_two_hours_whatever_the_hour_of_the_loss():
    item = rhd(Rhesus.NEGATIVE)["anti_d"]
    assert item.ends_on == date(2026, 3, 12)


def test_an_item_carries_its_sources_and_its_wording():
    item = plan(loss_case())["tub_bath"]
    assert item.sources[0] == "founding text, rows S1 to S10, row S9"
    assert item.wording == "secondary"
    assert any(source.endswith("(read in a summary)") for source in item.sources)


def test_an_item_that_does_not_exist_is_refused():
    with pytest.raises(GuidanceError, match="there is no such care item"):
        care_text("moxibustion")


def test_a_raised_crp_alone_is_watched_and_not_treated():
    alone = plan(loss_case(signs={"crp_mg_l": 60.0}))
    assert alone["crp_without_signs"].answer == "wait"
    feverish = loss_case(signs={"crp_mg_l": 60.0, "temperature_c": 38.5})
    assert "crp_without_signs" not in plan(feverish, infection_signs=True)
