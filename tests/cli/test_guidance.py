"""`amnio guidance`: lists, single rules, profiles side by side, and the reading back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amnio.cli.main import amnio


def run(*arguments: str, status: int = 0) -> Result:
    found = CliRunner().invoke(amnio, ["guidance", *arguments])
    assert found.exit_code == status, (found.output, found.stderr)
    return found


def test_a_rule_whose_text_was_not_read_in_print_says_so() -> None:
    for language, mark in (("en", "unverified wording"), ("zh", "措辞未核实")):
        said = run("show", "cn-ws322-2010-temp-over-37-2", "--language", language).output
        assert mark in said.lower()
        listed = run("list", "--profile", "china", "--language", language).output.lower()
        assert mark in " ".join(listed.split()) or "措辞" in listed


def test_a_rule_is_read_out_from_its_condition_and_not_from_its_advice() -> None:
    said = " ".join(run("show", "isuog-2016-needle-20-22g").output.split())
    assert "required is that planned needle gauge is from 20 to 22, both included" in said


def test_profiles_stand_side_by_side_on_both_sides_of_each_threshold() -> None:
    answer = json.loads(run("compare", "window", "--profiles", "isuog-2016,korea-2019,acog", "--format", "json").output)
    rows = {row["at"]: (row["verdicts"], row["differ"]) for row in answer["ages"]}
    assert rows["14+6"][0][:2] == ["block", "kept"]
    assert rows["14+6"][1] is True
    assert rows["15+0"][0][:2] == ["kept", "kept"]
    assert rows["13+6"][0][:2] == ["block", "block"]


def test_a_comparison_may_be_asked_by_the_name_of_a_rule() -> None:
    by_rule = run("compare", "isuog-2016-amnio-from-15-0", "--profiles", "isuog-2016,korea-2019").output
    assert by_rule == run("compare", "window", "--profiles", "isuog-2016,korea-2019").output


def test_a_profile_that_says_nothing_is_silent_and_not_permissive() -> None:
    assert "silence, not permission" in run("compare", "milk", "--profiles", "korea-2019").output


def test_the_reading_back_holds_every_rule_with_all_its_worked_cases(tmp_path: Path) -> None:
    records = json.loads(run("read-back", "--profile", "isuog-2016", "--format", "json").output)
    page = tmp_path / "rules.html"
    run("read-back", "--profile", "isuog-2016", "--output", str(page))
    text = page.read_text(encoding="utf-8")
    for record in records:
        assert record["id"] in text
        assert len(record["worked"]) >= 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--profile", "rcog"), ("rcog-2021", "source-text")),
        (("list", "--topic", "needels"), ("needle", "window")),
        (("show", "isuog-2016-needle"), ("isuog-2016-needle-20-22g",)),
        (("compare", "window", "--profiles", "isuog-2016,korea"), ("korea-2019",)),
        (("compare", "nothing-of-the-kind", "--profiles", "korea-2019"), ("window",)),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_those_that_are(arguments: tuple[str, ...], said: tuple[str]) -> None:
    found = run(*arguments, status=2)
    assert all(one in found.stderr for one in said)
