"""Fits what must be fitted from the filed studies, shows the excess of the procedure in full, and stores the results.

    python -m amnio.answers.fit_parameters            fit, show everything, write evidence/fits/*.fitted.toml
    python -m amnio.answers.fit_parameters --check    fit anew, compare with what is stored; exit 1 if it differs

Needed when a study or a recipe (`evidence/fits/*.toml`) changes. Until then a review fits in memory what has changed.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from amnio.answers.fits import Shape, counts_of, excess_posterior, shape_of
from amnio.estimate import Between, Hierarchy, Measure, Pooled, effect_sizes, mantel_haenszel, random_effects
from amnio.evidence import EvidenceError, Study, load_evidence
from amnio.evidence.fit_inputs import FitInputs
from amnio.evidence.fit_recipe import FitRecipe, FitVariant, load_fit_recipe

NAME = "procedure.excess_risk"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """A posterior under one set of assumptions, and the studies it rests on."""

    variant: FitVariant
    studies: tuple[Study, ...]
    posterior: Hierarchy


def chosen_studies(recipe: FitRecipe, studies: Mapping[str, Study], variant: FitVariant) -> tuple[Study, ...]:
    """The studies that a variant pools, by key: all marked for pooling in the window, less and more by name."""
    keys = [
        key
        for key, study in sorted(studies.items())
        if study.pooling is not None
        and (key in variant.also or (study.pooling.default and study.pooling.window_code == recipe.window_code))
        and (study.pooling.same_risk or not variant.same_risk_only)
        and key not in variant.without
    ]
    for key in (*variant.also, *variant.without, *dict(variant.windows)):
        if key not in studies:
            raise EvidenceError(f"fits/{recipe.name}.toml", variant.label, f"there is no study {key!r}")
    windows = dict(variant.windows)
    return tuple(_with_window(studies[key], windows.get(key)) for key in keys)


def _with_window(study: Study, window: str | None) -> Study:
    """The study with the arms of another window of its own pooled: another definition or another reading."""
    if window is None or study.pooling is None:
        return study
    return replace(study, pooling=replace(study.pooling, window=window))


def fit(recipe: FitRecipe, studies: Mapping[str, Study], variant: FitVariant) -> Fit:
    """The posterior of the excess under one set of assumptions."""
    chosen = chosen_studies(recipe, studies, variant)
    scales = {"centre": variant.centre, "spread": variant.spread, "bias": variant.bias}
    posterior = excess_posterior(chosen, scales, trust_all=variant.trust_all, family=variant.family)
    return Fit(variant=variant, studies=chosen, posterior=posterior)


def fitted_text(inputs: FitInputs, shape: Shape) -> str:
    """The file of a stored fit."""
    lines = [
        "# Written by `python -m amnio.answers.fit_parameters` from the studies and the recipe beside this file.",
        "# Not edited by hand: change the recipe or a study and run it again.",
        f'inputs = "{inputs.digest}"',
        "",
        "[distribution]",
        f'family = "{shape["family"]}"',
        *_array("p", shape["p"]),
        *_array("x", shape["x"]),
    ]
    return "\n".join(lines) + "\n"


def _array(name: str, values: Sequence[float]) -> Iterator[str]:
    yield f"{name} = ["
    for start in range(0, len(values), 10):
        yield f"    {', '.join(repr(value) for value in values[start : start + 10])},"
    yield "]"


def differences(stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> list[str]:
    """Names of the fields in which a stored fit differs from a fresh one."""
    found = ["inputs"] if stored.get("inputs") != fresh["inputs"] else []
    there, here = stored.get("distribution", {}), fresh["distribution"]
    if there.get("family") != here["family"] or there.get("p") != here["p"]:
        return [*found, "distribution"]
    if len(there["x"]) != len(here["x"]) or not np.allclose(there["x"], here["x"]):
        found.append("distribution.x")
    return found


def report(recipe: FitRecipe, base: Fit, variants: Sequence[Fit]) -> Iterator[str]:
    """What was fitted, line by line, in per cent: studies, posterior, other assumptions, other methods, print."""
    yield f"{recipe.name}: losses {recipe.window_code} weeks, in per cent"
    yield ""
    header = f"{'study':<24}{'amniocentesis':>15}{'control':>15}{'difference':>12}{'same risk':>11}"
    yield header + "   its own excess (95 %)"
    for study, own in zip(base.studies, base.posterior.studies, strict=True):
        counts = counts_of(study)
        yield (
            f"{study.key:<24}{f'{counts.treated_events}/{counts.treated_total}':>15}"
            f"{f'{counts.control_events}/{counts.control_total}':>15}{100 * counts.risk_difference:>12.2f}"
            f"{'yes' if study.pooling and study.pooling.same_risk else 'no':>11}"
            f"   {100 * own.mean():.2f} {_range(own.interval())}"
        )
    yield ""
    yield f"{'never negative, by quadrature':<52}{'next centre: mean, median (95 %)':<40}mean of centres (95 %)"
    for item in (base, *variants):
        new, mean = item.posterior.predictive, item.posterior.mean_effect
        of_new = f"{100 * new.mean():.2f}, {100 * new.median():.2f} {_range(new.interval())}"
        yield f"{item.variant.label:<52}{of_new:<40}{100 * mean.mean():.2f} {_range(mean.interval())}"
    yield ""
    yield "unconstrained pooled risk difference (95 %)"
    same_risk = [study for study in base.studies if study.pooling is not None and study.pooling.same_risk]
    for label, group in (("all studies", base.studies), ("controls of the same risk", same_risk)):
        counts_of_group = [counts_of(study) for study in group]
        laird = random_effects(effect_sizes(counts_of_group, Measure.RISK_DIFFERENCE), Between.DERSIMONIAN_LAIRD)
        yield f"{label + ', DerSimonian-Laird':<52}{_interval(laird)}   I2 {100 * laird.i2:.0f}"
        yield f"{label + ', Mantel-Haenszel':<52}{_interval(mantel_haenszel(counts_of_group, Measure.RISK_DIFFERENCE))}"
    yield ""
    yield "published (for comparison, never a target)"
    for figure in recipe.published:
        yield (
            f"{figure.what:<52}{100 * figure.estimate:.2f} {_range((figure.low, figure.high))}"
            f"   {figure.citation}; {figure.read}"
        )
    yield ""
    yield (
        "Why they differ: the published analyses hold counts that are not in print (Antsaklis to 24 weeks, Wulff, "
        "Bakker, Malan, Theodora), take the controls as they come and allow the needle to protect; here the trial "
        "counts, weaker controls are discounted, and the excess cannot fall below zero."
    )


def _interval(pooled: Pooled) -> str:
    return f"{100 * pooled.estimate:.2f} {_range((pooled.low, pooled.high))}"


def _range(ends: tuple[float, float]) -> str:
    return f"({100 * ends[0]:.2f} to {100 * ends[1]:.2f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the fits; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m amnio.answers.fit_parameters")
    parser.add_argument("--check", action="store_true", help="compare with the stored files and write nothing")
    checking = parser.parse_args(arguments).check
    recipe, evidence = load_fit_recipe(NAME), load_evidence()
    base = fit(recipe, evidence.studies, recipe.base)
    variants = () if checking else recipe.variants
    for line in report(recipe, base, [fit(recipe, evidence.studies, variant) for variant in variants]):
        print(line)
    folder = Path(str(files("amnio.evidence"))) / "fits"
    texts = {inputs.parameter: fitted_text(inputs, shape_of(inputs)) for inputs in evidence.fits}
    paths = {name: folder / f"{name}.fitted.toml" for name in texts}
    if not checking:
        for name, path in paths.items():
            path.write_text(texts[name], encoding="utf-8")
            print(f"\nwritten: {path}")
        return 0
    wrong = 0
    for name, path in paths.items():
        stored = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        found = differences(stored, tomllib.loads(texts[name]))
        wrong += bool(found)
        print(f"\n{path.name} " + (f"differs in {', '.join(found)}" if found else "is what the studies give"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
