"""The files of an export: CSV, Parquet, and a description with fingerprints. The same rows give the same bytes."""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amnio.registry.study_export.codes import codes
from amnio.registry.study_export.columns import COLUMNS, HOW_TO_READ, NAMES, RARE_CODES, TRAITS, Kind
from amnio.registry.study_export.suppression import Row

CSV, PARQUET, DESCRIPTION = "pregnancies.csv", "pregnancies.parquet", "export.json"
_SQL = {Kind.TEXT: "VARCHAR", Kind.DAY: "SMALLINT", Kind.COUNT: "SMALLINT", Kind.FLAG: "BOOLEAN"}
#: With these a spreadsheet takes a cell for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: a text that would be a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """UTF-8, a first line of names, empty means null, true and false in small letters."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(NAMES)
    for row in rows:
        writer.writerow(_cell(row[name]) for name in NAMES)
    return stream.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else harmless(value)


def parquet_bytes(table: bytes) -> bytes:
    """The CSV as Parquet, with the types of the columns."""
    import duckdb

    types = ", ".join(f"'{column.name}': '{_SQL[column.kind]}'" for column in COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, CSV), Path(folder, PARQUET)
        source.write_bytes(table)
        with duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False}) as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_csv('{source}', header = true, nullstr = '', columns = {{{types}}})) "
                f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )
        return target.read_bytes()


def fingerprint(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def described(**about: Any) -> bytes:
    """The description: everything about the export, how cells are read, then each column with its codes."""
    known = codes()
    columns = [
        {"name": column.name, "type": column.kind.value, "meaning": column.meaning}
        | ({"codes": known[column.name]} if column.name in known else {})
        | ({"may_be_hidden": True} if column.name in (*TRAITS, *RARE_CODES) else {})
        for column in COLUMNS
    ]
    return (
        json.dumps({**about, "how_to_read": HOW_TO_READ, "columns": columns}, ensure_ascii=False, indent=2) + "\n"
    ).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """One file to download; without the time at which it was packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
