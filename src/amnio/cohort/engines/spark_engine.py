"""The same SQL text on Spark, written in its dialect by sqlglot: here, on a cluster, or through Spark Connect.

pyspark is imported when a session begins, so that everything else can be read and tested without it.
"""

import threading
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import sqlglot
from numpy.typing import NDArray

from amnio.cohort.engines.spark_address import CONNECT, LOCAL, refuse_unreachable
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.files import FileFormat, TableFiles, table_files
from amnio.cohort.sql.read import Stored

_STORED = {
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), Stored.WHOLE),
    **dict.fromkeys(("float", "double"), Stored.DECIMAL),
    **dict.fromkeys(("date", "timestamp", "timestamp_ntz"), Stored.DATE),
    "boolean": Stored.TRUTH,
}
#: Seconds in which somebody who listens must have shown to be Spark. A cluster may have to start machines first.
FIRST_ANSWER = 300.0


def written_for_spark(statement: str) -> str:
    """A statement in the dialect of DuckDB as Spark reads it.

    >>> written_for_spark('SELECT "end", exit // 7 AS week FROM read')
    'SELECT `end`, exit DIV 7 AS week FROM read'
    """
    return sqlglot.transpile(statement, read="duckdb", write="spark")[0]


class SparkEngine:
    """An engine over files that the cluster can read, or over a table that it knows by name."""

    def __init__(self, place: str, *, master: str | None = None) -> None:
        self._place = place
        self._kept: list[Any] = []
        self._session = _answering(master or LOCAL)
        try:
            self._frame(place).createOrReplaceTempView("raw")
        except CannotStudy:
            raise
        except Exception as error:
            raise self._unreadable(error) from error

    def __enter__(self) -> "SparkEngine":
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of what was kept; the session stays for the next table, until the program ends."""
        for frame in self._kept:
            frame.unpersist()
        self._kept.clear()

    def raw(self) -> Mapping[str, Stored]:
        return {name: _stored(kind) for name, kind in self._session.table("raw").dtypes}

    def define(self, view: str, statement: str) -> None:
        self._run(statement).createOrReplaceTempView(view)

    def keep(self, table: str, statement: str) -> None:
        frame = self._run(statement).persist()
        frame.createOrReplaceTempView(table)
        self._kept.append(frame)

    def whole_numbers(self, statement: str) -> dict[str, NDArray[np.int64]]:
        try:
            table = self._run(statement).toArrow()
        except Exception as error:
            raise self._unreadable(error) from error
        return {name: np.asarray(table.column(name)).astype(np.int64) for name in table.column_names}

    def rows(self, statement: str) -> list[dict[str, object]]:
        try:
            return [row.asDict() for row in self._run(statement).collect()]
        except Exception as error:
            raise self._unreadable(error) from error

    def done(self) -> float | None:
        return None  # a cluster shows its progress on its own pages

    def _unreadable(self, error: Exception) -> CannotStudy:
        return CannotStudy(Refusal.TABLE_UNREADABLE, path=self._place, reason=_reason(error))

    def _run(self, statement: str) -> Any:
        try:
            return self._session.sql(written_for_spark(statement))
        except Exception as error:
            raise self._unreadable(error) from error

    def _frame(self, place: str) -> Any:
        """A file or folder here, a path that only the cluster sees, or a table of its catalogue."""
        if Path(place).exists():
            files = table_files(Path(place))
            return self._files(files)
        if "://" in place or place.startswith("/"):
            return self._session.read.parquet(place)
        return self._session.table(place)

    def _files(self, files: TableFiles) -> Any:
        paths = [str(path.resolve()) for path in files.paths]
        if files.format is FileFormat.PARQUET:
            return self._session.read.parquet(*paths)
        from pyspark.sql.types import StringType, StructField, StructType

        schema = StructType([StructField(name, StringType()) for name in files.columns])
        options = {"header": True, "mode": "FAILFAST", "enforceSchema": False, "sep": files.separator, "escape": '"'}
        return self._session.read.schema(schema).options(**options).csv(paths)


def _answering(master: str) -> Any:
    """A session that has answered once. Raises `CannotStudy`, within `FIRST_ANSWER` seconds."""
    refuse_unreachable(master)
    found: list[Any] = []

    def ask() -> None:
        try:
            session = _session(master)
            session.sql("SELECT 1").collect()  # Spark Connect does not call before it is asked something
            found.append(session)
        except Exception as error:  # what a cluster can fail with has no common kind
            found.append(error)

    # Neither client can be told how long to wait; a thread that waits on alone ends with the program.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(FIRST_ANSWER)
    answer = found[0] if found else TimeoutError(f"no answer within {FIRST_ANSWER:.0f} seconds")
    if isinstance(answer, CannotStudy):
        raise answer
    if isinstance(answer, Exception):
        raise CannotStudy(Refusal.CLUSTER_UNREACHABLE, master=master, reason=_reason(answer)) from answer
    return answer


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise CannotStudy(Refusal.NO_ENGINE, engine="Spark", install="pyspark[connect]") from None
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    builder = SparkSession.builder.appName("amnio study")
    if master.startswith(f"{CONNECT}://"):
        return builder.remote(master).getOrCreate()
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
    }
    if master.startswith("local"):  # the default of 200 is for clusters
        settings["spark.sql.shuffle.partitions"] = "4"
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.master(master).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _reason(error: Exception) -> str:
    """The first line of what Spark says, without the pages of Java behind it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__).rstrip(".")[:200]


def _stored(kind: str) -> Stored:
    if kind.startswith("decimal"):
        return Stored.WHOLE if kind.endswith(",0)") else Stored.DECIMAL
    return _STORED.get(kind, Stored.TEXT)
