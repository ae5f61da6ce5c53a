"""A table of PostgreSQL, streamed into a CSV file by its own COPY: no row is held in memory, and no type is guessed.

The address is a connection string of PostgreSQL with the table behind it: `postgresql://host/database?table=schema.name`.
Passwords come from the settings of its client (`~/.pgpass`, `PGPASSWORD`), and are never shown.
"""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.files import TableFiles, table_files

SCHEMES = ("postgresql://", "postgres://")
_BOOLEAN = 16
_MOMENTS = (1114, 1184)  # timestamp without and with time zone


def is_address(place: str) -> bool:
    """Whether this names a table of PostgreSQL rather than a file."""
    return place.startswith(SCHEMES)


def shown(address: str) -> str:
    """The address without user and password."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def streamed(address: str, folder: Path) -> TableFiles:
    """The table as a CSV file in `folder`, which is the caller's to remove. Raises `CannotStudy`."""
    try:
        import psycopg
        from psycopg import sql
    except ImportError:
        raise CannotStudy(Refusal.NO_ENGINE, engine="psycopg", install="psycopg[binary]") from None
    connection_address, table = _taken_apart(address)
    path = folder / "table.csv"
    try:
        with psycopg.connect(connection_address, connect_timeout=10) as connection, connection.cursor() as cursor:
            connection.read_only = True
            named = sql.SQL(".").join(sql.Identifier(part) for part in table.split("."))
            cursor.execute("SET datestyle = 'ISO'")
            cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(named))
            columns = [_column(column.name, column.type_code) for column in cursor.description or ()]
            query = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv, HEADER true)")
            with (
                path.open("wb") as stream,
                cursor.copy(query.format(sql.SQL(", ").join(columns), named)) as rows,
            ):
                for chunk in rows:
                    stream.write(chunk)
    except psycopg.OperationalError as error:
        raise CannotStudy(Refusal.DATABASE_UNREACHABLE, place=shown(address), reason=_reason(error)) from error
    except psycopg.Error as error:
        raise CannotStudy(Refusal.TABLE_UNREADABLE, path=shown(address), reason=_reason(error)) from error
    except OSError as error:
        raise CannotStudy(Refusal.OUT_OF_SPACE, reason=error.strerror or error) from error
    return table_files(path)


def _taken_apart(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    settings = dict(parse_qsl(parts.query))
    table = settings.pop("table", "")
    if not table:
        raise CannotStudy(Refusal.NO_TABLE, path=shown(address), reason="it names no table (?table=schema.name)")
    return urlunsplit(parts._replace(query=urlencode(settings))), table


def _column(name: str, kind: int):  # type: ignore[no-untyped-def]
    """The column as the rest reads it: truth values as words, moments as their date."""
    from psycopg import sql

    column = sql.Identifier(name)
    if kind == _BOOLEAN:
        return sql.SQL("CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END AS {0}").format(column)
    if kind in _MOMENTS:
        return sql.SQL("CAST({0} AS date) AS {0}").format(column)
    return column


def _reason(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else type(error).__name__
