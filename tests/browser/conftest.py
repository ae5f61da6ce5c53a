"""A real browser and the accessibility checker. Where either is missing the tests fail; they never skip."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from amnio.present import html
from tests.unit.present.pages.documents import DOCUMENTS

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("AMNIO_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
AXE = Path(os.environ.get("AMNIO_AXE") or ROOT / "build/axe/node_modules/axe-core/axe.min.js")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    assert AXE.is_file(), f"axe-core is not at {AXE}: run `make environment`"
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(params=list(DOCUMENTS))
def document_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, document_name: str, tmp_path: Path) -> Iterator[Page]:
    """The page of one document, opened from a file as a reader would; any request to the network is a failure."""
    path = tmp_path / "review.html"
    path.write_text(html.render(DOCUMENTS[document_name]()), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto(path.as_uri())
    yield opened
    opened.close()
    assert asked == [path.as_uri()]
    assert complaints == []
