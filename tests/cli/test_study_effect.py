"""`amnio study effect`, `incidence`, `report` and `power` from the command line: forms, protocols, refusals."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.study_runs import said
from tests.cli.study_runs import study as run

SAME_RISK = ("--same-risk", "screen", "--same-risk", "maternal_age:35,40")
PROTOCOL = """title = "What does amniocentesis add in our region?"
designs = ["crude", "trials"]
among = "treated"
[definition]
blocks = 10
strata = [{ column = "screen", codes = ["negative", "positive"] }]
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "women.parquet"
    assert run("simulate", "--n", 20_000, "--scenario", "indication", "--output", path) == 0
    return path


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    path = tmp_path / "protocol.toml"
    path.write_text(PROTOCOL, encoding="utf-8")
    return path


def test_four_designs_stand_side_by_side_each_with_a_sentence_why(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("effect", table, *SAME_RISK) == 0
    out = capsys.readouterr().out
    for words in ("Crude:", "Same risk:", "At a landmark:", "A trial every day:", "before 24+0", "E-value"):
        assert words in out
    assert "no protocol file" in " ".join(out.split())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_trials_are_told_in_every_way_and_without_early_losses(
    table: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = ("--propensity", "logistic", "--doubly-robust", "--unnoticed", 3, "--unnoticed", 3)
    assert run("effect", table, *SAME_RISK, "--design", "trials", *ways, "--language", language) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in {"en": ("Doubly robust", "day 3", "43 to birth"), "zh": ("双重稳健", "第3天", "43至分娩")}[language]:
        assert words in out


def test_a_protocol_decides_on_models_and_early_losses(table: Path, protocol: Path, tmp_path: Path) -> None:
    asked = 'propensity = "logistic"\ndoubly_robust = true\nunnoticed = [3, 5]\n[definition]'
    protocol.write_text(PROTOCOL.replace("[definition]", asked), encoding="utf-8")
    assert run("effect", table, "--protocol", protocol, "--output", tmp_path / "answer.json") == 0
    answer = json.loads((tmp_path / "answer.json").read_text("utf-8"))
    assert [each["way"] for each in answer["other_ways"]] == ["logistic", "doubly_robust"]
    assert sorted({each["days"] for each in answer["sensitivity"]["early"]}) == [3, 5]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_is_a_folder_with_every_table_as_a_file(table: Path, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "report"
    assert run("report", table, *SAME_RISK, "--language", language, "--output", folder) == 0
    names = {path.name for path in folder.iterdir()}
    assert {"report.html", "report.pdf", "report.json", "tables"} <= names
    page = (folder / "report.html").read_text("utf-8")
    assert "STROBE" in page
    assert "TARGET" in page
    record = json.loads((folder / "report.json").read_text("utf-8"))
    with (folder / "tables" / "02-designs.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) == 2 + len(record["effect"]["effects"])
    assert run("report", table, "--output", folder) == 2, "a former report is only replaced when asked"
    assert run("report", table, *SAME_RISK, "--output", folder, "--force") == 0


def test_a_protocol_decides_and_its_fingerprint_stands_in_the_answer(
    table: Path, protocol: Path, tmp_path: Path
) -> None:
    answers = []
    for name in ("one.json", "two.json"):
        assert run("effect", table, "--protocol", protocol, "--output", tmp_path / name) == 0
        answers.append((tmp_path / name).read_bytes())
    assert answers[0] == answers[1], "the same protocol and table give the same bytes"
    answer = json.loads(answers[0])
    assert len(answer["stamp"]["protocol"]) == 12
    assert {each["design"] for each in answer["effects"]} == {"crude", "trials"}
    assert answer["question"]["factors"] == ["screen"]
    protocol.write_text(PROTOCOL.replace("blocks = 10", "blocks = 11"), encoding="utf-8")
    assert run("effect", table, "--protocol", protocol, "--output", tmp_path / "three.json") == 0
    other = json.loads((tmp_path / "three.json").read_text("utf-8"))
    assert other["stamp"]["protocol"] != answer["stamp"]["protocol"]


@pytest.mark.parametrize(
    "options",
    [
        ("--design", "trials"),
        ("--among", "all"),
        ("--landmark", "17+0"),
        SAME_RISK[:2],
        ("--leave-out", "x"),
        ("--doubly-robust",),
        ("--propensity", "logistic"),
        ("--unnoticed", "3"),
    ],
)
def test_an_option_that_a_protocol_decides_is_refused(
    table: Path, protocol: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("effect", table, "--protocol", protocol, *options) == 2
    assert f"{options[0]} was given beside the protocol" in said(capsys)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('among = "treated"', 'amogn = "treated"', "has a key amogn"),
        ('"crude"', '"magic"', "makes no sense"),
        ('among = "treated"', 'among = "some"', "makes no sense"),
        ("blocks = 10", "blocks = 1", "blocks"),
        ("blocks = 10", "blocks = = 1", "TOML"),
        ('among = "treated"', 'propensity = "guess"', "propensity = guess makes no sense"),
        ('among = "treated"', 'doubly_robust = "yes"', "doubly_robust = yes makes no sense"),
        ('among = "treated"', "unnoticed = [0]", "unnoticed = [0] makes no sense"),
    ],
)
def test_a_malformed_protocol_is_refused_by_name(
    table: Path, protocol: Path, old: str, new: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    protocol.write_text(PROTOCOL.replace(old, new), encoding="utf-8")
    assert run("effect", table, "--protocol", protocol) == 2
    assert words in said(capsys)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("effect",), "No table was given"),
        (("effect", "no-such.parquet"), "no-such.parquet"),
        (("effect", "TABLE", "--example"), "More than one input"),
        (("effect", "TABLE", "--landmark", "18.5"), "is no gestational age"),
        (("effect", "TABLE", "--same-risk", "eyes"), "has no column eyes"),
        (("effect", "TABLE", "--same-risk", "maternal_age:x"), "names no bands"),
        (("effect", "TABLE", "--same-risk", "pregnancy"), "different codes"),
        (("effect", "--example", "everthing"), "Did you mean everything?"),
        (("report", "TABLE"), "No folder was named"),
        (("effect", "TABLE", "--design", "crude", "--doubly-robust"), "belong to the design trials"),
        (("incidence", "TABLE", "--by", "eyes"), "has no column eyes"),
        (("power", "--scenario", "luck"), "There is no scenario luck"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_write_instead(
    table: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*(table if each == "TABLE" else each for each in arguments)) == 2
    assert words in said(capsys)


def test_curves_that_pass_over_ends_say_that_comparisons_do_not(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("incidence", table, "--by", "screen") == 0
    whole = capsys.readouterr().out
    assert run("incidence", table, "--by", "screen", "--smallest-risk-set", 5) == 0
    assert ("use every end" in whole, "use every end" in capsys.readouterr().out) == (False, True)


def test_incidence_has_a_curve_for_every_group(table: Path, tmp_path: Path) -> None:
    assert run("incidence", table, "--by", "screen", "--output", tmp_path / "by.json") == 0
    answer = json.loads((tmp_path / "by.json").read_text("utf-8"))
    assert {curve["group"] for curve in answer["curves"]} == {"screen negative", "screen positive"}
    assert answer["tests"][0]["p_value"] < 0.05, "a positive screen means more losses in this scenario"
    losses = {curve["group"]: curve for curve in answer["curves"] if curve["end"] == "loss"}
    assert losses["screen positive"]["by_week_24"]["value"] > losses["screen negative"]["by_week_24"]["value"]
    ratios = {each["hazard"]: each for each in answer["ratios"]}
    assert set(ratios) == {"cause_specific", "subdistribution"}
    for each in ratios.values():
        assert (each["group"], each["against"]) == ("screen positive", "screen negative")
        assert each["ratio"]["low"] > 1
    for curve in answer["curves"]:
        values = [point["value"] for point in curve["points"]]
        assert values == sorted(values)


def test_incidence_is_higher_than_dividing_where_losses_came_before_the_first_record(
    table: Path, tmp_path: Path
) -> None:
    assert run("incidence", table, "--output", tmp_path / "all.json") == 0
    answer = json.loads((tmp_path / "all.json").read_text("utf-8"))
    loss = next(curve for curve in answer["curves"] if curve["end"] == "loss")
    assert loss["by_birth"]["value"] > 1.2 * loss["divided"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_power_is_told_with_what_it_was_simulated_from(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("power", "--n", 3_000, "--registries", 5, "--language", language) == 0
    out = capsys.readouterr().out
    assert ("24+0" in out) or ("24周" in out)
