"""A simulated population as a table of pregnancies: Parquet or CSV, written part by part through DuckDB.

The columns are those of the table that `amnio study` reads. What a registry would not hold (the class of the fetus) is
not among them.
"""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from amnio.model.population import BIRTH, LOSS, LOST, TERMINATION, Population

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENDINGS = (".parquet", ".csv")
_END = {LOSS: "loss", TERMINATION: "termination", BIRTH: "live_birth", LOST: "lost"}
_CASES = " ".join(f"WHEN {code} THEN '{name}'" for code, name in _END.items())
_PLAIN = "1::TINYINT AS fetuses, (procedure >= 0)::TINYINT AS procedures,"
#: From the arrays of one part to the columns of the table. `-1` is never.
_COLUMNS = f"""
    pregnancy::BIGINT AS pregnancy, pregnancy::BIGINT AS woman, 'scan' AS dated_by,
    entry::SMALLINT AS entry, "last"::SMALLINT AS "exit", CASE "end" {_CASES} END AS "end",
    nullif(procedure, -1)::SMALLINT AS procedure,
    format('unit-{{:02d}}', unit + 1) AS unit,
    CASE WHEN procedure >= 0 THEN format('operator-{{:03d}}', operator + 1) END AS operator,
    {{several}}
    age::TINYINT AS maternal_age,
    CASE WHEN age >= 40 THEN '40 or more' WHEN age >= 35 THEN '35 to 39' ELSE 'under 35' END AS age_group,
    CASE WHEN screen_positive THEN 'positive' ELSE 'negative' END AS screen,
    history::BOOLEAN AS earlier_loss
"""
#: Instead of the numbers of fetuses and procedures, where there can be more than one, or a first dating.
_RARER = """
    fetuses::TINYINT AS fetuses, (procedure >= 0)::TINYINT + (later_procedure >= 0)::TINYINT AS procedures,
    nullif(later_procedure, -1)::SMALLINT AS later_procedure, nullif(fetal_loss, -1)::SMALLINT AS fetal_loss,
    nullif(fetal_termination, -1)::SMALLINT AS fetal_termination, nullif(redated_days, 0)::SMALLINT AS redated_days,
"""
_RARER_ARRAYS = ("fetuses", "later_procedure", "fetal_loss", "fetal_termination", "redated_days")
_ARRAYS = ("entry", "last", "end", "procedure", "unit", "operator", "age", "screen_positive", "history")


class PopulationWriter:
    """Collects parts in a database that lives beside the file to be, never in memory as a whole."""

    def __init__(self, scratch: Path) -> None:
        import duckdb

        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,  # keeps the rows in the order in which they were made
            "autoinstall_known_extensions": False,
        }
        self._connection: DuckDBPyConnection = duckdb.connect(str(scratch), config=settings)
        self._rows = 0

    def add(self, part: Population) -> None:
        """Appends the rows of one part; pregnancies are numbered from 1 on."""
        names = _ARRAYS if part.plain else (*_ARRAYS, *_RARER_ARRAYS)
        arrays = {name: getattr(part, name) for name in names}
        arrays["pregnancy"] = np.arange(self._rows + 1, self._rows + len(part) + 1)
        made = f"SELECT {_COLUMNS.replace('{several}', _PLAIN if part.plain else _RARER)} FROM arrays"
        self._connection.execute(f"INSERT INTO women {made}" if self._rows else f"CREATE TABLE women AS {made}")
        self._rows += len(part)

    def write(self, path: Path, ending: str) -> None:
        """Writes everything added so far in the form that `ending` names: ".parquet" or ".csv"."""
        form = "FORMAT parquet, COMPRESSION zstd" if ending == ".parquet" else "FORMAT csv, HEADER true"
        target = str(path).replace("'", "''")
        self._connection.execute(f"COPY women TO '{target}' ({form})")

    def close(self) -> None:
        self._connection.close()


def write_population(parts: Iterable[Population], path: Path, ending: str) -> None:
    """All parts as one file. On their way they lie in a folder beside it, which is gone afterwards."""
    with TemporaryDirectory(dir=path.parent, prefix=".amnio-") as scratch:
        writer = PopulationWriter(Path(scratch) / "rows.duckdb")
        try:
            for part in parts:
                writer.add(part)
            writer.write(path, ending)
        finally:
            writer.close()
