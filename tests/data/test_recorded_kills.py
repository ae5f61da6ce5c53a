"""What the long runs of `make kills` found on both databases: nothing lost, nothing half."""

import json
from pathlib import Path

import pytest

RESULTS = Path(__file__).resolve().parents[2] / "validation/kills"
#: "Hundreds" over both.
FEWEST, TOGETHER = 100, 200


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_acknowledged_save_was_lost(database: str) -> None:
    found = json.loads((RESULTS / f"{database}.json").read_text(encoding="utf-8"))
    assert found["database"] == database
    assert (found["lost"], found["halves"], found["breaks"], found["sound"]) == ([], [], [], True)
    assert found["kills"] >= FEWEST
    assert found["acknowledged"] > found["kills"] / 2  # the kills came while something was being saved
    assert found["sent"] > found["acknowledged"]  # and some of them in the middle of a save
    assert found["of_them_database"] >= (FEWEST // 2 - 1 if database == "postgresql" else 0)


def test_hundreds_of_kills_together() -> None:
    assert sum(json.loads(path.read_text(encoding="utf-8"))["kills"] for path in RESULTS.glob("*.json")) >= TOGETHER
