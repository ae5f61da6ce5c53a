"""What DuckDB says when something fails, in one line, and whether it is for want of room."""

import re

import duckdb

_FULL = ("no space left", "disk quota", "out of disk", "file too large", "failed to offload", "max_temp_directory_size")
#: What a thread of its own says is wrapped in a record.
_WRAPPED = re.compile(r'"exception_message":"((?:[^"\\]|\\.)*)"')


def reason_of(error: duckdb.Error | MemoryError) -> str:
    """The first line of it, without a full stop."""
    line = (str(error).splitlines() or [type(error).__name__])[0]
    if wrapped := _WRAPPED.search(line):
        line = wrapped.group(1).replace('\\"', '"')
    return line.rstrip(".")


def is_want_of_room(error: duckdb.Error | MemoryError) -> bool:
    """Whether memory or disk did not suffice."""
    full = any(word in reason_of(error).lower() for word in _FULL)
    return full or isinstance(error, duckdb.OutOfMemoryException | MemoryError)
