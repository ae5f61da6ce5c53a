"""Competing ends give what R gives (validation/r/competing): clusters, weights, small risk sets, Gray, Fine and
Gray."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from amnio.estimate import (
    ClusteredRisks,
    CumulativeIncidence,
    EventTimes,
    RiskTable,
    SmallestRiskSet,
    cumulative_hazards,
    cumulative_incidence,
    fine_gray,
    gray_test,
    robust_incidence,
)

RESULTS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "validation" / "r" / "competing" / "results.json").read_text(encoding="utf-8")
)
CLOSED = 1e-11  # closed formulas on both sides, stored with 15 digits
SEARCH = 1e-8  # the end of a search; crr stops at a slope of 1e-12
CRR_ERRORS = 0.02  # theirs count that weights were estimated


def people(name: str) -> EventTimes:
    table = RESULTS["data"][name]
    return EventTimes.of(table["entry"], table["exit"], table["end"])


def column(name: str, which: str) -> np.ndarray:
    return np.array(RESULTS["data"][name][which])


def compared(ours: CumulativeIncidence, theirs: dict[str, Any], *, errors: bool = True) -> None:
    for i, time in enumerate(theirs["time"]):
        for end, probability in enumerate(theirs["probability"][i], start=1):
            found = ours.at(time, end)
            assert found.probability == pytest.approx(probability, abs=CLOSED)
            if errors:
                assert found.standard_error == pytest.approx(theirs["standard_error"][i][end - 1], abs=CLOSED)


@pytest.mark.parametrize("name", RESULTS["clusters"])
def test_errors_from_clusters_and_weights_agree_with_survfit(name: str) -> None:
    cluster, weights, everybody = column(name, "cluster"), column(name, "weight"), np.arange(len(column(name, "exit")))
    compared(robust_incidence(ClusteredRisks.of(people(name), cluster=cluster)), RESULTS["clusters"][name])
    compared(
        robust_incidence(ClusteredRisks.of(people(name), cluster=everybody, weights=weights)), RESULTS["weights"][name]
    )
    compared(robust_incidence(ClusteredRisks.of(people(name), cluster=cluster, weights=weights)), RESULTS["both"][name])


@pytest.mark.parametrize("name", RESULTS["small_risk_sets"])
def test_passing_over_small_risk_sets_agrees_with_etm(name: str) -> None:
    for theirs in RESULTS["small_risk_sets"][name]:
        whole = np.floor(theirs["constant"] * people(name).entry.size ** theirs["power"])  # as etm cuts it
        ours = cumulative_incidence(RiskTable.of(people(name)), smallest=SmallestRiskSet(constant=whole))
        compared(ours, theirs, errors=False)


@pytest.mark.parametrize("name", RESULTS["levels"])
def test_intervals_of_other_levels_agree_with_etm(name: str) -> None:
    ours = cumulative_incidence(RiskTable.of(people(name)))
    for theirs in RESULTS["levels"][name]:
        for time, low, high in zip(theirs["time"], theirs["low"], theirs["high"], strict=True):
            found = ours.at(time, 1, level=theirs["level"])
            if found.low is not None and low is not None:
                assert (found.low, found.high) == pytest.approx((low, high), abs=CLOSED)


@pytest.mark.parametrize("name", RESULTS["product_limit"])
def test_incidence_agrees_with_prodlim(name: str) -> None:
    ours, theirs = cumulative_incidence(RiskTable.of(people(name))), RESULTS["product_limit"][name]
    for time, probability in zip(theirs["time"], theirs["probability"], strict=True):
        assert ours.at(time, 1).probability == pytest.approx(probability, abs=CLOSED)


@pytest.mark.parametrize("name", RESULTS["hazards"])
def test_cumulative_hazards_agree_with_survfit(name: str) -> None:
    ours = cumulative_hazards(RiskTable.of(people(name)))
    for end, theirs in RESULTS["hazards"][name].items():
        for time, hazard, error in zip(theirs["time"], theirs["hazard"], theirs["standard_error"], strict=True):
            found = ours.at(time, int(end))
            assert (found.hazard, found.standard_error) == pytest.approx((hazard, error), abs=CLOSED)


@pytest.mark.parametrize("name", RESULTS["gray"])
def test_grays_test_agrees_with_cmprsk(name: str) -> None:
    groups = ClusteredRisks.of(people(name), cluster=column(name, "group") - 1)
    for end, (statistic, p_value, degrees) in RESULTS["gray"][name].items():
        ours = gray_test(groups, end=int(end))
        assert (ours.statistic, ours.p_value) == pytest.approx((statistic, p_value), abs=CLOSED)
        assert ours.degrees == degrees
    assert gray_test(groups, end=1, rho=1.0).statistic == pytest.approx(RESULTS["gray_early"][name][0], abs=CLOSED)


def covariates(name: str) -> np.ndarray:
    return np.column_stack([column(name, "group") == 2, column(name, "x")]).astype(float)


@pytest.mark.parametrize("name", RESULTS["subdistribution"])
def test_subdistribution_ratios_agree_with_finegray_and_coxph(name: str) -> None:
    ours, theirs = fine_gray(people(name), covariates(name), end=1), RESULTS["subdistribution"][name]
    assert ours.log_ratio == pytest.approx(np.array(theirs["log_ratio"]), abs=SEARCH)
    assert np.sqrt(np.diagonal(ours.robust)) == pytest.approx(np.array(theirs["robust"]), abs=SEARCH)
    assert np.sqrt(np.diagonal(ours.covariance)) == pytest.approx(np.array(theirs["naive"]), abs=SEARCH)


@pytest.mark.parametrize("name", RESULTS["without_ties"])
def test_subdistribution_ratios_agree_with_crr_where_censoring_is_not_tied(name: str) -> None:
    ours, theirs = fine_gray(people(name), covariates(name), end=1), RESULTS["without_ties"][name]
    assert ours.log_ratio == pytest.approx(np.array(theirs["log_ratio"]), abs=SEARCH)
    assert np.sqrt(np.diagonal(ours.robust)) == pytest.approx(np.array(theirs["standard_error"]), rel=CRR_ERRORS)


def test_the_grid_brackets_what_is_hard() -> None:
    """It cannot shrink to what is easy: late entry, ties, censoring and none, three ends, a lone person at risk."""
    late = [name for name in RESULTS["clusters"] if len(set(column(name, "entry"))) > 1]
    assert len(late) == 5
    assert all(len(set(column(name, "exit"))) < len(column(name, "exit")) for name in late)
    assert any((column(name, "end") > 0).all() for name in late)
    assert any(column(name, "end").max() == 3 for name in late)
    assert RiskTable.of(people("early")).at_risk.min() == 1
    assert {len(set(column(name, "group"))) for name in RESULTS["gray"]} == {2, 3, 4}


def test_the_recorded_benchmark_kept_its_promise() -> None:
    """A million people, the same answers as R, at least so many times as fast as survfit and as etm."""
    recorded = json.loads((Path(__file__).parents[2] / "bench" / "results" / "incidence.json").read_text("utf-8"))
    assert recorded["people"] == 1_000_000
    assert recorded["promised"] >= 50
    assert min(recorded["times_faster"][name] for name in ("survfit", "etm")) >= recorded["promised"]
