"""The door: passwords, lockout, second factors, the hospital's directory, and how long a session lasts."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client

from amnio.registry.access import Role
from amnio.registry.actions import accounts
from amnio.registry.models import Draft, Event, Membership, Staff
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.hospital import Hospital, hospital

PASSWORD = "correct horse battery nine"
LOGIN = "/account/login/"


@pytest.fixture
def nurse(people: People) -> Staff:
    """A nurse with a password of her own."""
    person = people.staff[Role.NURSE]
    with writing():
        person.set_password(PASSWORD)
        person.save()
    return person


def _sign_in(browser: Client, username: str, password: str = PASSWORD) -> "object":
    return browser.post(LOGIN, {"login": username, "password": password})


def _kinds(person: Staff) -> list[str]:
    return list(Event.objects.filter(subject=f"staff:{person.pk}").order_by("sequence").values_list("kind", flat=True))


def test_signing_in_makes_a_new_session_and_an_event(nurse: Staff) -> None:
    browser = Client()
    browser.get(LOGIN)
    session = browser.session
    session["x"] = 1
    session.save()
    before = browser.cookies["sessionid"].value if "sessionid" in browser.cookies else session.session_key
    answer = _sign_in(browser, nurse.username)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
    assert browser.cookies["sessionid"].value != before
    assert browser.get("/home/").headers["Location"] == "/"
    nurse.refresh_from_db()
    assert nurse.last_login is not None
    assert _kinds(nurse) == ["staff.signed_in"]
    browser.post("/account/logout/")
    assert _kinds(nurse)[-1] == "staff.signed_out"
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize(("language", "told"), [("zh", "工作清单"), ("en", "Worklist")])
def test_pages_come_in_the_language_of_the_account_from_the_first_sign_in(
    people: People, language: str, told: str
) -> None:
    """Whatever the browser asks for, and whatever the colleague before her read on this computer."""
    accounts.make_account(username="new", password=PASSWORD, unit="North", role=Role.NURSE, language=language)
    other = "en" if language == "zh" else "zh"
    browser = Client(headers={"accept-language": other})
    browser.cookies["amnio_language"] = other
    _sign_in(browser, "new")
    page = browser.get("/").content.decode()
    assert told in page
    assert f'lang="{ {"zh": "zh-Hans", "en": "en"}[language] }"' in page


def test_a_language_chosen_inside_stays_with_the_account_and_leaves_an_event(nurse: Staff) -> None:
    browser = Client()
    _sign_in(browser, nurse.username)
    assert browser.post("/language/zh/", {"next": "/"}).headers["Location"] == "/"
    assert "工作清单" in browser.get("/").content.decode()
    elsewhere = Client()
    _sign_in(elsewhere, nurse.username)
    assert "工作清单" in elsewhere.get("/").content.decode()
    assert _kinds(nurse) == ["staff.signed_in", "staff.language_chosen", "staff.signed_in"]


def test_a_language_chosen_at_the_door_counts_for_who_then_signs_in(nurse: Staff) -> None:
    browser = Client()
    browser.post("/language/zh/", {"next": LOGIN})
    _sign_in(browser, nurse.username)
    assert "工作清单" in browser.get("/").content.decode()
    nurse.refresh_from_db()
    assert nurse.language == "zh"
    browser.post("/account/logout/")
    colleague = accounts.make_account(username="new", password=PASSWORD, unit="North", role=Role.NURSE, language="en")
    _sign_in(browser, colleague.username)
    assert "Worklist" in browser.get("/").content.decode()


def test_an_account_without_a_language_reads_as_the_browser_asks(nurse: Staff) -> None:
    with writing():
        nurse.language = ""
        nurse.save()
    browser = Client(headers={"accept-language": "zh"})
    _sign_in(browser, nurse.username)
    assert "工作清单" in browser.get("/").content.decode()


def test_a_wrong_password_and_a_name_that_nobody_has_read_the_same(nurse: Staff) -> None:
    texts = [_sign_in(Client(), name, "wrong").content.decode() for name in (nurse.username, "nobody-at-all")]
    for text in texts:
        assert "The user name or the password is not right." in text


def test_five_wrong_passwords_lock_the_account_from_there(nurse: Staff) -> None:
    browser = Client()
    statuses = [_sign_in(browser, nurse.username, f"wrong {number}").status_code for number in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    locked = _sign_in(browser, nurse.username)
    assert locked.status_code == 429
    assert "Wait 15 minutes" in locked.content.decode()
    assert "staff.locked_out" in _kinds(nurse)
    assert _sign_in(browser, nurse.username.upper()).status_code == 429
    assert browser.get("/").status_code == 302


def test_a_lockout_is_nobody_elses(people: People, nurse: Staff) -> None:
    with writing():
        people.staff[Role.CLINICIAN].set_password(PASSWORD)
        people.staff[Role.CLINICIAN].save()
    for number in range(6):
        _sign_in(Client(), nurse.username, f"wrong {number}")
    assert _sign_in(Client(), people.staff[Role.CLINICIAN].username).status_code == 302


def test_passwords_are_hashed_with_argon2_and_short_ones_refused() -> None:
    from amnio.registry import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert make_password(PASSWORD, hasher=Argon2PasswordHasher()).startswith("argon2$argon2id$")


def test_a_hash_that_is_too_weak_now_is_made_again_by_an_action(nurse: Staff) -> None:
    with writing():
        nurse.password = make_password(PASSWORD, hasher="argon2")
        nurse.save()
    assert _sign_in(Client(), nurse.username).status_code == 302
    nurse.refresh_from_db()
    assert nurse.password.startswith("md5$")  # what these tests hash with
    assert "staff.password_rehashed" in _kinds(nurse)


def test_a_closed_account_and_one_without_a_role(people: People, nurse: Staff) -> None:
    head = people.actor(Role.ADMINISTRATOR)
    accounts.take_role(head, nurse, Role.NURSE)
    browser = Client()
    _sign_in(browser, nurse.username)
    assert browser.get("/home/").headers["Location"] == "/account/"
    assert "no role in any unit" in browser.get("/account/").content.decode()
    assert browser.get("/").status_code == 302
    Draft.objects.create(staff=nurse, path="/x/", values={})
    accounts.close_account(head, nurse)
    assert browser.get("/account/").status_code == 302
    assert _sign_in(Client(), nurse.username).headers["Location"] == "/account/closed/"
    assert "This account is closed" in Client().get("/account/closed/").content.decode()
    assert not Draft.objects.exists()


def test_a_password_from_the_administrator_is_changed_first(people: People, nurse: Staff) -> None:
    password = accounts.reset_account(people.actor(Role.ADMINISTRATOR), nurse)
    browser = Client()
    _sign_in(browser, nurse.username, password)
    assert browser.get("/").headers["Location"] == "/account/password/"
    same = browser.post("/account/password/", {"oldpassword": password, "password1": password, "password2": password})
    assert "This is the password that you have" in same.content.decode()
    assert browser.get("/").headers["Location"] == "/account/password/"
    own = "quiet river under seven bridges"
    changed = browser.post("/account/password/", {"oldpassword": password, "password1": own, "password2": own})
    assert changed.headers["Location"] == "/account/"
    assert browser.get("/").status_code == 200
    assert _sign_in(Client(), nurse.username, own).status_code == 302


def _code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_second_factor_stands_between_the_password_and_the_records(nurse: Staff) -> None:
    secret = generate_totp_secret()
    TOTP.activate(nurse, secret)
    browser = Client()
    assert _sign_in(browser, nurse.username).headers["Location"] == "/account/factors/authenticate/"
    assert browser.get("/").status_code == 302
    wrong = browser.post("/account/factors/authenticate/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert browser.post("/account/factors/authenticate/", {"code": _code(secret)}).status_code == 302
    assert browser.get("/").status_code == 200


def test_a_copy_of_the_database_makes_no_codes(nurse: Staff, settings: object) -> None:
    """Neither the secret of an app nor the seed of recovery codes stands in it; with another key no code is right."""
    secret = generate_totp_secret()
    TOTP.activate(nurse, secret)
    RecoveryCodes.activate(nurse)
    kept = [str(one.data) for one in nurse.authenticator_set.all()]
    assert len(kept) == 2
    assert all("sealed:" in one and secret not in one for one in kept)
    settings.SECRET_KEY = "another key " * 5
    browser = Client()
    _sign_in(browser, nurse.username)
    answer = browser.post("/account/factors/authenticate/", {"code": _code(secret)})
    assert "This code is not right" in answer.content.decode()


def test_a_secret_from_before_it_was_sealed_still_opens(nurse: Staff) -> None:
    secret = generate_totp_secret()
    TOTP.activate(nurse, secret)
    with writing():
        nurse.authenticator_set.update(data={"secret": secret})
    browser = Client()
    _sign_in(browser, nurse.username)
    assert browser.post("/account/factors/authenticate/", {"code": _code(secret)}).status_code == 302


def test_a_recovery_code_opens_once(nurse: Staff) -> None:
    TOTP.activate(nurse, generate_totp_secret())
    code = RecoveryCodes.activate(nurse).get_unused_codes()[0]
    for expected in (302, 200):
        browser = Client()
        _sign_in(browser, nurse.username)
        assert browser.post("/account/factors/authenticate/", {"code": code}).status_code == expected


@pytest.mark.parametrize(("role", "page"), [(Role.NURSE, "/"), (Role.ADMINISTRATOR, "/staff/")])
def test_an_installation_can_ask_for_a_second_factor(people: People, settings: object, role: Role, page: str) -> None:
    settings.MFA_REQUIRED = True
    browser = people.browser(role)
    assert browser.get(page).headers["Location"] == "/account/factors/"
    assert "asks for a second step" in browser.get("/account/factors/").content.decode()
    TOTP.activate(people.staff[role], generate_totp_secret())
    assert browser.get(page).status_code == 200


def test_who_has_several_roles_chooses(people: People, others: People) -> None:
    person = people.staff[Role.NURSE]
    accounts.give_role(others.actor(Role.ADMINISTRATOR), person, Role.AUDIT_LEAD)
    browser = people.browser(Role.NURSE)
    assert browser.get("/").status_code == 200
    key = browser.cookies["sessionid"].value
    other = Membership.objects.get(staff=person, unit=others.unit)
    assert browser.post(f"/account/role/{other.pk}/").status_code == 302
    assert browser.cookies["sessionid"].value != key
    assert browser.get("/").status_code == 403
    foreign = Membership.objects.get(staff=others.staff[Role.CLINICIAN])
    assert browser.post(f"/account/role/{foreign.pk}/").status_code == 404


@pytest.mark.parametrize(("name", "seconds"), [("last_request", 20 * 60 + 60), ("signed_in", 12 * 3600 + 60)])
def test_a_session_ends_when_idle_and_in_any_case_after_a_day_of_work(people: People, name: str, seconds: int) -> None:
    browser = people.browser(Role.NURSE)
    assert browser.get("/").status_code == 200
    session = browser.session
    session[name] = int(time.time()) - seconds
    session.save()
    assert browser.get("/").headers["Location"] == "/account/login/?next=%2F&ended=1"
    assert "signed out" in browser.get("/account/login/?ended=1").content.decode()


@pytest.fixture
def directory(settings: object) -> "object":
    with hospital() as here:
        settings.SOCIALACCOUNT_PROVIDERS = here.provider()
        yield here


def _through_the_hospital() -> tuple[Client, "object"]:
    browser = Client()
    assert b"North Hospital" in browser.get(LOGIN).content
    away = browser.post("/account/oidc/hospital/login/")
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = browser.get("/account/oidc/hospital/login/callback/", {"code": "c", "state": asked["state"][0]})
    return browser, back


def test_the_directory_opens_an_account_that_was_made_for_it_and_then_knows_the_person(
    people: People, directory: Hospital
) -> None:
    person = accounts.make_account(
        username="wang",
        password=None,
        unit="North",
        role=Role.NURSE,
        language="en",
        by=people.actor(Role.ADMINISTRATOR),
    )
    browser, back = _through_the_hospital()
    assert back.status_code == 302, back.content
    assert browser.get("/").status_code == 200
    assert "staff.tied_to_directory" in _kinds(person)
    directory.person = {"sub": "4711", "preferred_username": "wang-li"}  # renamed: still the same person
    browser, _ = _through_the_hospital()
    assert browser.get("/").status_code == 200
    directory.person = {"sub": "9999", "preferred_username": "wang"}  # somebody else who got the name
    browser, back = _through_the_hospital()
    assert back.status_code == 403
    assert browser.get("/").status_code == 302


def test_who_comes_through_the_hospital_is_asked_for_no_second_step_here(
    people: People, directory: Hospital, settings: object
) -> None:
    """It is the hospital's; and without a password here nobody could set one up."""
    settings.MFA_REQUIRED = True
    accounts.make_account(
        username="wang",
        password=None,
        unit="North",
        role=Role.NURSE,
        language="en",
        by=people.actor(Role.ADMINISTRATOR),
    )
    browser, _ = _through_the_hospital()
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("with_password", [True, False])
def test_the_directory_opens_nothing_else(
    people: People, nurse: Staff, directory: Hospital, with_password: bool
) -> None:
    directory.person = {"sub": "1", "preferred_username": nurse.username if with_password else "stranger"}
    before = Staff.objects.count()
    browser, back = _through_the_hospital()
    assert back.status_code == 403
    assert "nobody has given you a role" in back.content.decode()
    assert browser.get("/").status_code == 302
    assert Staff.objects.count() == before


@pytest.mark.parametrize(("role", "begins"), [(Role.AUDIT_LEAD, "/exports/"), (Role.NURSE, "/")])
def test_who_opens_the_bare_address_begins_where_the_role_begins(people: People, role: Role, begins: str) -> None:
    assert Client().get("/").headers["Location"] == "/account/login/?next=%2Fhome%2F"
    assert people.browser(role).get("/home/").headers["Location"] == begins
