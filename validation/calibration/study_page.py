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
AGAIN = "*everything-again* are other registries of the first scenario."
OTHERS = """## Other registries

*no-effect* has the same reasons to test, late records and delays as *everything*, and a needle that adds nothing;
*indication* only the reasons to test. {again}

| registries | of | design | by | truth | mean of the estimates | bias | held |
|---|---|---|---|---|---|---|---|
{rows}

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
        others=others({name: run for name, run in runs.items() if name != "everything"}),
        machines="; ".join(f"{name}: {run['machine']}, seed {run['seed']}" for name, run in runs.items()),
        **{name: record[name] for name in ("software", "evidence", "numpy", "duckdb", "python")},
    )
    PAGE.write_text(page, encoding="utf-8")


def numbers(row: dict[str, Any], *, with_error: bool) -> list[str]:
    """Truth, mean, maybe the standard error, bias and coverage, as they are shown."""
    risks = ("truth", "mean", "standard_error") if with_error else ("truth", "mean")
    shown = [f"{1000 * row[name] + 0.0:.2f}".replace("-0.00", "0.00") for name in risks]
    return [*shown, str(round(row["bias_in_standard_errors"], 2)), f"{round(100 * row['coverage'], 1)}%"]


def others(runs: dict[str, Any]) -> str:
    """The other runs: all horizons of the trials, and what the crude and the landmark design say by 24+0."""
    rows = []
    for name, run in runs.items():
        for key, row in run["designs"].items():
            if key.startswith("trials ") or key in ("crude week_24", "landmark week_24"):
                cells = [name, f"{row['registries']:,}", *key.split(), *numbers(row, with_error=False)]
                rows.append(f"| {' | '.join(cells)} |")
    return OTHERS.format(rows="\n".join(rows), again=AGAIN if "everything-again" in runs else "") if rows else ""


if __name__ == "__main__":
    main()
