"""A table in a file or a folder of files, all Parquet or all CSV, and how DuckDB is told to read it.

CSV is read as text, every column: what a number or a date is, is decided by the mapping and never guessed from the
first rows. A row with too few or too many values, as in a file that was cut off, is an error; so is a last line without
its end, as the value that stands there may have lost digits. A file that was cut off between two rows looks whole.
"""

import csv
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sql.words import text


class FileFormat(StrEnum):
    PARQUET = "parquet"
    CSV = "csv"


_FORMATS = {".parquet": FileFormat.PARQUET, ".pq": FileFormat.PARQUET, ".csv": FileFormat.CSV, ".tsv": FileFormat.CSV}
_SEPARATORS = (",", ";", "\t", "|")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFiles:
    """The files of one table in order; `name` is what the user called it. `columns` and `separator` only for CSV."""

    name: str
    paths: tuple[Path, ...]
    format: FileFormat
    columns: tuple[str, ...] = ()
    separator: str = ","

    def alone(self, path: Path) -> "TableFiles":
        """One of the files as a table of its own."""
        return TableFiles(
            name=str(path), paths=(path,), format=self.format, columns=self.columns, separator=self.separator
        )


def table_files(place: Path) -> TableFiles:
    """What lies at a path: a file, or every Parquet or CSV file of a folder and the folders in it.

    Raises `CannotStudy` if there is nothing, both formats, or CSV files with different first lines.
    """
    if not place.exists():
        raise CannotStudy(Refusal.NO_TABLE, path=place, reason="not there")
    if place.is_dir():
        found = sorted(path for path in place.rglob("*") if path.suffix.lower() in _FORMATS and path.is_file())
        paths = tuple(path for path in found if not path.name.startswith((".", "_")))
    else:
        paths = (place,)
    formats = {_FORMATS.get(path.suffix.lower()) for path in paths}
    if len(formats) != 1 or None in formats:
        raise CannotStudy(Refusal.TABLE_FORMAT, path=place)
    form = formats.pop()
    assert form is not None
    if form is FileFormat.PARQUET:
        return TableFiles(name=str(place), paths=paths, format=form)
    separator, columns = _first_line(paths[0])
    for path in paths[1:]:
        if _first_line(path) != (separator, columns):
            raise CannotStudy(Refusal.TABLE_UNREADABLE, path=path, reason=f"its first line is not that of {paths[0]}")
    for path in paths:
        _refuse_open_end(path)
    return TableFiles(name=str(place), paths=paths, format=form, columns=columns, separator=separator)


def _first_line(path: Path) -> tuple[str, tuple[str, ...]]:
    """The separator that occurs most in the first line, and the names it holds."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            line = stream.readline().removeprefix(_BOM)
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStudy(Refusal.TABLE_UNREADABLE, path=path, reason=str(error)) from None
    separator = max(_SEPARATORS, key=line.count)
    names = tuple(next(csv.reader([line], delimiter=separator), []))
    if not any(names):
        raise CannotStudy(Refusal.TABLE_EMPTY, path=path)
    if len(set(names)) < len(names) or "" in names:
        repeated = next((each for each in names if names.count(each) > 1), "")
        raise CannotStudy(Refusal.TABLE_UNREADABLE, path=path, reason=f"two columns are called {repeated!r}")
    return separator, names


def _refuse_open_end(path: Path) -> None:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        if stream.read(1) not in (b"\n", b"\r"):
            reason = "its last line has no end, as in a file that was cut off (add a line break if it is whole)"
            raise CannotStudy(Refusal.TABLE_UNREADABLE, path=path, reason=reason)


def reading(files: TableFiles) -> str:
    """The files as a table function of DuckDB."""
    listed = "[" + ", ".join(text(str(path)) for path in files.paths) + "]"
    if files.format is FileFormat.PARQUET:
        return f"read_parquet({listed}, union_by_name = false)"
    columns = "{" + ", ".join(f"{text(each)}: 'VARCHAR'" for each in files.columns) + "}"
    return (
        f"read_csv({listed}, auto_detect = false, header = true, columns = {columns}, delim = {text(files.separator)}, "
        "quote = '\"', escape = '\"', nullstr = '', strict_mode = true, null_padding = false, ignore_errors = false)"
    )
