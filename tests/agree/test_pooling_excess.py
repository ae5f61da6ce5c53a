"""The stored fits are what the filed studies give, and without a study they are fitted anew."""

import tomllib
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from amnio.answers import fit_parameters
from amnio.answers.assemble import Assembly
from amnio.answers.fit_parameters import NAME, Fit, chosen_studies, differences, fit, fitted_text, report
from amnio.answers.fits import completed, counts_of, quantiles, shape_of
from amnio.evidence import Evidence, EvidenceError, Study, load_evidence
from amnio.evidence.fit_inputs import FitInputs
from amnio.evidence.fit_recipe import FitRecipe, FitVariant, load_fit_recipe, parse_fit_recipe
from amnio.evidence.study import parse_study

RECIPE_FILE = files("amnio.evidence") / "fits" / f"{NAME}.toml"
ARMS = "arm,window,band,what,women,events,place,provenance\n"


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return load_evidence()


@pytest.fixture(scope="module")
def recipe() -> FitRecipe:
    return load_fit_recipe(NAME)


@pytest.fixture(scope="module")
def base(recipe: FitRecipe, evidence: Evidence) -> Fit:
    return fit(recipe, evidence.studies, recipe.base)


def invented(key: str, *, window: str = "<24", same_risk: bool = True, default: bool = True, arms: str = "") -> Study:
    record = {
        "key": key,
        "citation": "an invented study",
        "year": 2000,
        "no_identifier": "invented",
        "design": "cohort",
        "setting": "nowhere",
        "dating": "none",
        "loss": "loss",
        "comparison": "none",
        "window": "to 24+0",
        "read": "abstract",
        "provenance": "printed",
        "same_risk": same_risk,
        "window_code": window,
        "pool_default": default,
        "pool_reason": "for a test",
        "pool_window": window,
    }
    rows = arms or f"amniocentesis,{window},b,loss,1000,12,p,printed\ncontrol,{window},b,loss,1000,8,p,printed\n"
    return parse_study(record, ARMS + rows, file="study.toml", key=key)


INVENTED = {
    study.key: study
    for study in (
        invented("fit-2000"),
        invented("weak-2001", same_risk=False),
        invented("late-2002", window="<28", default=False),
        invented("left-2003", default=False),
    )
}


def variant(**changes: Any) -> FitVariant:
    return FitVariant(**{"label": "test", "centre": 0.01, "spread": 0.003, "bias": 0.003, **changes})


@pytest.mark.parametrize("name", [NAME, "background.risk_16_24"])
def test_the_stored_fit_is_what_the_studies_give(evidence: Evidence, name: str) -> None:
    inputs = inputs_of(evidence, name)
    stored = tomllib.loads((files("amnio.evidence") / "fits" / f"{name}.fitted.toml").read_text("utf-8"))
    assert differences(stored, tomllib.loads(fitted_text(inputs, shape_of(inputs)))) == []


def test_nothing_of_what_ships_has_to_be_fitted_anew(evidence: Evidence) -> None:
    assert evidence.unfitted == ()
    assert completed(evidence) is evidence


def test_the_base_case_of_the_report_is_what_is_stored(evidence: Evidence, base: Fit) -> None:
    assert tuple(quantiles(base.posterior)[1]) == tuple(evidence.parameters[NAME].shape["x"])


def test_without_a_study_both_fits_that_use_it_are_made_again(evidence: Evidence) -> None:
    without = evidence.without("muller-2002")
    assert [inputs.parameter for inputs in without.unfitted] == ["background.risk_16_24", NAME]
    fitted = completed(without)
    assert fitted.unfitted == ()
    assert completed(without).parameters[NAME].shape is fitted.parameters[NAME].shape  # not fitted twice
    before, after = evidence.draw()[NAME].mean(), fitted.draw()[NAME].mean()
    assert after == pytest.approx(0.0013, abs=0.0001)
    assert after < before


def test_without_a_study_gives_what_the_variant_of_the_report_gives(recipe: FitRecipe, evidence: Evidence) -> None:
    (variant,) = [item for item in recipe.variants if item.without == ("tabor-1986",)]
    shape = completed(evidence.without("tabor-1986")).parameters[NAME].shape
    assert shape["x"] == quantiles(fit(recipe, evidence.studies, variant).posterior)[1]


def test_a_review_can_be_assembled_without_a_study(evidence: Evidence) -> None:
    assembly = Assembly(draws=200, without=("muller-2002",))
    assert assembly.stamp.evidence != evidence.fingerprint
    assert assembly.draws[NAME].mean() < Assembly(draws=200).draws[NAME].mean()


def inputs_of(evidence: Evidence, name: str) -> FitInputs:
    (inputs,) = [inputs for inputs in evidence.fits if inputs.parameter == name]
    return inputs


def test_the_check_says_so_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert fit_parameters.main(["--check"]) == 0
    assert "is what the studies give" in capsys.readouterr().out


def test_a_changed_quantile_or_study_is_noticed(evidence: Evidence) -> None:
    inputs = inputs_of(evidence, NAME)
    fresh, other = (tomllib.loads(fitted_text(inputs, shape_of(inputs))) for _ in range(2))
    other["distribution"]["x"][60] *= 1.01
    other["inputs"] = "of another day"
    assert differences(other, fresh) == ["inputs", "distribution.x"]
    assert differences({**fresh, "distribution": {"family": "fixed", "value": 0.002}}, fresh) == ["distribution"]


def test_what_is_drawn_has_the_mean_of_the_fit_and_is_never_negative(evidence: Evidence, base: Fit) -> None:
    drawn = evidence.draw(count=4000, seed=1)[NAME]
    assert drawn.min() >= 0
    assert drawn.mean() == pytest.approx(base.posterior.predictive.mean(), rel=0.05)
    levels, stored = quantiles(base.posterior)
    middle = np.interp((np.arange(100_000) + 0.5) / 100_000, levels, stored)
    assert middle.mean() == pytest.approx(base.posterior.predictive.mean(), rel=0.005)


def test_a_randomised_trial_is_among_the_pooled_studies(base: Fit) -> None:
    assert any(study.design == "randomised" for study in base.studies)


def test_what_is_pooled_was_marked_for_pooling_in_the_window_of_the_recipe(recipe: FitRecipe, base: Fit) -> None:
    for study in base.studies:
        assert study.pooling is not None
        assert study.pooling.default
        assert study.pooling.window_code == recipe.window_code


def test_trusting_all_controls_gives_a_larger_excess(recipe: FitRecipe, evidence: Evidence, base: Fit) -> None:
    (trusting,) = [item for item in recipe.variants if item.trust_all]
    trusted = fit(recipe, evidence.studies, trusting)
    assert trusted.posterior.predictive.mean() > base.posterior.predictive.mean()


def test_the_report_names_every_study_every_variant_and_what_was_published(recipe: FitRecipe, base: Fit) -> None:
    text = "\n".join(report(recipe, base, [base]))
    for study in base.studies:
        assert study.key in text
    assert text.count("base case") == 2
    for figure in recipe.published:
        assert figure.citation in text


def test_studies_are_chosen_by_window_and_mark(recipe: FitRecipe) -> None:
    keys = [study.key for study in chosen_studies(recipe, INVENTED, variant())]
    assert keys == ["fit-2000", "weak-2001"]


def test_studies_can_be_added_left_out_and_limited_by_name(recipe: FitRecipe) -> None:
    def keys(**changes: Any) -> list[str]:
        return [study.key for study in chosen_studies(recipe, INVENTED, variant(**changes))]

    assert keys(also=("late-2002",)) == ["fit-2000", "late-2002", "weak-2001"]
    assert keys(without=("fit-2000",)) == ["weak-2001"]
    assert keys(same_risk_only=True) == ["fit-2000"]


def test_another_window_of_a_study_can_be_pooled(recipe: FitRecipe) -> None:
    arms = (
        "amniocentesis,<24,b,loss,1000,12,p,printed\ncontrol,<24,b,loss,1000,8,p,printed\n"
        "amniocentesis,strict,b,loss,1000,5,p,printed\ncontrol,strict,b,loss,1000,4,p,printed\n"
    )
    studies = {"two-2004": invented("two-2004", arms=arms)}
    (strict,) = chosen_studies(recipe, studies, variant(windows=(("two-2004", "strict"),)))
    assert counts_of(strict).treated_events == 5


@pytest.mark.parametrize("where", [{"also": ("nobody-1900",)}, {"without": ("nobody-1900",)}])
def test_an_unknown_study_is_refused(recipe: FitRecipe, where: dict[str, Any]) -> None:
    with pytest.raises(EvidenceError, match="nobody-1900"):
        chosen_studies(recipe, INVENTED, variant(**where))


def test_a_study_without_a_control_arm_is_refused() -> None:
    study = invented("half-2005", arms="amniocentesis,<24,b,loss,1000,12,p,printed\n")
    with pytest.raises(EvidenceError, match="half-2005"):
        counts_of(study)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda record: record["priors"].pop("spread_reason"), "spread_reason"),
        (lambda record: record["priors"].update(bias=0.0), "above 0"),
        (lambda record: record.pop("priors"), "priors"),
        (lambda record: record.update(target=0.003), "target"),
        (lambda record: record["sensitivity"][0].pop("label"), "label"),
        (lambda record: record["sensitivity"][0].update(family="cauchy"), "cauchy"),
        (lambda record: record["published"][0].pop("read"), "read"),
    ],
)
def test_a_recipe_without_reasons_or_with_unknown_fields_is_refused(change: Any, complaint: str) -> None:
    record = tomllib.loads(RECIPE_FILE.read_text("utf-8"))
    change(record)
    with pytest.raises(EvidenceError, match=complaint):
        parse_fit_recipe(record, file="recipe.toml", name=NAME)


def test_a_recipe_that_is_not_there_is_refused() -> None:
    with pytest.raises(EvidenceError, match="cannot be read"):
        load_fit_recipe("nothing.here")
