"""What Gray's test compares under late entry is what R's weights for late entry give (validation/r/gray_late_entry)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from amnio.estimate import ClusteredRisks, EventTimes, gray_test

RESULTS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "validation" / "r" / "gray_late_entry" / "results.json").read_text(encoding="utf-8")
)
CLOSED = 1e-11  # closed formulas on both sides, stored with 15 digits


@pytest.mark.parametrize(("name", "end"), [(name, end) for name, ends in RESULTS["scores"].items() for end in ends])
def test_scores_with_late_entry_agree_with_weighted_rows(name: str, end: str) -> None:
    table = RESULTS["data"][name]
    people = EventTimes.of(table["entry"], table["exit"], table["end"])
    groups = ClusteredRisks.of(people, cluster=np.array(table["group"]) - 1)
    assert gray_test(groups, end=int(end)).scores == pytest.approx(RESULTS["scores"][name][end], abs=CLOSED)


def test_the_data_have_late_entry_and_several_ends_at_a_time() -> None:
    for table in RESULTS["data"].values():
        assert len(set(table["entry"])) > 10
        ended = [(time, end) for time, end in zip(table["exit"], table["end"], strict=True) if end]
        assert len(set(ended)) < len(ended) / 2
