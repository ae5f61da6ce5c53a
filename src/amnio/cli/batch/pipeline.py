"""Keeps the worker processes busy, the order of the rows kept, and the memory constant.

At most a few chunks are on their way at any time: reading waits for answering, answering waits for writing.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from amnio.cli.batch.chunk import Answered, ChunkReviewer
from amnio.cli.batch.rows import Chunk
from amnio.cli.sentences import Language

AHEAD = 3  # chunks a worker: one in work, one waiting, one being written

# What worker processes are started with. The parallel part is the processes: threads of a linear-algebra library inside
# each would only get in their way. And memory of half a megabyte, used again and again, is kept rather than given back
# to the system each time (glibc; measured: a quarter of the time of a batch). A user's own settings are left alone.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": "67108864",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
}

_reviewer: ChunkReviewer | None = None  # of this worker process


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answered(chunks: Iterable[Chunk], *, jobs: int, draws: int, seed: int, language: Language) -> Iterator[Answered]:
    """The answers to all chunks, in order. One chunk, or one job, needs no other process."""
    source = iter(chunks)
    first = list(islice(source, 2))
    if not first:
        return
    whole = chain(first, source)
    if jobs == 1 or len(first) < 2:
        reviewer = ChunkReviewer(draws=draws, seed=seed, language=language)
        yield from map(reviewer, whole)
        return
    yield from _in_processes(whole, jobs, (draws, seed, language))


def _in_processes(chunks: Iterable[Chunk], jobs: int, settings: tuple[int, int, Language]) -> Iterator[Answered]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    waiting: deque[Future[Answered]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=settings)
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_answer, chunk))
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(draws: int, seed: int, language: Language) -> None:
    """Begins a worker. Ctrl-C is the parent's business: it reaches every process of the terminal."""
    global _reviewer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reviewer = ChunkReviewer(draws=draws, seed=seed, language=language)


def _answer(chunk: Chunk) -> Answered:
    assert _reviewer is not None, "a worker answers only after it has begun"
    return _reviewer(chunk)
