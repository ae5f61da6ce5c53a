"""The recorded simulated registries (`make calibration-study`) belong to this evidence and are within their limits."""

import json
import re
from math import sqrt
from pathlib import Path

import pytest

from amnio.answers.study_answer import By, Design
from amnio.evidence import load_evidence
from tests.docs.pages import ROOT

RECORDED = json.loads((ROOT / "validation" / "calibration" / "study.json").read_text(encoding="utf-8"))
RUNS = {name: run["designs"] for name, run in RECORDED["runs"].items()}
MAIN = RUNS["everything"]
PAGE = Path(ROOT / "docs" / "explanation" / "study-calibration.md")
LARGEST_BIAS = 0.1  # standard errors
LEAST_COVERAGE, MOST_COVERAGE = 0.94, 0.96
SIGMAS = 1.0  # of the Monte-Carlo error of a coverage, granted to either side
FEW_LOSSES = f"{Design.TRIALS.value} {By.DAY_14.value}"
ENOUGH = 1000  # registries for a coverage to be judged
TRIALS = [f"{Design.TRIALS.value} {by.value}" for by in By]
JUDGED = [(name, key) for name in RUNS for key in TRIALS]


def noise(found: dict[str, float]) -> float:
    return float(SIGMAS * sqrt(LEAST_COVERAGE * (1 - LEAST_COVERAGE) / found["registries"]))


def test_the_record_was_made_with_this_evidence() -> None:
    assert RECORDED["evidence"] == load_evidence().fingerprint, "evidence has changed: run `make calibration-study`"


@pytest.mark.parametrize("name", RUNS)
def test_the_record_is_long_enough_and_holds_every_design(name: str) -> None:
    assert RUNS[name]["trials week_24"]["registries"] >= ENOUGH
    assert set(RUNS[name]) == {
        *(
            f"{design.value} {by.value}"
            for design in (Design.CRUDE, Design.STRATIFIED)
            for by in (By.WEEK_24, By.BIRTH)
        ),
        *(f"{design.value} {by.value}" for design in (Design.LANDMARK, Design.TRIALS) for by in By),
    }


@pytest.mark.parametrize(("name", "key"), JUDGED)
def test_trials_are_off_by_less_than_a_tenth_of_their_standard_error(name: str, key: str) -> None:
    assert abs(RUNS[name][key]["bias_in_standard_errors"]) < LARGEST_BIAS


@pytest.mark.parametrize(("name", "key"), JUDGED)
def test_intervals_of_trials_hold_the_truth_as_often_as_they_say(name: str, key: str) -> None:
    found = RUNS[name][key]
    assert LEAST_COVERAGE - noise(found) <= found["coverage"] <= MOST_COVERAGE + noise(found)


@pytest.mark.parametrize("name", RUNS)
def test_where_losses_are_few_the_interval_of_the_ratio_holds_it_as_often_as_it_says(name: str) -> None:
    found = RUNS[name][FEW_LOSSES]
    assert LEAST_COVERAGE - noise(found) <= found["ratio_coverage"] <= MOST_COVERAGE + noise(found)


@pytest.mark.parametrize(("name", "key"), JUDGED)
def test_standard_errors_are_as_large_as_the_spread_of_the_estimates(name: str, key: str) -> None:
    """Less noisy than coverage: a thousand registries know it to about two per cent."""
    found = RUNS[name][key]
    assert found["mean_standard_error"] == pytest.approx(found["standard_error"], rel=0.05)


@pytest.mark.parametrize("key", ["crude week_24", "stratified week_24", "landmark week_24"])
def test_the_other_designs_are_as_wrong_as_the_page_says(key: str) -> None:
    assert MAIN[key]["bias"] < 0, "they make the procedure look as if it protected"
    assert abs(MAIN[key]["bias_in_standard_errors"]) > 3 * LARGEST_BIAS


def test_the_page_shows_what_was_recorded() -> None:
    rows = re.findall(
        r"^\| (?:([a-z-]+) \| ([\d,]+) \| )?([a-z]+) \| ([a-z_0-9]+) \|"
        r".*? \| (-?[\d.]+) \| ([\d.]+)%(?: \| [\d.]+%)? \|$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    others = len(RUNS) - 1
    assert len(rows) == len(MAIN) + others * (len(TRIALS) + 2)
    for name, registries, design, by, bias, coverage in rows:
        found = RUNS[name or "everything"][f"{design} {by}"]
        assert not registries or int(registries.replace(",", "")) == found["registries"]
        assert float(bias) == round(found["bias_in_standard_errors"], 2)
        assert float(coverage) == round(100 * found["coverage"], 1)
