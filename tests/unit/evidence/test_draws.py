"""Joint draws: reproducible, and each parameter with a random stream of its own."""

import numpy as np
import pytest

from amnio.evidence import load_evidence

SECOND = """
name = "risk.another"
definition = "Another risk"
definition_zh = "另一个风险"
unit = "probability"
window = "16+0 to 24+0"
comparison = "none"
basis = "judgement"
reason = "for the test"

[distribution]
family = "logitnormal"
low = 0.1
high = 0.4
"""


def test_the_same_files_count_and_seed_give_the_same_bytes(folder):
    evidence = load_evidence(folder.path)
    first, second = evidence.draw(count=500, seed=7), load_evidence(folder.path).draw(count=500, seed=7)
    assert first.fingerprint == second.fingerprint
    assert all(first[name].tobytes() == second[name].tobytes() for name in first.values)


def test_another_seed_gives_other_draws(folder):
    evidence = load_evidence(folder.path)
    assert not np.array_equal(evidence.draw(seed=1)["risk.small"], evidence.draw(seed=2)["risk.small"])


def test_a_new_parameter_leaves_the_draws_of_the_others_alone(folder):
    before = load_evidence(folder.path).draw(count=300)
    folder.write("parameters/risk/another.toml", SECOND)
    after = load_evidence(folder.path).draw(count=300)
    assert set(after.values) == {*before.values, "risk.another"}
    assert all(np.array_equal(before[name], after[name]) for name in before.values)


def test_two_parameters_with_the_same_distribution_are_drawn_independently(folder):
    folder.write("parameters/risk/another.toml", SECOND)
    folder.write("parameters/risk/third.toml", SECOND.replace("risk.another", "risk.third"))
    draws = load_evidence(folder.path).draw(count=20_000)
    assert abs(np.corrcoef(draws["risk.another"], draws["risk.third"])[0, 1]) < 0.03


def test_the_rows_of_a_finding_are_drawn_under_their_level(folder):
    draws = load_evidence(folder.path).draw(count=20_000)
    negative, positive = draws["finding.kleihauer.all.negative"], draws["finding.kleihauer.all.positive"]
    assert negative + positive == pytest.approx(1.0)
    assert positive.mean() == pytest.approx(0.1, abs=0.005)


def test_draws_cannot_be_written_to(folder):
    draws = load_evidence(folder.path).draw(count=10)
    with pytest.raises(ValueError, match="read-only"):
        draws["risk.small"][0] = 0


def test_every_drawn_number_has_a_meaning_in_both_languages(folder):
    evidence = load_evidence(folder.path)
    meaning = evidence.meaning("risk.small")
    assert (meaning.parameter, meaning.basis, meaning.studies) == ("risk.small", "data", ("small-2001",))
    row = evidence.meaning("finding.kleihauer.all.positive")
    assert row.basis == "judgement"
    assert "positive" in row.definition
    assert "positive" in row.definition_zh


def test_a_number_that_is_not_drawn_has_no_meaning(folder):
    with pytest.raises(KeyError, match=r"risk\.unheard_of"):
        load_evidence(folder.path).meaning("risk.unheard_of")
