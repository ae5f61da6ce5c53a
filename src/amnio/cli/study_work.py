"""`--work FOLDER`: what is counted is kept there, and a run that was stopped says how to go on."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.cli.study_table import TableChoice
    from amnio.cohort.counted import CountKind
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.sources.files import TableFiles


def worked_files(table: "TableChoice") -> "TableFiles":
    """The files of a table that is counted file by file; refuses what is no file."""
    from amnio.cohort.sources.files import table_files
    from amnio.cohort.sources.postgres import is_address

    if table.engine != "duckdb" or table.example is not None or is_address(table.place):
        raise Unusable("study_work_only_files")
    return table_files(Path(table.place))


def part_of(folder: Path, definition: "StudyDefinition", kind: "CountKind") -> Path:
    """Each definition has a folder of its own in the folder of the work, so that several questions may share it."""
    return folder / f"{kind.value}-{definition.fingerprint}"


@contextmanager
def going_on(table: "TableChoice", language: Language) -> Iterator[Path | None]:
    """Yields the folder. Whoever stops the run, by Ctrl-C or `kill`, is told how it goes on; without a folder, not."""
    if table.work is None:
        yield None
        return
    worked_files(table)
    folder = Path(table.work)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable("folder_unreadable", path=table.work, reason=error.strerror or str(error)) from None
    with _kill_is_an_interruption():
        try:
            yield folder
        except KeyboardInterrupt:
            raise KeyboardInterrupt(say("stopped_work", language, folder=table.work)) from None


@contextmanager
def _kill_is_an_interruption() -> Iterator[None]:
    """`kill` asks as Ctrl-C does; only the main thread of a program can be asked."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
