"""How long it takes to reduce a table of pregnancies to counts, beside a bare aggregation of its columns by DuckDB.

Writes bench/results/study_scan.json. `.venv/bin/python bench/study_scan.py [ROWS ...]`, 10 million rows unless said;
of larger tables only risk is counted. The table is made up by SQL under build/bench: it has the shape of a registry and
tells nothing about pregnancies.

Every task runs in a process of its own, so that its memory is its own. Seconds of processor time are recorded beside
those of the clock: on a machine that does other work at the same time, only their ratio can be read.
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
RESULTS = Path(__file__).parent / "results" / "study_scan.json"
TABLES = ROOT / "build" / "bench"
ROWS = 10_000_000
MEMORY = "1500MB"
_TASKS = ("bare", "scan_risk", "scan_trials", "count_risk", "count_trials", "incidence")
_RISK_ONLY = ("bare", "scan_risk", "count_risk", "incidence")
_COLUMNS = '"end", entry, "exit", "procedure", maternal_age, indication, abnormal_scan'
_BARE = f"""SELECT {_COLUMNS}, COUNT(*) AS n, MAX(woman) AS w, MAX(pregnancy) AS p, MAX(dated_by) AS d
FROM read_parquet('{{path}}') GROUP BY {_COLUMNS}"""
_MADE_UP = """COPY (
WITH drawn AS (
  SELECT range AS i, random() a, random() b, random() c, random() d, random() e, random() f, random() g
  FROM range({rows})
), ended AS (
  SELECT *, CAST(40 + 60 * a * a + 20 * b AS BIGINT) AS entry,
    CASE WHEN c < 0.10 THEN CAST(105 + d * d * 56 AS BIGINT) END AS needle,
    CASE WHEN e < 0.015 THEN 'loss' WHEN e < 0.025 THEN 'termination' WHEN e < 0.03 THEN 'lost'
      ELSE 'live_birth' END AS e0
  FROM drawn
), placed AS (
  SELECT *, GREATEST(entry + 1, CAST(CASE e0 WHEN 'live_birth' THEN 279 - 40 * f * f * g + 6 * (g - 0.5)
    WHEN 'lost' THEN entry + 1 + f * 150 ELSE entry + 1 + f * f * 180 END AS BIGINT)) AS stop FROM ended
)
SELECT i AS pregnancy, i // 2 AS woman, 'scan' AS dated_by, entry, stop AS "exit", e0 AS "end",
  CASE WHEN needle BETWEEN entry AND stop THEN needle END AS "procedure", CAST(18 + 27 * b AS BIGINT) AS maternal_age,
  CASE WHEN c < 0.05 THEN 'scan' WHEN c < 0.3 THEN 'screen' ELSE 'age' END AS indication,
  CASE WHEN f < 0.02 THEN CAST(100 + g * 60 AS BIGINT) END AS abnormal_scan
FROM placed) TO '{path}' (FORMAT parquet)"""


def table(rows: int) -> Path:
    path = TABLES / f"pregnancies-{rows}.parquet"
    if not path.exists():
        import duckdb

        TABLES.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with duckdb.connect(config={"threads": 1, "memory_limit": MEMORY}) as connection:
            connection.execute("SELECT setseed(0.5)")
            connection.execute(_MADE_UP.format(rows=rows, path=part))
        part.replace(path)
    return path


def task(name: str, path: Path) -> dict[str, float | int]:
    """One task in this process: seconds by the clock and of the processor, peak memory, and what came out.

    `groups` are groups or cells, of the whole command the ends that were seen.
    """
    if name == "incidence":
        return command(path)
    from amnio.cohort.count import count, prepare
    from amnio.cohort.counted import CountKind
    from amnio.cohort.definition import Bands, Codes, Known, StudyDefinition
    from amnio.cohort.engines.duckdb_engine import DuckDBEngine
    from amnio.cohort.flow import Fates
    from amnio.cohort.origin import TableMapping
    from amnio.cohort.sources.files import table_files
    from amnio.cohort.sql.risks import risk_counting
    from amnio.cohort.sql.trials import trial_counting

    definition = StudyDefinition(
        strata=(
            Bands(column="maternal_age", cuts=(35, 40)),
            Codes(column="indication", codes=("age", "screen", "scan")),
            Known(event="abnormal_scan", on_its_day=True),
        ),
    )
    with DuckDBEngine(table_files(path), threads=2, memory=MEMORY) as engine:
        mapping = TableMapping.by_name(engine.raw())
        view = prepare(engine, mapping, definition)
        written = {"scan_trials": trial_counting, "scan_risk": risk_counting}
        began, used = time.perf_counter(), time.process_time()
        if name == "bare":
            engine.keep("grouped", _BARE.format(path=path))
        elif name in written:
            counting = written[name](definition, Fates.of(definition, ()), whole_names=view.whole_names)
            engine.keep("grouped", counting.grouped)
        else:
            kind = CountKind.TRIALS if name == "count_trials" else CountKind.RISK
            cells = count(engine, mapping, definition, kind).counts.n.size
        seconds, processor = time.perf_counter() - began, time.process_time() - used
        if name == "bare" or name in written:
            cells = int(engine.whole_numbers("SELECT COUNT(*) AS n FROM grouped")["n"][0])
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(processor, 2),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "groups": int(cells),
    }


def command(path: Path) -> dict[str, float | int]:
    """`amnio study incidence` as it is typed, from its start to its last byte: check, count, estimate, write."""
    typed = [sys.executable, "-m", "amnio", "study", "incidence", str(path), "--memory", MEMORY, "--format", "json"]
    began = time.perf_counter()
    said = subprocess.run(typed, check=True, capture_output=True).stdout
    seconds, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_megabytes": round(used.ru_maxrss / 1000),
        "groups": sum(int(curve["events"]) for curve in json.loads(said)["curves"]),
    }


def measured(rows: int) -> dict[str, object]:
    path = table(rows)
    found = {}
    for name in _TASKS if rows <= ROWS else _RISK_ONLY:
        own = [sys.executable, __file__, "--task", name, str(path)]
        found[name] = json.loads(subprocess.run(own, check=True, capture_output=True, text=True).stdout)
        print(rows, name, found[name], flush=True)
    bare = found["bare"]["processor_seconds"]
    ratios = {name: round(each["processor_seconds"] / bare, 2) for name, each in found.items() if "scan" in name}
    return {"rows": rows, "file_megabytes": round(path.stat().st_size / 1e6), "tasks": found, "times_bare": ratios}


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--task"]:
        print(json.dumps(task(arguments[1], Path(arguments[2]))))
        return
    load = os.getloadavg()[0]
    record = {
        "processor": next(
            (
                line.partition(":")[2].strip()
                for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")
            ),
            platform.processor(),
        ),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("duckdb", "numpy")},
        "memory_limit": MEMORY,
        "load_when_started": round(load, 1),
        "measured": [measured(int(rows)) for rows in arguments or [ROWS]],
    }
    RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
