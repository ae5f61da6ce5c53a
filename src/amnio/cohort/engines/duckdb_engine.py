"""DuckDB in this process: files larger than memory are read as a stream, and what does not fit is put aside on disk."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np
from numpy.typing import NDArray

from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.duckdb_errors import is_want_of_room, reason_of
from amnio.cohort.sources.files import TableFiles, reading
from amnio.cohort.sql.read import Stored
from amnio.cohort.sql.words import name

_STORED = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"), Stored.WHOLE),
    **dict.fromkeys(("FLOAT", "DOUBLE", "UBIGINT", "HUGEINT"), Stored.DECIMAL),
    **dict.fromkeys(("DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS", "TIMESTAMP_S"), Stored.DATE),
    "BOOLEAN": Stored.TRUTH,
}
_STOPPED = "Query interrupted"
#: Of these a statement of ours is to blame. All else comes from the files: their readers raise errors of any kind.
_OURS = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.SyntaxException,
    duckdb.NotImplementedException,
    duckdb.TypeMismatchException,
)
_LIMIT = re.compile(r"[0-9]+([.][0-9]+)? ?([KMGT]i?B)", re.IGNORECASE)


class DuckDBEngine:
    """An engine over files. `memory` is a limit such as `1500MB`, `folder` where DuckDB may put things aside.

    Raises `CannotStudy` for a limit that is none, and wherever memory, disk or the files fail.
    """

    def __init__(
        self, files: TableFiles, *, threads: int | None = None, memory: str | None = None, folder: Path | None = None
    ) -> None:
        if memory is not None and not _LIMIT.fullmatch(memory):
            raise CannotStudy(Refusal.MEMORY_LIMIT, value=memory)
        self._aside = _put_aside(folder)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "temp_directory": self._aside.name,
            "preserve_insertion_order": False,
            # It walks our deep expressions again and again: seconds of planning for a table of six rows.
            "disabled_optimizers": "in_clause",
        }
        if threads is not None:
            settings["threads"] = threads
        if memory is not None:
            settings["memory_limit"] = memory
        self._files = files
        self._connection = duckdb.connect(config=settings)
        try:
            self._run("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
            self.define("raw", f"SELECT * FROM {reading(files)}")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "DuckDBEngine":
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of memory and of everything put aside."""
        self._connection.close()
        self._aside.cleanup()

    def raw(self) -> Mapping[str, Stored]:
        described = self._run("DESCRIBE raw").fetchall()
        return {str(column): _stored(str(kind)) for column, kind, *_ in described}

    def define(self, view: str, statement: str) -> None:
        self._run(f"CREATE OR REPLACE TEMP VIEW {name(view)} AS {statement}")

    def keep(self, table: str, statement: str) -> None:
        self._run(f"CREATE OR REPLACE TEMP TABLE {name(table)} AS {statement}")

    def whole_numbers(self, statement: str) -> dict[str, NDArray[np.int64]]:
        try:
            with _stopping():
                columns = self._run(statement).fetchnumpy()
            return {column: np.asarray(values).astype(np.int64) for column, values in columns.items()}
        except (duckdb.Error, MemoryError) as error:
            raise _refusal(error, self._files) from error

    def rows(self, statement: str) -> list[dict[str, object]]:
        answer = self._run(statement)
        columns = [str(column[0]) for column in answer.description or ()]
        try:
            return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
        except (duckdb.Error, MemoryError) as error:
            raise _refusal(error, self._files) from error

    def done(self) -> float | None:
        """How much of the running statement is done, from 0 to 1, asked from another thread; None: not known."""
        percent = float(self._connection.query_progress())
        return None if percent < 0 else percent / 100

    def _run(self, statement: str) -> duckdb.DuckDBPyConnection:
        try:
            with _stopping():
                return self._connection.execute(statement)
        except (duckdb.Error, MemoryError) as error:
            raise _refusal(error, self._files) from error


@contextmanager
def _stopping() -> Iterator[None]:
    """Who stops the program while DuckDB works stops the program: DuckDB tells it as an error of its own."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == _STOPPED:
            raise KeyboardInterrupt from None
        raise


def _put_aside(folder: Path | None) -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(prefix="amnio-", dir=folder)
    except OSError as error:
        raise CannotStudy(Refusal.OUT_OF_SPACE, reason=error.strerror or error) from error


def _refusal(error: duckdb.Error | MemoryError, files: TableFiles) -> CannotStudy:
    if is_want_of_room(error):
        return CannotStudy(Refusal.OUT_OF_SPACE, reason=reason_of(error))
    if isinstance(error, _OURS):
        raise error
    return CannotStudy(Refusal.TABLE_UNREADABLE, path=files.name, reason=reason_of(error))


def _stored(kind: str) -> Stored:
    if kind.startswith("DECIMAL"):
        return Stored.WHOLE if kind.endswith(",0)") else Stored.DECIMAL
    return _STORED.get(kind, Stored.TEXT)
