"""Incidence of a million people with late entry beside R's survfit and etm, in one run on the same rows.

Writes bench/results/incidence.json. Needs R (`requirements/system.sh r`). The answers must be equal, else it stops: a
fast wrong answer is none. R reads the rows before its clock starts; ours are in memory as R's are.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from amnio.estimate import CumulativeIncidence, EventTimes, RiskTable, VarianceType, cumulative_incidence  # noqa: E402

RESULTS = Path(__file__).parent / "results"
PEOPLE = 1_000_000
SEED = 4
PROMISED = 50.0
EQUAL = 1e-9
_REPEATS = 7


def rows() -> dict[str, np.ndarray]:
    """Days of pregnancy from 6 weeks on: entries early and late, a few losses and terminations, births at the end."""
    random = np.random.default_rng(SEED)
    entry = np.minimum(42 + random.geometric(1 / 40, PEOPLE), 200)
    birth = 280 - random.geometric(1 / 10, PEOPLE).clip(max=60)
    early = entry + random.geometric(1 / 500, PEOPLE)
    ends_early = early < birth
    kind = random.choice(3, PEOPLE, p=(0.2, 0.5, 0.3))  # lost to follow-up, loss, termination
    exit = np.where(ends_early, early, birth)
    end = np.where(ends_early, np.array([0, 1, 3])[kind], 2)
    return {"entry": entry, "exit": exit, "end": end}


def ours(table: dict[str, np.ndarray]) -> CumulativeIncidence:
    """From rows to every curve with its errors, checks of the rows included."""
    people = EventTimes.of(table["entry"], table["exit"], table["end"], ends=3)
    return cumulative_incidence(RiskTable.of(people), variance=VarianceType.GREENWOOD)


def in_r(table: dict[str, np.ndarray]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.csv"
        columns = np.column_stack([table[name] for name in ("entry", "exit", "end")])
        np.savetxt(file, columns, fmt="%d", delimiter=",", header="entry,exit,end", comments="")
        script = ROOT / "validation" / "r" / "competing" / "timings.R"
        ran = subprocess.run(["Rscript", str(script), str(file)], check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def seconds(table: dict[str, np.ndarray]) -> float:
    ours(table)
    taken = []
    for _ in range(_REPEATS):
        began = time.perf_counter()
        ours(table)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> int:
    table = rows()
    found, theirs = ours(table), in_r(table)
    for name, mine in (
        ("survfit_answer", found.probability[-1]),
        ("etm_answer", found.probability[-1]),
        ("etm_errors", found.standard_error[-1]),
    ):
        if not np.allclose(mine, theirs[name], rtol=0, atol=EQUAL):
            print(f"{name} differs: {mine} and {theirs[name]}")
            return 1
    taken = seconds(table)
    faster = {name: round(time_of / taken, 1) for name, time_of in theirs["seconds"].items()}
    result = {
        "people": PEOPLE,
        "ours_seconds": round(taken, 4),
        "r_seconds": theirs["seconds"],
        "times_faster": faster,
        "largest_distance_allowed": EQUAL,
        "promised": PROMISED,
        "kept": faster["survfit"] >= PROMISED and faster["etm"] >= PROMISED,
        "versions": theirs["versions"] | {"numpy": np.__version__},
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()},
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "incidence.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 0 if result["kept"] else 1


if __name__ == "__main__":
    sys.exit(main())
