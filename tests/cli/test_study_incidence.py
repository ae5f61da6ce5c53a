"""`amnio study incidence`: both remedies for tiny early risk sets, and what is not a day."""

import json
from pathlib import Path

import pytest

from tests.cli.study_runs import said, study
from tests.cli.test_study_data import UNTREATED, table

WOMEN = (
    # the only one at risk at 12+0 is lost there: the event-free probability would be 0 for good
    {"pregnancy": "1", "entry": "80", "exit": "84", "end": "loss"},
    *({"pregnancy": f"2-{i}", "entry": "90", "exit": str(270 + i), "end": "live_birth"} for i in range(8)),
    {"pregnancy": "3", "entry": "90", "exit": "120", "end": "loss"},
)


@pytest.fixture
def women(tmp_path: Path) -> Path:
    return table(tmp_path / "women.csv", *({**UNTREATED, **woman} for woman in WOMEN), rows=len(WOMEN))


def losses(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[dict[str, float], dict[str, object]]:
    """By 24+0, and the whole answer."""
    assert study("incidence", *arguments, "--format", "json") == 0
    answer = json.loads(capsys.readouterr().out)
    loss = next(curve for curve in answer["curves"] if curve["end"] == "loss")
    return loss["by_week_24"], answer


def test_one_early_loss_alone_at_risk_is_everybody(women: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_week_24, answer = losses(capsys, women)
    assert by_week_24["value"] == 1
    assert answer["smallest"] is None


def test_beginning_later_asks_those_who_reach_the_day(women: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_week_24, answer = losses(capsys, women, "--start", "13+0")
    assert by_week_24["value"] == pytest.approx(1 / 9, abs=1e-6)
    assert answer["started"] == 91


def test_passing_over_tiny_risk_sets_is_counted_and_told(women: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_week_24, answer = losses(capsys, women, "--smallest-risk-set", 5)
    assert by_week_24["value"] == pytest.approx(1 / 9, abs=1e-6)
    assert answer["passed_over"] == 5, "the early loss, and the last four births, when fewer than five are left"
    assert study("incidence", women, "--smallest-risk-set", 5) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "fewer than 5 were at risk" in told
    assert ("use every end" in told) == bool(answer["tests"] or answer["ratios"])


def test_hazards_are_added_up_over_those_at_risk(women: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = losses(capsys, women)
    loss = next(curve for curve in answer["curves"] if curve["end"] == "loss")  # type: ignore[attr-defined]
    assert loss["hazard_by_week_24"]["value"] == pytest.approx(1 + 1 / 9, abs=1e-5)
    assert loss["divided"] == pytest.approx(2 / 10)
    assert loss["as_if_watched"] == pytest.approx(2 / 10), "all ten watched, two lost before any other end"


def test_a_landmark_asks_who_was_followed_already(women: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On day 80 only one woman has come, who is lost on 12+0; on day 85 she is gone and the others have not come."""
    by_week_24, answer = losses(capsys, women, "--start", "11+3", "--landmark")
    assert by_week_24["value"] == 1
    assert [curve["events"] for curve in answer["curves"]] == [1, 0, 0]  # type: ignore[attr-defined]
    assert study("incidence", women, "--start", "12+1", "--landmark") == 2
    assert "Nobody is followed beyond 12+1" in said(capsys)


def test_curves_say_what_they_can_where_nobody_is_lost_and_where_24_weeks_are_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    born = table(tmp_path / "born.csv", rows=4)
    for start, words in (("13+0", "all pregnancies: 0.0."), ("25+0", "Losses by birth by group")):
        assert study("incidence", born, "--start", start) == 0
        assert words in " ".join(capsys.readouterr().out.split())


def test_intervals_take_pregnancies_or_blocks_as_independent(
    women: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    definition = tmp_path / "definition.toml"
    definition.write_text("blocks = 1000", encoding="utf-8")  # so many that nobody shares one
    found = {}
    for intervals in ("greenwood", "aalen", "blocks"):
        by_week_24, answer = losses(
            capsys, women, "--definition", definition, "--start", "13+0", "--intervals", intervals
        )
        assert answer["error"] == intervals
        found[intervals] = by_week_24["standard_error"]
    assert found["greenwood"] == pytest.approx((1 / 9 * 8 / 9 / 9) ** 0.5, rel=1e-5)
    assert found["aalen"] == pytest.approx(1 / 9, rel=1e-5)
    assert found["blocks"] == pytest.approx(found["greenwood"], rel=1e-5), "each woman has a block of her own"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--start", "12.5"), "--start 12.5 is no gestational age"),
        (("--start", "42+0"), "nobody is left to count"),
        (("--smallest-risk-set", "1"), ""),
        (("--work", "FILE"), "cannot be used"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    women: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    assert study("incidence", women, *(women if each == "FILE" else each for each in options)) == 2
    assert words in said(capsys)
