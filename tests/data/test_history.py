"""What changed about a number is written twice, for readers and for the site: the two agree."""

import re
from pathlib import Path

import pytest

from amnio.evidence import EvidenceError, load_evidence
from amnio.evidence.history import load_history, parse_history

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def test_the_record_says_what_the_changelog_says() -> None:
    printed, release = [], ""
    for line in CHANGELOG.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"## (\S+)", line):
            release = found[1]
        if found := re.match(r"\| `([a-z_0-9.]+)` \| (.+?) \| (.+?) \|$", line):
            printed.append((found[1], release, found[2], found[3]))
    recorded = [(change.parameter, change.release, change.before, change.after) for change in load_history().changes]
    assert recorded == printed
    assert recorded


def test_every_change_is_of_a_number_that_is_there() -> None:
    assert {change.parameter for change in load_history().changes} <= set(load_evidence().parameters)


def test_a_change_needs_a_reason_that_is_written_down() -> None:
    change = {"parameter": "a", "release": "1", "before": "1", "after": "2", "reason": "none"}
    with pytest.raises(EvidenceError, match="reason"):
        parse_history({"begins": "1", "reasons": {}, "change": [change]})
