"""Who stops the program while DuckDB works is not told of a fault: DuckDB says it as an error of its own."""

from pathlib import Path

import pytest

from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.sources.files import table_files


class _Raising:
    """A connection whose statements end so."""

    def __init__(self, message: str) -> None:
        self._message = message

    def execute(self, statement: str) -> None:
        raise RuntimeError(self._message)


@pytest.mark.parametrize(
    ("message", "raised"), [("Query interrupted", KeyboardInterrupt), ("something else", RuntimeError)]
)
def test_only_an_interruption_is_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str, raised: type[BaseException]
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a\n1\n", encoding="utf-8")
    with DuckDBEngine(table_files(table)) as engine:
        with monkeypatch.context() as patched:
            patched.setattr(engine, "_connection", _Raising(message))
            with pytest.raises(raised):
                engine.rows("SELECT 1")
        assert engine.whole_numbers("SELECT CAST(a AS BIGINT) AS a FROM raw")["a"].tolist() == [1]
