"""What holds of every parameter and finding file."""

import re

import numpy as np
import pytest

from amnio.clinic.vocabulary import Finding, Mechanism
from tests.data.names_in_code import patterns, subscripts

CJK = re.compile(r"[一-鿿]")


def scalar_names(draws):
    return [name for name in draws.values if not name.startswith("finding.")]


def test_every_definition_is_given_in_both_languages(evidence):
    for item in [*evidence.parameters.values(), *evidence.findings.values()]:
        assert CJK.search(item.definition_zh), item.definition
        assert not CJK.search(item.definition), item.definition


def test_definitions_do_not_contradict_the_language_they_are_in(evidence):
    definitions = [parameter.definition_zh for parameter in evidence.parameters.values()]
    assert len(set(definitions)) == len(definitions)


def test_every_file_is_read_by_the_code_or_stands_in_for_one_that_is(evidence, draws):
    known = patterns().values()
    unread = [name for name in scalar_names(draws) if not any(pattern.fullmatch(name) for pattern in known)]
    sources = [parameter.source for parameter in evidence.parameters.values() if parameter.source is not None]
    assert set(unread) == {source.fallback for source in sources if source.fallback is not None}
    assert all(name.startswith("assumed.") for name in unread)


def test_every_name_that_the_code_reads_has_a_file(draws):
    assert {name for name in subscripts() if name not in draws} == set()


def test_every_finding_of_the_vocabulary_has_a_table(evidence):
    assert set(evidence.findings) == set(Finding)


def test_judgements_say_why_and_data_say_how(evidence):
    for parameter in evidence.parameters.values():
        explained = parameter.method if parameter.basis == "data" else parameter.reason
        assert explained, parameter.name
        assert len(explained) > 30, parameter.name


def test_no_file_carries_an_address(evidence):
    for parameter in evidence.parameters.values():
        texts = (parameter.definition, parameter.method or "", parameter.reason or "")
        assert not any(re.search(r"https?://|www\.", text) for text in texts), parameter.name


def test_probabilities_and_shares_lie_between_zero_and_one(evidence, draws):
    for parameter in evidence.parameters.values():
        if parameter.unit in {"probability", "share"}:
            for name in parameter.draw_names:
                assert draws[name].min() >= 0, name
                assert draws[name].max() <= 1, name


def test_ratios_and_rates_are_positive(evidence, draws):
    for parameter in evidence.parameters.values():
        if parameter.unit in {"ratio", "rate_per_day", "rate_per_week"}:
            assert draws[parameter.name].min() > 0, parameter.name


def test_every_draw_is_a_finite_number(draws):
    assert all(np.isfinite(array).all() for array in draws.values.values())


@pytest.mark.parametrize("name", ["background.shares_14_23", "background.shares_24_42", "procedure.mechanisms"])
def test_shares_of_a_whole_add_up_to_one(evidence, draws, name):
    total = sum(draws[part] for part in evidence.parameters[name].draw_names)
    assert total == pytest.approx(1.0)


def test_the_excess_of_the_procedure_is_never_negative(draws):
    assert draws["procedure.excess_risk"].min() >= 0


def test_every_level_of_every_finding_has_draws_that_add_up_to_one(evidence, draws):
    for finding in evidence.findings.values():
        for row in finding.rows:
            assert sum(draws[name] for name in row.draw_names) == pytest.approx(1.0), row.key


def test_a_mechanism_is_found_in_its_row(evidence):
    row = evidence.findings[Finding.HISTOLOGY].row_of(Mechanism.INFECTION_LATER.value)
    assert "infection_later" in row.applies_to


def test_every_drawn_number_has_a_meaning(evidence, draws):
    for name in draws.values:
        meaning = evidence.meaning(name)
        assert CJK.search(meaning.definition_zh), name
        assert meaning.basis in {"data", "judgement"}, name
