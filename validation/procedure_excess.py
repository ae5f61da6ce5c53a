"""Writes docs/explanation/procedure-excess.md: our pooling of the procedure's excess beside what others published.

python validation/procedure_excess.py            write the page
python validation/procedure_excess.py --check    compare with the stored page; exit 1 if it differs
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from amnio.answers.fit_parameters import NAME, Fit, fit
from amnio.answers.fits import counts_of
from amnio.estimate import Between, Interval, Measure, Pooled, effect_sizes, mantel_haenszel, peto, random_effects
from amnio.evidence import Study, load_evidence
from amnio.evidence.fit_recipe import FitRecipe, load_fit_recipe
from validation.stored_page import write_or_check

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "procedure-excess.md"


def page() -> str:
    recipe, studies = load_fit_recipe(NAME), load_evidence().studies
    base = fit(recipe, studies, recipe.base)
    variants = [fit(recipe, studies, variant) for variant in recipe.variants]
    without = [
        fit(recipe, studies, replace(recipe.base, label=study.key, without=(study.key,))) for study in base.studies
    ]
    return (
        "\n".join([*_opening(), *_pooled(base), *_published(recipe, base), *_changed(base, variants, without)]) + "\n"
    )


def _opening() -> Iterator[str]:
    yield """# What the procedure adds: our pooling beside the published ones

<!-- Written by `python validation/procedure_excess.py` from the study files. Do not edit. -->

One number carries much of a review: the excess risk of losing the pregnancy by 24+0 that an amniocentesis from 15+0
on adds for the same women. This page shows the counts it rests on, what other methods give on the same counts, what
two reviews published, and what happens without each study. All figures are in per cent; intervals are 95 %.

The number is a distribution for the *next* unit like those studied, so it holds the differences between units. It is
never negative: the needle is assumed never to protect. A pooled difference that may fall below zero is another
quantity, and both stand here ([decision 0010](../decisions/0010-the-excess-is-never-negative.md))."""


def _pooled(base: Fit) -> Iterator[str]:
    yield """
## The studies that are pooled

Chosen by window and design, not by result: controlled studies of single pregnancies after 15 weeks that count loss to
24 weeks (or miscarriage) and print both arms. "Same risk" says whether the controls had the same risk to begin with;
where they had not, the fit takes the difference as effect plus a confounding bias that is never negative.

| study | amniocentesis | control | difference | same risk | its own excess |
|---|---|---|---|---|---|"""
    for study, own in zip(base.studies, base.posterior.studies, strict=True):
        counts = counts_of(study)
        same = "yes" if study.pooling is not None and study.pooling.same_risk else "no"
        yield (
            f"| {study.key} | {counts.treated_events}/{counts.treated_total} "
            f"| {counts.control_events}/{counts.control_total} | {100 * counts.risk_difference:.2f} | {same} "
            f"| {100 * own.mean():.2f} {_range(own.interval())} |"
        )
    new, mean = base.posterior.predictive, base.posterior.mean_effect
    yield f"""
The next unit: mean **{100 * new.mean():.2f}**, median {100 * new.median():.2f} {_range(new.interval())}.
The mean of all units: {100 * mean.mean():.2f} {_range(mean.interval())}."""


def _published(recipe: FitRecipe, base: Fit) -> Iterator[str]:
    yield """
## Other methods on the same counts, and what others published

| what | risk difference | I2 |
|---|---|---|"""
    same_risk = [study for study in base.studies if study.pooling is not None and study.pooling.same_risk]
    for label, group in (("all controls", base.studies), ("controls of the same risk", same_risk)):
        yield from _methods(label, group)
    for figure in recipe.published:
        interval = _range((figure.low, figure.high))
        yield f"| {figure.citation}: {figure.what} ({figure.read}) | {100 * figure.estimate:.2f} {interval} | |"
    yield """
Why our figures and the published ones differ:

- **Counts that are not in print.** The later review asked authors for counts. By what can be inferred of the lists,
  Antsaklis to 24 weeks, Wulff, Bakker, the split of Malan and the controls of Theodora are missing here: none could be
  read. Seven studies seem to be common to all pools.
- **Weaker controls.** Large differences come from controls who were younger or screen-negative. Pooled as they stand
  they count as harm. Here they bound the effect and show how far units differ, while the centre rests on the trial
  and on controls of the same risk.
- **The trial counts here.** The one randomised trial found the largest difference of all. It does not seem to be among
  the studies that the two reviews pooled; leaving it out is the line "without the randomised trial" below.
- **Below zero.** Unconstrained intervals reach below zero, because chance does. A needle that protects is no hypothesis
  of this model, so the same counts give a distribution from zero on, whose mean lies above the middle of an interval
  that straddles zero.

Nothing was tuned to land on a published figure, and none of them enters the fit."""


def _methods(label: str, group: Sequence[Study]) -> Iterator[str]:
    counts = [counts_of(study) for study in group]
    effects = effect_sizes(counts, Measure.RISK_DIFFERENCE)
    laird = random_effects(effects, Between.DERSIMONIAN_LAIRD)
    paule = random_effects(effects, Between.PAULE_MANDEL, interval=Interval.HARTUNG_KNAPP_GUARDED)
    yield f"| {label}: Mantel-Haenszel | {_interval(mantel_haenszel(counts, Measure.RISK_DIFFERENCE))} | |"
    yield f"| {label}: DerSimonian-Laird (what most papers did) | {_interval(laird)} | {100 * laird.i2:.0f} |"
    yield f"| {label}: Paule-Mandel, guarded Hartung-Knapp interval | {_interval(paule)} | {100 * paule.i2:.0f} |"
    odds = peto(counts)
    log_odds = f"{odds.estimate:.2f} ({odds.low:.2f} to {odds.high:.2f})"
    yield f"| {label}: Peto, as log odds ratio (not per cent) | {log_odds} | |"


def _changed(base: Fit, variants: Sequence[Fit], without: Sequence[Fit]) -> Iterator[str]:
    yield """
## Without each study, and under other assumptions

| what is changed | next unit: mean, median | mean of units |
|---|---|---|"""
    yield _line("nothing (the base case)", base)
    yield from (_line(f"without {item.variant.label}", item) for item in without)
    yield from (_line(item.variant.label, item) for item in variants)
    yield """
What moves it most is whether controls of lower risk are trusted as they stand, and how wide units are allowed to
differ. Both are judgements, written with their reasons in the recipe of the fit. The command
`python -m amnio.answers.fit_parameters` prints these figures from the study files at any time."""


def _line(label: str, item: Fit) -> str:
    new, mean = item.posterior.predictive, item.posterior.mean_effect
    return (
        f"| {label} | {100 * new.mean():.2f}, {100 * new.median():.2f} {_range(new.interval())} "
        f"| {100 * mean.mean():.2f} {_range(mean.interval())} |"
    )


def _interval(pooled: Pooled) -> str:
    return f"{100 * pooled.estimate:.2f} {_range((pooled.low, pooled.high))}"


def _range(ends: tuple[float, float]) -> str:
    return f"({100 * ends[0]:.2f} to {100 * ends[1]:.2f})"


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page(), sys.argv[1:]))
