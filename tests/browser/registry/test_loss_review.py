"""A loss reviewed in a real browser, on a real server: blind review, second reader, letter, calendar."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.registry.conftest import Serve
from tests.browser.registry.review_unit import PASSWORD
from tests.browser.test_pages import violations

PAGES = ("", "judgement/", "answer/", "answer/1/2/", "readers/", "conclusion/", "care/", "letter/")


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running registry and the two lost pregnancies in it."""

    address: str
    fresh: str
    agreed: str


@pytest.fixture(scope="module")
def served(serve: Serve) -> Served:
    address, printed = serve("tests.browser.registry.review_unit")
    return Served(address=address, **json.loads(printed.splitlines()[-1]))


@dataclass
class Reader:
    """Somebody who has signed in, with a window of her own."""

    served: Served
    context: BrowserContext
    page: Page

    def at(self, path: str, which: str = "fresh") -> Page:
        self.page.goto(f"{self.served.address}/reviews/{getattr(self.served, which)}/{path}")
        return self.page


def _signed_in(browser: Browser, served: Served, name: str, language: str = "en") -> Reader:
    locale = "zh-CN" if language == "zh" else "en-GB"
    context = browser.new_context(locale=locale, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    outside = []
    page.on("request", lambda request: outside.append(request.url) if served.address not in request.url else None)
    page.goto(served.address)
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator(
        "form:has(input[name=password]) button[type=submit], form:has(input[name=password]) button"
    ).first.click()
    expect(page.locator("header nav")).to_be_visible()
    assert outside == []
    return Reader(served=served, context=context, page=page)


@pytest.fixture
def first(browser: Browser, served: Served) -> Iterator[Reader]:
    reader = _signed_in(browser, served, "clinician")
    yield reader
    reader.context.close()


@pytest.fixture
def second(browser: Browser, served: Served) -> Iterator[Reader]:
    reader = _signed_in(browser, served, "reviewer")
    yield reader
    reader.context.close()


def _judge(page: Page, cause: str, reasons: str) -> None:
    page.get_by_role("group", name="Why was this pregnancy lost").get_by_role("radio", name=cause).check()
    if cause != "Cannot be told apart":
        page.get_by_label("Probable").check()
    page.get_by_role("group", name="Would it have been lost").get_by_label("Cannot be told").check()
    page.get_by_label("Your reasons").fill(reasons)
    page.get_by_role("button", name="Save my judgement").click()


def _conclude(page: Page, form: str, button: str) -> None:
    section = page.locator("form", has=page.get_by_role("button", name=button, exact=True)).filter(
        has=page.locator(f"input[name=what][value={form}]")
    )
    section.get_by_label("Conclusion").select_option("mechanical/leak_infected")
    section.get_by_label("Probable").check()
    section.get_by_label("Reasons").fill("The leak came before the fever.")
    section.get_by_role("button", name=button, exact=True).click()


def test_a_loss_is_reviewed_from_the_first_question_to_the_letter(first: Reader, second: Reader) -> None:
    served, page = first.served, first.page
    page.goto(f"{served.address}/reviews/")
    page.get_by_role("button", name="Start the review").click()

    # The family comes first.
    page.get_by_label("In their own words").fill("Was it because I went back to work?")
    page.get_by_label("What it is about").select_option("my_fault")
    page.get_by_role("button", name="Add the question").click()
    expect(page.locator("q")).to_have_text("Was it because I went back to work?")
    page.get_by_label("The baby is called").fill("Mia")
    page.get_by_label("What happened is called").fill("died")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".own-words")).to_contain_text("Mia")

    # Nobody sees the answer before her own judgement.
    for path in ("answer/", "readers/", "conclusion/", "letter/"):
        first.at(path)
        assert page.url.endswith("/judgement/")
    page.get_by_role("button", name="Save my judgement").click()
    expect(page.locator(".error").first).to_be_visible()
    _judge(page, "Infection", "She had a fever first.")
    expect(page.get_by_role("heading", name="Why was the pregnancy lost?")).to_be_visible()

    # The second reader sees neither the answer nor the first judgement.
    other = second.page
    other.goto(f"{served.address}/reviews/")
    other.get_by_role("button", name="Be the second reader").click()
    for path in ("answer/", "readers/"):
        second.at(path)
        assert other.url.endswith("/judgement/")
        assert "She had a fever first." not in other.content()
    _judge(other, "Cannot be told apart", "The cultures are missing.")
    second.at("readers/")
    expect(other.get_by_text("She had a fever first.")).to_be_visible()
    expect(other.get_by_text("The cultures are missing.")).to_be_visible()

    # Each concludes, then they agree; the labels follow.
    second.at("conclusion/")
    _conclude(other, "own", "Save")
    first.at("conclusion/")
    _conclude(page, "own", "Save")
    _conclude(page, "agreed", "Save the agreed conclusion")
    expect(page.get_by_role("heading", name="Labels of classification schemes")).to_be_visible()
    expect(page.get_by_text("S7: The stimulation of the procedure")).to_be_visible()

    # The letter, as a PDF, and the plan in her calendar.
    first.at("letter/")
    expect(page.locator(".letter-draft")).to_contain_text("Was it because I went back to work?")
    page.get_by_label("Language").select_option("en")
    page.get_by_label("Who will talk with them").fill("Dr Chen")
    page.get_by_role("button", name="Write the letter").click()
    letter = page.get_by_role("link", name="Letter of")
    fetched = first.context.request.get(served.address + str(letter.get_attribute("href")))
    assert fetched.headers["content-type"] == "application/pdf"
    assert fetched.body().startswith(b"%PDF")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Calendar English").click()
    calendar = Path(taken.value.path()).read_text(encoding="utf-8")
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") > 1


def test_a_judgement_that_was_not_saved_is_still_there(first: Reader) -> None:
    page = first.at("conclusion/", "agreed")
    reasons = page.locator("form", has=page.locator("input[value=own]")).get_by_label("Reasons")
    with page.expect_response(lambda response: response.url.endswith("/drafts/")):
        reasons.fill("Half a thought")
    page.reload()
    expect(reasons).to_have_value("Half a thought")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_breaks_an_accessibility_rule_or_runs_off_the_window(
    browser: Browser, served: Served, axe: str, language: str
) -> None:
    reader = _signed_in(browser, served, "clinician", language)
    faults = []
    for path in PAGES:
        page = reader.at(path, "agreed")
        assert page.url.endswith(path)
        for width in (1366, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{path} at {width}: wider than the window")
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        faults += [f"{path}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{path} dark: {rule} {nodes}" for rule, nodes in violations(page, axe)]
        page.emulate_media(color_scheme="light")
    reader.context.close()
    assert faults == []
