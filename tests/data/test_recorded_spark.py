"""What a real Spark counted, as recorded by `make test-spark`: the same as DuckDB and as plain Python, every time."""

import json

from tests.architecture.project_files import ROOT

RECORD = json.loads((ROOT / "validation" / "spark" / "result.json").read_text(encoding="utf-8"))


def test_spark_gave_the_same_counts_in_every_comparison() -> None:
    assert RECORD["different"] == 0
    assert RECORD["comparisons"] >= 8
    assert RECORD["nobody_counted"] == 0
    assert RECORD["cells"] >= 100
