"""`make bench`: how fast and how large a review is, beside what was promised. Writes bench/results/review.json."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.cases import CASE, write_rows

RESULTS = Path(__file__).parent / "results"
AMNIO = [sys.executable, "-m", "amnio"]
SHORT_BATCH, LONG_BATCH = 20_000, 200_000
NETWORK_DRAWS = 100


@dataclass(frozen=True, kw_only=True)
class Measured:
    what: str
    value: float
    unit: str
    promised: str

    def __str__(self) -> str:
        return f"{self.what:<62} {self.value:>12,.4g} {self.unit:<8} {self.promised}"


def median_seconds(action: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cold(folder: Path) -> list[Measured]:
    """New processes, as a user starts them. The bare interpreter is part of every one of these times."""
    case = folder / "case.json"
    case.write_text(json.dumps(CASE), encoding="utf-8")
    run(*AMNIO, "review", str(case))  # byte code and file cache, as on any second day
    commands = (
        ("bare interpreter", [sys.executable, "-c", "pass"], ""),
        ("import amnio", [sys.executable, "-c", "import amnio"], "< 0.2 s"),
        ("amnio --help", [*AMNIO, "--help"], "< 0.3 s"),
        ("amnio review case, terminal", [*AMNIO, "review", str(case)], "< 1.0 s"),
        ("amnio review case, JSON", [*AMNIO, "review", str(case), "--format", "json"], ""),
    )
    return [
        Measured(what=what, value=median_seconds(lambda c=command: run(*c), 7), unit="s", promised=promised)
        for what, command, promised in commands
    ]


def warm() -> list[Measured]:
    """One process that stays: a review with 4,000 joint draws, and the same size of network asked once a draw."""
    from amnio.answers.assemble import Assembly
    from amnio.answers.review import Reviewer
    from amnio.clinic.reading import case_from_mapping
    from bench.network import seconds_a_draw

    began = time.perf_counter()
    assembly = Assembly()
    assembled = time.perf_counter() - began
    reviewer, case = Reviewer(assembly), case_from_mapping(CASE)
    reviewer.review(case)
    review = median_seconds(lambda: reviewer.review(case), 30)
    draw, nodes = seconds_a_draw(assembly, NETWORK_DRAWS)
    network = draw * assembly.draws.count
    return [
        Measured(what="evidence, 4,000 draws and model assembled", value=assembled * 1e3, unit="ms", promised=""),
        Measured(
            what="one review: attribution, intervals, counterfactual, tests",
            value=review * 1e3,
            unit="ms",
            promised="< 20 ms",
        ),
        Measured(
            what=f"pyAgrum, {nodes} nodes, attribution only, asked once a draw",
            value=network * 1e3,
            unit="ms",
            promised="",
        ),
        Measured(what="that many times slower", value=network / review, unit="x", promised=""),
    ]


def _batch(folder: Path, count: int) -> tuple[float, float]:
    """Wall seconds and the largest resident size of any process, in MB."""
    source, target = folder / "cases.ndjson", folder / "reviews.ndjson"
    write_rows(source, count)
    script = (
        "import resource, subprocess, sys, time\n"
        "began = time.perf_counter()\n"
        "subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)\n"
        "print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
    )
    command = [*AMNIO, "review", "--batch", str(source), "--output", str(target), "--force", "--jobs", "2"]
    ran = subprocess.run([sys.executable, "-c", script, *command], check=True, capture_output=True, text=True)
    seconds, megabytes = ran.stdout.split()
    return float(seconds), float(megabytes)


def batch(folder: Path) -> list[Measured]:
    """From file to file, two processes; the steady rate leaves out what starting costs."""
    short_seconds, short_size = _batch(folder, SHORT_BATCH)
    long_seconds, long_size = _batch(folder, LONG_BATCH)
    steady = (LONG_BATCH - SHORT_BATCH) / (long_seconds - short_seconds)
    return [
        Measured(
            what=f"batch of {LONG_BATCH:,}, from file to file",
            value=LONG_BATCH / long_seconds,
            unit="rows/s",
            promised=">= 20,000",
        ),
        Measured(what="batch, steady rate", value=steady, unit="rows/s", promised=""),
        Measured(what=f"largest process at {SHORT_BATCH:,} rows", value=short_size, unit="MB", promised=""),
        Measured(what=f"largest process at {LONG_BATCH:,} rows", value=long_size, unit="MB", promised="no growth"),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = [*cold(folder), *warm(), *batch(folder)]
    for each in measured:
        print(each)
    RESULTS.mkdir(exist_ok=True)
    content = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("amnio", "numpy", "orjson", "pyagrum")},
        "measured": [asdict(each) for each in measured],
    }
    (RESULTS / "review.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
