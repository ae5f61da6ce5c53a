"""Chunks of raw rows from a file, each row with its line, without ever holding the whole file.

Nothing is understood here: a chunk is cheap to hand to another process, which does the reading of the case.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from amnio.cli.failures import Unusable

ROWS_IN_A_CHUNK = 1000
LONGEST_LINE = 1_000_000  # bytes; one case is never longer
_BOM = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


class RowFormat(StrEnum):
    NDJSON = "ndjson"
    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """A row that is not even a row. `key` names its sentence in `sentences.PLAIN`."""

    key: str
    slots: tuple[tuple[str, object], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunk:
    """Rows as they were read. For NDJSON a row is bytes; for CSV and Parquet a sequence of values beside `columns`.

    `lines` are counted from one as an editor does (for Parquet: rows). `position` is how far the file has been read, in
    bytes (for Parquet: rows).
    """

    format: RowFormat
    lines: tuple[int, ...]
    rows: tuple[Any, ...]
    columns: tuple[str, ...] = ()
    position: int = 0


_FORMAT_OF = {
    ".ndjson": RowFormat.NDJSON,
    ".jsonl": RowFormat.NDJSON,
    ".csv": RowFormat.CSV,
    ".parquet": RowFormat.PARQUET,
    ".pq": RowFormat.PARQUET,
}


def format_of(name: str) -> RowFormat:
    """Told by the end of the name; standard input is NDJSON."""
    if name == "-":
        return RowFormat.NDJSON
    try:
        return _FORMAT_OF[Path(name).suffix.lower()]
    except KeyError:
        raise Unusable("batch_format", path=name) from None


def length_of(name: str) -> int | None:
    """What `Chunk.position` will be at the end, when that can be known at once."""
    if name == "-":
        return None
    if format_of(name) is RowFormat.PARQUET:
        from amnio.cli.batch.parquet import row_count

        return row_count(name)
    return Path(name).stat().st_size or None


def chunks(name: str, *, size: int = ROWS_IN_A_CHUNK) -> Iterator[Chunk]:
    """The rows of the file called `name` (- for standard input) in chunks of `size`."""
    form = format_of(name)
    try:
        if form is RowFormat.PARQUET:
            from amnio.cli.batch.parquet import parquet_chunks

            yield from parquet_chunks(name, size)
        elif name == "-":
            yield from _ndjson_chunks(sys.stdin.buffer, name, size)
        else:
            with Path(name).open("rb") as stream:
                yield from (_ndjson_chunks if form is RowFormat.NDJSON else _csv_chunks)(stream, name, size)
    except OSError as error:
        raise Unusable("batch_unreadable", path=name, reason=error.strerror or str(error)) from error


def _lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes | Broken, int]]:
    """Every line with its number and the position after it. A line that is too long is passed over, not loaded."""
    position = number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        position += len(line)
        if number == 1:
            for mark, encoding in _OTHER_ENCODINGS:
                if line.startswith(mark):
                    raise Unusable("batch_encoding", path=name, encoding=encoding)
            line = line.removeprefix(_BOM)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while rest := stream.readline(LONGEST_LINE):
                position += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield number, Broken(key="row_too_long", slots=(("limit", "1 MB"),)), position
        else:
            yield number, line, position


def _ndjson_chunks(stream: BinaryIO, name: str, size: int) -> Iterator[Chunk]:
    numbers: list[int] = []
    rows: list[bytes | Broken] = []
    position = 0
    for number, line, position in _lines(stream, name):
        if isinstance(line, bytes) and line.isspace():
            continue
        numbers.append(number)
        rows.append(line)
        if len(rows) == size:
            yield Chunk(format=RowFormat.NDJSON, lines=tuple(numbers), rows=tuple(rows), position=position)
            numbers, rows = [], []
    if rows:
        yield Chunk(format=RowFormat.NDJSON, lines=tuple(numbers), rows=tuple(rows), position=position)


class _TextLines:
    """Lines of a CSV file as text, for the csv module, remembering where they are."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._lines = _lines(stream, name)
        self.number = 0
        self.position = 0

    def __iter__(self) -> Iterator[str]:
        for number, line, position in self._lines:
            self.number, self.position = number, position
            if isinstance(line, Broken):
                raise csv.Error("a line is longer than 1 MB")
            # Bytes that are not UTF-8 become lone surrogates; the row that holds them is refused later, alone.
            yield line.decode("utf-8", "surrogateescape")


def _csv_chunks(stream: BinaryIO, name: str, size: int) -> Iterator[Chunk]:
    source = _TextLines(stream, name)
    reader = csv.reader(source, strict=True)
    columns = tuple(column.strip() for column in next(reader, []))
    for column, times in Counter(columns).items():
        if times > 1 and column:
            raise Unusable("batch_columns", path=name, column=column, times=str(times))
    numbers: list[int] = []
    rows: list[list[str] | Broken] = []
    while True:
        begins = source.number + 1
        try:
            row: list[str] | Broken = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            row = Broken(key="row_broken", slots=(("reason", str(error)),))
            reader = csv.reader(source, strict=True)  # a reader that failed inside quotes would stay inside them
        if not row:
            continue
        if isinstance(row, list):
            row = _checked(row, len(columns))
        numbers.append(begins)
        rows.append(row)
        if len(rows) == size:
            yield _csv_chunk(numbers, rows, columns, source.position)
            numbers, rows = [], []
    if rows:
        yield _csv_chunk(numbers, rows, columns, source.position)


def _csv_chunk(numbers: list[int], rows: list[list[str] | Broken], columns: tuple[str, ...], position: int) -> Chunk:
    return Chunk(format=RowFormat.CSV, lines=tuple(numbers), rows=tuple(rows), columns=columns, position=position)


def _checked(row: list[str], columns: int) -> list[str] | Broken:
    if len(row) > columns and any(value.strip() for value in row[columns:]):
        return Broken(key="row_too_wide", slots=(("found", len(row)), ("named", columns)))
    if any("\udc80" <= letter <= "\udcff" for value in row if not value.isascii() for letter in value):
        return Broken(key="row_not_utf8", slots=())
    return row
