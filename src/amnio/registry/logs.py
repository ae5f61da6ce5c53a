"""What goes into the log: where something went wrong, never with which values.

The message of an error may hold them (a database says *Key (hospital_number)=(...) already exists*), so only its kind
and the places in the program are written.
"""

import copy
import logging
import traceback
from types import TracebackType
from typing import TypeAlias

from django.core.exceptions import PermissionDenied, SuspiciousOperation

_Failure: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_TURNED_AWAY = (PermissionDenied, SuspiciousOperation)


class WithoutValues(logging.Formatter):
    """A traceback without the message of the error; for a request that was turned away one line and no traceback.

    Turning it away is no fault of the program, and whoever sends a thousand of them would bury what is one.
    """

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[0] and issubclass(record.exc_info[0], _TURNED_AWAY):
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return super().format(record)

    def formatException(self, ei: _Failure) -> str:  # noqa: N802  (the name that logging calls)
        kind, _, places = ei
        return "".join(traceback.format_tb(places)) + (kind.__qualname__ if kind else "")
