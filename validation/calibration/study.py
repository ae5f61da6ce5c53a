"""`make calibration-study`: is the effect of `amnio study effect` what the procedure truly does? Writes study.json.

Registries are simulated from the pregnancy model with known truth, counted, and answered as the command answers. The
first of each run are also written as files and counted by the engine, and must give the same counts. Design (d)
must be off by less than a tenth of its standard error, and its 95 % intervals must hold the truth in 94 to 96 of 100
registries; what is wrong with designs (a) to (c) is recorded beside it.

`study.py [RUN ...]` does only the runs that are named, and leaves the others in the record as they are. What is done of
a run lies under build/calibration, so one that was stopped goes on where it was.
"""

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from amnio import __version__
from amnio.answers.assemble import Assembly
from amnio.answers.simulated_population import HORIZONS, PopulationSource, SimulatedWorld
from amnio.answers.study_answer import Design, DesignEffect
from amnio.answers.study_counting import count_effect
from amnio.answers.study_designs import divided_effects, landmark_effects, pooled_effects, trial_sums
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.definition import Bands, Codes, StudyDefinition
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.origin import TableMapping
from amnio.cohort.sources.files import table_files
from amnio.estimate import Target
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import TrialCounts
from amnio.exchange.population_file import write_population
from amnio.model.population import Population

sys.path.insert(0, str(Path(__file__).parent))
from direct_counts import DirectCounts


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """So many registries of one scenario; registry `i` has the seed `seed + i`."""

    scenario: str
    registries: int
    seed: int


RUNS = {
    "everything": Run(scenario="everything", registries=1000, seed=20261128),
    "no-effect": Run(scenario="no-effect", registries=1000, seed=21261128),
    "indication": Run(scenario="indication", registries=1000, seed=22261128),
}
PREGNANCIES, PROCESSES = 40_000, int(os.environ.get("PROCESSES", "2"))
ALSO_BY_THE_ENGINE = 2
LANDMARK = GestationalAge(18 * 7)
QUESTION = StudyDefinition(
    strata=(
        Codes(column="screen", codes=("negative", "positive")),
        Bands(column="maternal_age", cuts=(35, 40)),
        Codes(column="earlier_loss", codes=("false", "true")),
    ),
    blocks=20,
)
RESULT = Path(__file__).parent / "study.json"
DONE = Path(__file__).parents[2] / "build" / "calibration"
_WORLDS: dict[str, SimulatedWorld] = {}  # of each process


Said = dict[str, list[float | None]]
Known = dict[str, tuple[float, float, float]]


def registry(run: Run, number: int) -> tuple[Said, Known]:
    """One registry: what each design says by each horizon, and the truth with the number it is about."""
    if run.scenario not in _WORLDS:
        _WORLDS[run.scenario] = SimulatedWorld(run.scenario)
    source = PopulationSource(_WORLDS[run.scenario], seed=run.seed + number, part=PREGNANCIES + PREGNANCIES // 10)
    women = next(source.parts(PREGNANCIES))
    counts = DirectCounts(women, QUESTION)
    trials, ever, marked = counts.trials(), counts.ever(), counts.landmark(LANDMARK.days)
    if number < ALSO_BY_THE_ENGINE:
        check(women, trials, ever, marked)
    said: Said = {}
    for each in effects(trials, ever, marked):
        difference, ratio = each.difference, each.ratio
        said[f"{each.design.value} {each.by.value}"] = [
            difference.value,
            difference.standard_error,
            difference.low,
            difference.high,
            *((None, None, None) if ratio is None else (ratio.value, ratio.low, ratio.high)),
            each.untreated.value,
        ]
    truth = source.truth()
    known: Known = {}
    for by in HORIZONS:
        effect = truth.effect(by)
        known[by] = (effect.weight, effect.risk_treated, effect.risk_untreated)
    return said, known


def effects(trials: TrialCounts, ever: RiskCounts, marked: RiskCounts) -> Iterator[DesignEffect]:
    """All four designs, without what an answer says by week and about itself."""
    for design in (Design.CRUDE, Design.STRATIFIED):
        yield from divided_effects(ever, design, Target.TREATED)
    yield from landmark_effects(marked, Target.TREATED)
    yield from pooled_effects(trial_sums(trials, Target.TREATED))


def check(women: Population, *counted: TrialCounts | RiskCounts) -> None:
    """The same women as a file, counted by the engine: the same cells."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.parquet"
        write_population([women], path, ".parquet")
        with DuckDBEngine(table_files(path), threads=1) as engine:
            counts = count_effect(engine, TableMapping.by_name(engine.raw()), QUESTION, tuple(Design), LANDMARK)
    for ours, theirs in zip(counted, (counts.trials, counts.ever, counts.landmark), strict=True):
        assert theirs is not None
        for name in (each for each in ours.__slots__ if isinstance(getattr(ours, each), np.ndarray)):
            assert np.array_equal(getattr(ours, name), getattr(theirs.counts, name)), name


def summary(said: np.ndarray, difference: float, ratio: float, untreated: float) -> dict[str, float | int | None]:
    """Of one design and horizon over all registries; `said` has a row for each and the columns of `registry`."""
    estimates, errors = said[:, 0], said[:, 1]
    low, high = said[:, 2], said[:, 3]
    ratios = said[~np.isnan(said[:, 4])]
    spread = float(estimates.std(ddof=1))
    return {
        "registries": len(said),
        "truth": difference,
        "mean": float(estimates.mean()),
        "bias": float(estimates.mean() - difference),
        "standard_error": spread,
        "mean_standard_error": float(np.nanmean(errors)),
        "bias_in_standard_errors": float((estimates.mean() - difference) / spread),
        "monte_carlo_error": float(1.0 / np.sqrt(len(said))),
        "coverage": float(((low <= difference) & (difference <= high)).mean()),
        "truth_above": float((high < difference).mean()),
        "truth_below": float((difference < low).mean()),
        "ratio_truth": ratio,
        "ratio_median": float(np.median(ratios[:, 4])),
        "ratio_coverage": float(((ratios[:, 5] <= ratio) & (ratio <= ratios[:, 6])).mean()),
        "untreated_truth": untreated,
        "untreated_mean": float(said[:, 7].mean()),
    }


def done_before(path: Path) -> list[tuple[Said, Known]]:
    """The registries of a run that was stopped; a last line that was cut off is none."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    return [tuple(json.loads(line)) for line in lines if line.endswith("\n")]


def run_summary(name: str, evidence: str, pool: ProcessPoolExecutor) -> dict[str, Any]:
    """All registries of a run."""
    run, started = RUNS[name], time.monotonic()
    path = DONE / f"{name}-{run.seed}-{evidence}-{QUESTION.fingerprint}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    found = done_before(path)[: run.registries]
    path.write_text("".join(json.dumps(each) + "\n" for each in found), encoding="utf-8")
    numbers = range(len(found), run.registries)
    with path.open("a", encoding="utf-8") as stream:
        for each in pool.map(registry, [run] * len(numbers), numbers, chunksize=5):
            stream.write(json.dumps(each) + "\n")
            stream.flush()
            found.append(each)
            if len(found) % 50 == 0:
                took = time.monotonic() - started
                print(f"{name}: {len(found)} of {run.registries}, {took:.0f} s", file=sys.stderr, flush=True)
    return {
        "scenario": run.scenario,
        "seed": run.seed,
        "seconds": round(time.monotonic() - started),
        "machine": f"{platform.machine()}, {PROCESSES} processes",
        "designs": designs(found),
    }


def designs(found: list[tuple[Said, Known]]) -> dict[str, dict[str, float | int | None]]:
    """Every design and horizon over all registries."""
    summaries = {}
    for key in found[0][0]:
        by = key.split()[1]
        weight, treated, untreated = np.array([known[by] for _, known in found]).T
        risks = [float((weight * risk).sum() / weight.sum()) for risk in (treated, untreated)]
        said = np.array([said[key] for said, _ in found], dtype=float)
        summaries[key] = summary(said, risks[0] - risks[1], risks[0] / risks[1], risks[1])
    return summaries


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return float(f"{value:.5g}") if isinstance(value, float) else value


def main(names: list[str]) -> None:
    evidence = Assembly(findings=()).evidence.fingerprint
    frame = {
        "software": __version__,
        "evidence": evidence,
        "definition": QUESTION.fingerprint,
        "pregnancies_each": PREGNANCIES,
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "duckdb": version("duckdb"),
    }
    kept: dict[str, Any] = {}
    if names and RESULT.exists():
        record = json.loads(RESULT.read_text(encoding="utf-8"))
        if any(record[name] != value for name, value in frame.items()):
            raise SystemExit("the record was made with something else: do all runs again, without naming any")
        kept = record["runs"]
    with ProcessPoolExecutor(PROCESSES) as pool:
        for name in names or RUNS:
            kept[name] = run_summary(name, evidence, pool)
            runs = {each: kept[each] for each in RUNS if each in kept}
            RESULT.write_text(json.dumps(rounded({**frame, "runs": runs}), indent=1) + "\n", encoding="utf-8")
            tell(name, kept[name])


def tell(name: str, found: dict[str, Any]) -> None:
    for key, row in found["designs"].items():
        print(f"{name:12} {key:22} bias {row['bias_in_standard_errors']:+.3f} SE, coverage {row['coverage']:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
