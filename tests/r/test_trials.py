"""Sequential trials give what R gives (validation/r/trials): stratified risks, logistic weights, balance."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from amnio.estimate import Censoring, Horizon, Propensity, Replicates, Target, balance, sequential_trials
from amnio.estimate.count_columns import Factor
from amnio.estimate.trial_counts import TrialCounts

RESULTS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "validation" / "r" / "trials" / "results.json").read_text(encoding="utf-8")
)
FACTORS = (Factor(name="age", levels=("young", "old")), Factor(name="scan", levels=("normal", "thick", "unclear")))
CLOSED = 1e-12  # closed formulas on both sides, stored with 15 digits
SEARCH = 1e-9  # both sides end a search
ALONE = Replicates.none(1)


def counts(name: str) -> TrialCounts:
    columns = RESULTS["data"][name]
    block = np.zeros(len(columns["n"]), dtype=int)
    return TrialCounts.of(**columns, block=block, blocks=1, factors=FACTORS, ends=("loss", "birth"))


@pytest.mark.parametrize("name", RESULTS["standardised"])
@pytest.mark.parametrize("target", Target)
def test_stratified_risks_agree_with_survfit(name: str, target: Target) -> None:
    theirs = RESULTS["standardised"][name][target.value]
    horizons = [Horizon.after(int(days)) for days in theirs]
    found = sequential_trials(
        counts(name),
        ends={1},
        horizons=horizons,
        target=target,
        later_treatment=Censoring.WITHIN_TRIAL,
        lost=Censoring.WITHIN_TRIAL,
        replicates=ALONE,
    )
    for horizon, expected in zip(horizons, theirs.values(), strict=True):
        ours = found.compared(horizon)
        assert ours.untreated.value == pytest.approx(expected["untreated"], abs=CLOSED)
        assert ours.treated.value == pytest.approx(expected["treated"], abs=CLOSED)
        assert ours.target == expected["people"]


@pytest.mark.parametrize("name", RESULTS["weighted"])
@pytest.mark.parametrize("target", Target)
def test_logistic_weights_agree_with_glm(name: str, target: Target) -> None:
    theirs = RESULTS["weighted"][name][target.value]
    horizons = [Horizon.after(int(days)) for days in theirs]
    found = sequential_trials(
        counts(name), ends={1}, horizons=horizons, target=target, propensity=Propensity.LOGISTIC, replicates=ALONE
    )
    for horizon, expected in zip(horizons, theirs.values(), strict=True):
        ours = found.compared(horizon)
        assert ours.untreated.value == pytest.approx(expected["untreated"], abs=SEARCH)
        assert ours.treated.value == pytest.approx(expected["treated"], abs=SEARCH)


@pytest.mark.parametrize("name", RESULTS["balance"])
def test_balance_agrees_with_glm(name: str) -> None:
    old = balance(counts(name), propensity=Propensity.LOGISTIC)[1]
    expected = RESULTS["balance"][name]
    assert (old.before, old.after) == pytest.approx((expected["before"], expected["after"]), abs=SEARCH)


def test_the_grid_brackets_what_is_hard() -> None:
    """Later treatment, loss to follow-up, a stratum with one arm, one trial, an end on the day of the start."""
    assert {-1, 0} <= set(RESULTS["data"]["full"]["end"])
    assert 0 in RESULTS["data"]["full"]["day"]
    assert set(RESULTS["data"]["one_trial"]["trial"]) == {5}
    everybody = sum(RESULTS["data"]["sparse"]["n"])
    assert RESULTS["standardised"]["sparse"]["all"]["25"]["people"] < everybody
