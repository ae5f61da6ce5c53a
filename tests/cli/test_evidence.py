"""`amnio evidence`: every number leads to its studies."""

import json

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
    assert "69/15,005" in page
    assert "procedure.excess_risk" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "procedure.exces"), "Did you mean procedure.excess_risk?"),
        (("study", "towner-2006"), "Did you mean towner-2007?"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(run: Run, arguments: tuple[str, ...], said: str) -> None:
    refused = ran(run, *arguments)
    assert refused.status == 2
    assert said in refused.words


def test_studies_are_listed_by_topic_and_an_unknown_topic_is_refused_with_all_names(run: Run) -> None:
    leak = json.loads(ran(run, "studies", "--topic", "leak", "--format", "json").out)
    assert leak
    assert all("leak" in page["study"]["topics"] for page in leak)
    refused = run("evidence", "studies", "--topic", "leaks")
    assert refused.status == 2
    assert "controlled_midtrimester" in refused.text + refused.err
