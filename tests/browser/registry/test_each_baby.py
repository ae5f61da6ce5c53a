"""Twins in a real browser: what was seen of one baby, its review, its name, on a phone and on a desk."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.registry.conftest import Serve
from tests.browser.registry.twins_unit import PASSWORD
from tests.browser.test_pages import violations


@pytest.fixture(scope="module")
def served(serve: Serve) -> tuple[str, str]:
    """The address of a server, and the random number of the record."""
    address, printed = serve("tests.browser.registry.twins_unit")
    return address, printed.split()[-1]


def _signed_in(browser: Browser, address: str, locale: str, width: int) -> Page:
    page = browser.new_context(locale=locale, viewport={"width": width, "height": 800}).new_page()
    page.goto(address)
    page.locator("input[name=login]").fill("clinician")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    expect(page.locator("header nav")).to_be_visible()
    return page


def _sound(page: Page, axe: str) -> None:
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 1366), ("zh-CN", 390)])
def test_each_baby_has_its_page_and_its_review(
    served: tuple[str, str], browser: Browser, axe: str, locale: str, width: int
) -> None:
    address, record = served
    page = _signed_in(browser, address, locale, width)
    page.goto(f"{address}/pregnancies/{record}/")
    _sound(page, axe)
    page.locator(f"a[href='/pregnancies/{record}/babies/2/']").click()
    _sound(page, axe)
    page.locator("select[name='examination.fetal_picture']").select_option("growth_restriction")
    page.locator("form#record-form button").first.click()
    expect(page).to_have_url(f"{address}/pregnancies/{record}/")
    page.goto(f"{address}/reviews/")
    _sound(page, axe)
    begin = page.locator(f"form[action='/pregnancies/{record}-2/review/'] button")
    if begin.count():  # the second to come finds it begun
        begin.click()
    page.goto(f"{address}/reviews/{record}-2/")
    _sound(page, axe)
    page.locator("#name-called").fill("安安")
    page.locator("form:has(#name-called) button").click()
    expect(page.locator(".own-words")).to_contain_text("安安")
    page.context.close()
