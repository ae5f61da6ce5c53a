"""Incidence with late entry and cause-specific hazards give what R gives (validation/r/incidence).

The data set is a study of pregnancies that came under observation at very different weeks, which is what makes losses
after an amniocentesis hard to count: whoever divides losses by pregnancies gets less than half of the risk.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from amnio.estimate import CoxFit, EventTimes, RiskTable, cox, cumulative_incidence

RESULTS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "validation" / "r" / "incidence" / "results.json").read_text(encoding="utf-8")
)
ENDS = {"induced": 1, "live_birth": 2, "loss": 3}
GROUPS = ("control", "exposed")
CLOSED = 1e-12  # closed formulas on both sides, stored with 15 digits
SEARCH = 1e-10  # both sides end their search at the last digits of the likelihood


def women(group: str) -> EventTimes:
    table = RESULTS["data"][group]
    return EventTimes.of(table["entry"], table["exit"], table["end"], ends=3)


def compared(people: EventTimes, expected: dict[str, Any]) -> None:
    found = cumulative_incidence(RiskTable.of(people))
    for name, theirs in expected.items():
        for i, time in enumerate(theirs["time"]):
            ours = found.at(time, ENDS[name])
            assert ours.probability == pytest.approx(theirs["probability"][i], abs=CLOSED)
            assert ours.standard_error == pytest.approx(theirs["standard_error"][i], abs=CLOSED)
            if ours.low is not None and theirs["low"][i] is not None:
                assert (ours.low, ours.high) == pytest.approx((theirs["low"][i], theirs["high"][i]), abs=CLOSED)


@pytest.mark.parametrize("group", GROUPS)
def test_every_step_of_every_incidence_agrees_with_etm(group: str) -> None:
    compared(women(group), RESULTS["incidence"][group])


@pytest.mark.parametrize("group", GROUPS)
def test_numbers_at_risk_agree_with_etm(group: str) -> None:
    table, theirs = RiskTable.of(women(group)), RESULTS["incidence"][group]["loss"]
    assert dict(zip(table.times.tolist(), table.at_risk.tolist(), strict=True)) == dict(
        zip(theirs["time"], theirs["at_risk"], strict=True)
    )


@pytest.mark.parametrize("group", GROUPS)
def test_the_risk_from_a_later_week_on_agrees_with_etm(group: str) -> None:
    theirs = RESULTS["after_week_15"][group]
    later = women(group).at_risk_after(theirs["week"])
    assert (later.entry.size, int((later.end == ENDS["loss"]).sum())) == (theirs["women"], theirs["losses"])
    compared(later, theirs["ends"])


@pytest.mark.parametrize("group", GROUPS)
def test_the_wrong_answer_without_late_entry_is_the_one_r_gives(group: str) -> None:
    people = women(group)
    ignoring = EventTimes.of(np.zeros_like(people.entry), people.exit, people.end, ends=3)
    compared(ignoring, {"loss": RESULTS["without_late_entry"][group]})


@pytest.mark.parametrize("end", ENDS)
def test_cause_specific_hazard_ratios_agree_with_survival(end: str) -> None:
    ours, theirs = hazard_ratio(end), RESULTS["cox"][end]
    assert ours.log_hazard_ratio[0] == pytest.approx(theirs["log_hazard_ratio"], abs=SEARCH)
    assert ours.standard_error[0] == pytest.approx(theirs["standard_error"], abs=SEARCH)


def hazard_ratio(end: str) -> CoxFit:
    tables = [RESULTS["data"][group] for group in GROUPS]
    columns = (np.concatenate([table[name] for table in tables]) for name in ("entry", "exit", "end"))
    exposed = np.concatenate([np.full(len(table["entry"]), i) for i, table in enumerate(tables)])
    return cox(EventTimes.of(*columns, ends=3), exposed[:, None], end=ENDS[end])


@pytest.mark.parametrize(
    ("group", "losses", "wrong", "later"),
    [
        ("control", (0.06009104, 0.12780374, 0.14920689, 0.1560305, 0.1599039), 0.068, 0.009796012),
        ("exposed", (0.14553571, 0.27819622, 0.31434927, 0.3507019, 0.3584918), 0.249, 0.050533962),
    ],
)
def test_the_digits_that_are_known_of_this_study(
    group: str, losses: tuple[float, ...], wrong: float, later: float
) -> None:
    """Typed here, so that a mistake in writing the stored results would be seen."""
    people = women(group)
    found = cumulative_incidence(RiskTable.of(people))
    assert [found.at(week, 3).probability for week in (7, 10, 12, 20, 27)] == pytest.approx(losses, abs=1e-7)
    ignoring = EventTimes.of(np.zeros_like(people.entry), people.exit, people.end, ends=3)
    assert cumulative_incidence(RiskTable.of(ignoring)).at(43, 3).probability == pytest.approx(wrong, abs=5e-4)
    after = cumulative_incidence(RiskTable.of(people.at_risk_after(15)))
    assert after.at(43, 3).probability == pytest.approx(later, abs=1e-9)
