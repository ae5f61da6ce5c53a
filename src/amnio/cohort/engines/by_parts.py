"""Counts a table file by file, keeping what is done in a folder, so that a run that was stopped goes on where it was.

The table is judged as a whole first: that no pregnancy has two rows, and that nothing sets off an alarm. Each file's
counts are then written whole or not at all; together they are those of the table, as a block depends on a name alone.
"""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from amnio import __version__
from amnio.cohort.count import count_prepared, prepare, refuse_whole
from amnio.cohort.counted import Counted, CountKind
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.share import pooled
from amnio.cohort.sources.count_files import count_file, read_counts
from amnio.cohort.sources.files import FileFormat, TableFiles

_PLAN = "plan.json"


def count_by_parts(
    files: TableFiles,
    work: Path,
    mapping: TableMapping | None,
    definition: StudyDefinition,
    kind: CountKind,
    *,
    left_out: tuple[str, ...] = (),
    memory: str | None = None,
    advance: Callable[[int], None] = lambda done: None,
) -> Counted:
    """The counts of all files; `advance` is told how many more are done. Without a mapping columns have our names.

    Raises `CannotStudy`, also if `work` holds what another question, or other files, have left.
    """
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStudy(Refusal.WORK_FOLDER, path=work, reason=error.strerror or error) from error
    whole, known = _plan(work, files, mapping, definition, kind, left_out)
    if not known:
        with DuckDBEngine(files, memory=memory, folder=work) as engine:
            asked = mapping or TableMapping.by_name(engine.raw())
            prepare(engine, asked, definition, left_out=left_out)
            refuse_whole(engine, asked, left_out)
        _write(work / _PLAN, json.dumps({"run": whole}).encode())
    parts = []
    for number, path in enumerate(files.paths):
        kept = work / f"part-{number:05d}.parquet"
        if not kept.exists():
            with DuckDBEngine(files.alone(path), memory=memory, folder=work) as engine:
                asked = mapping or TableMapping.by_name(engine.raw())
                prepare(engine, asked, definition, left_out=left_out)
                if int(engine.whole_numbers("SELECT COUNT(*) AS n FROM raw")["n"][0]):
                    counted = count_prepared(engine, asked, definition, kind, left_out=left_out)
                    _write(kept, count_file(counted, FileFormat.PARQUET))
        if kept.exists():  # a file without rows has no counts
            parts.append(read_counts(kept))
        advance(1)
    if not parts:
        raise CannotStudy(Refusal.TABLE_EMPTY, path=files.name)
    together = pooled(parts)
    if not together.flow.counted:
        raise CannotStudy(Refusal.NOBODY_COUNTED, rows=together.flow.read)
    return together


def _plan(
    work: Path,
    files: TableFiles,
    mapping: TableMapping | None,
    definition: StudyDefinition,
    kind: CountKind,
    left_out: tuple[str, ...],
) -> tuple[str, bool]:
    """The fingerprint of this run, and whether the folder already holds work of it."""
    stated = [(str(path.resolve()), path.stat().st_size, path.stat().st_mtime_ns) for path in files.paths]
    asked = [__version__, definition.fingerprint, kind.value, repr(mapping), list(left_out), stated]
    whole = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]
    if not (work / _PLAN).exists():
        if any(work.glob("part-*.parquet")):
            raise CannotStudy(Refusal.WORK_OF_ANOTHER, path=work)
        return whole, False
    try:
        found = json.loads((work / _PLAN).read_text(encoding="utf-8")).get("run")
    except (ValueError, AttributeError):
        found = None
    if found != whole:
        raise CannotStudy(Refusal.WORK_OF_ANOTHER, path=work)
    return whole, True


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also if the power fails."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise CannotStudy(Refusal.OUT_OF_SPACE, reason=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)
