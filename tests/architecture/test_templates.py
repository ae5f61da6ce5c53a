"""Templates are read and merged by lines: of what a browser puts on a line of its own, one begins on a line."""

import re

from tests.docs.pages import ROOT

_TEMPLATES = ROOT / "src/amnio/registry/templates"
_BEGINS = re.compile(
    r"<(?:section|div|article|aside|nav|form|fieldset|details|summary|ul|ol|li|dl|dt|dd|p|h[1-4]|table|tr|td|th)[\s>]"
)


def test_one_block_begins_on_a_line() -> None:
    pages = sorted(_TEMPLATES.rglob("*.html"))
    assert len(pages) > 50
    crowded = [
        f"{page.relative_to(_TEMPLATES)}:{number}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        if len(_BEGINS.findall(line)) > 1
    ]
    assert crowded == []
