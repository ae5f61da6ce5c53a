"""The page about late entry tells what its data give, and its data are those that R was given."""

import csv
import json
from pathlib import Path

import pytest

from validation.why_ratios_mislead import ENDS, GROUPS, PAGE, PICTURE, PREGNANCIES, page, picture

AGAIN = "run `.venv/bin/python validation/why_ratios_mislead.py` and look"
REFEREE = Path(__file__).parents[2] / "validation" / "r" / "incidence" / "results.json"


def test_the_page_and_its_picture_are_what_the_data_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), AGAIN
    assert PICTURE.read_text(encoding="utf-8") == picture(), AGAIN


@pytest.mark.parametrize("group", GROUPS)
def test_the_pregnancies_are_those_that_r_was_given(group: str) -> None:
    given = json.loads(REFEREE.read_text(encoding="utf-8"))["data"][group]
    with PREGNANCIES.open(encoding="utf-8", newline="") as file:
        ours = [(int(r["entry"]), int(r["exit"]), ENDS[r["end"]]) for r in csv.DictReader(file) if r["group"] == group]
    assert ours == list(zip(given["entry"], given["exit"], given["end"], strict=True))


def test_the_numbers_of_the_front_page_stand_on_it() -> None:
    """Typed here: 0.068 without late entry and 0.161 with it, of 1,186 pregnancies."""
    text = page()
    assert "## The same 1,186 pregnancies" in text
    assert "69 / 1,013 = 0.068" in text
    assert "0.161 (0.124 to 0.208)" in text
