"""What was measured of the registry keeps what is promised: every page, on both databases, with enough pregnancies."""

import json

import pytest

from tests.docs.pages import ROOT

MEASURED = json.loads((ROOT / "bench" / "results" / "registry.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_ninety_five_of_a_hundred_pages_come_within_the_promised_time(database: str) -> None:
    found = MEASURED[database]
    assert found["pregnancies"] >= 50_000
    assert (MEASURED["people"], found["refused"], MEASURED["machine"]["processors"]) == (20, {}, 2)
    slow = {name: page["p95_ms"] for name, page in found["pages"].items() if page["p95_ms"] >= 200}
    assert slow == {}
