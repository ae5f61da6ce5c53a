"""The pooling methods give what the R package metafor gives (validation/r/pooling)."""

import json
from pathlib import Path
from typing import Any

import pytest

from amnio.estimate import (
    Between,
    Measure,
    Pooled,
    TwoArmCounts,
    effect_sizes,
    inverse_variance,
    mantel_haenszel,
    peto,
    prediction_interval,
    random_effects,
)

RESULTS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "validation" / "r" / "pooling" / "results.json").read_text()
)
DATA = ("stillbirth", "pre_eclampsia", "bcg")
MEASURES = tuple(Measure)


def studies_of(data: str) -> list[TwoArmCounts]:
    counts = RESULTS[data]["counts"]
    columns = (counts[name] for name in ("treated_events", "treated_total", "control_events", "control_total"))
    return [
        TwoArmCounts(label=str(i), treated_events=a, treated_total=n1, control_events=c, control_total=n0)
        for i, (a, n1, c, n0) in enumerate(zip(*columns, strict=True))
    ]


def assert_same(ours: Pooled, theirs: dict[str, Any], *, relative: float = 1e-11) -> None:
    for name in ("estimate", "standard_error", "low", "high", "q", "tau2"):
        assert getattr(ours, name) == pytest.approx(theirs[name], rel=relative, abs=1e-14), name
    assert ours.degrees == theirs["degrees"]
    if theirs["i2"] is not None:  # rma.peto gives none
        assert ours.i2 == pytest.approx(theirs["i2"], rel=relative, abs=1e-12)


def test_the_referee_says_with_which_versions_it_was_run() -> None:
    assert set(RESULTS["made_with"]) == {"R", "metafor", "metadat"}


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("measure", MEASURES)
def test_mantel_haenszel_agrees_with_metafor(data: str, measure: Measure) -> None:
    assert_same(mantel_haenszel(studies_of(data), measure), RESULTS[data]["mantel_haenszel"][measure])


@pytest.mark.parametrize("data", DATA)
def test_peto_agrees_with_metafor(data: str) -> None:
    assert_same(peto(studies_of(data)), RESULTS[data]["peto"])


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("measure", MEASURES)
def test_inverse_variance_agrees_with_metafor(data: str, measure: Measure) -> None:
    effects = effect_sizes(studies_of(data), measure)
    assert_same(inverse_variance(effects), RESULTS[data]["inverse_variance"][measure])


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("between", tuple(Between))
def test_random_effects_agree_with_metafor(data: str, between: Between) -> None:
    for measure, theirs in RESULTS[data][between].items():
        ours = random_effects(effect_sizes(studies_of(data), Measure(measure)), between)
        assert_same(ours, theirs, relative=1e-9)  # both sides iterate


@pytest.mark.parametrize("data", DATA)
def test_the_hartung_knapp_interval_agrees_with_metafor(data: str) -> None:
    effects = effect_sizes(studies_of(data), Measure.LOG_ODDS_RATIO)
    ours = random_effects(effects, Between.REML, hartung_knapp=True)
    assert_same(ours, RESULTS[data]["hartung_knapp"]["log_odds_ratio"], relative=1e-9)
    theirs = RESULTS[data]["prediction"]["log_odds_ratio"]
    assert prediction_interval(ours) == pytest.approx(theirs, rel=1e-9)
