"""No look at a record without an event, whatever way it is asked for; and no event that says what was found."""

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from amnio.clinic.gestation import GestationalAge
from amnio.registry import trail_details
from amnio.registry.access import Role
from amnio.registry.actions.follow_up import record_contact
from amnio.registry.actions.outcomes import record_outcome
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.records import change_woman
from amnio.registry.actions.requests import restrict
from amnio.registry.actions.test_orders import order_test
from amnio.registry.models import Event, Pregnancy
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import DATED, judged_by_both, lost_pregnancy

SECRET = "SCAN-WORDS"
#: Ways to be shown something of a record by sending a form that was never opened.
SENT: dict[str, tuple[str, list[str], dict[str, str]]] = {
    "whose value stays": ("form", ["screening"], {"screening.scan_detail": "x", "revision.screening": "0"}),
    "only the verdicts": ("form", ["plan"], {"only_check": "1"}),
    "what is wrong": ("form", ["screening"], {"screening.t21_risk": "x"}),
    "verdicts while typing": ("verdicts", ["plan"], {}),
    "advice while typing": ("call_advice", [], {"signs.fever": "present"}),
    "only the triage": ("new_call", [], {"only_triage": "1"}),
    "an empty dating": ("dating", [], {}),
    "an empty outcome": ("outcome", [], {}),
    "another number": ("woman", [], {"woman.name": ""}),
}


@pytest.fixture
def record(people: People) -> Pregnancy:
    pregnancy = register(
        people.actor(Role.CLINICIAN),
        woman={"name": "Li Na", "hospital_number": "H-1"},
        registered_on=date(2026, 3, 1),
        dating=DATED,
    )
    change_section(people.actor(), pregnancy, "screening", {"scan_detail": SECRET}, revision=0)
    return pregnancy


def _by(people: People, record: Pregnancy) -> int:
    nurse_or_clinician = people.staff[Role.CLINICIAN]
    about = [f"pregnancy:{record.public_id}", f"woman:{record.woman.public_id}"]
    return Event.objects.filter(staff=nurse_or_clinician, subject__in=about, kind__endswith=".seen").count()


@pytest.mark.parametrize("way", SENT)
def test_a_form_that_was_never_opened_shows_nothing_without_an_event(
    people: People, record: Pregnancy, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from amnio.registry.actions import action

    monkeypatch.setattr(action, "AGAIN", timedelta(0))  # the fixture registered her a moment ago
    name, more, typed = SENT[way]
    answer = people.browser().post(reverse(name, args=[record.public_id, *more]), typed)
    assert answer.status_code in (200, 409, 422)
    assert _by(people, record) == 1
    if way == "whose value stays":
        assert SECRET in answer.content.decode()


def test_who_types_for_a_while_leaves_one_event_and_not_one_a_key(people: People, record: Pregnancy) -> None:
    browser = people.browser(Role.CLINICIAN)
    browser.get(reverse("form", args=[record.public_id, "plan"]))
    before = Event.objects.count()
    for _ in range(3):
        browser.post(reverse("verdicts", args=[record.public_id, "plan"]), {})
    assert Event.objects.count() == before


def test_to_be_told_whose_number_it_is_leaves_an_event(people: People, record: Pregnancy) -> None:
    typed = {"woman.name": "x", "woman.hospital_number": "H-1", "woman.language": "zh"}
    page = people.browser().post(reverse("new_pregnancy"), typed).content.decode()
    assert "Li Na" in page
    assert _by(people, record) == 1
    restrict(people.actor(Role.ADMINISTRATOR), record.woman, basis="asked")
    page = people.browser().post(reverse("new_pregnancy"), typed).content.decode()
    assert "belongs to another name here" in page
    assert "Li Na" not in page


def test_an_answer_that_is_read_again_through_the_interface_is_an_event_again(people: People) -> None:
    pregnancy = lost_pregnancy(people)
    judged_by_both(people, pregnancy)
    for times in (1, 2):
        assert people.browser().get(f"/api/pregnancies/{pregnancy.public_id}/review").status_code == 200
        assert Event.objects.filter(kind="review.seen", subject=f"pregnancy:{pregnancy.public_id}").count() == times


def test_her_export_and_a_change_of_who_she_is_stand_in_the_history_of_her_record(
    people: People, record: Pregnancy
) -> None:
    change_woman(people.actor(), record.woman, {"phone": "1"}, revision=1)
    browser = people.browser()
    browser.get(reverse("everything", args=[record.public_id]))
    told = json.loads(browser.get(reverse("everything_file", args=[record.public_id])).content)
    kinds = [event["kind"] for event in told["pregnancies"][0]["events"]]
    assert kinds.count("woman.exported") == 2
    assert "woman.changed" in kinds
    page = browser.get(reverse("everything", args=[record.public_id]), {"language": "en"}).content.decode()
    history = browser.get(reverse("history", args=[record.public_id])).content.decode()
    trail = people.browser(Role.ADMINISTRATOR).get("/trail/", {"record": record.number}).content.decode()
    assert "xported" in history
    assert "xported" in trail.split("<tbody")[1]
    assert "Exported" in page


def test_the_trail_says_nothing_of_what_was_found(people: People, record: Pregnancy) -> None:
    by = people.actor()
    change_section(by, record, "procedure", {"kind": "amniocentesis", "at": GestationalAge(115)}, revision=0)
    order_test(by, record, test="parvovirus_pcr", ordered_on=date(2026, 3, 2), expected_on=None)
    record_contact(by, record, None, {"fever": "present"}, red_flags=("signs.fever",))
    record_outcome(by, record, {"loss": {"outcome": "termination", "at": GestationalAge(121)}}, {}, {})
    kept = json.dumps(list(Event.objects.values_list("details", flat=True)))
    for found in ("termination", "signs.fever", "parvovirus", "present", SECRET, "Li Na"):
        assert found not in kept
    trail = people.browser(Role.ADMINISTRATOR).get("/trail/", {"record": record.number}).content.decode()
    assert "ermination" not in trail.split("<tbody")[1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_older_events_say_of_it_is_not_shown(language: str) -> None:
    older: dict[str, Any] = {"outcome": "termination", "red_flags": ["signs.fever"], "test": "parvovirus_pcr"}
    assert trail_details.said(older, language) == ""
    assert "2" in trail_details.said({"went_ahead_against": ["a", "b"]}, language)
