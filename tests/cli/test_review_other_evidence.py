"""One case under other evidence: both answers side by side, and only what depends on the difference differs."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from amnio.evidence import load_evidence
from amnio.evidence.copying import copy_evidence
from tests.cli.conftest import Ran, Run

FAST = ("--draws", "256")
NUMBER = re.compile(r"\d+\.\d+|\d+%")
COUNTS = "weeks,fetal_class,followed_until,pregnancies,losses,lost_to_follow_up,terminated\n15-17,normal,24+0,{},0,0\n"


@pytest.fixture(scope="module")
def packaged(tmp_path_factory) -> Path:
    return copy_evidence(tmp_path_factory.mktemp("evidence") / "packaged")


@pytest.fixture
def mine(packaged, tmp_path) -> Path:
    return Path(shutil.copytree(packaged, tmp_path / "mine"))


@pytest.fixture
def both(run, case_file):
    """The comparison as JSON, for the options given."""

    def _both(*options: object) -> dict:
        answer = run("review", case_file, "--format", "json", *FAST, *options)
        assert answer.status == 0, answer.err
        return json.loads(answer.out)

    return _both


def site_of(run: Run, folder: Path, counted: str, *options: object) -> Path:
    counts, site = folder / "counts.csv", folder / f"site-{counted.replace(',', '-')}.toml"
    counts.write_text(COUNTS.format(counted), encoding="utf-8")
    assert run("evidence", "learn", counts, "--output", site, *options).status == 0
    return site


def unstamped(review: dict, *parts: str) -> dict:
    """A review without its stamp, and without the named parts."""
    return {name: value for name, value in review.items() if name not in ("stamp", *parts)}


def added(review: dict) -> float:
    return review["average_effects"][0]["difference"]["mean"]


# what depended on the study, and nothing else


def test_the_packaged_answer_beside_it_is_the_answer_without_options(run, case_file, both):
    alone = json.loads(run("review", case_file, "--format", "json", *FAST).out)
    assert both("--without", "towner-2007")["packaged"] == alone


def test_without_a_pooled_study_its_numbers_are_fitted_again_and_the_answer_moves(both):
    answer = both("--without", "towner-2007")
    changed = {number["draw_name"] for number in answer["changed"]}
    assert changed == set(load_evidence().used_by("towner-2007"))
    assert added(answer["other"]) > added(answer["packaged"])
    assert answer["reason"] == {"folder": None, "without": ["towner-2007"], "site": None, "unit": None}


def test_a_study_behind_a_test_alone_changes_that_test_alone(both):
    answer = both("--without", "bryant-borders-2009")
    assert [number["draw_name"] for number in answer["changed"]] == ["test.chromosomes.fails_fluid"]
    packaged, other = answer["packaged"], answer["other"]
    assert unstamped(packaged, "tests") == unstamped(other, "tests")
    tests = {name: {test["test"]: test for test in answer[name]["tests"]} for name in ("packaged", "other")}
    differing = {name for name, test in tests["packaged"].items() if test != tests["other"][name]}
    assert differing == {"chromosomes"}


def test_a_study_that_stands_in_no_number_changes_nothing_but_the_stamp(run, case_file, both):
    evidence = load_evidence()
    unused = next(key for key in evidence.studies if not evidence.used_by(key) and not evidence.named_by(key))
    answer = both("--without", unused)
    assert answer["changed"] == []
    assert unstamped(answer["packaged"]) == unstamped(answer["other"])
    assert answer["packaged"]["stamp"]["evidence"] != answer["other"]["stamp"]["evidence"]
    assert "No number of the answer differs" in run("review", case_file, *FAST, "--without", unused).text


def test_leaving_out_two_studies_is_not_the_order_in_which_they_are_named(both):
    one = both("--without", "towner-2007", "--without", "brady-1991", "--without", "towner-2007")
    two = both("--without", "brady-1991", "--without", "towner-2007")
    assert one["other"] == two["other"]


def test_an_untouched_copy_gives_the_same_answer(both, mine):
    answer = both("--evidence", mine)
    assert answer["changed"] == []
    assert answer["packaged"] == answer["other"]


def test_deleting_a_study_that_is_still_named_is_refused_with_the_file_that_names_it(run, case_file, mine):
    shutil.rmtree(mine / "studies/brady-1991")
    answer = run("review", case_file, *FAST, "--evidence", mine)
    assert answer.status == 2
    assert "brady-1991" in answer.words
    assert "parameters/test/chromosomes/fails_fluid.toml" in answer.words


# a unit's own counts


def test_few_counts_move_the_answer_a_little_and_many_a_lot(run, both, tmp_path):
    moved = {}
    for counted in ("200,3", "20000,300"):
        answer = both("--site", site_of(run, tmp_path, counted))
        before, after = (answer[name]["average_effects"][0]["risk_with"] for name in ("packaged", "other"))
        assert answer["reason"]["site"] == answer["other"]["stamp"]["site"]
        assert answer["packaged"]["stamp"]["site"] is None
        moved[counted] = (after["high"] - after["low"]) / (before["high"] - before["low"])
    assert moved["20000,300"] < 0.5 < moved["200,3"]


def test_a_site_goes_with_the_evidence_it_was_learned_with(run, both, mine, tmp_path):
    arms = mine / "studies/towner-2007/arms.csv"
    arms.write_text(arms.read_text(encoding="utf-8").replace("15005,69", "15005,99"), encoding="utf-8")
    options = ("--evidence", mine, "--without", "bryant-borders-2009")
    site = site_of(run, tmp_path, "1840,17", *options)
    answer = both(*options, "--site", site)
    assert {"procedure.excess_risk", "test.chromosomes.fails_fluid"} <= {
        each["draw_name"] for each in answer["changed"]
    }
    assert answer["learned"]
    assert answer["reason"]["folder"] == str(mine)


def test_a_site_of_other_evidence_is_refused_and_says_to_learn_again(run, case_file, tmp_path):
    site = site_of(run, tmp_path, "1840,17")
    for language, said in (("en", "Learn again from the counts"), ("zh", "重新学习")):
        answer = run("review", case_file, *FAST, "--site", site, "--without", "towner-2007", "--language", language)
        assert answer.status == 2
        assert answer.out == b""
        assert said in answer.words.replace(" ", "") if language == "zh" else said in answer.words


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda text: text.replace("losses = 17", "losses = 3"), "site_edited"),
        (lambda text: text.replace("format = 1", "format = 99"), "site_other_format"),
        (lambda text: "unit = 1\n", "site_not_a_site_file"),
        (lambda text: "unit = \n", "site_not_toml"),
        (lambda text: "", "site_not_a_site_file"),
    ],
)
def test_a_site_file_that_is_not_as_it_was_written_is_refused(run, case_file, tmp_path, spoil, code):
    site = site_of(run, tmp_path, "1840,17")
    site.write_text(spoil(site.read_text(encoding="utf-8")), encoding="utf-8")
    output = tmp_path / "answer.json"
    answer = run("review", case_file, *FAST, "--site", site, "--format", "json", "--output", output)
    assert answer.status == 2
    assert answer.error["problems"][0]["code"] == code
    assert not output.exists()


# what cannot be asked


def test_a_study_that_is_not_filed_is_refused_with_the_nearest(run, case_file):
    assert "Did you mean towner-2007?" in run("review", case_file, "--without", "towner-2006").words
    assert "是不是 towner-2007" in run("review", case_file, "--without", "towner-2006", "--language", "zh").words


def test_a_study_without_which_a_number_cannot_be_made_is_refused_with_the_number(run, case_file):
    answer = run("review", case_file, "--without", "morris-2002", "--format", "json")
    assert answer.status == 2
    (problem,) = answer.error["problems"]
    assert problem["code"] == "cannot_leave_out"
    assert "prevalence.t21_curve" in problem["why"]
    recurrence = run("review", case_file, "--without", "sneider-2016", "--format", "json").error["problems"][0]
    assert "recurrence." in recurrence["why"]


@pytest.mark.parametrize("option", ["--without", "--evidence", "--site"])
def test_a_batch_has_one_evidence(run, tmp_path, option):
    answer = run("review", "--batch", tmp_path / "cases.ndjson", "--output", tmp_path / "out.ndjson", option, "x")
    assert answer.status == 2
    assert option in answer.words
    assert "packaged evidence" in answer.words
    assert list(tmp_path.iterdir()) == []


def test_evidence_that_is_missing_or_wrong_is_refused(run, case_file, mine, tmp_path):
    assert "holds no evidence" in run("review", case_file, "--evidence", tmp_path / "nowhere").words
    (mine / "studies/towner-2007/study.toml").write_bytes(b"\xff\xfe")
    answer = run("review", case_file, "--evidence", mine)
    assert answer.status == 2
    assert "studies/towner-2007/study.toml" in answer.words
    assert "amnio evidence check" in answer.words


# how it reads


def shown(run: Run, case_file: Path, *options: object) -> Ran:
    answer = run("review", case_file, *FAST, "--without", "towner-2007", *options)
    assert answer.status == 0
    return answer


def test_both_languages_tell_the_same_numbers_side_by_side(run, case_file):
    headings = {
        "en": ("Two answers to this case", "The review with the other evidence"),
        "zh": ("对这一病例的两个回答", "采用另一份证据的评审"),
    }
    numbers = []
    for language, (first, after) in headings.items():
        text = shown(run, case_file, "--language", language).text
        numbers.append(NUMBER.findall(text[text.index(first) : text.index(after)]))
    assert sorted(numbers[0]) == sorted(numbers[1])
    assert len(numbers[0]) > 30


def test_urgent_signs_stay_first(run):
    answer = run("review", "--example", *FAST, "--without", "towner-2007")
    assert "┏" in answer.text
    assert answer.text.index("┛") < answer.text.index("Two answers to this case")


def test_a_page_and_a_print_hold_both_answers(run, case_file, tmp_path):
    shown(run, case_file, "--format", "html", "--format", "pdf", "--output", tmp_path / "report")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.index('id="comparison"') < page.index('id="other-answer"') < page.index('id="causes"')
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_a_family_is_told_one_answer_and_that_it_was_chosen(run, case_file):
    letter = shown(run, case_file, "--for", "family").text
    assert "towner" not in letter
    assert "evidence that your hospital chose" in " ".join(letter.split())
    assert "医院所选用的证据" in "".join(shown(run, case_file, "--for", "family", "--language", "zh").text.split())


def test_the_answer_obeys_its_schema(run, both):
    schema = json.loads(run("schema", "comparison").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(both("--without", "towner-2007"))
