"""Random definitions of random populations, counted by DuckDB and by a real Spark on this machine.

`make test-spark` runs it and writes result.json beside it, which tests/data/test_recorded_spark.py reads.
"""

import json
import platform
import sys
import tempfile
import time
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[2]))

from amnio.cohort.count import count
from amnio.cohort.counted import Counted, CountKind
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engines import in_memory
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.engines.spark_engine import SparkEngine
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.files import table_files
from tests.random_populations import Population, accepting, definitions, populations, written

RESULT = Path(__file__).with_name("result.json")
EXAMPLES = 4
LEAST_CELLS = 12
SEED = 20
MASTER = "local[2]"


def cells(counted: Counted) -> list[list[int]]:
    counts = counted.counts
    names = [name for name in counts.__slots__ if name not in ("blocks", "period", "factors", "ends")]
    return [getattr(counts, name).tolist() for name in names]


def counted_by(engine: DuckDBEngine | SparkEngine, definition: StudyDefinition, kind: CountKind) -> Counted | None:
    with engine:
        try:
            return count(engine, accepting(engine.raw()), definition, kind)
        except CannotStudy as refused:
            if refused.code is not Refusal.NOBODY_COUNTED:
                raise
            return None


def main() -> int:
    warnings.simplefilter("ignore")
    done = {"definitions": 0, "comparisons": 0, "rows": 0, "cells": 0, "nobody_counted": 0, "different": 0}

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(definition=definitions(), population=populations(least=40, most=60))
    def compare(definition: StudyDefinition, population: Population) -> None:
        references = {kind: in_memory.count(population, definition, kind) for kind in CountKind}
        # A definition that asks about nobody agrees with everything.
        assume(all(reference.counts.n.size >= LEAST_CELLS for reference in references.values()))
        with tempfile.TemporaryDirectory() as folder:
            path = written(population, Path(folder) / "population.parquet")
            done["definitions"] += 1
            for kind in CountKind:
                here = counted_by(DuckDBEngine(table_files(path), threads=1), definition, kind)
                there = counted_by(SparkEngine(str(path), master=MASTER), definition, kind)
                reference = references[kind]
                done["comparisons"] += 1
                done["rows"] += len(population)
                if here is None or there is None:
                    done["nobody_counted"] += 1
                    same = here is there is None and not reference.flow.counted
                else:
                    done["cells"] += here.counts.n.size
                    same = cells(here) == cells(there) == cells(reference) and here.flow == there.flow == reference.flow
                done["different"] += not same
                print(done, definition if not same else "", file=sys.stderr, flush=True)

    began = time.perf_counter()
    compare()
    import duckdb
    import pyspark
    import sqlglot

    record = {
        **done,
        "seconds": round(time.perf_counter() - began),
        "seed": SEED,
        "master": MASTER,
        "versions": {
            "python": platform.python_version(),
            "duckdb": duckdb.__version__,
            "sqlglot": sqlglot.__version__,
            "pyspark": pyspark.__version__,
        },
    }
    RESULT.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(record))
    return int(done["different"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
