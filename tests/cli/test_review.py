"""One case: where the answer goes, in which form, and how a failure ends."""

import json
import tomllib

import orjson
import pytest

from amnio.cli.examples import example_names, examples
from tests.cli.conftest import CASE, as_a_new_process

FAST = ("--draws", "64")


def test_a_case_file_is_answered_in_the_terminal(run, case_file):
    ran = run("review", case_file, *FAST)
    assert ran.status == 0
    assert ran.err == ""
    assert "16+3" in ran.text
    assert "\x1b[" not in ran.text


def test_standard_input_is_the_same_case(run, case_file):
    from_file = run("review", case_file, "--format", "json", *FAST)
    from_input = run("review", "-", "--format", "json", *FAST, stdin=CASE.encode())
    assert from_file.out == from_input.out


def test_a_case_may_be_json(run, tmp_path, case_file):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(tomllib.loads(CASE)))
    as_json = run("review", path, "--format", "json", *FAST)
    assert as_json.status == 0
    assert as_json.out == run("review", case_file, "--format", "json", *FAST).out


def test_the_same_case_and_seed_give_the_same_bytes_and_another_seed_does_not(run, case_file):
    once = run("review", case_file, "--format", "json", *FAST).out
    as_a_new_process()
    again = run("review", case_file, "--format", "json", *FAST).out
    other = run("review", case_file, "--format", "json", "--seed", 2, *FAST).out
    assert once == again
    assert once != other
    assert orjson.loads(once)["stamp"]["seed"] == 1
    assert orjson.loads(once)["stamp"]["draws"] == 64


def test_chinese_and_the_family_are_served(run, case_file):
    clinician = run("review", case_file, "--language", "zh", *FAST)
    family = run("review", case_file, "--language", "zh", "--for", "family", *FAST)
    assert clinician.status == family.status == 0
    assert "孕" in clinician.text
    assert clinician.text != family.text


def test_one_format_goes_exactly_to_output(run, case_file, tmp_path):
    ran = run("review", case_file, "--output", tmp_path / "answer.html", *FAST)
    assert ran.status == 0
    assert ran.out == b""
    assert (tmp_path / "answer.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert "answer.html" in ran.err


def test_several_formats_get_their_own_endings_and_the_terminal_is_shown(run, case_file, tmp_path):
    formats = [part for form in ("terminal", "html", "pdf", "json") for part in ("--format", form)]
    ran = run("review", case_file, *formats, "--output", tmp_path / "report", *FAST)
    assert ran.status == 0
    assert "16+3" in ran.text
    assert sorted(path.name for path in tmp_path.glob("report*")) == ["report.html", "report.json", "report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_there_is_never_replaced_without_force(run, case_file, tmp_path):
    place = tmp_path / "answer.json"
    place.write_text("mine")
    ran = run("review", case_file, "--output", place, *FAST)
    assert ran.status == 2
    assert place.read_text() == "mine"
    assert run("review", case_file, "--output", place, "--force", *FAST).status == 0
    assert orjson.loads(place.read_bytes())["stamp"]


def test_the_case_itself_is_not_replaced_even_with_force(run, case_file):
    ran = run("review", case_file, "--output", case_file, "--force", *FAST)
    assert ran.status == 2
    assert case_file.read_text(encoding="utf-8") == CASE


@pytest.mark.parametrize(("output", "said"), [("nowhere/answer.html", "There is no folder"), (".", "is a folder")])
def test_a_place_that_cannot_be_written_is_said_before_any_work(run, case_file, tmp_path, output, said):
    ran = run("review", case_file, "--output", tmp_path / output, "--format", "html")
    assert ran.status == 2
    assert said in ran.words


def test_two_documents_are_not_mixed_on_standard_output(run, case_file):
    ran = run("review", case_file, "--format", "html", "--format", "json")
    assert ran.status == 2
    assert ran.out == b""


def test_all_problems_of_a_case_are_told_at_once(run, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace('"16+3"', '"15.3"').replace("38.9", "390"), encoding="utf-8")
    ran = run("review", path)
    assert ran.status == 2
    assert "procedure.at" in ran.err
    assert "signs.temperature_c" in ran.err
    assert "Traceback" not in ran.err


def test_problems_are_told_in_chinese(run, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace('"16+3"', '"15.3"'), encoding="utf-8")
    ran = run("review", path, "--language", "zh")
    assert ran.status == 2
    assert "procedure.at" in ran.err
    assert "请" in ran.err


def test_problems_are_json_when_json_was_asked_for(run, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace('"16+3"', '"15.3"'), encoding="utf-8")
    ran = run("review", path, "--format", "json")
    assert ran.status == 2
    assert ran.out == b""
    assert ran.error["kind"] == "bad_input"
    assert [(each["path"], each["code"]) for each in ran.error["problems"]] == [("procedure.at", "gestation_decimal")]


@pytest.mark.parametrize("outcome", ["live_birth", "ongoing", "termination"])
def test_a_pregnancy_that_was_not_lost_is_refused(run, tmp_path, outcome):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace('"loss"', f'"{outcome}"'), encoding="utf-8")
    ran = run("review", path, "--format", "json")
    assert ran.status == 3
    assert ran.out == b""
    assert ran.error["kind"] == "refused"


def test_markup_in_a_value_is_shown_as_it_was_written(run, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace('"16+3"', '"[red]16[/red]"'), encoding="utf-8")
    assert "[red]16[/red]" in run("review", path).err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "no_case"),
        (("case.toml", "--example"), "two_inputs"),
        (("--example", "--batch", "cases.ndjson"), "two_inputs"),
        (("--batch", "cases.ndjson", "--for", "family"), "not_in_batch"),
        (("--example", "--jobs", "2"), "only_in_batch"),
        (("--example", "no-such-case"), "no_such_example"),
    ],
)
def test_commands_that_mean_nothing_are_refused(run, arguments, code):
    with_json = () if "--batch" in arguments and code == "not_in_batch" else ("--format", "json")
    ran = run("review", *arguments, *with_json)
    assert ran.status == 2
    if with_json:
        assert ran.error["problems"][0]["code"] == code


def test_an_unknown_option_is_bad_usage(run):
    ran = run("review", "--fromat", "json")
    assert ran.status == 2
    assert "--format" in ran.err


def test_an_example_that_nearly_exists_is_named(run):
    name = example_names()[0]
    assert name in run("review", "--example", name[:-1] + "x").err


def test_the_first_example_needs_no_name(run):
    ran = run("review", "--example", *FAST)
    assert ran.status == 0
    assert len(ran.text) > 1000


def test_every_example_is_listed_with_its_citation(run):
    ran = run("review", "--list-examples")
    assert ran.status == 0
    assert len(examples()) >= 10
    for each in examples():
        assert each.name in ran.text
        assert each.citation


def test_a_fault_of_ours_is_told_without_a_traceback(run, case_file, monkeypatch):
    def broken(self, case):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("amnio.answers.review.Reviewer.review", broken)
    ran = run("review", case_file)
    assert ran.status == 4
    assert "ZeroDivisionError: inside" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in run("--debug", "review", case_file).err


def test_ctrl_c_ends_quietly_and_writes_nothing(run, case_file, tmp_path, monkeypatch):
    def stopped(self, case):
        raise KeyboardInterrupt

    monkeypatch.setattr("amnio.answers.review.Reviewer.review", stopped)
    ran = run("review", case_file, "--output", tmp_path / "answer.html")
    assert ran.status == 130
    assert "Nothing was written" in ran.err
    assert not (tmp_path / "answer.html").exists()
