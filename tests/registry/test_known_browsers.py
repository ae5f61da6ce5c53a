"""Strangers who guess lock out strangers: a browser in which somebody signed in before still opens the account."""

import time
from collections.abc import Iterator
from http.cookies import Morsel

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from click.testing import CliRunner
from django.core import signing
from django.test import Client, RequestFactory

from amnio.registry import known_browsers
from amnio.registry.access import Role
from amnio.registry.actions import accounts
from amnio.registry.commands import staff as commands
from amnio.registry.models import Event, Staff
from amnio.registry.sign_in import client_address
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.test_sign_in import _code

PASSWORD = "correct horse battery nine"
LOGIN, CODE = "/account/login/", "/account/factors/authenticate/"


@pytest.fixture
def nurse(people: People) -> Staff:
    return _with_password(people.staff[Role.NURSE])


@pytest.fixture
def colleague(people: People) -> Staff:
    return _with_password(people.staff[Role.CLINICIAN])


def _with_password(person: Staff) -> Staff:
    with writing():
        person.set_password(PASSWORD)
        person.save()
    return person


def _sign_in(browser: Client, person: Staff, password: str = PASSWORD, **more: str) -> int:
    status: int = browser.post(LOGIN, {"login": person.username, "password": password}, **more).status_code
    return status


def _known(*people: Staff) -> Client:
    """A browser in which these people signed in and out."""
    browser = Client(headers={"accept-language": "en"})
    for person in people:
        assert _sign_in(browser, person) == 302
        browser.post("/account/logout/")
    return browser


def _addresses() -> Iterator[str]:
    return (f"10.{first}.{second}.7" for first in range(1, 200) for second in range(200))


def _strangers_guess(person: Staff, times: int = 101) -> None:
    for _, address in zip(range(times), _addresses(), strict=False):
        _sign_in(Client(), person, "wrong", REMOTE_ADDR=address)


def _kinds(person: Staff) -> list[str]:
    return list(Event.objects.filter(subject=f"staff:{person.pk}").order_by("sequence").values_list("kind", flat=True))


def _cookie(browser: Client) -> "Morsel[str]":
    return browser.cookies[known_browsers.COOKIE]


def test_strangers_lock_out_strangers_and_not_the_owner(nurse: Staff) -> None:
    browser = _known(nurse)
    _strangers_guess(nurse)
    stranger = Client(headers={"accept-language": "en"})
    refused = stranger.post(LOGIN, {"login": nurse.username, "password": PASSWORD}, REMOTE_ADDR="10.250.0.1")
    assert refused.status_code == 200
    assert "A browser in which you have signed in before still opens it" in refused.content.decode()
    assert _sign_in(browser, nurse) == 302
    assert browser.get("/").status_code == 200


def test_strangers_at_the_same_address_do_not_lock_out_the_owner(nurse: Staff) -> None:
    """A hospital behind one address: five wrong ones lock the address, thirty in a minute whoever guesses there."""
    browser = _known(nurse)
    for number in range(40):
        _sign_in(Client(), nurse, f"wrong {number}")
    assert _sign_in(Client(), nurse) != 302
    assert _sign_in(browser, nurse) == 302


def test_guesses_in_a_known_browser_lock_that_browser_alone(nurse: Staff, colleague: Staff) -> None:
    ward, own = _known(nurse, colleague), _known(nurse)
    statuses = [_sign_in(ward, nurse, "wrong", REMOTE_ADDR=f"10.0.0.{number}") for number in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    locked = ward.post(LOGIN, {"login": nurse.username, "password": PASSWORD})
    assert locked.status_code == 429
    assert "in this browser" in locked.content.decode()
    assert _sign_in(own, nurse) == 302
    assert _sign_in(Client(), nurse) == 302
    assert _sign_in(ward, colleague) == 302


def test_the_lock_of_a_known_browser_is_not_left_by_forgetting_it_and_guessing_on_for_ever(nurse: Staff) -> None:
    browser = _known(nurse)
    for _ in range(5):
        _sign_in(browser, nurse, "wrong")
    del browser.cookies[known_browsers.COOKIE]
    assert [_sign_in(browser, nurse, "wrong") for _ in range(5)][-1] == 429


def test_the_token_of_a_colleague_opens_nothing_of_mine(nurse: Staff, colleague: Staff) -> None:
    browser = _known(colleague)
    _strangers_guess(nurse)
    assert _sign_in(browser, nurse) == 200
    assert _sign_in(browser, colleague) == 302


def test_the_cookie_names_nobody_and_stays_at_the_door(nurse: Staff, settings: object) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookie = _cookie(_known(nurse))
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/account/")
    assert nurse.username not in cookie.value
    (token,) = cookie.value.split(".")
    assert len(token.split(":")[0]) >= 20
    assert str(nurse.pk) not in token.split(":")


def test_every_sign_in_makes_a_new_token_and_many_people_share_a_computer(nurse: Staff, colleague: Staff) -> None:
    browser = _known(nurse, colleague)
    first = _cookie(browser).value.split(".")
    assert len(first) == 2
    _sign_in(browser, nurse)
    again = _cookie(browser).value.split(".")
    assert len(again) == 2
    assert again[1] == first[0]
    assert again[0] not in first


def test_a_browser_keeps_no_more_tokens_than_fit(nurse: Staff) -> None:
    browser = Client()
    browser.cookies[known_browsers.COOKIE] = ".".join(f"x{number}:y:z" for number in range(500))
    browser.cookies[known_browsers.COOKIE]["path"] = "/account/"
    assert _sign_in(browser, nurse) == 302
    kept = _cookie(browser).value
    assert len(kept.split(".")) == 30
    assert len(kept) < 3000


def test_a_full_browser_keeps_a_cookie_that_a_browser_accepts() -> None:
    """Browsers drop a cookie of more than 4096 bytes, name and attributes counted."""
    token = signing.TimestampSigner(salt="x").sign("n" * 22)
    assert 30 * (len(token) + 1) + 200 < 4096


@pytest.mark.parametrize("nonsense", ["", "...", "a:b:c", "é", "x" * 4000, ":::::", "a.b.c:d:e"])
def test_nonsense_in_the_cookie_is_a_stranger(nurse: Staff, nonsense: str) -> None:
    browser = Client()
    browser.cookies[known_browsers.COOKIE] = nonsense
    assert _sign_in(browser, nurse, "wrong") == 200
    assert _sign_in(browser, nurse) == 302


def test_an_old_token_is_that_of_a_stranger(nurse: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = _known(nurse)
    _strangers_guess(nurse)
    old = time.time() - 91 * 86_400
    with monkeypatch.context() as earlier:
        earlier.setattr(signing.time, "time", lambda: old)
        browser.cookies[known_browsers.COOKIE] = known_browsers._signer(nurse).sign("n" * 22)
    assert _sign_in(browser, nurse) == 200


def test_a_reset_makes_every_browser_a_stranger_and_takes_every_lock_away(people: People, nurse: Staff) -> None:
    browser = _known(nurse)
    _strangers_guess(nurse)
    password = accounts.reset_account(people.actor(Role.ADMINISTRATOR), nurse)
    elsewhere = Client()
    assert _sign_in(elsewhere, nurse, password) == 302
    _strangers_guess(nurse)
    assert _sign_in(browser, nurse, password) == 200  # it knew the old password alone
    elsewhere.post("/account/logout/")
    assert _sign_in(elsewhere, nurse, password) == 302


def test_a_password_of_ones_own_makes_the_others_strangers_and_keeps_this_browser(nurse: Staff) -> None:
    here, there = _known(nurse), _known(nurse)
    own = "quiet river under seven bridges"
    _sign_in(here, nurse)
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": own, "password2": own})
    here.post("/account/logout/")
    _strangers_guess(nurse)
    assert _sign_in(there, nurse, own) == 200
    assert _sign_in(here, nurse, own) == 302


def test_a_lock_leaves_one_event_however_often_it_is_tried(people: People, nurse: Staff) -> None:
    for _ in range(12):
        _sign_in(Client(), nurse, "wrong")
    _strangers_guess(nurse, 120)
    told = Event.objects.filter(subject=f"staff:{nurse.pk}", kind="staff.locked_out").order_by("sequence")
    assert [one.details for one in told] == [{"lock": "one_address"}, {"lock": "strangers"}]
    assert {(one.staff_id, one.role, one.unit_id) for one in told} == {(None, "", people.unit.pk)}  # a stranger
    page = people.browser(Role.ADMINISTRATOR).get("/trail/", {"person": nurse.pk, "kind": "staff"})
    assert {event.kind for event in page.context["page"]} == {"staff.locked_out"}
    assert f"Staff · {nurse.username}" in page.content.decode()


def test_further_guesses_do_not_make_a_lock_longer(nurse: Staff) -> None:
    from axes.models import AccessAttempt

    for _ in range(5):
        _sign_in(Client(), nurse, "wrong")
    since = AccessAttempt.objects.get().attempt_time
    for _ in range(5):
        assert _sign_in(Client(), nurse, "wrong") == 429
    assert AccessAttempt.objects.get().attempt_time == since


def test_an_administrator_sees_a_lock_and_takes_it_away(people: People, nurse: Staff) -> None:
    ward = _known(nurse)
    for _ in range(5):
        _sign_in(ward, nurse, "wrong")
    _strangers_guess(nurse)
    browser = people.browser(Role.ADMINISTRATOR)
    page = browser.get(f"/staff/{nurse.pk}/").content.decode()
    assert "Locked in a browser that knows the account" in page
    assert "Locked for every browser that does not know the account" in page
    assert browser.post(f"/staff/{nurse.pk}/unlock/").headers["Location"] == f"/staff/{nurse.pk}/"
    assert "Locked" not in browser.get(f"/staff/{nurse.pk}/").content.decode()
    assert _sign_in(Client(), nurse, REMOTE_ADDR="10.251.0.1") == 302
    assert _sign_in(ward, nurse) == 302
    event = Event.objects.get(kind="staff.unlocked")
    assert (event.subject, event.details) == (f"staff:{nurse.pk}", {"lock": ["known_browser", "strangers"]})


def test_the_administrator_of_another_unit_unlocks_nobody_here(others: People, nurse: Staff) -> None:
    browser = others.browser(Role.ADMINISTRATOR)
    assert browser.post(f"/staff/{nurse.pk}/unlock/").status_code == 404
    accounts.give_role(others.actor(Role.ADMINISTRATOR), nurse, Role.NURSE)  # whoever has an account can be given one
    assert "refused=elsewhere" in browser.post(f"/staff/{nurse.pk}/unlock/").headers["Location"]
    assert not Event.objects.filter(kind="staff.unlocked").exists()


def test_the_machine_lets_a_locked_administrator_in(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    head = _with_password(people.staff[Role.ADMINISTRATOR])
    for name in ("start", "database_must_answer"):
        monkeypatch.setattr(commands, name, lambda: None)
    _strangers_guess(head)
    assert _sign_in(Client(), head, REMOTE_ADDR="10.251.0.1") == 200
    said = CliRunner().invoke(commands.staff, ["unlock", head.username.upper()])
    assert said.output == f"{head.username} was locked and is not any more.\n"
    assert _sign_in(Client(), head, REMOTE_ADDR="10.251.0.1") == 302
    said = CliRunner().invoke(commands.staff, ["reset", head.username])
    password = said.output.split()[-1]
    browser = Client()
    assert _sign_in(browser, head, password) == 302
    assert browser.get("/staff/").headers["Location"] == "/account/password/"
    assert "There is no account 'x'" in CliRunner().invoke(commands.staff, ["unlock", "x"]).output


def test_letters_that_a_database_takes_for_others_are_no_other_account(nurse: Staff) -> None:
    """PostgreSQL compares in capitals, where ſ and ı are S and I: each spelling would have its own hundred guesses."""
    spelt = nurse.username.replace("s", "\u017f").replace("i", "\u0131")
    if not Staff.objects.filter(username__iexact=spelt).exists():
        assert spelt != nurse.username
        return  # this database does not take them for the same
    for _, address in zip(range(100), _addresses(), strict=False):
        Client().post(LOGIN, {"login": spelt, "password": "wrong"}, REMOTE_ADDR=address)
    assert _sign_in(Client(), nurse, REMOTE_ADDR="10.251.0.1") == 200


@pytest.mark.parametrize(
    ("https", "forwarded", "remote", "counted"),
    [
        (True, "1.2.3.4, 10.0.0.9", "127.0.0.1", "10.0.0.9"),
        (True, "1.2.3.4, nonsense", "127.0.0.1", "127.0.0.1"),
        (True, "", "127.0.0.1", "127.0.0.1"),
        (False, "1.2.3.4", "10.0.0.7", "10.0.0.7"),
        (False, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (True, "2001:db8:1:2:ffff::1", "::1", "2001:db8:1:2::"),
        (True, "2001:db8::1%eth0", "127.0.0.1", "2001:db8::"),
        (True, "10.0.0.9:4711", "127.0.0.1", "127.0.0.1"),
    ],
)
def test_where_a_guess_comes_from(settings: object, https: bool, forwarded: str, remote: str, counted: str) -> None:
    settings.SESSION_COOKIE_SECURE = https
    request = RequestFactory().post(LOGIN, REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == counted


def test_the_log_names_no_account(nurse: Staff, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody types a password into the box for the name."""
    _known(nurse)
    for _ in range(6):
        Client().post(LOGIN, {"login": "my secret password", "password": "x"})
        _sign_in(Client(), nurse, "wrong")
    assert "login failure" in caplog.text
    assert "secret" not in caplog.text
    assert nurse.username not in caplog.text


def test_a_guess_at_the_present_password_counts_where_a_new_one_is_chosen(nurse: Staff) -> None:
    """A screen that was left alone is no place to find out a password."""
    browser = _known(nurse)
    _sign_in(browser, nurse)
    own = "quiet river under seven bridges"
    tried = {"oldpassword": "wrong", "password1": own, "password2": own}
    assert [browser.post("/account/password/", tried).status_code for _ in range(5)] == [200] * 4 + [429]
    assert "staff.locked_out" in _kinds(nurse)
    assert browser.post("/account/password/", tried | {"oldpassword": PASSWORD}).status_code == 429
    assert _sign_in(Client(), nurse) == 302


def _codes(browser: Client, person: Staff, times: int, **more: str) -> list[str]:
    said = []
    for _ in range(times):
        _sign_in(browser, person, **more)
        said.append(browser.post(CODE, {"code": "00000x"}, **more).content.decode())
    return said


def test_wrong_codes_leave_one_event_a_series_and_one_a_lock(nurse: Staff) -> None:
    TOTP.activate(nurse, generate_totp_secret())
    _codes(Client(), nurse, 14)
    told = Event.objects.filter(kind__startswith="staff.factor_").order_by("sequence")
    assert [(one.kind, one.details) for one in told] == [
        ("staff.factor_failed", {"step": "code"}),
        ("staff.factor_locked", {"wrong": 10}),
    ]


def test_the_sign_in_that_ends_a_series_says_how_many_codes_were_wrong(nurse: Staff) -> None:
    secret = generate_totp_secret()
    TOTP.activate(nurse, secret)
    browser = Client()
    _codes(browser, nurse, 3)
    _sign_in(browser, nurse)
    assert browser.post(CODE, {"code": _code(secret)}).status_code == 302
    assert Event.objects.get(kind="staff.signed_in").details == {"wrong": 3}
    browser.post("/account/logout/")
    _codes(browser, nurse, 1)
    assert Event.objects.filter(kind="staff.factor_failed").count() == 2


NO_KEYS = (
    *("{}", "[]", "1", '"x"', "null", '{"id": 1}', '{"id": "x"}', '{"id": "eA", "rawId": "eA", "response": {}}', "{"),
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "eA",'
    ' "attestationObject": "oA", "signature": "eA"}}',
)


@pytest.mark.parametrize("sent", NO_KEYS)
def test_an_answer_that_no_security_key_gives_is_a_wrong_one(nurse: Staff, sent: str) -> None:
    TOTP.activate(nurse, generate_totp_secret())
    browser = Client()
    _sign_in(browser, nurse)
    assert browser.post(CODE, {"credential": sent}).status_code == 200
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("sent", NO_KEYS)
def test_nor_is_such_a_key_added(nurse: Staff, sent: str) -> None:
    browser = Client()
    _sign_in(browser, nurse)
    browser.post("/account/again/", {"password": PASSWORD})
    page = "/account/factors/webauthn/add/"
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"name": "x", "credential": sent}).status_code == 200
    assert not nurse.authenticator_set.exists()


def test_a_wrong_security_key_leaves_an_event_too(nurse: Staff) -> None:
    TOTP.activate(nurse, generate_totp_secret())
    browser = Client()
    _sign_in(browser, nurse)
    answer = browser.post(CODE, {"credential": '{"id": "x"}'})
    assert answer.status_code == 200
    assert Event.objects.get(kind="staff.factor_failed").details == {"step": "key"}


def test_who_learnt_the_password_does_not_lock_out_the_second_step_of_a_known_browser(nurse: Staff) -> None:
    secret = generate_totp_secret()
    TOTP.activate(nurse, secret)
    own = Client()
    _sign_in(own, nurse)
    assert own.post(CODE, {"code": _code(secret)}).status_code == 302
    own.post("/account/logout/")
    assert "Too many attempts" in _codes(Client(headers={"accept-language": "en"}), nurse, 11)[-1]
    from django.core.cache import cache

    cache.delete(f"allauth.mfa.totp.used?user={nurse.pk}&code={_code(secret)}")  # a code opens once
    _sign_in(own, nurse)
    assert own.post(CODE, {"code": _code(secret)}).status_code == 302
