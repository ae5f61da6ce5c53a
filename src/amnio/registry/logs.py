"""What goes into the log: where something went wrong, never with which values.

The message of an error may hold them (a database says *Key (hospital_number)=(...) already exists*), so only its kind
and the places in the program are written.
"""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

_Failure: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """A traceback without the message of the error."""

    def formatException(self, ei: _Failure) -> str:  # noqa: N802  (the name that logging calls)
        kind, _, places = ei
        return "".join(traceback.format_tb(places)) + (kind.__qualname__ if kind else "")
