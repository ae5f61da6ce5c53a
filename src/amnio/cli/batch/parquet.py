"""Rows of a Parquet file through DuckDB, streamed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.batch.rows import Chunk, RowFormat
from amnio.cli.failures import Unusable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def row_count(name: str) -> int:
    """From the file's own footer: nothing else is read."""
    connection = _connected()
    found = _asked(connection, "SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata(?)", name).fetchone()
    return int(found[0]) if found else 0


def parquet_chunks(name: str, size: int) -> Iterator[Chunk]:
    connection = _connected()
    answer = _asked(connection, "SELECT * FROM read_parquet(?)", name)
    columns = tuple(str(column[0]) for column in answer.description or ())
    done = 0
    while rows := answer.fetchmany(size):
        lines = tuple(range(done + 1, done + len(rows) + 1))
        done += len(rows)
        yield Chunk(format=RowFormat.PARQUET, lines=lines, rows=tuple(rows), columns=columns, position=done)


def _connected() -> "DuckDBPyConnection":
    try:
        import duckdb
    except ImportError:
        raise Unusable("no_duckdb") from None
    # No extension is ever fetched, and one thread keeps the rows in the order of the file.
    return duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False})


def _asked(connection: "DuckDBPyConnection", query: str, name: str) -> "DuckDBPyConnection":
    import duckdb

    if not Path(name).is_file():  # DuckDB would take the name for a pattern
        raise Unusable("batch_unreadable", path=name, reason="not a file")
    try:
        return connection.execute(query, [name])
    except duckdb.Error as error:
        raise Unusable("batch_unreadable", path=name, reason=str(error).splitlines()[0].rstrip(".")) from error
