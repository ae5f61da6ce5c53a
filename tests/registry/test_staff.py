"""What an administrator may do, and where it ends: their own unit, and never the last administrator."""

import re

import pytest

from amnio.registry.access import Role
from amnio.registry.actions import accounts
from amnio.registry.models import Event, Membership, Staff
from tests.registry.conftest import People


def test_a_new_account_gets_a_password_that_is_shown_once(people: People) -> None:
    browser = people.browser(Role.ADMINISTRATOR)
    page = browser.post("/staff/add/", {"username": "zhao", "shown_name": "Dr Zhao", "role": "nurse", "language": "zh"})
    (password,) = re.findall(r"<code class=\"secret\">([a-z2-9]{4}(?:-[a-z2-9]{4}){4})</code>", page.content.decode())
    person = Staff.objects.get(username="zhao")
    assert person.check_password(password)
    assert str(person) == "Dr Zhao"
    assert password not in browser.get(f"/staff/{person.pk}/").content.decode()
    assert [one for one in Event.objects.values_list("details", flat=True) if password in str(one)] == []


def test_a_name_of_another_unit_gets_the_role_here_and_keeps_its_password(people: People, others: People) -> None:
    known = others.staff[Role.NURSE]
    before = known.password
    browser = people.browser(Role.ADMINISTRATOR)
    answer = browser.post("/staff/add/", {"username": known.username.upper(), "role": "reviewer", "language": "en"})
    assert answer.headers["Location"] == f"/staff/{known.pk}/"
    known.refresh_from_db()
    assert known.password == before
    assert Membership.objects.filter(staff=known, unit=people.unit, role="reviewer", active=True).exists()


@pytest.mark.parametrize("what", ["reset", "close"])
def test_the_account_of_somebody_who_works_elsewhere_too_is_not_touched(
    people: People, others: People, what: str
) -> None:
    person = people.staff[Role.NURSE]
    accounts.give_role(others.actor(Role.ADMINISTRATOR), person, Role.NURSE)
    answer = people.browser(Role.ADMINISTRATOR).post(f"/staff/{person.pk}/{what}/")
    assert answer.headers["Location"] == f"/staff/{person.pk}/?refused=elsewhere"
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize(("what", "form"), [("close", {}), ("take", {"role": "administrator"})])
def test_a_unit_keeps_an_administrator(people: People, what: str, form: dict[str, str]) -> None:
    head = people.staff[Role.ADMINISTRATOR]
    browser = people.browser(Role.ADMINISTRATOR)
    assert browser.post(f"/staff/{head.pk}/{what}/", form).headers["Location"].endswith("?refused=last")
    assert "without an administrator" in browser.get(f"/staff/{head.pk}/?refused=last").content.decode()
    assert browser.get("/staff/").status_code == 200


def test_roles_are_given_and_taken_and_an_account_closed_and_opened(people: People) -> None:
    browser = people.browser(Role.ADMINISTRATOR)
    nurse = people.staff[Role.NURSE]
    browser.post(f"/staff/{nurse.pk}/give/", {"role": "reviewer"})
    browser.post(f"/staff/{nurse.pk}/take/", {"role": "nurse"})
    assert people.browser(Role.NURSE).get("/reviews/").status_code in (200, 404)
    browser.post(f"/staff/{nurse.pk}/close/")
    assert people.browser(Role.NURSE).get("/account/").status_code == 302
    browser.post(f"/staff/{nurse.pk}/open/", {"role": "nurse"})
    assert people.browser(Role.NURSE).get("/").status_code == 200
    kinds = list(Event.objects.filter(subject=f"staff:{nurse.pk}").values_list("kind", flat=True))
    for kind in ("staff.role_given", "staff.role_taken", "staff.closed", "staff.opened"):
        assert kind in kinds


def test_the_unit_is_changed_and_two_units_never_share_a_name(people: People, others: People) -> None:
    browser = people.browser(Role.ADMINISTRATOR)
    form = {"name": "North Tower", "phone": "010-5550199", "language": "zh", "profiles": ["isuog-2016"]}
    taken = browser.post("/unit/", {**form, "name": others.unit.name})
    assert "Another unit has this name" in taken.content.decode()
    assert browser.post("/unit/", {**form, "profiles": ["no-such-rules"]}).status_code == 200
    assert browser.post("/unit/", {**form, "profiles": []}).status_code == 302
    people.unit.refresh_from_db()
    assert (people.unit.name, people.unit.phone) == ("North Tower", "010-5550199")


def test_the_trail_shows_this_unit_only_and_is_filtered(people: People, others: People) -> None:
    people.browser(Role.CLINICIAN).get("/")
    accounts.name_account(people.actor(Role.ADMINISTRATOR), people.staff[Role.NURSE], "Li")
    accounts.name_account(others.actor(Role.ADMINISTRATOR), others.staff[Role.NURSE], "He")
    browser = people.browser(Role.ADMINISTRATOR)
    page = browser.get("/trail/").context["page"]
    assert {event.unit_id for event in page} == {people.unit.pk}
    named = browser.get("/trail/", {"kind": "staff", "person": people.staff[Role.ADMINISTRATOR].pk}).context["page"]
    assert {event.kind.split(".")[0] for event in named} == {"staff"}
    assert list(browser.get("/trail/", {"record": "2026-0001"}).context["page"]) == []
    assert list(browser.get("/trail/", {"day": "2020-01-01"}).context["page"]) == []
    for day in ("0001-01-01", "9999-12-31"):
        assert list(browser.get("/trail/", {"day": day}).context["page"]) == []
    assert browser.get("/trail/", {"day": "nonsense", "person": "x", "page": "-3"}).status_code == 200
    assert Event.objects.filter(kind="trail.seen", staff=people.staff[Role.ADMINISTRATOR]).count() == 7
