"""The pages before a procedure in the browser: accessible, nothing overlaps or runs off, the 1,000 stay whole."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from amnio.present import html
from amnio.present.document import Audience, Language
from amnio.present.narrative.counsel import write
from tests.browser.test_pages import OVERLAPS, SHOWN, violations
from tests.unit.present.counsels import counsel_of

#: One of each shape of answer; the others differ in single sentences.
KINDS = ("screened", "high_cfdna_early", "twins", "nothing_known")
WIDTHS = (1366, 768, 390, 320)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("audience", list(Audience))
def test_no_page_overlaps_runs_off_the_window_or_breaks_an_accessibility_rule(
    browser: Browser, axe: str, tmp_path: Path, language: Language, audience: Audience
) -> None:
    path = tmp_path / "counsel.html"
    page = browser.new_page()
    faults = []
    for name in KINDS:
        path.write_text(html.render(write(counsel_of(name), language=language, audience=audience)), encoding="utf-8")
        page.goto(path.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{name} at {width}: {fault}" for fault in page.evaluate(OVERLAPS)]
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{name} at {width}: wider than the window")
            if (shown := page.evaluate(SHOWN)) != [1, 1]:
                faults.append(f"{name} at {width}: a picture is shown {shown} times")
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        faults += [f"{name}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
    page.close()
    assert faults == []


def test_a_picture_of_1000_shows_1000_symbols_within_the_screen_of_a_phone(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "counsel.html"
    path.write_text(html.render(write(counsel_of("screened"), audience=Audience.FAMILY)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    counted = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility()).map(s => ({
             symbols: s.querySelectorAll('circle').length, height: s.getBoundingClientRect().height,
             named: s.getAttribute('aria-labelledby') !== null}))"""
    )
    page.close()
    assert len(counted) == 2
    for picture in counted:
        assert picture["named"]
        assert picture["height"] < 844
        assert 1000 <= picture["symbols"] <= 1004  # with those of the key
