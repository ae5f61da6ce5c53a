"""What counting asks of an engine: a table of theirs called `raw`, and statements in the dialect of DuckDB over it."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from amnio.cohort.sql.read import Stored


class Engine(Protocol):
    """Raises `CannotStudy` where the table, the disk or the cluster fail; nothing half done is ever returned."""

    def raw(self) -> Mapping[str, Stored]:
        """The columns of the table, and how each is stored."""

    def define(self, view: str, statement: str) -> None:
        """Gives a statement a name; it is run whenever the name is used."""

    def keep(self, table: str, statement: str) -> None:
        """Runs a statement once and keeps what it gives under a name."""

    def whole_numbers(self, statement: str) -> dict[str, NDArray[np.int64]]:
        """Columns of whole numbers without nulls."""

    def rows(self, statement: str) -> list[dict[str, object]]:
        """A few rows of anything, to be shown."""

    def done(self) -> float | None:
        """How much of the running statement is done, from 0 to 1, asked from another thread; None: not known."""
