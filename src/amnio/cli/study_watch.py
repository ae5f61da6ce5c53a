"""A bar on standard error while a table is counted, when somebody is looking at it; otherwise nothing."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from rich.progress import Progress

    from amnio.cohort.engine import Engine

_EVERY = 0.2  # seconds


@contextmanager
def watched(engine: "Engine", language: Language) -> Iterator[None]:
    """Shows how much of the engine's running statement is done; the bar begins anew with each of them."""
    if not sys.stderr.isatty():
        yield
        return
    finished = threading.Event()
    with _bar(language) as bar:
        task = bar.add_task("", total=1.0)

        def follow() -> None:
            while not finished.wait(_EVERY):
                if (done := engine.done()) is not None:
                    bar.update(task, completed=done)

        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        try:
            yield
        finally:
            finished.set()
            follower.join()


@contextmanager
def by_files(total: int, language: Language) -> Iterator[Callable[[int], None]]:
    """Yields what is to be called with how many more files are done."""
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    with _bar(language) as bar:
        task = bar.add_task("", total=total)
        yield lambda more: bar.advance(task, more)


def _bar(language: Language) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn(say("study_counting", language)), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
