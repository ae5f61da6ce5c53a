"""Every page of the registry that each role can reach by its links, in a real browser, with the demonstration in it."""

import os
import re
import zlib
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.registry.conftest import Serve
from tests.browser.test_pages import violations

ROLES = ("demo-clinician", "demo-nurse", "demo-reviewer", "demo-audit", "demo-admin")
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
#: What is left of 1280 pixels at four times the size: nothing may need to be moved sideways.
MAGNIFIED = {"width": 320, "height": 256}
_ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
#: Pages from which a role reaches others: walked through again although somebody else has seen them.
_LEADING_ON = {"/", "/account/", "/worklist/", "/reviews/", "/pregnancies/", "/pregnancies/*/", "/reviews/*/"}
_FILES = re.compile(r"\.(pdf|ics|json|zip)($|\?)|/logout/|openid|/openapi")
Way = tuple[str, str, dict[str, int]]
EVERY: tuple[Way, ...] = tuple(
    (lang, light, size) for lang in ("en", "zh") for light in ("light", "dark") for size in (PHONE, DESKTOP)
)
#: In the ordinary suite every page in each language, once wide and light, once narrow and dark; `make pages`: each role
#: in every way.
WALKS: tuple[tuple[tuple[Way, ...], tuple[str, ...]], ...] = (
    ((("en", "light", DESKTOP),), ROLES),
    ((("zh", "dark", PHONE),), ROLES),
)
if os.environ.get("AMNIO_EVERY_PAGE"):
    WALKS = tuple(((way,), (role,)) for way in EVERY for role in ROLES)


@pytest.fixture(scope="module")
def served(serve: Serve) -> tuple[str, str]:
    """The address of a running demonstration, and the password of its accounts."""
    address, printed = serve("amnio", "demo", "--procedures", "100", "--years", "1")
    password = re.search(r"password\s+(\S+)", printed)
    assert password is not None
    return address, password[1]


def _named(parts: object) -> str:
    return re.sub(r"\W+", "-", str(parts)).strip("-")


@pytest.mark.parametrize(("ways", "roles"), WALKS, ids=_named)
def test_every_page_that_a_role_reaches_is_sound(
    served: tuple[str, str], browser: Browser, axe: str, ways: tuple[Way, ...], roles: tuple[str, ...]
) -> None:
    seen: set[str] = set()
    wrong = [problem for role in roles for problem in _walk(served, browser, axe, ways, role, seen)]
    assert len(seen) > 2 * len(roles)
    assert wrong == []


def _walk(
    served: tuple[str, str], browser: Browser, axe: str, ways: tuple[Way, ...], role: str, seen: set[str]
) -> list[str]:
    """What is wrong on the pages that a role reaches and that are not among the kinds seen, to which they are added."""
    wrong: list[str] = []
    pages = [_window(served, browser, way, role, wrong) for way in ways]
    waiting, here = ["/", "/account/", pages[0].url.removeprefix(served[0])], set[str]()
    while waiting:
        path = waiting.pop()
        kind = _ONE.sub("*", path.split("?")[0])
        if kind in here or (kind in seen and kind not in _LEADING_ON) or _FILES.search(path):
            continue
        here.add(kind)
        page = pages[zlib.crc32(kind.encode()) % len(pages)]
        answer = page.goto(served[0] + path)
        if answer is None or answer.status == 403:
            continue
        wrong += [f"{kind} {answer.status}"] if answer.status >= 400 else []
        wrong += [f"{role} {kind}: {problem}" for problem in _problems(page, axe)] if kind not in seen else []
        waiting += page.eval_on_selector_all("a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    seen |= here
    for page in pages:
        page.context.close()
    return wrong


def _window(served: tuple[str, str], browser: Browser, way: Way, role: str, wrong: list[str]) -> Page:
    """Somebody signed in; what the browser complains about, or asks of another site, is added to what is wrong."""
    (address, password), (language, light, size) = served, way
    locale = {"en": "en-GB", "zh": "zh-CN"}[language]
    context = browser.new_context(locale=locale, color_scheme=light, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "403" not in message.text:
            wrong.append(f"{page.url}: {message.text}")

    page.on("console", said)
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((address, "data:")) else None)
    _sign_in(page, address, role, password)
    return page


def _sign_in(page: Page, address: str, role: str, password: str) -> None:
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", role)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit], main form button")
    page.wait_for_url(lambda url: "/login/" not in url)


def _problems(page: Page, axe: str) -> list[str]:
    found = [str(one) for one in violations(page, axe)]
    own = page.viewport_size or DESKTOP
    page.set_viewport_size(MAGNIFIED)  # type: ignore[arg-type]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(own)
    levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(one => Number(one.tagName[1]))")
    found += [f"wider than the screen by {wide}"] if wide > 0 else []
    jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    return found + ([f"headings jump {jumps}"] if jumps or not levels or levels[0] != 1 else [])
