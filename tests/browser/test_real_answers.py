"""Documents as the narrative writes them, in the browser: long texts, many tables, every kind of answer."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from amnio.present import html
from amnio.present.document import Audience, Language
from amnio.present.narrative import write
from tests.browser.test_pages import OVERLAPS, violations
from tests.unit.present.reviews import all_reviews

#: One of each shape of answer; the others differ in single sentences.
KINDS = ("septic", "cannot_tell", "fetal_clear", "no_procedure", "twins", "all_tests_failed", "too_early", "collapse")
AUDIENCES = pytest.mark.parametrize("audience", list(Audience))
LANGUAGES = pytest.mark.parametrize("language", list(Language))


@LANGUAGES
@AUDIENCES
def test_no_answer_overlaps_runs_off_the_window_or_breaks_an_accessibility_rule(
    browser: Browser, axe: str, tmp_path: Path, language: Language, audience: Audience
) -> None:
    path = tmp_path / "review.html"
    page = browser.new_page()
    faults = []
    reviews = all_reviews()
    for name in KINDS:
        path.write_text(html.render(write(reviews[name], language=language, audience=audience)), encoding="utf-8")
        page.goto(path.as_uri())
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{name} at {width}: {fault}" for fault in page.evaluate(OVERLAPS)]
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{name} at {width}: wider than the window")
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        faults += [f"{name}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
    page.close()
    assert faults == []
