"""In a real browser: typing is kept, two people get a question, an ended session loses nothing; pages of accounts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_pages import OVERLAPS, violations
from tests.registry.installation import DIRECTORY, PASSWORD, Installation, free_port, kill

_RECORD = """
from datetime import date
from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Actor, Role
from amnio.registry.actions.pregnancies import register
from amnio.registry.models import Staff, Unit
by = Actor(staff=Staff.objects.get(username="wang"), unit=Unit.objects.get(), role=Role.CLINICIAN)
dated = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}
woman = {"name": "Li Na", "hospital_number": "H-1"}
print(register(by, woman=woman, registered_on=date(2026, 3, 1), dating=dated).public_id)
"""
_END_SESSIONS = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for one in Session.objects.all():
    store = SessionStore(one.session_key)
    store["last_request"] = 1
    store.save()
"""
ADMINISTRATORS = (
    "/staff/",
    "/staff/add/",
    "/staff/1/",
    "/unit/",
    "/trail/",
    "/account/",
    "/account/password/",
    "/account/factors/",
)


@dataclass
class Served:
    place: Installation
    address: str
    record: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = Installation(tmp_path_factory.mktemp("home"), more=DIRECTORY)
    place.prepare()
    for name, role in (("head", "administrator"), ("wang", "clinician"), ("zhao", "clinician")):
        place.add_staff(name, role)
    record = place.python(_RECORD).strip()
    port = free_port()
    running = place.start(port)
    yield Served(place=place, address=f"http://127.0.0.1:{port}", record=record)
    kill(running)


@pytest.fixture
def person(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """A browser of somebody who has signed in; whatever it asks of another site is a failure."""
    opened: list[BrowserContext] = []
    elsewhere: list[str] = []

    def sign_in(name: str, language: str = "en", **more: object) -> Page:
        context = browser.new_context(locale={"en": "en-GB", "zh": "zh-CN"}[language], base_url=served.address, **more)
        opened.append(context)
        page = context.new_page()
        page.on("request", lambda sent: sent.url.startswith((served.address, "data:")) or elsewhere.append(sent.url))
        page.on("console", lambda said: "Content Security" not in said.text or elsewhere.append(said.text))
        page.goto("/account/login/")
        _type_password(page, name)
        return page

    yield sign_in
    for context in opened:
        context.close()
    assert elsewhere == []


def _type_password(page: Page, name: str) -> None:
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def _form(served: Served) -> str:
    return f"/pregnancies/{served.record}/woman/"


def test_what_is_typed_is_there_after_the_browser_was_closed_and_nobody_else_sees_it(
    served: Served, person: Callable[..., Page]
) -> None:
    page = person("wang")
    page.goto(_form(served))
    page.locator("[name='woman.phone']").press_sequentially("010-5550123")
    expect(page.locator("[data-kept]")).to_have_text("Draft kept. Only you can see it.")
    page.context.close()
    again = person("wang")
    again.goto(_form(served))
    assert again.locator("[name='woman.phone']").input_value() == "010-5550123"
    expect(again.locator(".draft")).to_contain_text("Nothing of it is saved yet")
    other = person("zhao")
    other.goto(_form(served))
    assert other.locator("[name='woman.phone']").input_value() == ""
    again.locator(".draft button").click()
    assert again.locator("[name='woman.phone']").input_value() == ""


def test_two_people_at_once_answer_a_question_with_the_keyboard(
    served: Served, person: Callable[..., Page], axe: str
) -> None:
    first, second = person("wang"), person("zhao")
    for page in (first, second):
        page.goto(_form(served))
    first.locator("[name='woman.phone']").fill("010-1")
    first.locator("form[data-keep]").evaluate("form => form.requestSubmit()")
    first.wait_for_url(lambda url: "woman" not in url)
    second.locator("[name='woman.phone']").fill("010-2")
    second.locator("form[data-keep]").evaluate("form => form.requestSubmit()")
    expect(second.locator("h1")).to_have_text("Somebody saved this while you were typing")
    assert violations(second, axe) == []
    second.locator("input[type=radio]").first.focus()
    second.keyboard.press("ArrowDown")
    second.locator("form[data-merge] button").focus()
    second.keyboard.press("Enter")
    second.wait_for_url(lambda url: "woman" not in url)
    second.goto(_form(served))
    assert second.locator("[name='woman.phone']").input_value() == "010-2"


@pytest.mark.parametrize("how", ["sent", "typed on"])
def test_a_form_survives_the_end_of_the_session(served: Served, person: Callable[..., Page], how: str) -> None:
    page = person("wang")
    page.goto(_form(served))
    served.place.python(_END_SESSIONS)
    page.locator("[name='woman.phone']").fill(f"010-{how}")
    if how == "sent":
        page.locator("form[data-keep]").evaluate("form => form.requestSubmit()")
    else:
        expect(page.locator("[data-kept]")).to_contain_text("You were signed out")
        page.locator("[data-kept] a").click()
    expect(page.locator(".draft")).to_contain_text("What you typed is kept")
    _type_password(page, "wang")
    assert page.url.endswith(_form(served))
    assert page.locator("[name='woman.phone']").input_value() == f"010-{how}"
    page.locator(".draft button").click()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_of_accounts_are_accessible_and_fit(
    person: Callable[..., Page], axe: str, language: str, tmp_path: Path
) -> None:
    page = person("head", language)
    faults = []
    for path in (*ADMINISTRATORS, "/nowhere/", "/"):
        page.goto(path)
        for width in (1366, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{path} at {width}: wider than the window")
            faults += [f"{path} at {width}: {fault}" for fault in page.evaluate(OVERLAPS)]
        faults += [f"{path}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
    page.context.clear_cookies()
    page.goto("/account/login/")
    faults += [f"sign-in: {rule} {nodes}" for rule, nodes in violations(page, axe)]
    assert faults == []
