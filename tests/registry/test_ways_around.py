"""Ways around the door that an insider would try: the interface, a guessed second factor, a page that never opens."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from amnio.registry.access import Role
from amnio.registry.actions import accounts
from amnio.registry.models import Staff
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import lost_pregnancy

PASSWORD = "correct horse battery nine"
CODE = "/account/factors/authenticate/"


@pytest.fixture
def nurse(people: People) -> Staff:
    """A nurse with a password of her own."""
    person = people.staff[Role.NURSE]
    with writing():
        person.set_password(PASSWORD)
        person.save()
    return person


def _knows_the_password(person: Staff, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": person.username, "password": password})
    return browser


def test_the_interface_waits_for_the_second_factor_as_the_pages_do(people: People, settings: object) -> None:
    settings.MFA_REQUIRED = True
    record = f"/api/pregnancies/{lost_pregnancy(people).public_id}/case"
    browser = people.browser(Role.CLINICIAN)
    answer = browser.get(record)
    assert answer.status_code == 403
    assert answer.json()["problems"][0]["code"] == "first_things"
    assert "second step" in answer.json()["problems"][0]["why"]
    TOTP.activate(people.staff[Role.CLINICIAN], generate_totp_secret())
    assert browser.get(record).status_code == 200


def test_a_password_that_somebody_else_chose_opens_nothing_of_the_interface(people: People, nurse: Staff) -> None:
    record = f"/api/pregnancies/{lost_pregnancy(people).public_id}/case"
    given = accounts.reset_account(people.actor(Role.ADMINISTRATOR), nurse)
    browser = _knows_the_password(nurse, given)
    assert browser.get(record).status_code == 403
    own = "quiet river under seven bridges"
    browser.post("/account/password/", {"oldpassword": given, "password1": own, "password2": own})
    assert browser.get(record).status_code == 200


def test_the_codes_of_one_person_cannot_be_guessed_from_many_addresses(nurse: Staff) -> None:
    TOTP.activate(nurse, generate_totp_secret())
    refused = []
    for number in range(14):
        browser = _knows_the_password(nurse)
        answer = browser.post(CODE, {"code": "00000x"}, REMOTE_ADDR=f"10.0.0.{number}")
        refused.append("Too many attempts" in answer.content.decode())
    assert refused == [False] * 10 + [True] * 4


def test_a_right_code_begins_the_count_anew(nurse: Staff) -> None:
    from tests.registry.test_sign_in import _code

    secret = generate_totp_secret()
    TOTP.activate(nurse, secret)
    for _ in range(9):
        _knows_the_password(nurse).post(CODE, {"code": "00000x"})
    assert _knows_the_password(nurse).post(CODE, {"code": _code(secret)}).status_code == 302
    for _ in range(9):
        answer = _knows_the_password(nurse).post(CODE, {"code": "00000x"})
        assert "This code is not right" in answer.content.decode()


def test_one_account_is_not_guessed_from_many_addresses_for_ever(nurse: Staff) -> None:
    said = []
    for number in range(101):
        answer = Client().post(
            "/account/login/", {"login": nurse.username, "password": "wrong"}, REMOTE_ADDR=f"10.0.{number}.1"
        )
        said.append("not right" in answer.content.decode())
    assert said == [True] * 100 + [False]


def test_whoever_has_no_role_left_comes_to_a_page_that_says_so(people: People, nurse: Staff) -> None:
    accounts.take_role(people.actor(Role.ADMINISTRATOR), nurse, Role.NURSE)
    answer = _knows_the_password(nurse).get("/pregnancies/", follow=True)
    assert answer.redirect_chain == [("/account/", 302)]
    assert "no role in any unit" in answer.content.decode()


def test_who_has_no_password_here_is_led_back_from_changing_it(people: People) -> None:
    person = people.staff[Role.NURSE]
    with writing():
        person.set_unusable_password()
        person.save()
    assert people.browser(Role.NURSE).get("/account/password/").headers["Location"] == "/account/"
