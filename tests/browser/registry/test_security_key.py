"""A security key, from being added to signing in with it, with the key that Chromium can pretend to have."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import violations
from tests.registry.installation import PASSWORD, Installation, free_port, kill

_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": False,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Browsers tie a key to a name, never to a number: the server is asked by its name."""
    place = Installation(tmp_path_factory.mktemp("home"))
    place.prepare()
    place.add_staff("wang", "clinician")
    port = free_port()
    running = place.start(port)
    yield f"http://localhost:{port}"
    kill(running)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", base_url=address)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert complaints == []


def _password(page: Page) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill("wang")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def test_a_key_is_added_and_then_opens_the_door(page: Page, axe: str) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    key = device.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})["authenticatorId"]

    _password(page)
    page.goto("/account/factors/webauthn/add/")
    page.locator("[name=password]").fill(PASSWORD)  # who changes how she signs in is asked again
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#add-key")).to_be_visible()
    assert violations(page, axe) == []
    page.get_by_label("Name").fill("Blue key")
    page.locator("#add-key").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1
    page.goto("/account/factors/webauthn/")
    expect(page.locator("main")).to_contain_text("Blue key")

    page.goto("/account/logout/")
    page.locator("main form button").first.click()
    _password(page)
    assert "/account/factors/" in page.url
    assert violations(page, axe) == []
    page.goto("/pregnancies/")
    assert "/account/" in page.url  # the password alone opens nothing
    page.goto("/account/factors/authenticate/")
    page.locator("#use-key").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    expect(page.locator("header nav")).to_be_visible()
    used = device.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert used[0]["signCount"] > 1
