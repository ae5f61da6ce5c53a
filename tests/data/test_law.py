"""The law of the evidence: every number leads to its studies, stands once, and changes with them and nothing else."""

import tomllib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from amnio.answers.fits import completed
from amnio.evidence import EvidenceError, load_evidence
from amnio.evidence.recurrence import load_recurrence
from amnio.evidence.rules import RULES

ROOT = Path(str(files("amnio.evidence")))
EVIDENCE = load_evidence()
DRAWS = EVIDENCE.draw(count=400)
NAMES = {EVIDENCE.meaning(name).parameter for name in DRAWS.values}
USED = sorted({row.study for name in NAMES for row in EVIDENCE.sources_of(name)})
#: What may stand as a number in [from]: how much wider or heavier than its figures, and the weeks of a window.
JUDGED = {"widened", "weight", "per", "level"}


def records():
    for path in sorted((ROOT / "parameters").rglob("*.toml")):
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        yield path, record
        yield from ((path, row) for row in record.get("row", ()))


def numbers(value, name=""):
    """Every number below `value`, with the name of its field."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from numbers(item, name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, value


def test_data_come_from_studies_and_judgements_do_not_pretend_to():
    made = 0
    for path, record in records():
        if "basis" not in record:
            continue
        made += "from" in record
        assert (record["basis"] == "data") == ("from" in record), path
        assert ("from" in record) != ("distribution" in record or "mean" in record), path
    assert made > 50


def test_no_number_of_a_study_stands_in_a_parameter():
    for path, record in records():
        for name, number in numbers(record.get("from", {})):
            assert name in JUDGED, f"{path}: {name} = {number}"


def test_every_judgement_in_a_source_says_why():
    for path, record in records():
        source = record.get("from", {})
        for name in ("widened", "weight"):
            assert (name in source) == (f"{name}_reason" in source), path


def test_no_recurrence_file_holds_a_number():
    for path in sorted((ROOT / "recurrence").glob("*.toml")):
        assert list(numbers(tomllib.loads(path.read_text(encoding="utf-8")))) == [], path
    assert sum(file.rows != () for file in load_recurrence()) == 5


def test_every_data_parameter_has_rows_with_a_place_in_a_paper():
    for name, parameter in EVIDENCE.parameters.items():
        rows = EVIDENCE.sources_of(name)
        assert (rows != ()) == (parameter.basis == "data"), name
        for row in rows:
            figure = row.arm or row.value
            assert figure.place, (name, row.study)
            assert row.study in parameter.studies, name


def test_every_drawn_number_leads_to_its_rows_or_to_a_judgement():
    for name in DRAWS.values:
        meaning = EVIDENCE.meaning(name)
        assert (EVIDENCE.sources_of(meaning.parameter) == ()) == (meaning.basis == "judgement"), name


def test_a_stored_distribution_is_only_that_of_a_fit():
    stored = {path.name.removesuffix(".fitted.toml") for path in (ROOT / "fits").glob("*.fitted.toml")}
    assert stored == {inputs.parameter for inputs in EVIDENCE.fits}


def test_every_rule_is_used_by_a_parameter_or_stands_for_shares():
    used = {record["from"]["rule"] for _, record in records() if "from" in record}
    assert set(RULES) - used <= {"shares"}


@pytest.mark.parametrize("study", USED)
def test_without_a_study_only_what_uses_it_changes(study):
    users = EVIDENCE.used_by(study)
    assert users
    try:
        without = EVIDENCE.without(study)
    except EvidenceError as error:
        named = str(error).split(": ")[2].split(", ")
        assert set(named) <= set(users)
        return
    draws = completed(without).draw(count=400)
    assert set(draws.values) == set(DRAWS.values)
    for name in DRAWS.values:
        if EVIDENCE.meaning(name).parameter not in users:
            assert draws[name].tobytes() == DRAWS[name].tobytes(), name
    assert without.used_by(study) == ()


@pytest.mark.parametrize("study", sorted({key for key in EVIDENCE.studies if key not in USED}))
def test_without_a_study_that_no_parameter_uses_nothing_changes(study):
    draws = EVIDENCE.without(study).draw(count=20)
    assert draws.fingerprint == EVIDENCE.draw(count=20).fingerprint


def test_a_study_of_several_leaves_the_parameter_with_the_others():
    without = EVIDENCE.without("lai-2021")
    assert "lai-2021" not in without.parameters["screen.cfdna_ppv.t21"].studies
    assert not np.array_equal(without.draw(400)["screen.cfdna_ppv.t21"], DRAWS["screen.cfdna_ppv.t21"])
