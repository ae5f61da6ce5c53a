"""`amnio evidence`: every number leads to its studies, and the studies can be pooled another way."""

import json
import re

import pytest

from tests.cli.conftest import Ran, Run


def ran(run: Run, *arguments: str) -> Ran:
    return run("evidence", *arguments)


def test_every_parameter_is_listed_with_its_basis(run: Run) -> None:
    listed = json.loads(ran(run, "list", "--format", "json").out)
    assert len(listed) > 100
    assert {page["basis"] for page in listed} == {"data", "judgement"}


def test_a_parameter_leads_to_its_studies_and_a_study_to_its_counts(run: Run) -> None:
    shown = json.loads(ran(run, "show", "procedure.excess_risk", "--format", "json").out)
    keys = [study["key"] for study in shown["studies"]]
    assert "towner-2007" in keys
    page = ran(run, "study", "towner-2007").text
    assert "69/15005" in page
    assert "procedure.excess_risk" in page


def test_pooling_gives_the_same_numbers_in_both_languages(run: Run) -> None:
    english = ran(run, "pool", "--method", "reml", "--measure", "rr").text
    chinese = ran(run, "pool", "--method", "reml", "--measure", "rr", "--language", "zh").text
    numbers = re.compile(r"\d+\.\d+")
    assert sorted(numbers.findall(english)) == sorted(numbers.findall(chinese))


@pytest.mark.parametrize("method", ["mh", "peto", "iv", "dl", "pm", "reml", "hksj", "glmm", "bb", "bayes"])
def test_every_method_pools_or_says_why_not(run: Run, method: str) -> None:
    measure = "rd" if method == "bayes" else "or"
    answer = ran(run, "pool", "--method", method, "--measure", measure, "--format", "json")
    assert answer.status == 0
    effect = json.loads(answer.out)["effect"]
    assert effect["low"] <= effect["estimate"] <= effect["high"]


def test_leaving_a_study_out_changes_the_pool(run: Run) -> None:
    everything = json.loads(ran(run, "pool", "--format", "json").out)
    without = json.loads(ran(run, "pool", "--without", "tabor-1986", "--format", "json").out)
    assert len(without["studies"]) == len(everything["studies"]) - 1
    step = next(step for step in everything["leave_one_out"] if step["label"] == "tabor-1986")
    assert step["effect"] == without["effect"]


def test_windows_are_never_pooled_together(run: Run) -> None:
    default = {study["key"] for study in json.loads(ran(run, "pool", "--format", "json").out)["studies"]}
    later = json.loads(ran(run, "pool", "--window", "any", "--format", "json").out)
    other = {study["key"] for study in later["studies"]}
    assert default.isdisjoint(other)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "procedure.exces"), "Did you mean procedure.excess_risk?"),
        (("study", "towner-2006"), "Did you mean towner-2007?"),
        (("pool", "--without", "nobody-1900"), "There is no study nobody-1900"),
        (("pool", "--window", "30d", "--method", "dl"), "needs two studies"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(run: Run, arguments: tuple[str, ...], said: str) -> None:
    refused = ran(run, *arguments)
    assert refused.status == 2
    assert said in refused.words
