"""A review without a computed answer in a real browser: every step, and the letter, on a desk and on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.registry.conftest import Serve
from tests.browser.registry.later_unit import PASSWORD
from tests.browser.test_pages import violations

STEPS = ("", "judgement/", "answer/", "readers/", "conclusion/", "care/", "letter/")


@pytest.fixture(scope="module")
def served(serve: Serve) -> tuple[str, str]:
    """The address of a server, and the random number of the record."""
    address, printed = serve("tests.browser.registry.later_unit")
    return address, printed.split()[-1]


def _signed_in(browser: Browser, address: str, locale: str, width: int) -> Page:
    page = browser.new_context(locale=locale, viewport={"width": width, "height": 800}).new_page()
    page.goto(address)
    page.locator("input[name=login]").fill("clinician")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    expect(page.locator("header nav")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("locale", "width", "why"), [("en-GB", 1366, "Why no answer"), ("zh-CN", 390, "为什么没有回答")]
)
def test_every_step_is_sound_and_ends_with_a_letter(
    served: tuple[str, str], browser: Browser, axe: str, locale: str, width: int, why: str
) -> None:
    address, record = served
    page = _signed_in(browser, address, locale, width)
    for step in STEPS:
        page.goto(f"{address}/reviews/{record}-2/{step}")
        assert violations(page, axe) == [], step
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, step
        expect(page.locator("nav.steps-of-review li").nth(2)).to_contain_text(why)
    before = page.locator("section:has(#out) a[href*='.pdf']").count()
    page.locator("button[name=write]").click()
    expect(page.locator("section:has(#out) a[href*='/letter/']")).to_have_count(before - 2 + 1)
    page.context.close()
