"""Takes the pictures of the README: an example's page as a browser shows it, down to the figure of the causes.

    .venv/bin/python tools/take_pictures.py

Needs Chromium (`make test` installs it). Each picture carries a digest of the document that it shows, so that a test
notices when the words or numbers of the example have changed since.
"""

import hashlib
import json
import struct
import sys
import zlib
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from amnio.answers.review import Reviewer  # noqa: E402
from amnio.cli.examples import example_case  # noqa: E402
from amnio.present import html  # noqa: E402
from amnio.present.document import Document, IntervalChart  # noqa: E402
from amnio.present.narrative import write  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = "coli-sepsis-easy-procedure"
WIDTH = 1100
LAST_SECTION = "causes"  # its figure is the last thing in the picture
_KEY = b"amnio document"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def document(language: str) -> Document:
    """What the picture of this language shows."""
    _, case = example_case(EXAMPLE, language)
    return write(Reviewer().review(case), language=language, audience="clinician")


def digest(shown: Document) -> str:
    """Changes when a word or number in the picture does; not with the look of the page, nor with what is below."""
    last = next(index for index, block in enumerate(shown.blocks) if isinstance(block, IntervalChart))
    blocks = [asdict(block) for block in shown.blocks[: last + 1]]
    content = json.dumps([shown.title, shown.facts, blocks], default=str, sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


def recorded_digest(picture: bytes) -> str | None:
    """The digest that a picture carries."""
    at = len(_SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        if kind == b"tEXt" and content.startswith(_KEY + b"\0"):
            return content[len(_KEY) + 1 :].decode("ascii")
        at += length + 12
    return None


def with_digest(picture: bytes, value: str) -> bytes:
    """The picture with the digest behind its header."""
    header_end = len(_SIGNATURE) + 4 + 4 + 13 + 4
    content = _KEY + b"\0" + value.encode("ascii")
    check = struct.pack(">I", zlib.crc32(b"tEXt" + content))
    chunk = struct.pack(">I", len(content)) + b"tEXt" + content + check
    return picture[:header_end] + chunk + picture[header_end:]


def take(page: str) -> bytes:
    """The top of a page as PNG."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": WIDTH})
        tab.set_content(page)
        figure = tab.locator(f"section[aria-labelledby={LAST_SECTION}] figure").first
        box = figure.bounding_box()
        if box is None:
            raise RuntimeError(f"the page shows no figure in the section {LAST_SECTION!r}")
        below = box["y"] + box["height"]
        taken = tab.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": below})
        browser.close()
    return taken


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        shown = document(language)
        path = PICTURES / f"review-{language}.png"
        path.write_bytes(with_digest(take(html.render(shown)), digest(shown)))
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
