"""The published cases that are shipped: only what was reported, each with its source."""

from collections import Counter
from importlib.resources import files

import pytest

from amnio.cli.examples import AFTERCARE, PLANNED, example_case, example_names
from amnio.clinic.care_scope import cared_for
from amnio.clinic.case import Case
from amnio.clinic.counsel_scope import planned_day
from amnio.clinic.vocabulary import Outcome, ProcedureKind
from amnio.exchange.case_file import case_to_mapping
from validation.agreement import determined
from validation.readings import load_readings
from validation.reviewed import published_cases

FOLDER = files("amnio").joinpath("examples")
CASES = published_cases()
#: "Absent" is written where the report says that it was looked for and not there, and nowhere else.
REPORTED_ABSENT = {
    ("coli-sepsis-easy-procedure", "procedure.difficult"),  # "without difficulty"
    ("coli-sepsis-easy-procedure", "procedure.infection_signs_before"),  # temperature, blood count, CRP normal
    ("cord-stricture-and-procedure", "procedure.difficult"),  # "technically uncomplicated"
}
#: The days of these cases were printed as days.
REPORTED_DAYS = {"triploidy-death-at-29-weeks"}
REVIEWED = {
    name
    for name, case in CASES.items()
    if case.loss.outcome is Outcome.LOSS and case.procedure.kind in (ProcedureKind.AMNIOCENTESIS, ProcedureKind.NONE)
}

each_case = pytest.mark.parametrize(("name", "case"), CASES.items(), ids=list(CASES))


def text_of(name: str) -> str:
    return FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8")


def fields_of(case: Case) -> dict[str, object]:
    return {
        f"{table}.{field}": value
        for table, content in case_to_mapping(case).items()
        if isinstance(content, dict)
        for field, value in content.items()
    }


def test_there_are_at_least_twelve_cases_and_a_licence() -> None:
    assert len(CASES) >= 12
    assert "CC BY 4.0" in FOLDER.joinpath("LICENSE").read_text(encoding="utf-8")


@each_case
def test_a_case_is_cited_and_labelled(name: str, case: Case) -> None:
    assert case.id == name
    assert case.citation is not None
    assert case.citation.text
    label = determined(case)  # a word that is no group and no mechanism is a ValueError
    assert (label is None) or case.citation.label_strength in ("high", "moderate")


@each_case
def test_a_file_begins_with_its_title_and_its_source(name: str, case: Case) -> None:
    title, source, *_ = text_of(name).splitlines()
    assert title.startswith("# ")
    assert len(title) <= 120
    assert source.startswith("# Source: ")


@each_case
def test_a_file_holds_no_address(name: str, case: Case) -> None:
    assert "://" not in text_of(name)


def test_what_was_not_reported_is_never_absent() -> None:
    said = ((name, path, value) for name, case in CASES.items() for path, value in fields_of(case).items())
    absent = {(name, path) for name, path, value in said if value == "absent"}
    assert absent == REPORTED_ABSENT


def test_a_day_that_was_chosen_and_not_reported_is_said_and_tried_with_others() -> None:
    tried = Counter(variant.name for variant in load_readings().variants if variant.days)
    for name in REVIEWED - REPORTED_DAYS:
        said = " ".join(CASES[name].other_facts)
        assert "chosen" in said or "middle" in said, name
        assert tried[name] >= 2, name


def test_no_two_cases_tell_the_same() -> None:
    told = [tuple(sorted((k, str(v)) for k, v in fields_of(case).items())) for case in CASES.values()]
    assert len(set(told)) == len(told)


def test_every_example_of_a_plan_is_made_up_says_so_and_can_be_answered() -> None:
    names = example_names(PLANNED)
    assert len(names) >= 2
    for name in names:
        _, case = example_case(name, "en", PLANNED)
        assert case.id == name
        assert case.citation is not None
        assert case.citation.label_strength == "made-up"
        assert "no real woman" in case.citation.text
        planned_day(case)


def test_the_cases_of_aftercare_say_that_they_are_made_up() -> None:
    names = example_names(AFTERCARE)
    assert {name.rpartition("-")[2] for name in names} == {"loss", "procedure"}
    for name in names:
        _, case = example_case(name, "en", AFTERCARE)
        assert case.id == name
        assert case.made_up
        cared_for(case, name)
