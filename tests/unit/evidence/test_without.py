"""Evidence without a study: what used it changes, the rest is what it was, and what is left with nothing says so."""

import numpy as np
import pytest

from amnio.evidence import EvidenceError, load_evidence

ARMS_OF_TWO = 'arms = [{ study = "small-2001", what = "loss" }, { study = "big-2002", what = "loss" }]\n'
TWO = 'rule = "jeffreys"\n' + ARMS_OF_TWO
PRIORS = '[priors]\nspread = 0.5\nspread_reason = "for the test"\n'
RECIPE = ARMS_OF_TWO + PRIORS
CHAIN = """
name = "risk.{name}"
definition = "Another risk"
definition_zh = "另一个风险"
unit = "probability"
window = "16+0 to 24+0"
comparison = "none"
basis = "data"
method = "counts"

[from]
rule = "jeffreys"
arms = [{{ study = "small-2001", what = "loss" }}]
fallback = "risk.{fallback}"
"""


@pytest.fixture
def two(folder):
    """A parameter made from two studies."""
    folder.file_study("big-2002", folder_arms(1000, 40))
    folder.make_from(TWO)
    return folder


def folder_arms(women, events):
    return f"arm,window,band,what,women,events,place,provenance\nall,<24,any,loss,{women},{events},abstract,printed\n"


def test_the_rows_of_the_study_are_lost_and_the_others_stay(two):
    evidence = load_evidence(two.path)
    without = evidence.without("big-2002")
    assert evidence.parameters["risk.small"].shape == {"family": "beta", "events": 43, "of": 1100}
    assert without.parameters["risk.small"].shape == {"family": "beta", "events": 3, "of": 100}
    assert without.parameters["risk.small"].studies == ("small-2001",)
    assert [row.study for row in without.sources_of("risk.small")] == ["small-2001"]
    assert without.used_by("big-2002") == ()


def test_what_did_not_use_the_study_has_the_very_same_draws(two):
    evidence = load_evidence(two.path)
    before, after = evidence.draw(500), evidence.without("big-2002").draw(500)
    changed = [name for name in before.values if not np.array_equal(before[name], after[name])]
    assert changed == ["risk.small"]


def test_without_nothing_is_the_same_evidence(two):
    evidence = load_evidence(two.path)
    assert evidence.without() is evidence


def test_studies_are_left_out_one_after_the_other(two):
    evidence = load_evidence(two.path)
    two.file_study("third-2003")
    with pytest.raises(EvidenceError, match="no study 'third-2003'"):  # the files are those of the moment of reading
        evidence.without("third-2003")
    once = load_evidence(two.path).without("third-2003")
    assert once.without("big-2002").excluded == {"third-2003", "big-2002"}


def test_the_fingerprint_names_what_is_left_out(two):
    evidence = load_evidence(two.path)
    prints = {
        evidence.fingerprint,
        evidence.without("big-2002").fingerprint,
        evidence.without("small-2001").fingerprint,
    }
    assert len(prints) == 3
    assert evidence.without("big-2002").fingerprint == load_evidence(two.path).without("big-2002").fingerprint


def test_a_study_left_out_can_still_be_read(two):
    assert "big-2002" in load_evidence(two.path).without("big-2002").studies


def test_an_unknown_study_is_refused(folder):
    with pytest.raises(EvidenceError, match="no study 'nobody-1900'"):
        load_evidence(folder.path).without("nobody-1900")


def test_a_parameter_with_nothing_left_is_named(two):
    with pytest.raises(EvidenceError, match=r"risk\.small: cannot be made without big-2002, small-2001"):
        load_evidence(two.path).without("small-2001", "big-2002")


def test_all_parameters_with_nothing_left_are_named_at_once(two):
    two.make_from('rule = "jeffreys"\narms = [{ study = "small-2001", what = "loss" }]\n')
    text = (two.path / two.parameter).read_text(encoding="utf-8")
    two.write("parameters/risk/other.toml", text.replace("risk.small", "risk.other"))
    with pytest.raises(EvidenceError, match=r"risk\.other, risk\.small"):
        load_evidence(two.path).without("small-2001")


def test_a_judgement_that_leans_on_a_study_stands_without_it(folder):
    folder.file_study("leaned-2002")
    folder.replace(folder.judged, 'basis = "judgement"', 'basis = "judgement"\nstudies = ["leaned-2002"]')
    evidence = load_evidence(folder.path)
    assert evidence.used_by("leaned-2002") == ()
    assert evidence.named_by("leaned-2002") == ("risk.judged",)
    assert np.array_equal(evidence.draw(50)["risk.judged"], evidence.without("leaned-2002").draw(50)["risk.judged"])


def test_a_fallback_stands_in_and_says_that_it_is_a_judgement(folder):
    folder.replace(folder.parameter, "[from]\n", '[from]\nfallback = "risk.judged"\n')
    evidence = load_evidence(folder.path)
    assert evidence.parameters["risk.small"].basis == "data"
    without = evidence.without("small-2001").parameters["risk.small"]
    assert (without.basis, without.shape["family"], without.rows) == ("judgement", "logitnormal", ())


def test_a_fallback_of_a_fallback_is_found(folder):
    folder.replace(folder.parameter, "[from]\n", '[from]\nfallback = "risk.next"\n')
    folder.write("parameters/risk/next.toml", CHAIN.format(name="next", fallback="judged"))
    without = load_evidence(folder.path).without("small-2001")
    assert without.parameters["risk.small"].shape["family"] == "logitnormal"


def test_fallbacks_that_go_round_are_refused_although_nothing_is_left_out(folder):
    folder.write("parameters/risk/next.toml", CHAIN.format(name="next", fallback="last"))
    folder.write("parameters/risk/last.toml", CHAIN.format(name="last", fallback="next"))
    with pytest.raises(EvidenceError, match=r"in a circle: risk\.last -> risk\.next -> risk\.last"):
        load_evidence(folder.path)


def test_a_row_of_a_finding_may_come_from_a_study(folder):
    row = '[row.from]\nrule = "jeffreys"\narms = [{ study = "small-2001", arm = "amniocentesis", complement = true }]\n'
    folder.replace(folder.finding, 'mean = [0.9, 0.1]\nweight = 10\nbasis = "judgement"', 'basis = "data"')
    folder.write(folder.finding, (folder.path / folder.finding).read_text(encoding="utf-8") + row)
    evidence = load_evidence(folder.path)
    (finding,) = evidence.findings.values()
    assert finding.rows[0].mean == pytest.approx((97.5 / 101, 3.5 / 101))
    assert finding.rows[0].weight == 101
    assert evidence.used_by("small-2001") == ("risk.small", "finding.kleihauer.all")
    with pytest.raises(EvidenceError, match=r"finding\.kleihauer\.all"):
        evidence.without("small-2001")


@pytest.fixture
def fitted(two):
    """The same parameter, fitted."""
    two.make_from('rule = "fit"\nfit = "risk_random_effects"\n')
    two.write("fits/risk.small.toml", RECIPE)
    return two


def test_a_fit_that_is_not_stored_is_due(fitted):
    evidence = load_evidence(fitted.path)
    (due,) = evidence.unfitted
    assert (due.parameter, due.fit, due.priors["spread"]) == ("risk.small", "risk_random_effects", 0.5)
    assert [(row.study, row.arm.events) for row in due.rows] == [("small-2001", 3), ("big-2002", 40)]
    with pytest.raises(EvidenceError, match="must be fitted first"):
        evidence.draw(10)
    done = evidence.with_fitted({"risk.small": {"family": "quantiles", "p": [0, 1], "x": [0.01, 0.02]}})
    assert done.unfitted == ()
    assert 0.01 < done.draw(10)["risk.small"].min() < 0.02


def store(folder, inputs):
    shape = '[distribution]\nfamily = "quantiles"\np = [0, 1]\nx = [0.01, 0.02]\n'
    folder.write("fits/risk.small.fitted.toml", f'inputs = "{inputs}"\n\n{shape}')


def test_a_stored_fit_stands_as_long_as_its_inputs_do(fitted):
    store(fitted, load_evidence(fitted.path).unfitted[0].digest)
    evidence = load_evidence(fitted.path)
    assert evidence.unfitted == ()
    assert evidence.fits[0].parameter == "risk.small"
    assert evidence.parameters["risk.small"].studies == ("small-2001", "big-2002")
    fitted.file_study("third-2003")
    assert load_evidence(fitted.path).unfitted == ()
    fitted.replace("studies/big-2002/arms.csv", "1000,40", "1000,41")
    assert len(load_evidence(fitted.path).unfitted) == 1


@pytest.mark.parametrize(
    ("old", "new"), [("spread = 0.5", "spread = 0.4"), ('study = "small-2001"', 'study = "third-2003"')]
)
def test_another_prior_or_study_makes_a_stored_fit_stale(fitted, old, new):
    fitted.file_study("third-2003")
    store(fitted, load_evidence(fitted.path).unfitted[0].digest)
    fitted.replace("fits/risk.small.toml", old, new)
    assert len(load_evidence(fitted.path).unfitted) == 1


def test_a_fit_without_one_of_three_studies_is_due_again(fitted):
    fitted.file_study("third-2003")
    fitted.replace("fits/risk.small.toml", "arms = [", 'arms = [{ study = "third-2003", what = "loss" }, ')
    store(fitted, load_evidence(fitted.path).unfitted[0].digest)
    (due,) = load_evidence(fitted.path).without("third-2003").unfitted
    assert [row.study for row in due.rows] == ["small-2001", "big-2002"]


def test_a_single_study_cannot_be_fitted_with_random_effects(fitted):
    with pytest.raises(EvidenceError, match=r"cannot be fitted without big-2002: fewer than 2 studies"):
        load_evidence(fitted.path).without("big-2002")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PRIORS, "", "priors: is required"),
        ("spread = 0.5", "spread = -1", "must be above 0"),
        ('spread_reason = "for the test"', "", "spread_reason: is required"),
        ('study = "small-2001"', 'study = "nobody-1900"', "no study 'nobody-1900'"),
        ("arms = [", "window = 3\narms = [", "window: is not a field here"),
    ],
)
def test_a_malformed_recipe_is_refused(fitted, old, new, said):
    fitted.replace("fits/risk.small.toml", old, new)
    with pytest.raises(EvidenceError, match=said) as caught:
        load_evidence(fitted.path)
    assert caught.value.file == "fits/risk.small.toml"


def test_a_stored_fit_without_a_distribution_is_refused(fitted):
    fitted.write("fits/risk.small.fitted.toml", f'inputs = "{load_evidence(fitted.path).unfitted[0].digest}"\n')
    with pytest.raises(EvidenceError, match="distribution: is required"):
        load_evidence(fitted.path)
