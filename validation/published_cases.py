"""`make validate`: reviews every published case and writes docs/explanation/validation.md.

With `--check` nothing is written; the status is 1 when the stored page is not what would be written.
Case files and parameters are never changed to reach agreement: where an answer is uncertain or differs, `readings.toml`
says so in words, and this refuses to write a page in which a reading is missing or has lost its disagreement.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from validation.page import page  # noqa: E402
from validation.readings import ReadingError  # noqa: E402
from validation.reviewed import validated  # noqa: E402

PAGE = ROOT / "docs/explanation/validation.md"


def main(arguments: list[str]) -> int:
    try:
        text = page(validated())
    except ReadingError as error:
        print(error, file=sys.stderr)
        return 1
    shown = PAGE.relative_to(ROOT)
    if "--check" in arguments:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print(f"{shown} is not what the cases give now: make validate", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {shown}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
