"""Writes docs/explanation/study-calibration.md from the recorded simulated registries (study.json)."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "explanation" / "study-calibration.md"
TEXT = """# Is the effect right?

`amnio study effect` was asked about {registries:,} simulated registries of {pregnancies:,} pregnancies each (scenario
*everything*: reasons to test, abnormal fetuses and endings after the result, late records, procedures put off). The
true effect in them is known: it is summed from the hazards, not simulated
([0036](../decisions/0036-a-population-is-simulated-by-latent-ends.md)). `make calibration-study` does it again; a test
holds the record to its limits.

Losses of 1,000 women who were tested. *Bias* is in standard errors of one registry; {registries:,} registries know
it to about {error:.2f}. *Held* is how often the 95 % interval held the truth.

| design | by | truth | mean of the estimates | standard error | bias | held |
|---|---|---|---|---|---|---|
{rows}

A trial every day is off by less than a tenth of its standard error. Its intervals should hold the truth in 95 of 100
registries and did in {least} to {most}; so many registries know that to about {coverage_error:.1f} in 100. The other
designs are not a little imprecise but answer something else; more women would only make them surer.

- **crude** and **stratified** count every loss before a test on the side of the untested, and untested women from their
  first record on.
- **landmark** (18+0) has lost who was lost between her test and that day, and counts as untested who is tested later.

By birth the true difference is negative: a pregnancy that was ended after a result cannot be lost later. That is no
protection, and the report says so.

{others}## What this does not show

That reasons to test were all recorded. In these registries they are; in yours they may not be, and no simulation can
tell. Women with the same screen result, age group and history were tested alike here whatever else they were.

The first registries of each run were also written as files and counted by the engine, and gave the same counts. Made
with amnio {software}, evidence {evidence}, numpy {numpy}, DuckDB {duckdb}, Python {python}. {machines}.
"""
OTHERS = """## Other registries

*no-effect* has the same reasons to test, late records and delays as *everything*, and a needle that adds nothing;
*indication* only the reasons to test. *Held, ratio* is how often the interval of the ratio held the true ratio.

| registries | of | design | by | truth | mean of the estimates | bias | held | held, ratio |
|---|---|---|---|---|---|---|---|---|
{rows}

**By 14 days** some fifteen to twenty of the women tested are lost. If by chance fewer are, the estimate is too small,
and so is its standard error ({day_14_errors:.2f} of the spread in the run in which it was least). A symmetrical
interval of the difference does not know that: it held the truth in 93.8% of 4,850 registries of these scenarios, and in
most of the others the truth lay above it. So the interval of a difference is made from those of the two risks, which
reach further up than down ([0034](../decisions/0034-trials-are-compared-on-counts.md)); it held the truth in {day_14}
of the {all_n:,} registries shown here, lay below it in {above} and above it in {below}.

"""


def main() -> None:
    record = json.loads((HERE / "study.json").read_text(encoding="utf-8"))
    runs = record["runs"]
    found = runs["everything"]["designs"]
    first = next(iter(found.values()))
    held = [100 * row["coverage"] for key, row in found.items() if key.startswith("trials ")]
    page = TEXT.format(
        least=round(min(held), 1),
        most=round(max(held), 1),
        coverage_error=100 * (0.95 * 0.05 / first["registries"]) ** 0.5,
        registries=first["registries"],
        pregnancies=record["pregnancies_each"],
        error=first["monte_carlo_error"],
        rows="\n".join(
            f"| {' | '.join([*key.split(), *numbers(row, with_error=True)])} |" for key, row in found.items()
        ),
        others=others(runs),
        machines=";\n".join(f"{name}: {run['machine']}, seed {run['seed']}" for name, run in runs.items()),
        **{name: record[name] for name in ("software", "evidence", "numpy", "duckdb", "python")},
    )
    PAGE.write_text(page, encoding="utf-8")


def numbers(row: dict[str, Any], *, with_error: bool) -> list[str]:
    """Truth, mean, maybe the standard error, bias and coverage, as they are shown."""
    risks = ("truth", "mean", "standard_error") if with_error else ("truth", "mean")
    shown = [f"{1000 * row[name] + 0.0:.2f}".replace("-0.00", "0.00") for name in risks]
    return [*shown, str(round(row["bias_in_standard_errors"], 2) + 0.0), held(row["coverage"])]


def others(runs: dict[str, Any]) -> str:
    """The other runs: all horizons of the trials, and what the crude and the landmark design say by 24+0."""
    added = {name: run["designs"] for name, run in runs.items() if name != "everything"}
    if not added:
        return ""
    rows = []
    for name, found in added.items():
        for key, row in found.items():
            if key.startswith("trials ") or key in ("crude week_24", "landmark week_24"):
                cells = [name, f"{row['registries']:,}", *key.split(), *numbers(row, with_error=False)]
                rows.append(f"| {' | '.join([*cells, held(row['ratio_coverage'])])} |")
    every = [run["designs"]["trials day_14"] for run in runs.values()]
    return OTHERS.format(
        rows="\n".join(rows),
        all_n=sum(row["registries"] for row in every),
        day_14=held(together(every, "coverage")),
        day_14_errors=min(row["mean_standard_error"] / row["standard_error"] for row in every),
        above=held(together(every, "truth_above")),
        below=held(together(every, "truth_below")),
    )


def together(rows: list[dict[str, Any]], name: str) -> float:
    """A coverage over the registries of several runs."""
    return float(sum(row["registries"] * row[name] for row in rows) / sum(row["registries"] for row in rows))


def held(share: float) -> str:
    return f"{round(100 * share, 1)}%"


if __name__ == "__main__":
    main()
