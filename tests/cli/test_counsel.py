"""`amnio counsel` as it is typed: every format and language, made-up examples, and what is refused."""

import json

import pytest

from tests.cli.conftest import as_a_new_process

PLAN = """
id = "one"
[pregnancy]
maternal_age = 37
[screening]
t21_risk = "1:180"
[plan]
kind = "amniocentesis"
at = "16+2"
"""


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def counsel(run, *arguments, **options):
    return run("counsel", *arguments, "--draws", 64, **options)


def test_a_plan_is_answered_on_the_terminal(run, plan_file):
    ran = counsel(run, plan_file, "--now", "12+0")
    assert ran.status == 0
    assert "What happens anyway" in ran.text
    assert ran.text.index("What happens anyway") < ran.text.index("What the procedure may add")
    assert "now 12+0" in ran.text


def test_a_plan_can_come_from_standard_input(run):
    assert counsel(run, "-", stdin=PLAN.encode()).status == 0


@pytest.mark.parametrize("audience", ["clinician", "family"])
@pytest.mark.parametrize("form", ["html", "pdf"])
def test_pages_are_written_whole(run, plan_file, tmp_path, form, audience):
    place = tmp_path / f"out.{form}"
    ran = counsel(run, plan_file, "--for", audience, "--language", "zh", "--output", place)
    assert ran.status == 0
    start = {"html": b"<!doctype html>", "pdf": b"%PDF-"}[form]
    assert place.read_bytes().startswith(start)
    assert counsel(run, plan_file, "--output", place).status == 2  # never over what is there
    assert counsel(run, plan_file, "--output", place, "--force").status == 0


def test_the_record_as_json_belongs_to_its_schema(run, plan_file):
    import jsonschema

    ran = counsel(run, plan_file, "--format", "json")
    answer = json.loads(ran.out)
    schema = json.loads(run("schema", "counsel").out)
    jsonschema.validate(answer, schema)
    assert answer["summary"]["planned"] == "16+2"
    assert [two["by"] for two in answer["two_numbers"]] == ["24+0", "birth"]
    assert answer["options"][0]["option"] == "no_test"


def test_the_same_question_gives_the_same_bytes(run, plan_file):
    first = counsel(run, plan_file, "--format", "json").out
    as_a_new_process()
    second = counsel(run, plan_file, "--format", "json").out
    assert first == second


def test_the_leaflet_speaks_chinese_and_names_whom_to_call(run, plan_file):
    ran = counsel(run, plan_file, "--for", "family", "--language", "zh", "--phone", "555 0100")
    assert "决定做不做羊水穿刺之前" in ran.text
    assert "555 0100" in ran.text


@pytest.mark.parametrize("name", ["", "counsel-age-38", "counsel-high-cfdna", "counsel-twins-bleeding"])
def test_every_example_is_answered_and_says_that_it_is_made_up(run, name):
    ran = counsel(run, "--example", name)
    assert ran.status == 0
    assert "A made-up example" in ran.text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('[procedure]\nkind = "none"\n[loss]\noutcome = "loss"\nat = "17+0"', "amnio review"),
        ('[procedure]\nkind = "none"\n[loss]\noutcome = "live_birth"', "no longer goes on"),
        ('[procedure]\nkind = "amniocentesis"\nat = "16+0"', "amnio care"),
        ("[pregnancy]\nfetuses = 3", "beyond twins"),
    ],
)
def test_what_is_no_question_for_it_is_refused_with_where_to_go(run, tmp_path, more, words):
    path = tmp_path / "case.toml"
    path.write_text(f'[plan]\nat = "16+2"\n{more}\n', encoding="utf-8")
    ran = counsel(run, path)
    assert ran.status == 3
    assert "Nothing to be counselled on" in ran.words
    assert words in ran.words


def test_a_refusal_is_told_as_json_and_in_chinese(run, tmp_path):
    path = tmp_path / "case.toml"
    path.write_text('[plan]\nkind = "amniocentesis"\n', encoding="utf-8")
    ran = counsel(run, path, "--format", "json", "--language", "zh")
    assert ran.status == 3
    assert ran.error["kind"] == "refused"
    assert ran.error["problems"][0]["code"] == "plan_without_gestation"
    assert "孕周" in ran.error["problems"][0]["why"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "No case was given"),
        (("plan.toml", "--example"), "More than one input"),
        (("--example", "--now", "12.3"), "--now 12.3 is no gestational age"),
        (("--example", "--now", "soon"), "--now soon is no gestational age"),
        (("--example", "nobody"), "There is no example nobody"),
        (("missing.toml",), "there is no such file"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_why(run, arguments, words):
    ran = counsel(run, *arguments)
    assert ran.status == 2
    assert words.casefold() in ran.words.casefold()
    assert "Traceback" not in ran.err


def test_a_talk_after_the_plan_is_refused(run, plan_file):
    ran = counsel(run, plan_file, "--now", "17+0")
    assert ran.status == 3
    assert "--now" in ran.words
