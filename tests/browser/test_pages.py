"""The pages in a browser: accessible, nothing overlaps, nothing runs off a phone, print is complete."""

import io
import re
import unicodedata
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page

from tests.unit.present.pages.documents import DOCUMENTS

WIDTHS = (1280, 1000, 768, 390, 320)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: Only what is broken comes back: all the rest that the checker found sound takes longer to hand over than to find.
_BROKEN = "async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations"

OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    for (const [text, box] of texts)
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2)
        found.push(`${text} leaves its figure`);
    // The box of a text is taller than its letters: a quarter of each side is air.
    for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
      const [a, p] = texts[i], [b, q] = texts[j], air = Math.min(p.height, q.height) / 4;
      if (p.left < q.right - 1 && q.left < p.right - 1 && p.top + air < q.bottom - air && q.top + air < p.bottom - air)
        found.push(`${a} meets ${b}`);
    }
  }
  return found;
}"""

SHOWN = "() => [...document.querySelectorAll('figure')].map(f => [...f.querySelectorAll('svg')]" + (
    ".filter(s => s.checkVisibility()).length)"
)


def letters(text: str) -> str:
    """Text without spaces, ligatures undone: a printed page stores them as the font draws them."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def violations(page: Page, axe: str) -> list[tuple[str, list[Any]]]:
    page.evaluate(axe)
    found = page.evaluate(_BROKEN, RULES)
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_accessibility_checker_finds_nothing(page: Page, axe: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page, axe) == []


def test_the_accessibility_checker_finds_nothing_with_all_tables_open(page: Page, axe: str) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(page, axe) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_in_a_figure_meets_another_or_leaves_the_figure(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_each_figure_is_shown_exactly_once_at_every_width(page: Page, width: int, document_name: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    shown = page.evaluate(SHOWN)
    assert set(shown) <= {1}
    assert len(shown) == (4 if document_name.startswith("clinician") else 0)


@pytest.mark.parametrize("width", [1366, 1000, 390])
def test_a_timeline_takes_the_width_of_its_card(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    shares = page.evaluate(
        "() => [...document.querySelectorAll('figure:has(>.full)')].map(f => [...f.querySelectorAll('svg')]"
        ".find(s => s.checkVisibility()).getBoundingClientRect().width / f.getBoundingClientRect().width)"
    )
    assert min(shares, default=1) > 0.9


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_has_to_be_scrolled_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_text_in_figures_is_never_smaller_than_eleven_pixels(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('svg')].filter(s => s.checkVisibility()).flatMap(s => "
            "[...s.querySelectorAll('text')].map(t => +t.getAttribute('font-size') * s.getBoundingClientRect().width "
            "/ s.viewBox.baseVal.width))"
        )
        assert min(sizes, default=11) >= 11


def test_the_first_key_leads_past_the_header_and_tables_open_from_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    focused = page.evaluate(
        "() => [document.activeElement.className, document.activeElement.getBoundingClientRect().top]"
    )
    assert focused[0] == "skip"
    assert focused[1] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "answer"
    if page.locator("details").count():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.querySelector('details').open")


def test_what_can_be_pressed_is_large_enough_for_a_thumb(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    heights = page.evaluate(
        "() => [...document.querySelectorAll('summary')].map(s => s.getBoundingClientRect().height)"
    )
    assert min(heights, default=44) >= 44


def test_text_twice_as_large_still_fits_a_small_window(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 640


def test_the_printed_page_holds_every_word_and_the_tables_that_are_closed_on_screen(
    page: Page, document_name: str
) -> None:
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = letters("".join(sheet.extract_text() for sheet in printed.pages))
    document = DOCUMENTS[document_name]()
    assert round(printed.pages[0].mediabox.width) in (595, 596)
    assert letters(document.footer) in text
    for block in document.blocks:
        if hasattr(block, "description"):
            assert letters(block.description) in text
