"""Fits the excess risk of the procedure from the filed studies, and writes its parameter file.

    python -m amnio.answers.fit_parameters            fit, show everything, write the file
    python -m amnio.answers.fit_parameters --check    fit the base case, compare with the file; exit 1 if it differs

Needed only when a study or the recipe (`evidence/fits/procedure.excess_risk.toml`) changes; a review reads the result.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from amnio.estimate import (
    Between,
    ExcessPriors,
    ExcessStudy,
    GammaBetween,
    Hierarchy,
    Measure,
    NormalBetween,
    Pooled,
    TwoArmCounts,
    effect_sizes,
    fit_excess,
    mantel_haenszel,
    random_effects,
)
from amnio.evidence import EvidenceError, Study, load_evidence
from amnio.evidence.fit_recipe import FitRecipe, FitVariant, load_fit_recipe

NAME = "procedure.excess_risk"
_DIGITS = 8


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


def counts_of(study: Study) -> TwoArmCounts:
    """The two arms of the study's pooled window."""
    arms = study.pooled_arms()
    if arms is None or arms[0].women is None or arms[1].women is None:
        raise EvidenceError(
            f"studies/{study.key}/arms.csv", "women", "is marked for pooling but lacks an arm with counts"
        )
    treated, control = arms
    return TwoArmCounts(
        label=study.key,
        treated_events=treated.events,
        treated_total=arms[0].women,
        control_events=control.events,
        control_total=arms[1].women,
    )


def fit(recipe: FitRecipe, studies: Mapping[str, Study], variant: FitVariant) -> Fit:
    """The posterior of the excess under one set of assumptions."""
    chosen = chosen_studies(recipe, studies, variant)
    excess_studies = [
        ExcessStudy(
            counts=counts_of(study),
            confounded=not variant.trust_all and study.pooling is not None and not study.pooling.same_risk,
        )
        for study in chosen
    ]
    posterior = fit_excess(
        excess_studies,
        ExcessPriors(centre=variant.centre, spread=variant.spread, bias=variant.bias),
        family=GammaBetween() if variant.family == "gamma" else NormalBetween(),
    )
    return Fit(variant=variant, studies=chosen, posterior=posterior)


def quantiles(posterior: Hierarchy) -> tuple[list[float], list[float]]:
    """Probabilities and excess risks of the predictive distribution, as they are stored."""
    levels, values = posterior.predictive.inverse_table()
    return levels.tolist(), np.round(values, _DIGITS).tolist()


def parameter_text(recipe: FitRecipe, base: Fit) -> str:
    """The parameter file of the base case."""
    p, x = quantiles(base.posterior)
    texts = ("name", "definition", "definition_zh", "unit", "window", "comparison")
    lines = [
        f"# Written by `python -m amnio.answers.fit_parameters` from the studies and from fits/{recipe.name}.toml.",
        "# Not edited by hand: change the recipe or a study and run it again.",
        *(f"{name} = {_quoted(getattr(recipe, name))}" for name in texts),
        'basis = "data"',
        f"studies = [{', '.join(_quoted(study.key) for study in base.studies)}]",
        f"method = {_quoted(recipe.method)}",
        "",
        "[distribution]",
        'family = "quantiles"',
        *_array("p", p),
        *_array("x", x),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string of printable text is a TOML string


def _array(name: str, values: Sequence[float]) -> Iterator[str]:
    yield f"{name} = ["
    for start in range(0, len(values), 10):
        yield f"    {', '.join(repr(value) for value in values[start : start + 10])},"
    yield "]"


def differences(stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> list[str]:
    """Names of the fields in which a stored parameter file differs from a fresh fit."""
    found = [name for name in sorted({*stored, *fresh} - {"distribution"}) if stored.get(name) != fresh.get(name)]
    there, here = stored.get("distribution", {}), fresh["distribution"]
    if there.get("family") != here["family"] or there.get("p") != here["p"]:
        return [*found, "distribution"]
    if len(there["x"]) != len(here["x"]) or not np.allclose(there["x"], here["x"]):
        found.append("distribution.x")
    return found


def report(recipe: FitRecipe, base: Fit, variants: Sequence[Fit]) -> Iterator[str]:
    """What was fitted, line by line, in per cent: studies, posterior, other assumptions, other methods, print."""
    yield f"{recipe.name}: {recipe.window}, in per cent"
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
    """Runs the fit; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m amnio.answers.fit_parameters")
    parser.add_argument("--check", action="store_true", help="compare with the stored file and write nothing")
    checking = parser.parse_args(arguments).check
    recipe, studies = load_fit_recipe(NAME), load_evidence().studies
    base = fit(recipe, studies, recipe.base)
    variants = () if checking else recipe.variants
    for line in report(recipe, base, [fit(recipe, studies, variant) for variant in variants]):
        print(line)
    text = parameter_text(recipe, base)
    path = Path(str(files("amnio.evidence"))) / "parameters" / Path(*NAME.split(".")).with_suffix(".toml")
    if not checking:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"\nwritten: {path}")
        return 0
    found = differences(tomllib.loads(path.read_text(encoding="utf-8")), tomllib.loads(text))
    print(f"\n{path.name} " + (f"differs in {', '.join(found)}" if found else "is what the studies give"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
