"""The recorded long calibration (`make calibration`) belongs to this evidence and is within its limits."""

import json
from pathlib import Path

import pytest

from amnio.clinic.vocabulary import Cause
from amnio.evidence import load_evidence

RECORDED = json.loads(
    (Path(__file__).parents[2] / "validation" / "calibration" / "posterior.json").read_text(encoding="utf-8")
)
#: Of 60 tenths none may lie further from its truth than this many standard errors (plus one loss).
TOO_FAR = 4.0


def test_the_record_was_made_with_this_evidence() -> None:
    assert RECORDED["evidence"] == load_evidence().fingerprint, "evidence has changed: run `make calibration` and look"


def test_the_record_is_long_enough_to_find_a_fault() -> None:
    assert RECORDED["losses"] >= 3000
    assert set(RECORDED["causes"]) == set(Cause)


@pytest.mark.parametrize("cause", list(Cause))
def test_what_was_said_is_what_was_true_in_every_tenth(cause: Cause) -> None:
    rows = RECORDED["causes"][cause.value]
    assert len(rows) == 10
    for row in rows:
        distance = abs(row["said"] - row["true"])
        assert distance <= TOO_FAR * row["standard_error"] + 1.5 / row["losses"], row
