"""`amnio case` and `amnio schema`: what they print can be used as it is."""

import json

import jsonschema
import pytest

from tests.cli.conftest import CASE


@pytest.mark.parametrize("form", ["toml", "json"])
def test_the_template_is_a_case_that_can_be_checked_and_reviewed(run, tmp_path, form):
    path = tmp_path / f"case.{form}"
    path.write_bytes(run("case", "new", "--format", form).out)
    assert run("case", "check", path).status == 0
    assert run("review", path, "--format", "json", "--draws", 64).status == 0


@pytest.mark.parametrize("form", ["toml", "json"])
def test_the_template_of_a_plan_is_a_case_that_can_be_checked(run, tmp_path, form):
    path = tmp_path / f"plan.{form}"
    path.write_bytes(run("case", "new", "--for", "check", "--format", form).out)
    assert "16+3" in run("case", "check", path).text
    assert run("check", path).status == 6


def test_a_good_case_is_called_good_in_both_languages(run, case_file):
    assert "16+3" in run("case", "check", case_file).text
    assert "可以评审" in run("case", "check", case_file, "--language", "zh").text


def test_the_check_tells_bad_input_from_a_case_that_is_not_this_question(run, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace('"16+3"', '"16+9"'), encoding="utf-8")
    assert run("case", "check", path).status == 2
    path.write_text(CASE.replace('"loss"', '"ongoing"'), encoding="utf-8")
    assert run("case", "check", path).status == 3


def test_a_file_that_is_not_there_is_said(run, tmp_path):
    ran = run("case", "check", tmp_path / "none.toml")
    assert ran.status == 2
    assert "none.toml" in ran.words.replace(" ", "")


def test_the_schemas_are_schemas_and_hold_the_files_to_them(run, tmp_path, case_file):
    case_schema = json.loads(run("schema", "case").out)
    review_schema = json.loads(run("schema", "review").out)
    jsonschema.Draft202012Validator.check_schema(case_schema)
    jsonschema.Draft202012Validator.check_schema(review_schema)
    jsonschema.validate(json.loads(run("case", "new", "--format", "json").out), case_schema)
    answer = json.loads(run("review", case_file, "--format", "json", "--draws", 64).out)
    jsonschema.validate(answer, review_schema)
    answer["headline"]["key"] = "certainly"
    assert list(jsonschema.Draft202012Validator(review_schema).iter_errors(answer))
