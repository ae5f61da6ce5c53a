"""Files of counts, Parquet or CSV: the cells as columns, and beside them what was asked and what became of the rows.

The record stands under the key `amnio` in the metadata of Parquet, and behind `# ` in the first line of CSV. The schema
is told in docs/reference/count-files.md.
"""

import csv
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from amnio import __version__
from amnio.cohort.count import counts_of
from amnio.cohort.counted import Counted, CountKind, Suppressed
from amnio.cohort.definition import definition_record
from amnio.cohort.definition_file import definition_of
from amnio.cohort.flow import Flow
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.duckdb_errors import reason_of
from amnio.cohort.sources.files import FileFormat
from amnio.cohort.sql.words import text
from amnio.estimate import risk_counts, trial_counts

FORMAT = 1
_KEY = "amnio"
_CELLS = {CountKind.TRIALS: (*trial_counts.CELLS, "n"), CountKind.RISK: (*risk_counts.CELLS, "n")}


def count_file(counted: Counted, form: FileFormat) -> bytes:
    """The content of a file of counts. The same counts give the same bytes in CSV. Raises `CannotStudy`."""
    record = json.dumps(_record(counted), ensure_ascii=False, sort_keys=True)
    cells = {name: getattr(counted.counts, name) for name in _CELLS[counted.kind]}
    try:
        return _written(cells, record, form)
    except (duckdb.Error, OSError, MemoryError) as error:  # the place where it is put aside may be full
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else reason_of(error)
        raise CannotStudy(Refusal.OUT_OF_SPACE, reason=reason) from error


def _written(cells: dict[str, NDArray[np.int64]], record: str, form: FileFormat) -> bytes:
    with tempfile.TemporaryDirectory(prefix="amnio-") as folder, duckdb.connect() as connection:
        path = Path(folder) / "counts"
        connection.execute("SET threads = 1")  # one thread keeps the rows in order
        connection.register("cells", cells)
        if form is FileFormat.PARQUET:
            settings = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{_KEY}: {text(record)}}}"
            connection.execute(f"COPY (SELECT * FROM cells) TO {text(str(path))} ({settings})")
            return path.read_bytes()
        connection.execute(f"COPY (SELECT * FROM cells) TO {text(str(path))} (FORMAT csv, HEADER true)")
        return f"# {record}\n".encode() + path.read_bytes()


def says_counts(path: Path) -> bool:
    """Whether a file says of itself that it holds counts, and not a table of pregnancies."""
    try:
        if path.suffix.lower() == ".csv":
            with path.open(encoding="utf-8") as stream:
                return stream.read(3) == "# {"
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
            found = connection.execute(f"SELECT decode(key) FROM parquet_kv_metadata({text(str(path))})").fetchall()
            return (_KEY,) in found
    except (duckdb.Error, UnicodeDecodeError, OSError):
        return False  # whoever reads it as a table says what is wrong with it


def read_counts(path: Path) -> Counted:
    """The counts in a file. Raises `CannotStudy` for anything that is not a whole file of counts of this format."""
    if not path.is_file():
        raise CannotStudy(Refusal.NO_TABLE, path=path, reason="not a file")
    try:
        read = _read_csv if path.suffix.lower() == ".csv" else _read_parquet
        record, cells = read(path)
        if record.get("format") != FORMAT:
            raise ValueError(f"format {record.get('format')}, this version reads {FORMAT}")
        kind = CountKind(record["kind"])
        definition = definition_of(record["definition"])
        if definition.fingerprint != record["fingerprint"]:
            raise ValueError("the definition in it was changed by hand")
        if missing := [name for name in _CELLS[kind] if name not in cells]:
            raise ValueError(f"no column {missing[0]}")
        counts = counts_of({name: cells[name] for name in _CELLS[kind]}, definition)
        if counts.n.size != record["cells"] or int(counts.n.sum()) != record["n"]:
            raise ValueError(f"{record['cells']} cells were written and {counts.n.size} are there")
        suppressed = record["suppressed"]
        return Counted(
            definition=definition,
            counts=counts,
            flow=Flow(rows=tuple((str(name), int(n)) for name, n in record["flow"])),
            suppressed=None if suppressed is None else Suppressed(**suppressed),
        )
    except (duckdb.Error, ValueError, KeyError, TypeError, OSError) as error:
        reason = str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
        raise CannotStudy(Refusal.COUNTS_UNREADABLE, path=path, reason=reason) from error


def _record(counted: Counted) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": __version__,
        "kind": counted.kind.value,
        "definition": definition_record(counted.definition),
        "fingerprint": counted.definition.fingerprint,
        "factors": [asdict(factor) for factor in counted.counts.factors],
        "ends": list(counted.counts.ends),
        "flow": [[name, n] for name, n in counted.flow.rows],
        "suppressed": None if counted.suppressed is None else asdict(counted.suppressed),
        "cells": int(counted.counts.n.size),
        "n": int(counted.counts.n.sum()),
    }


def _read_csv(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[np.int64]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        first = stream.readline()
        if not first.startswith("# {"):
            raise ValueError("its first line does not say what was counted")
        rows = csv.reader(stream)
        names = next(rows, [])
        columns = list(zip(*rows, strict=True))
    values = columns or [()] * len(names)
    return json.loads(first[2:]), {
        name: np.array([int(value) for value in column], dtype=np.int64)
        for name, column in zip(names, values, strict=True)
    }


def _read_parquet(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[np.int64]]]:
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        found = connection.execute(
            f"SELECT decode(value) FROM parquet_kv_metadata({text(str(path))}) WHERE decode(key) = {text(_KEY)}"
        ).fetchone()
        if found is None:
            raise ValueError("it does not say what was counted")
        columns = connection.execute(f"SELECT * FROM read_parquet([{text(str(path))}])").fetchnumpy()
    return json.loads(found[0]), {name: np.asarray(column).astype(np.int64) for name, column in columns.items()}
