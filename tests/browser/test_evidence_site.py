"""The evidence site in a browser, opened from a folder: accessible, searched from the keyboard, no network."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import OVERLAPS, letters, violations
from tests.evidence_sites import packaged_site

PAGES = (
    "index.html",
    "en/index.html",
    "zh/index.html",
    "en/parameters.html",
    "en/parameter/procedure.excess_risk.html",
    "zh/parameter/background_modifier.previous_first_trimester_3.html",
    "en/study/odibo-2008.html",
    "zh/study/tabor-1986.html",
    "en/finding/membranes.html",
)
WIDTHS = (1366, 390, 320)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packaged_site(tmp_path_factory)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page; anything but a file that it asks for, and anything it complains of, is a failure."""
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert complaints == []


@pytest.mark.parametrize("width", WIDTHS[:2])
@pytest.mark.parametrize("path", PAGES)
def test_the_accessibility_checker_finds_nothing(opened: Page, site: Path, axe: str, path: str, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.goto((site / path).as_uri())
    opened.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(opened, axe) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_has_to_be_scrolled_sideways_and_no_texts_meet(opened: Page, site: Path, path: str) -> None:
    opened.goto((site / path).as_uri())
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate("() => document.documentElement.scrollWidth") <= width
        assert opened.evaluate(OVERLAPS) == []


@pytest.mark.parametrize(("language", "word", "address"), [
    ("en", "Tabor 1986", "study/tabor-1986.html"),
    ("zh", "羊膜腔穿刺 额外", "parameter/procedure.excess_risk.html"),
])  # fmt: skip
def test_the_search_is_used_from_the_keyboard(opened: Page, site: Path, language: str, word: str, address: str) -> None:
    opened.goto((site / language / "index.html").as_uri())
    for _ in range(10):
        opened.keyboard.press("Tab")
        if opened.evaluate("() => document.activeElement.id") == "search":
            break
    opened.keyboard.type(word)
    count = opened.locator("#search-count").inner_text()
    assert int(re.search(r"\d+", count)[0]) == opened.locator("#search-found li").count()  # type: ignore[index]
    for _ in range(50):
        opened.keyboard.press("ArrowDown")
        if opened.evaluate("() => document.activeElement.getAttribute('href')") == address:
            break
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/{language}/{address}")
    assert opened.locator("h1").inner_text() == address.split("/")[1].removesuffix(".html")


def test_a_search_without_a_result_says_so(opened: Page, site: Path) -> None:
    opened.goto((site / "en" / "index.html").as_uri())
    assert not opened.locator("#search-without").is_visible()
    opened.fill("#search", "no such thing anywhere")
    assert "Nothing was found" in opened.locator("#search-count").inner_text()
    opened.fill("#search", "")
    assert opened.locator("#search-count").inner_text() == ""
    assert opened.locator("#search-found li").count() == 0


def test_what_is_searched_for_is_never_read_as_markup(opened: Page, site: Path) -> None:
    opened.goto((site / "en" / "index.html").as_uri())
    opened.fill("#search", "<b>loss</b>")
    assert opened.locator("#search-found li").count() == 0


def test_without_scripts_the_lists_lead_to_everything(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "en" / "index.html").as_uri())
    assert not page.locator("#search").is_visible()
    assert page.get_by_text("The search needs a script").is_visible()
    page.get_by_role("link", name=re.compile("^Studies")).first.click()
    page.get_by_role("link", name="tabor-1986").click()
    assert page.locator("h1").inner_text() == "tabor-1986"
    context.close()


def test_the_other_language_is_one_press_away_and_leads_back(opened: Page, site: Path) -> None:
    opened.goto((site / "en" / "study" / "tabor-1986.html").as_uri())
    opened.get_by_role("link", name="中文").click()
    opened.wait_for_url("**/zh/study/tabor-1986.html")
    opened.get_by_role("link", name="English").click()
    opened.wait_for_url("**/en/study/tabor-1986.html")


def test_the_first_key_leads_past_the_way_to_the_page(opened: Page, site: Path) -> None:
    opened.goto((site / "en" / "parameter" / "procedure.excess_risk.html").as_uri())
    opened.keyboard.press("Tab")
    assert opened.evaluate("() => document.activeElement.className") == "skip"
    opened.keyboard.press("Enter")
    assert opened.evaluate("() => document.activeElement.id") == "answer"


def test_paper_holds_the_forest_plot_with_its_table_and_the_versions(opened: Page, site: Path) -> None:
    opened.goto((site / "en" / "parameter" / "procedure.excess_risk.html").as_uri())
    shown = letters(opened.locator("footer").inner_text())
    printed = pypdf.PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True)))
    text = letters("".join(sheet.extract_text() for sheet in printed.pages))
    assert shown in text
    assert "Studiesinthepool" in text
    assert "48/2,302" in text
