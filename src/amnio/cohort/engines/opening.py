"""Opens the table that a user names on the engine that a user names."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amnio.cohort.engine import Engine
from amnio.cohort.refusals import CannotStudy, Refusal


@contextmanager
def opened(
    place: str, *, engine: str = "duckdb", master: str | None = None, memory: str | None = None
) -> Iterator[Engine]:
    """An engine with the table at `place`: a file, a folder, an address of PostgreSQL; on Spark also a name it knows.

    `master` is the address of Spark (`local[2]`, `spark://...`, `sc://...` for Spark Connect). Raises `CannotStudy`.
    """
    if engine == "spark":
        from amnio.cohort.engines.spark_engine import SparkEngine

        with SparkEngine(place, master=master) as spark:
            yield spark
        return
    try:
        from amnio.cohort.engines.duckdb_engine import DuckDBEngine
    except ImportError:
        raise CannotStudy(Refusal.NO_ENGINE, engine="DuckDB", install="amnio[study]") from None
    from amnio.cohort.sources.files import table_files
    from amnio.cohort.sources.postgres import is_address, streamed

    with tempfile.TemporaryDirectory(prefix="amnio-") as folder:
        files = streamed(place, Path(folder)) if is_address(place) else table_files(Path(place))
        with DuckDBEngine(files, memory=memory) as opened_files:
            yield opened_files
