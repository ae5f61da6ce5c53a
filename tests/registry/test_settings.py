"""What an installation sets, and what every answer carries: refused nonsense, headers, cookies, logs, errors."""

import html
import io
import logging
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from django.test.utils import override_settings

from amnio.registry.access import Role
from amnio.registry.actions.pregnancies import register
from amnio.registry.environment import VARIABLES, BadSetting, read_environment
from amnio.registry.logs import WithoutValues
from tests.registry.conftest import People
from tests.registry.routes import routes

_CHECK = """
import django
django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""
WOMAN = {"name": "欧阳娜娜", "hospital_number": "ZY-7788991", "phone": "13912345678"}


def _environment(home: Path, **given: str) -> dict[str, str]:
    return {"AMNIO_HOME": str(home), **given}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AMNIO_DATABASE_URL", "mysql://x/y", "PostgreSQL and SQLite"),
        ("AMNIO_DATABASE_URL", "postgresql://host", "postgresql://user"),
        ("AMNIO_SECRET_KEY", "short", "50 or more"),
        ("AMNIO_HTTPS", "maybe", "yes or no"),
        ("AMNIO_TIME_ZONE", "Mars/Olympus", "Asia/Shanghai"),
        ("AMNIO_TIME_ZONE", "../../etc/passwd", "Asia/Shanghai"),
        ("AMNIO_IDLE_MINUTES", "0", "1 to 720"),
        ("AMNIO_IDLE_MINUTES", "²", "1 to 720"),
        ("AMNIO_SESSION_HOURS", "25", "1 to 24"),
        ("AMNIO_MFA", "yes", "optional or required"),
        ("AMNIO_OIDC_SERVER", "https://directory.example", "all four"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_with_what_to_write(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    with pytest.raises(BadSetting, match=name.rsplit("_", 1)[0]) as refused:
        read_environment(_environment(tmp_path, **{name: value}))
    assert said in str(refused.value)


def test_a_directory_without_https_is_refused(tmp_path: Path) -> None:
    four = {f"AMNIO_OIDC_{name}": "http://directory.example" for name in ("NAME", "SERVER", "CLIENT", "SECRET")}
    with pytest.raises(BadSetting, match="https://"):
        read_environment(_environment(tmp_path, **four))


def test_the_secret_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    first = read_environment(_environment(tmp_path)).secret_key
    assert read_environment(_environment(tmp_path)).secret_key == first
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_every_variable_that_is_read_is_described() -> None:
    source = Path(read_environment.__code__.co_filename).read_text(encoding="utf-8")
    read = {name for name in source.replace('"', " ").split() if name.startswith("AMNIO_") and name.isupper()}
    assert {name.rstrip(",:") for name in read} - {"AMNIO_OIDC_"} <= set(VARIABLES)


def test_the_check_for_production_finds_nothing(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "AMNIO_HOME": str(tmp_path),
        "AMNIO_HTTPS": "yes",
        "AMNIO_HOSTS": "amnio.example",
        "AMNIO_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "amnio.registry.settings",
    }
    done = subprocess.run([sys.executable, "-c", _CHECK], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_every_answer_lets_nothing_in_from_elsewhere_and_leaves_no_copy(people: People) -> None:
    browser = people.browser()
    for path in ("/", "/account/", "/nowhere/", "/account/login/", "/staff/"):
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_read_by_no_script_and_sent_to_no_other_site(people: People) -> None:
    browser = people.browser()
    membership = people.staff[Role.CLINICIAN].memberships.get()
    session = browser.post(f"/account/role/{membership.pk}/").cookies["sessionid"]
    assert (session["httponly"], session["samesite"], session["max-age"]) == (True, "Lax", "")
    token = (
        browser.get("/account/login/?x").cookies.get("csrftoken")
        or Client().get("/account/login/").cookies["csrftoken"]
    )
    assert token["samesite"] == "Strict"


@override_settings(
    SESSION_COOKIE_SECURE=True, SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
)
def test_behind_a_proxy_nothing_goes_over_plain_http(people: People) -> None:
    browser = people.browser()
    assert browser.get("/").headers["Location"].startswith("https://")
    answer = browser.get("/", headers={"x-forwarded-proto": "https"})
    assert answer.status_code == 200


def test_a_post_without_a_token_is_refused(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.staff[Role.ADMINISTRATOR], backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in ("/staff/add/", "/unit/", "/account/logout/", "/drafts/", "/language/zh/"):
        assert client.post(path, {"x": "1"}).status_code == 403, path


def test_no_address_holds_anything_of_a_person() -> None:
    keys = {key for route in routes() for key in route.keys}
    numbers = {"public_id", "pk", "membership", "number", "letter", "before", "after"}
    numbers.add("address")  # of a review: the public id of the pregnancy, and of twins the number of the baby
    words_of_the_program = {"what", "language", "name", "about", "provider_id", "code", "format", "key"}
    assert keys <= numbers | words_of_the_program


def test_a_way_through_the_registry_leaves_no_name_in_the_log(people: People, caplog: pytest.LogCaptureFixture) -> None:
    pregnancy = register(people.actor(), woman=WOMAN, registered_on=date(2026, 3, 1))
    browser = people.browser()
    with caplog.at_level(logging.DEBUG):
        for path in ("/", "/pregnancies/", f"/pregnancies/{pregnancy.public_id}/", "/nowhere/", "/staff/"):
            browser.get(path)
        sought = browser.post("/pregnancies/", {"q": WOMAN["name"]})
        browser.get(sought.headers["Location"])
        Client().post("/account/login/", {"login": "li.na@example.org", "password": "a-secret-that-is-typed"})
    shown = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db.backends")
    )
    for private in (*WOMAN.values(), "li.na@example.org", "a-secret-that-is-typed"):
        assert private not in shown


def test_a_name_that_is_searched_for_stands_in_no_address(people: People, others: People) -> None:
    register(people.actor(), woman=WOMAN, registered_on=date(2026, 3, 1))
    browser = people.browser()
    there = browser.post("/pregnancies/", {"q": WOMAN["name"], "state": "lost"}).headers["Location"]
    page = html.unescape(browser.get(there).content.decode())
    assert f'value="{WOMAN["name"]}"' in page
    for address in (there, *re.findall(r'href="([^"]*)"', page)):
        assert WOMAN["name"] not in unquote(address)
        assert "q=" not in address
    (of_all,) = re.findall(r'href="([^"]*state=all[^"]*)"', page)
    assert f"<b>{WOMAN['name']}</b>" in browser.get(f"/pregnancies/{of_all}").content.decode()
    # Somebody who finds the address in a log and has an account is told nothing by it.
    for other in (people.browser(Role.NURSE), others.browser()):
        assert f'value="{WOMAN["name"]}"' not in other.get(there).content.decode()


def test_an_error_of_the_program_shows_no_traceback_and_no_value(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amnio.registry.views import staff

    def broken(actor: object) -> None:
        raise RuntimeError("欧阳娜娜")

    monkeypatch.setattr(staff, "staff_of", broken)
    browser = people.browser(Role.ADMINISTRATOR)
    browser.raise_request_exception = False
    answer = browser.get("/staff/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong here" in page
    assert "欧阳娜娜" not in page
    assert "Traceback" not in page


def test_the_log_tells_where_it_broke_and_not_with_what() -> None:
    try:
        raise ValueError("Key (hospital_number)=(ZY-7788991) already exists")
    except ValueError:
        told = WithoutValues().formatException(sys.exc_info())
    assert told.endswith("ValueError")
    assert "test_settings.py" in told
    assert "already exists" not in told.rsplit("\n", 1)[-1]
    from amnio.registry import settings

    assert settings.LOGGING["handlers"]["console"]["formatter"] == "plain"


def test_a_request_that_was_turned_away_is_one_line_of_the_log(people: People) -> None:
    """Whoever sends a thousand of them must not bury what is a fault."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutValues("%(name)s %(message)s"))
    logging.getLogger("django").addHandler(handler)
    try:
        assert people.browser(Role.NURSE).get("/trail/").status_code == 403
        assert people.browser(Role.NURSE).get("/trail/", headers={"host": "elsewhere.example"}).status_code == 400
        assert people.browser(Role.NURSE).get("/trail/%0aX 1999 ERROR forged").status_code == 404
    finally:
        logging.getLogger("django").removeHandler(handler)
    lines = written.getvalue().splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "django.request Forbidden (Permission denied)",
        "django.security.DisallowedHost Invalid HTTP_HOST header",
        "django.request Not Found",
    ]


@pytest.mark.parametrize("asked", [{"host": "elsewhere.example"}, {"cookie": "csrftoken=x"}, {}])
def test_a_request_that_is_turned_away_on_the_way_carries_the_policy_too(asked: dict[str, str], db: None) -> None:
    answer = Client().get("/nothing/", headers=asked)
    assert answer.status_code in (400, 404)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
