"""A page of the documentation that is made from data: written, or compared with what is stored."""

from collections.abc import Sequence
from pathlib import Path

CHECK = "--check"


def write_or_check(path: Path, written: str, arguments: Sequence[str]) -> int:
    """Writes the page; with `--check` says whether the stored one is the same. Returns the status of the process."""
    if CHECK in arguments:
        same = path.read_text(encoding="utf-8") == written
        print("the page is up to date" if same else "the page differs: write it again and look")
        return 0 if same else 1
    path.write_text(written, encoding="utf-8")
    print(f"wrote {path.relative_to(Path(__file__).parents[1])}")
    return 0
