"""The main path of a record, page by page: registered, planned, done, a fever, the loss."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amnio.registry.access import Role
from amnio.registry.models import Event, FollowUp, Pregnancy, Procedure, TestOrder
from amnio.registry.views import records
from tests.registry.conftest import People

WOMAN = {"woman.name": "Li Na", "woman.hospital_number": "H-1", "woman.language": "zh", "woman.phone": "555"}


def _dated(weeks: int = 16, days: int = 3) -> dict[str, str]:
    """As of today she is so far."""
    on = timezone.localdate() - timedelta(days=28)
    return {"dating.at": f"{weeks - 4}+{days}", "dating.on": on.isoformat(), "dating.method": "scan"}


def register(browser: Client, **more: str) -> Pregnancy:
    answer = browser.post(reverse("new_pregnancy"), {**WOMAN, **_dated(), **more})
    assert answer.status_code == 302, answer.context["faults"]
    return Pregnancy.objects.latest("pk")


def form(pregnancy: Pregnancy, name: str) -> str:
    return reverse("form", args=[pregnancy.public_id, name])


DONE = {
    "procedure.kind": "amniocentesis",
    "procedure.gauge": "22",
    "procedure.passes": "1",
    "procedure.fluid": "clear",
    "procedure.fetus_alive_before": "present",
    "procedure.went_ahead_because": "Agreed with her and the team",
}


def record_procedure(browser: Client, pregnancy: Pregnancy, **more: str) -> None:
    typed = {**DONE, "procedure.on": timezone.localdate().isoformat(), **more}
    answer = browser.post(form(pregnancy, "procedure"), typed)
    assert answer.status_code == 302, (answer.context["faults"], answer.context["elsewhere"])


@pytest.fixture
def browser(people: People) -> Client:
    return people.browser()


@pytest.fixture
def pregnancy(browser: Client) -> Pregnancy:
    return register(browser)


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def worklist(browser: Client, part: str) -> int:
    answer = browser.get(reverse("worklist"))
    return next(one.count for one in answer.context["parts"] if one.name == part)


def test_a_pregnancy_is_registered_with_her_dating(browser: Client, pregnancy: Pregnancy) -> None:
    shown = page(browser, reverse("pregnancy", args=[pregnancy.public_id]))
    assert "Li Na" in shown
    assert "16+3 today" in shown


def test_a_recorded_procedure_makes_the_calls_that_are_due_after_it(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    today = timezone.localdate()
    days = {call.occasion: (call.due_on - today).days for call in FollowUp.objects.all()}
    assert days == {"48h": 2, "14d": 14, "4w": 28, "birth": 280 - (16 * 7 + 3)}
    assert str(Procedure.objects.get().at) == "16+3"


def test_a_corrected_day_moves_the_calls_that_were_not_made(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    yesterday = timezone.localdate() - timedelta(days=1)
    record_procedure(browser, pregnancy, **{"procedure.on": yesterday.isoformat(), "revision.procedure": "1"})
    assert FollowUp.objects.filter(occasion="48h").get().due_on == yesterday + timedelta(days=2)
    assert FollowUp.objects.count() == 4


def test_going_ahead_against_a_rule_asks_for_a_reason_and_keeps_it(browser: Client, pregnancy: Pregnancy) -> None:
    typed = {
        **DONE,
        "procedure.on": timezone.localdate().isoformat(),
        "procedure.fetus_alive_before": "absent",
        "procedure.went_ahead_because": "",
    }
    answer = browser.post(form(pregnancy, "procedure"), typed)
    assert answer.status_code == 422
    assert not Procedure.objects.exists()
    assert "A rule is not kept" in answer.content.decode()
    typed["procedure.went_ahead_because"] = "Second twin, first has no heartbeat"
    assert browser.post(form(pregnancy, "procedure"), typed).status_code == 302
    kept = Procedure.objects.get()
    assert kept.verdicts["decision"] == "wait"
    assert kept.went_ahead_because.startswith("Second twin")
    event = Event.objects.filter(kind="procedure.recorded").latest("sequence")
    assert event.details["went_ahead_against"] == len(kept.verdicts["broken"])


def test_a_fever_told_in_a_call_is_a_red_flag_until_it_is_closed(
    browser: Client, people: People, pregnancy: Pregnancy
) -> None:
    record_procedure(browser, pregnancy)
    call = FollowUp.objects.get(occasion="48h")
    nurse = people.browser(Role.NURSE)
    address = reverse("call", args=[pregnancy.public_id, call.pk])
    told = {"signs.fever": "present", "signs.temperature_c": "38.6", "call.said": "I feel cold"}
    advice = nurse.post(reverse("call_advice", args=[pregnancy.public_id]), told).content.decode()
    assert "Possible sepsis" in advice
    assert nurse.post(address, told).status_code == 302
    assert worklist(nurse, "flags") == 1
    assert "Red flag reported" in page(nurse, reverse("pregnancy", args=[pregnancy.public_id]))
    closing = reverse("close_flag", args=[pregnancy.public_id, call.pk])
    assert nurse.post(closing, {"call.red_flag_outcome": ""}).status_code == 422
    assert nurse.post(closing, {"call.red_flag_outcome": "Seen, flu, well"}).status_code == 302
    assert worklist(nurse, "flags") == 0


def test_what_is_wrong_is_told_on_top_with_its_sentence_and_the_check_waits_for_it(
    browser: Client, pregnancy: Pregnancy
) -> None:
    typed = {"plan.kind": "amniocentesis", "plan.temperature_c": "384"}
    answer = browser.post(form(pregnancy, "plan"), typed)
    assert answer.status_code == 422
    ((box, label, told),) = answer.context["faults"]
    assert (box, label) == ("plan-temperature_c", "Temperature today (°C)")
    shown = answer.content.decode()
    assert shown.count(told) == 2  # on top and beside the box
    assert "Shown as soon as these can be read" in shown


def test_the_record_says_how_what_is_planned_stands_by_the_rules(browser: Client, pregnancy: Pregnancy) -> None:
    address = reverse("pregnancy", args=[pregnancy.public_id])
    assert 'class="standing' not in page(browser, address)
    typed = {"plan.kind": "amniocentesis", "plan.on": timezone.localdate().isoformat()}
    assert browser.post(form(pregnancy, "plan"), typed).status_code == 302
    assert "Facts are missing: " in page(browser, address)
    fever = typed | {"plan.temperature_c": "38.4", "revision.plan": "1"}
    assert browser.post(form(pregnancy, "plan"), fever).status_code == 302
    assert "A rule is not kept" in page(browser, address)


def test_a_nurse_registers_and_corrects_who_she_is_and_writes_nothing_of_the_record(people: People) -> None:
    nurse = people.browser(Role.NURSE)
    assert "data-new" in page(nurse, "/")
    record = register(nurse)
    address = reverse("woman", args=[record.public_id])
    typed = {"woman.name": "Li Na", "woman.hospital_number": "H-1", "woman.language": "zh"}
    typed["woman.phone"] = "028-5550100"
    assert nurse.post(address, typed | {"revision": record.woman.revision}).status_code == 302
    record.woman.refresh_from_db()
    assert record.woman.phone == "028-5550100"
    for closed in (form(record, "plan"), reverse("dating", args=[record.public_id])):
        assert nurse.get(closed).status_code == 403
    reviewer = people.browser(Role.REVIEWER)
    assert reviewer.get(reverse("new_pregnancy")).status_code == 403
    assert "data-new" not in page(reviewer, "/")
    assert "<kbd>n</kbd>" not in page(reviewer, reverse("keys"))


def test_a_call_in_which_nothing_is_reported_is_no_flag(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    call = FollowUp.objects.get(occasion="48h")
    typed = {"signs.fever": "absent", "aftercare.bleeding_now": "light", "signs.temperature_c": "36.6"}
    assert browser.post(reverse("call", args=[pregnancy.public_id, call.pk]), typed).status_code == 302
    call.refresh_from_db()
    assert not call.red_flag
    assert call.reached


def test_a_call_in_which_nothing_was_asked_is_not_recorded(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    call = FollowUp.objects.get(occasion="48h")
    answer = browser.post(reverse("call", args=[pregnancy.public_id, call.pk]), {"call.advice": "rest"})
    assert answer.status_code == 422
    assert FollowUp.objects.get(pk=call.pk).done_at is None


def test_a_further_dating_keeps_the_earlier_one_and_counts_every_age_anew(
    browser: Client, pregnancy: Pregnancy
) -> None:
    record_procedure(browser, pregnancy)
    birth = FollowUp.objects.get(occasion="birth").due_on
    on = (timezone.localdate() - timedelta(days=28)).isoformat()
    again = {"dating.at": "12+5", "dating.on": on, "dating.method": "scan", "dating.reason": "read again"}
    answer = browser.post(reverse("dating", args=[pregnancy.public_id]), again)
    assert answer.status_code == 302, answer.context["faults"]
    assert [str(dating.at) for dating in pregnancy.datings.all()] == ["12+3", "12+5"]
    assert str(Procedure.objects.get().at) == "16+5"
    assert FollowUp.objects.get(occasion="birth").due_on == birth - timedelta(days=2)
    assert "contradict" not in page(browser, reverse("pregnancy", args=[pregnancy.public_id]))


def test_a_dating_that_the_record_cannot_bear_is_refused(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    on = (timezone.localdate() - timedelta(days=1)).isoformat()
    again = {"dating.at": "42+6", "dating.on": on, "dating.method": "lmp", "dating.reason": "she said so"}
    assert browser.post(reverse("dating", args=[pregnancy.public_id]), again).status_code == 422
    assert pregnancy.datings.count() == 1


def test_nobody_answered_means_again_tomorrow(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    call = FollowUp.objects.get(occasion="48h")
    browser.post(reverse("call", args=[pregnancy.public_id, call.pk]), {"nobody": "1"})
    again = FollowUp.objects.filter(occasion="48h", done_at__isnull=True).get()
    assert again.due_on == timezone.localdate() + timedelta(days=1)


def test_a_loss_closes_the_calls_and_stands_under_losses_to_review(browser: Client, pregnancy: Pregnancy) -> None:
    done = timezone.localdate() - timedelta(days=5)
    record_procedure(browser, pregnancy, **{"procedure.on": done.isoformat()})
    address = reverse("outcome", args=[pregnancy.public_id])
    answer = browser.post(address, {"loss.outcome": "loss", "loss.on": timezone.localdate().isoformat()})
    assert answer.status_code == 302, answer.context["faults"]
    assert not FollowUp.objects.filter(done_at__isnull=True).exists()
    assert worklist(browser, "losses") == 1
    assert str(Pregnancy.objects.get().loss_section.at) == "16+3"


def test_twins_have_an_end_each(browser: Client, pregnancy: Pregnancy) -> None:
    assert browser.post(form(pregnancy, "history"), {"pregnancy.fetuses": "2"}).status_code == 302
    record_procedure(browser, pregnancy, **{"procedure.on": (timezone.localdate() - timedelta(days=5)).isoformat()})
    address = reverse("outcome", args=[pregnancy.public_id])
    typed = {"loss.outcome": "loss", "loss.on": timezone.localdate().isoformat()}
    assert browser.post(address, typed).status_code == 422
    typed |= {"fetus.outcome_1": "loss", "fetus.at_1": "16+3", "fetus.outcome_2": "ongoing"}
    answer = browser.post(address, typed)
    assert answer.status_code == 302, answer.context["faults"]
    assert [fetus.outcome for fetus in Pregnancy.objects.get().fetuses.all()] == ["loss", "ongoing"]
    assert FollowUp.objects.filter(done_at__isnull=True).exists()  # the other one goes on: so do the calls


def test_a_test_is_ordered_and_its_result_written(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    today = timezone.localdate().isoformat()
    browser.post(reverse("order", args=[pregnancy.public_id]), {"order.test": "qf_pcr", "order.ordered_on": today})
    assert worklist(browser, "results") == 1
    order = TestOrder.objects.get()
    answer = browser.post(
        reverse("result", args=[pregnancy.public_id, order.pk]),
        {"order.result": "normal", "order.result_on": today, "revision": str(order.revision)},
    )
    assert answer.status_code == 302
    assert worklist(browser, "results") == 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.NURSE])
def test_every_page_of_a_record_opens_in_both_languages(people: People, role: Role, language: str) -> None:
    clinician = people.browser()
    pregnancy = register(clinician)
    record_procedure(clinician, pregnancy)
    call = FollowUp.objects.get(occasion="48h")
    reader = people.browser(role, language)
    pages = ["worklist", "pregnancies", "keys"]
    of_one = ["pregnancy", "history", "outcome", "new_call", "care"]
    if role is Role.CLINICIAN:
        pages.append("new_pregnancy")
        of_one += ["woman", "dating", "facts", "order"]
    addresses = [reverse(name) for name in pages] + [reverse(name, args=[pregnancy.public_id]) for name in of_one]
    addresses.append(reverse("call", args=[pregnancy.public_id, call.pk]))
    addresses.append(reverse("leaflet", args=[pregnancy.public_id, "care"]))
    addresses.append(reverse("counsel", args=[pregnancy.public_id]))
    for address in addresses:
        page(reader, address)
    if role is Role.CLINICIAN:
        for name in ("history", "screening", "plan", "procedure", "signs", "examination", "aftercare"):
            page(reader, form(pregnancy, name))


def test_her_dates_come_as_a_calendar_and_her_plan_as_a_pdf(browser: Client, pregnancy: Pregnancy) -> None:
    record_procedure(browser, pregnancy)
    calendar = browser.get(reverse("care_ics", args=[pregnancy.public_id]))
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")
    assert b"Li Na" not in calendar.content
    for address in (
        reverse("care_pdf", args=[pregnancy.public_id]),
        reverse("leaflet_pdf", args=[pregnancy.public_id, "care"]),
    ):
        assert browser.get(address).content.startswith(b"%PDF")


def test_another_unit_sees_nothing(pregnancy: Pregnancy, others: People) -> None:
    stranger = others.browser()
    for name in ("pregnancy", "woman", "dating", "outcome", "care", "counsel", "history"):
        assert stranger.get(reverse(name, args=[pregnancy.public_id])).status_code == 404
    assert worklist(stranger, "calls") == 0
    assert "Li Na" not in stranger.post(reverse("pregnancies"), {"q": "Li"}, follow=True).content.decode()


def test_a_search_lists_its_first_hits_and_says_that_there_are_more(
    browser: Client, pregnancy: Pregnancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        register(browser, **{"woman.hospital_number": f"H-1{number}"})
    monkeypatch.setattr(records, "MOST_FOUND", 4)
    found = browser.post(reverse("pregnancies"), {"q": "Li Na"}).headers["Location"]
    assert "4 found" in page(browser, found)
    monkeypatch.setattr(records, "MOST_FOUND", 3)
    shown = page(browser, found)
    assert "More than 3 found" in shown
    assert shown.count("data-row") == 3
    assert pregnancy.number not in shown  # the one registered first


def test_the_worklist_asks_as_many_queries_for_many_women_as_for_one(browser: Client) -> None:
    today = timezone.localdate().isoformat()

    def planned(number: int) -> int:
        pregnancy = register(browser, **{"woman.hospital_number": f"H-{number}"})
        assert (
            browser.post(form(pregnancy, "plan"), {"plan.kind": "amniocentesis", "plan.on": today}).status_code == 302
        )
        with CaptureQueriesContext(connection) as asked:
            assert worklist(browser, "today") == number
        return len(asked)

    planned(1)
    asked = planned(2)
    assert [planned(3), planned(4)] == [asked, asked]


def test_a_row_of_the_worklist_leads_only_where_the_role_may_go(
    people: People, browser: Client, pregnancy: Pregnancy
) -> None:
    record_procedure(browser, pregnancy)
    call = FollowUp.objects.get(occasion="48h")
    told = {"signs.fever": "present", "signs.temperature_c": "38.6"}
    browser.post(reverse("call", args=[pregnancy.public_id, call.pk]), told)
    order = {"order.test": "qf_pcr", "order.ordered_on": timezone.localdate().isoformat()}
    browser.post(reverse("order", args=[pregnancy.public_id]), order)
    for role in (Role.CLINICIAN, Role.NURSE, Role.REVIEWER):
        reader = people.browser(role)
        shown = page(reader, reverse("worklist"))
        assert "Fever, 38.6 °C" in shown
        led = re.findall(r'class="row"\s+href="([^"]+)"', shown)
        assert led
        assert [to for to in led if reader.get(to).status_code != 200] == []


def test_what_was_saved_is_confirmed_on_the_next_page(browser: Client, pregnancy: Pregnancy) -> None:
    answer = browser.post(
        reverse("form", args=[pregnancy.public_id, "history"]), {"pregnancy.maternal_age": "34"}, follow=True
    )
    assert '<p class="message">Saved.</p>' in answer.content.decode()


def test_a_call_says_not_asked_and_judges_nothing_before_it_is(browser: Client, pregnancy: Pregnancy) -> None:
    shown = page(browser, reverse("new_call", args=[pregnancy.public_id]))
    assert "Nothing asked yet." in shown
    assert "not asked" in shown
    assert "not looked for" not in shown
