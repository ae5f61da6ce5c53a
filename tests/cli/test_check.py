"""`amnio check`: the status tells, and every format holds the same verdicts."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from amnio.cli.main import amnio


def run(*arguments: str, status: int) -> Result:
    found = CliRunner().invoke(amnio, ["check", *arguments])
    assert found.exit_code == status, (found.output, found.stderr)
    return found


PLAN = '[plan]\nkind = "amniocentesis"\nat = "16+3"\n'


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--example", "check-ready"), 0),
        (("--example",), 5),
        (("--example", "check-fever"), 5),
        (("--example", "check-virus-unknown", "--profile", "rcog-2021"), 5),
        ((), 2),
        (("case.toml", "--example"), 2),
        (("--example", "check-nothing"), 2),
        (("--example", "--profile", "rcog"), 2),
    ],
)
def test_the_status_tells(arguments: tuple[str, ...], status: int) -> None:
    run(*arguments, status=status)


def test_a_plan_with_hardly_anything_recorded_cannot_be_told(tmp_path: Path) -> None:
    case = tmp_path / "plan.toml"
    case.write_text(PLAN, encoding="utf-8")
    said = run(str(case), status=6).output
    assert "cannot be told" in said
    assert "plan.temperature_c" in said


def test_a_loss_is_refused_with_the_command_to_use(tmp_path: Path) -> None:
    case = tmp_path / "loss.toml"
    case.write_text('[procedure]\nkind = "none"\n[loss]\noutcome = "loss"\nat = "18+2"\n', encoding="utf-8")
    assert "amnio review" in run(str(case), status=3).stderr


def test_a_plan_of_nothing_is_bad_input_and_nothing_is_written(tmp_path: Path) -> None:
    case, page = tmp_path / "plan.toml", tmp_path / "page.html"
    case.write_text('[plan]\nkind = "none"\n', encoding="utf-8")
    run(str(case), "--output", str(page), status=2)
    assert not page.exists()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_formats_hold_the_same_verdicts(language: str, tmp_path: Path) -> None:
    answer = json.loads(run("--example", "--format", "json", "--language", language, status=5).output)
    for form in ("html", "pdf"):
        run("--example", "--language", language, "--output", str(tmp_path / f"page.{form}"), status=5)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert all(one["field"] in page for one in answer["missing"] if one["decides"])
    assert page.count("□") == sum(
        rule["verdict"] in ("kept", "broken", "cannot_tell") and rule["action"] in ("block", "wait", "caution", "do")
        for rule in answer["rules"]
    )


@pytest.mark.parametrize("name", ["check-14-weeks", "check-ready", "check-fever", "check-virus-unknown"])
def test_the_record_holds_what_its_schema_says(name: str) -> None:
    schema = json.loads(CliRunner().invoke(amnio, ["schema", "check"]).output)
    record = json.loads(CliRunner().invoke(amnio, ["check", "--example", name, "--format", "json"]).output)
    jsonschema.Draft202012Validator(schema).validate(record)


def test_a_profile_outside_its_days_is_told(tmp_path: Path) -> None:
    case = tmp_path / "plan.toml"
    case.write_text(PLAN + "on = 2015-03-02\n", encoding="utf-8")
    assert "did not stand on" in run(str(case), "--profile", "rcog-2021", status=5).output


def test_the_template_can_be_checked_as_it_stands(tmp_path: Path) -> None:
    template = CliRunner().invoke(amnio, ["case", "new", "--for", "check"]).output
    case = tmp_path / "plan.toml"
    case.write_text(template, encoding="utf-8")
    run(str(case), status=6)
