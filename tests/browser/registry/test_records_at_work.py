"""A unit at work in a real browser: a procedure, a fever, a loss; by mouse, by keyboard alone, without scripts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.registry.conftest import Serve
from tests.browser.registry.records_unit import PASSWORD
from tests.browser.test_pages import violations

expect.set_options(timeout=20_000)
FORMS = ("history", "screening", "plan", "procedure", "signs", "examination", "aftercare")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A running registry with a woman planned for today, and one five days after her procedure."""

    address: str
    planned: str
    after: str

    def one(self, which: str, path: str = "") -> str:
        return f"{self.address}/pregnancies/{getattr(self, which)}/{path}"


@pytest.fixture(scope="module")
def unit(serve: Serve) -> Unit:
    address, printed = serve("tests.browser.registry.records_unit")
    return Unit(address=address, **json.loads(printed.splitlines()[-1]))


def signed_in(browser: Browser, unit: Unit, role: str = "clinician", language: str = "en", **more: object) -> Page:
    """A window of somebody who has signed in; whatever the page complains about is kept."""
    locale = "zh-CN" if language == "zh" else "en-GB"
    context = browser.new_context(locale=locale, viewport={"width": 1366, "height": 768}, **more)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(unit.address)
    page.locator("input[name=login]").fill(role)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    expect(page.locator("header nav")).to_be_visible()
    return page


@pytest.fixture
def clinician(browser: Browser, unit: Unit) -> Iterator[Page]:
    page = signed_in(browser, unit)
    complaints: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: outside.append(request.url) if unit.address not in request.url else None)
    yield page
    page.context.close()
    assert [one for one in complaints if "422" not in one] == []  # a form with mistakes is told as such
    assert outside == []


def choose(page: Page, path: str, value: str) -> None:
    page.locator(f'input[name="{path}"][value="{value}"]').check(force=True)


def _today() -> str:
    return timezone.localdate().isoformat()


def test_what_happened_is_read_aloud_once(clinician: Page, unit: Unit) -> None:
    page = clinician
    page.goto(unit.one("planned", "form/procedure/"))
    said = page.locator('[data-says="verdicts"]')
    expect(said).to_be_empty()  # nothing was typed yet
    choose(page, "procedure.fetus_alive_before", "absent")
    expect(said).to_contain_text("Not yet")
    assert len(said.inner_text()) < 200 < len(page.locator("#verdicts").inner_text())  # the verdict, not the panel
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#faults")).to_be_focused()
    assert page.title().startswith("Not saved yet")
    page.get_by_role("link", name="Reason for going ahead").click()
    expect(page.get_by_label("Reason for going ahead")).to_be_focused()
    page.goto(unit.one("planned", "woman/"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_focused()


def test_no_box_that_is_reached_by_keyboard_lies_under_the_bar_of_actions(clinician: Page, unit: Unit) -> None:
    page = clinician
    page.goto(unit.one("planned", "form/procedure/"))
    hidden: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                const bar = document.querySelector(".sheet .acts");
                if (!at.closest(".fields") || bar.contains(at)) return "";
                return box.top + 24 > bar.getBoundingClientRect().top ? at.name || at.textContent : "";
            }"""
        )
        hidden += [name] if name else []
    assert hidden == []


def test_paper_is_never_dark(browser: Browser, unit: Unit) -> None:
    page = signed_in(browser, unit, color_scheme="dark")
    page.goto(unit.one("after"))
    colour = "getComputedStyle(document.body).color"
    on_screen = page.evaluate(colour)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(colour) == "rgb(29, 43, 54)" != on_screen
    assert page.locator("a.button").first.is_hidden()
    page.context.close()


def test_a_whole_pregnancy_from_registration_to_a_loss(clinician: Page, browser: Browser, unit: Unit) -> None:
    page = clinician
    page.goto(unit.address)
    page.get_by_role("link", name="Register a pregnancy").click()
    page.get_by_label("Name", exact=True).fill("Chen Jing")
    page.get_by_label("Hospital number").fill("H-77")
    page.get_by_label("Gestational age on that day").fill("12+3")
    page.get_by_label("Day", exact=True).fill((timezone.localdate() - timedelta(days=35)).isoformat())
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name="Chen Jing")).to_be_visible()
    expect(page.locator(".record-head")).to_contain_text("17+3 today")
    record = page.url

    page.get_by_role("link", name="Record the procedure").click()
    before = page.locator("#verdicts").inner_text()
    choose(page, "procedure.fetus_alive_before", "absent")
    expect(page.locator("#verdicts .urgent")).to_be_visible()  # the check ran while the form was filled in
    assert page.locator("#verdicts").inner_text() != before
    choose(page, "procedure.fetus_alive_before", "present")
    choose(page, "procedure.infection_signs_before", "present")
    page.get_by_label("Needle gauge").fill("22")
    page.get_by_label("Day of the procedure", exact=True).fill((timezone.localdate() - timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved yet")
    expect(page.get_by_label("Needle gauge")).to_have_value("22")
    page.get_by_label("Reason for going ahead").fill("Cultures taken, treated, agreed with her")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(record)
    expect(page.get_by_text("Cultures taken, treated")).to_be_visible()

    nurse = signed_in(browser, unit, "nurse")
    nurse.goto(unit.address)
    nurse.get_by_role("region", name="Calls due").get_by_role("link", name="Chen Jing").click()
    choose(nurse, "signs.fever", "present")
    nurse.get_by_label("Temperature").fill("38.6")
    expect(nurse.locator("#triage .urgent")).to_contain_text("Possible sepsis")
    nurse.get_by_role("button", name="Save").click()
    expect(nurse.get_by_text("Red flag reported: see to her now")).to_be_visible()
    nurse.goto(unit.address)
    flags = nurse.get_by_role("region", name="Red flags reported")
    flags.get_by_role("link", name="Chen Jing").click()
    nurse.get_by_label("What came of it").fill("Admitted, antibiotics within the hour")
    nurse.get_by_role("button", name="Close the red flag").click()
    nurse.goto(unit.address)
    expect(nurse.get_by_role("region", name="Red flags reported")).to_have_count(0)
    nurse.context.close()

    page.goto(record)
    page.get_by_role("link", name="Record the outcome").click()
    choose_list = page.get_by_label("How did the pregnancy end?")
    choose_list.select_option("loss")
    page.get_by_label("Day", exact=True).fill(_today())
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".record-head")).to_contain_text("loss 17+3")
    expect(page.get_by_role("button", name="Review the loss")).to_be_visible()
    page.goto(unit.address)
    expect(page.get_by_role("region", name="Losses to review")).to_contain_text("Chen Jing")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {selector}")


def test_a_procedure_is_recorded_by_keyboard_alone(clinician: Page, unit: Unit) -> None:
    page = clinician
    page.goto(unit.address)
    page.keyboard.press("n")
    expect(page).to_have_url(f"{unit.address}/pregnancies/new/")
    for selector, text in (
        ("#woman-name", "Zhou Yan"),
        ("#woman-hospital_number", "H-88"),
        ("#dating-at", "16+0"),
    ):
        _tab_to(page, selector)
        page.keyboard.type(text)
    _tab_to(page, "#dating-on")
    page.keyboard.press("t")
    expect(page.locator("#dating-on")).to_have_value(_today())
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Zhou Yan")).to_be_visible()
    page.keyboard.press("e")  # the next step: plan and check
    expect(page.get_by_role("heading", name="Plan and check")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Record the procedure")).to_be_visible()
    page.get_by_role("link", name="Record the procedure").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Procedure", exact=True)).to_be_visible()
    _tab_to(page, '[name="procedure.fetus_alive_before"]')
    page.keyboard.press("ArrowRight")  # from not looked for round to yes
    expect(page.locator('[name="procedure.fetus_alive_before"][value="present"]')).to_be_checked()
    _tab_to(page, "#procedure-gauge")
    page.keyboard.type("22")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("region", name="Calls")).to_contain_text("48-hour call")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{unit.address}/pregnancies/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".record-head")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_scripts_the_check_is_a_button(browser: Browser, unit: Unit) -> None:
    page = signed_in(browser, unit, java_script_enabled=False)
    page.goto(unit.one("planned", "form/plan/"))
    choose(page, "plan.fetal_heartbeat", "absent")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdicts .urgent")).to_be_visible()
    expect(page.locator('[name="plan.fetal_heartbeat"][value="absent"]')).to_be_checked()
    page.goto(unit.one("after", "calls/new/"))
    choose(page, "aftercare.fluid_leaking", "present")
    page.get_by_role("button", name="What to do?").click()
    expect(page.locator("#triage .urgent")).to_contain_text("see her at once")
    page.context.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh", "light"), ("en", "dark"), ("zh", "dark")])
def test_no_page_runs_off_the_window_or_breaks_an_accessibility_rule(
    browser: Browser, axe: str, unit: Unit, language: str, scheme: str
) -> None:
    page = signed_in(browser, unit, language=language, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    paths = ["/", "/?show=calls", "/keys/", "/pregnancies/", "/pregnancies/new/"]
    addresses = [f"{unit.address}{path}" for path in paths]
    addresses += [unit.one("planned", f"form/{form}/") for form in FORMS]
    addresses += [
        unit.one("after", path)
        for path in ("", "history/", "woman/", "dating/", "facts/", "tests/", "outcome/", "calls/new/", "care/")
    ]
    addresses += [unit.one("planned", path) for path in ("", "counsel/", "leaflet/counsel/")]
    faults = []
    for address in addresses:
        page.goto(address)
        where = address.removeprefix(unit.address)
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                faults.append(f"{where} at {width}: wider than the window")
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        faults += [f"{where}: {rule} {nodes}" for rule, nodes in violations(page, axe)]
    page.context.close()
    assert faults == []


def test_mistakes_are_told_in_the_language_of_the_page_and_break_no_rule(
    browser: Browser, axe: str, unit: Unit
) -> None:
    page = signed_in(browser, unit, language="zh", bypass_csp=True)
    page.goto(unit.one("planned", "form/plan/"))
    page.locator("#plan-at").fill("16.3")
    page.get_by_role("button", name="保存").click()
    error = page.locator("#error-plan-at")
    expect(error).to_contain_text("16+3")
    assert page.locator("#plan-at").get_attribute("aria-invalid") == "true"
    assert violations(page, axe) == []
    page.context.close()
