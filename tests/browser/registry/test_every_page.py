"""Every page of the registry that each role can reach by its links, in a real browser, with the demonstration in it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.registry.test_loss_review import _wait
from tests.browser.test_pages import violations

ROLES = ("demo-clinician", "demo-nurse", "demo-reviewer", "demo-audit", "demo-admin")
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
_ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
_FILES = re.compile(r"\.(pdf|ics|json|zip)($|\?)|/logout/|openid|/openapi")
EVERY = tuple((lang, light, size) for lang in ("en", "zh") for light in ("light", "dark") for size in (PHONE, DESKTOP))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a running demonstration, and the password of its accounts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home: Path = tmp_path_factory.mktemp("demonstration")
    settings = {"AMNIO_HOME": str(home), "AMNIO_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "amnio.registry.settings"}
    environment, amnio = os.environ | settings, [sys.executable, "-m", "amnio"]
    demo = [*amnio, "demo", "--procedures", "120", "--years", "1"]
    made = subprocess.run(demo, cwd=home, env=environment, capture_output=True, text=True, check=True).stdout
    password = re.search(r"password\s+(\S+)", made)
    assert password is not None
    serve = [*amnio, "serve", "--port", str(port)]
    server = subprocess.Popen(serve, cwd=home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/ready/", server)
        yield f"http://127.0.0.1:{port}", password[1]
    finally:
        server.terminate()
        server.wait(timeout=60)


@pytest.mark.parametrize(("language", "light", "size"), EVERY)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_role_reaches_is_sound(
    served: tuple[str, str], browser: Browser, axe: str, role: str, language: str, light: str, size: dict[str, int]
) -> None:
    address, password = served
    context = browser.new_context(
        locale={"en": "en-GB", "zh": "zh-CN"}[language],
        color_scheme=light,
        viewport=size,  # type: ignore[arg-type]
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console",
        lambda said: (
            wrong.append(f"{page.url}: {said.text}") if said.type == "error" and "403" not in said.text else None
        ),
    )
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((address, "data:")) else None)
    _sign_in(page, address, role, password)
    seen: set[str] = set()
    waiting = ["/", "/account/", page.url.removeprefix(address)]
    while waiting:
        path = waiting.pop()
        kind = _ONE.sub("*", path.split("?")[0])
        if kind in seen or _FILES.search(path):
            continue
        seen.add(kind)
        answer = page.goto(address + path)
        if answer is None or answer.status == 403:
            continue
        wrong += [f"{kind} {answer.status}"] if answer.status >= 400 else []
        wrong += [f"{kind}: {problem}" for problem in _problems(page, axe)]
        waiting += page.eval_on_selector_all("a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    context.close()
    assert len(seen) > 2
    assert wrong == []


def _sign_in(page: Page, address: str, role: str, password: str) -> None:
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", role)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit], main form button")
    page.wait_for_url(lambda url: "/login/" not in url)


def _problems(page: Page, axe: str) -> list[str]:
    found = [str(one) for one in violations(page, axe)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(one => Number(one.tagName[1]))")
    found += [f"wider than the screen by {wide}"] if wide > 0 else []
    jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    return found + ([f"headings jump {jumps}"] if jumps or not levels or levels[0] != 1 else [])
