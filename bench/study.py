"""Ten million pregnancies to the full answer of sequential trials with intervals, beside a bare aggregation by DuckDB.

Writes bench/results/study.json. `.venv/bin/python bench/study.py [ROWS]`. The table is simulated (`amnio study
simulate`) under build/bench. Every task runs in a process of its own; seconds of processor time are recorded beside
those of the clock, because on a machine that does other work only they can be compared.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULT = Path(__file__).parent / "results" / "study.json"
TABLES = ROOT / "build" / "bench"
ROWS, MEMORY = 10_000_000, "1000MB"
_COLUMNS = 'entry, "exit", "end", "procedure", screen, maternal_age, earlier_loss'
_BARE = f"SELECT {_COLUMNS}, COUNT(*) AS n, MAX(woman) AS w FROM read_parquet('{{path}}') GROUP BY {_COLUMNS}"


def table(rows: int) -> Path:
    """The simulated table, made once."""
    path = TABLES / f"simulated-{rows}.parquet"
    if not path.exists():
        TABLES.mkdir(parents=True, exist_ok=True)
        command = ["-m", "amnio", "study", "simulate", "--n", str(rows), "--scenario", "everything"]
        subprocess.run([sys.executable, *command, "--output", str(path), "--force"], check=True)
    return path


def bare(path: Path) -> dict[str, float]:
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY}) as connection:
        rows = connection.execute(f"SELECT COUNT(*) FROM ({_BARE.format(path=path)})").fetchall()
    return {"groups": rows[0][0]}


def trials(path: Path) -> dict[str, float]:
    """The whole of design (d): check of the table, counts, effects by every horizon and by week, diagnostics."""
    from amnio.answers.study_answer import By, Design
    from amnio.answers.study_counting import count_effect
    from amnio.answers.study_effect import study_effect
    from amnio.clinic.gestation import GestationalAge
    from amnio.cohort.definition import Bands, Codes, StudyDefinition
    from amnio.cohort.engines.opening import opened
    from amnio.cohort.origin import TableMapping
    from amnio.estimate import Target

    strata = (
        Codes(column="screen", codes=("negative", "positive")),
        Bands(column="maternal_age", cuts=(35, 40)),
        Codes(column="earlier_loss", codes=("false", "true")),
    )
    asked, day = StudyDefinition(strata=strata, blocks=20), GestationalAge(18 * 7)
    started = time.perf_counter()
    with opened(str(path), memory=MEMORY) as engine:
        mapping = TableMapping.by_name(engine.raw())
        counts = count_effect(engine, mapping, asked, (Design.TRIALS,), day)
    counted = time.perf_counter()
    answer = study_effect(
        counts, (Design.TRIALS,), target=Target.TREATED, landmark=day, table=path.name, engine="duckdb"
    )
    main = answer.effect(Design.TRIALS, By.WEEK_24)
    assert counts.trials is not None
    assert main is not None
    return {
        "cells": counts.trials.counts.n.size,
        "seconds_counting": counted - started,
        "seconds_estimating": time.perf_counter() - counted,
        "difference": main.difference.value,
        "standard_error": main.difference.standard_error or 0.0,
    }


def measured(task: str, path: Path) -> dict[str, float]:
    """In a process of its own."""
    command = [sys.executable, __file__, "--task", task, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def run(task: str, path: Path) -> None:
    started = time.perf_counter()
    found = {"bare": bare, "trials": trials}[task](path)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    found |= {
        "seconds": time.perf_counter() - started,
        "processor_seconds": usage.ru_utime + usage.ru_stime,
        "peak_megabytes": usage.ru_maxrss / 1024,
    }
    print(json.dumps(found))


def main(rows: int) -> None:
    path = table(rows)
    record = {
        "rows": rows,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "duckdb": version("duckdb"),
        "promised": "under 30 s and under 2 GB of memory on 2 cores",
        "tasks": {task: measured(task, path) for task in ("bare", "trials")},
    }
    RESULT.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=1))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        run(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
