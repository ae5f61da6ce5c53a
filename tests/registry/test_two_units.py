"""Somebody who works in two units, and somebody whose role is taken away: nothing is saved where it was not opened."""

import re

import pytest
from django.test import Client

from amnio.registry.access import Role
from amnio.registry.actions import accounts
from amnio.registry.models import Draft, Membership, Staff, Woman
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import lost_pregnancy

NEW = "/pregnancies/new/"
TYPED = {"woman.name": "Li Na", "woman.hospital_number": "H-9", "woman.language": "zh"}
OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def both(people: People, others: People) -> Staff:
    """A clinician of both units."""
    person = people.staff[Role.CLINICIAN]
    accounts.give_role(others.actor(Role.ADMINISTRATOR), person, Role.CLINICIAN)
    return person


def _browser(person: Staff) -> Client:
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def _hidden(browser: Client, path: str = NEW) -> dict[str, str]:
    """What the form itself sends along: the token, the revision, the unit."""
    page = browser.get(path).content.decode()
    form = page[page.index("data-keep") :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def _change_to(browser: Client, person: Staff, people: People) -> None:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/account/").content.decode())
    there = Membership.objects.get(staff=person, unit=people.unit, role=Role.CLINICIAN.value)
    answer = browser.post(f"/account/role/{there.pk}/", {"csrfmiddlewaretoken": token[1]})
    assert answer.status_code == 302


def test_a_form_that_was_open_in_one_unit_is_not_saved_in_the_other(
    people: People, others: People, both: Staff
) -> None:
    browser = _browser(both)
    opened = _hidden(browser)
    _change_to(browser, both, others)
    answer = browser.post(NEW, opened | TYPED, **OWN)
    assert answer.status_code == 403
    assert "Opened in another unit" in answer.content.decode()
    # Nor with a fresh token, as a page that only kept its boxes would send it.
    answer = browser.post(NEW, opened | TYPED | {"csrfmiddlewaretoken": _hidden(browser)["csrfmiddlewaretoken"]}, **OWN)
    assert answer.status_code == 403
    assert not Woman.objects.exists()
    assert "Li Na" not in browser.get(NEW).content.decode()  # typed for the other unit, and offered there
    _change_to(browser, both, people)
    assert "Li Na" in browser.get(NEW).content.decode()
    assert browser.post(NEW, _hidden(browser) | TYPED, **OWN).status_code == 302
    assert Woman.objects.get().unit == people.unit
    assert not Draft.objects.exists()


def test_drafts_of_the_same_form_in_two_units_stand_beside_each_other(
    people: People, others: People, both: Staff
) -> None:
    browser = _browser(both)
    for unit, name in ((people, "Li Na"), (others, "Wang Fang")):
        _change_to(browser, both, unit)
        hidden = _hidden(browser)
        kept = {f"f-{key}": value for key, value in (hidden | {"woman.name": name}).items()}
        sent = {"path": NEW, "csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"]}
        assert browser.post("/drafts/", kept | sent).status_code == 200
    for unit, name, other in ((people, "Li Na", "Wang Fang"), (others, "Wang Fang", "Li Na")):
        _change_to(browser, both, unit)
        page = browser.get(NEW).content.decode()
        assert name in page
        assert other not in page


def test_whoever_loses_the_role_in_an_open_session_does_not_go_on_in_another_unit(
    people: People, others: People, both: Staff
) -> None:
    browser = _browser(both)
    opened = _hidden(browser)  # in the first unit, which nobody chose
    accounts.take_role(people.actor(Role.ADMINISTRATOR), both, Role.CLINICIAN)
    answer = browser.post(NEW, opened | TYPED, **OWN)
    assert answer.status_code == 403
    assert "no longer have the role" in answer.content.decode()
    assert not Woman.objects.exists()
    assert "South" in browser.get("/account/").content.decode()
    page = browser.get(NEW)
    assert page.status_code == 200
    assert "Li Na" not in page.content.decode()


def test_a_page_that_is_only_read_says_once_that_the_role_is_gone(people: People, others: People, both: Staff) -> None:
    browser = _browser(both)
    assert browser.get("/").status_code == 200
    accounts.take_role(people.actor(Role.ADMINISTRATOR), both, Role.CLINICIAN)
    assert browser.get("/api/worklist").status_code == 403
    assert browser.get("/").status_code == 200


def test_the_answer_about_a_loss_of_one_unit_is_not_asked_for_in_the_other(
    people: People, others: People, both: Staff
) -> None:
    pregnancy = lost_pregnancy(people)
    browser = _browser(both)
    case = browser.get(f"/api/pregnancies/{pregnancy.public_id}/case").content
    _change_to(browser, both, others)
    token = {"HTTP_X_CSRFTOKEN": browser.cookies["csrftoken"].value}
    answer = browser.post("/api/review", case, content_type="application/json", **token)
    assert answer.status_code == 403
    assert answer.json()["problems"][0]["code"] == "judge_first"
