"""Writes again what the pages show: generated reference pages, and what the commands on the pages print.

`.venv/bin/python -m tests.docs.refresh` does it for every page; names of pages behind it limit it to them.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.docs.pages import ROOT, name_of, pages
from tests.docs.reference import PAGES
from tests.docs.running import Follower


def main(wanted: Sequence[str]) -> None:
    for name, page in PAGES.items():
        if not wanted or name in wanted:
            _write(ROOT / name, page())
    for path in pages():
        name = name_of(path)
        if name in PAGES or (wanted and name not in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            _write(path, Follower(name, Path(folder)).follow(path.read_text(encoding="utf-8")))


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(f"written: {name_of(path)}")


if __name__ == "__main__":
    main(sys.argv[1:])
