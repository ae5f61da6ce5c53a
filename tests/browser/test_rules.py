"""Pages of checks and of the rules on file, in the browser: accessible, and nothing runs off a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from amnio.answers.check import Checker
from amnio.answers.rule_book import compared, listed
from amnio.cli.examples import PLANNED, example_case
from amnio.present import html
from amnio.present.document import Document, Language
from amnio.present.narrative import check, rules
from tests.browser.test_pages import violations

PROFILES = ("isuog-2016", "source-text", "china")
CASES = ("check-14-weeks", "check-ready", "check-fever")


def _documents(language: Language) -> dict[str, Document]:
    checker = Checker()
    found = {
        name: check.write(
            checker.check(example_case(name, "en", PLANNED)[1], profiles=PROFILES),
            language=language,
        )
        for name in CASES
    }
    china = listed("china")
    return found | {
        "list": rules.rule_list(china, language),
        "one": rules.one_rule(china[0], language),
        "compare": rules.comparison(compared("window", PROFILES), language),
        "read-back": rules.read_back(china[:12], language),
    }


@pytest.mark.parametrize("language", list(Language))
def test_no_page_runs_off_the_window_or_breaks_an_accessibility_rule(
    browser: Browser, axe: str, tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "page.html"
    page = browser.new_page()
    faults = []
    for name, document in _documents(language).items():
        path.write_text(html.render(document), encoding="utf-8")
        page.goto(path.as_uri())
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{name} at {width}: wider than the window")
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        faults += [f"{name}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
    page.close()
    assert faults == []
