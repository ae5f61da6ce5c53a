"""`amnio review --batch`: from a file of cases to a file of reviews."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from amnio.cli.batch.pipeline import answered, cores
from amnio.cli.batch.rows import chunks, format_of, length_of
from amnio.cli.destination import checked, written_whole
from amnio.cli.exits import Exit
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

SHOWN = 10


class Progress(Protocol):
    def __call__(self, position: int, rows: int, bad: int) -> None: ...


@dataclass(kw_only=True)
class Tally:
    """Counted while the rows go by."""

    rows: int = 0
    bad_count: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)


def run_batch(
    name: str,
    output: str | None,
    *,
    force: bool,
    draws: int,
    seed: int,
    jobs: int | None,
    language: Language,
) -> Exit:
    """Reviews every row of `name` and writes one record for each to `output` (- for standard output)."""
    if output is None:
        raise Unusable("batch_needs_output")
    format_of(name)
    source = None if name == "-" else Path(name)
    place = None if output == "-" else checked(Path(output), force=force, source=source)
    tally = Tally()
    try:
        total = length_of(name)
        with _sink(place) as stream, _progress(total, language) as progress:
            answers = answered(chunks(name), jobs=jobs or cores(), draws=draws, seed=seed, language=language)
            for answer in answers:
                stream.write(answer.records)
                tally.rows += answer.rows
                tally.bad_count += answer.bad_count
                tally.bad += answer.bad[: SHOWN - len(tally.bad)]
                progress(answer.position, tally.rows, tally.bad_count)
            if tally.rows == 0:
                raise Unusable("batch_empty", path=name)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise Unusable("batch_unreadable", path=name, reason=error.strerror or str(error)) from error
    except KeyboardInterrupt:
        where = output if place is None else str(place)
        raise KeyboardInterrupt(say("stopped_batch", language, rows=tally.rows, path=where)) from None
    _summarise(tally, output if place is None else str(place), language)
    return Exit.SOME_ROWS_BAD if tally.bad_count else Exit.ANSWERED


def _sink(place: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if place is None else written_whole(place)


@contextmanager
def _progress(total: int | None, language: Language) -> Iterator[Progress]:
    """A bar on standard error when somebody is looking at it; otherwise nothing."""
    if not sys.stderr.isatty():
        yield lambda position, rows, bad: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(say("reviewing", language)),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rows=0)
        yield lambda position, rows, bad: bar.update(task, completed=position, rows=rows)


def _summarise(tally: Tally, path: str, language: Language) -> None:
    answered_rows = tally.rows - tally.bad_count
    counts = {"rows": f"{tally.rows:,}", "answered": f"{answered_rows:,}", "bad": f"{tally.bad_count:,}"}
    lines = [say("batch_done", language, path=path, **counts)]
    if tally.bad_count:
        lines.append(say("batch_bad", language))
        for line, words in tally.bad:
            where = say("batch_line", language, line=line)
            lines.append(f"  {where}: {words}")
        if tally.bad_count > len(tally.bad):
            lines.append("  " + say("batch_more", language, count=f"{tally.bad_count - len(tally.bad):,}"))
    print("\n".join(lines), file=sys.stderr)
