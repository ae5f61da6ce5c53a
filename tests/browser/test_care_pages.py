"""Pages of care in a browser: nothing overlaps or runs off, no accessibility rule is broken, the code has a name."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from amnio.present import html
from amnio.present.document import Audience, Language
from amnio.present.narrative import care_page
from tests.browser.test_pages import OVERLAPS, violations
from tests.unit.present.care_answers import care_answers

KINDS = ("loss_septic", "loss_self_harm", "loss_with_cause", "procedure_timed", "procedure_china")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("audience", list(Audience))
def test_no_page_overlaps_runs_off_the_window_or_breaks_an_accessibility_rule(
    browser: Browser, axe: str, tmp_path: Path, language: Language, audience: Audience
) -> None:
    path = tmp_path / "care.html"
    page = browser.new_page()
    faults = []
    for name in KINDS:
        document = care_page.write(care_answers()[name], language=language, audience=audience, code=True)
        path.write_text(html.render(document), encoding="utf-8")
        page.goto(path.as_uri())
        for width in (1366, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{name} at {width}: {fault}" for fault in page.evaluate(OVERLAPS)]
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{name} at {width}: wider than the window")
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        faults += [f"{name}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
        assert page.get_by_role("img", name={Language.EN: "Square code", Language.ZH: "二维码"}[language]).count() == 1
    page.close()
    assert faults == []
