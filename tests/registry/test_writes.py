"""Whatever is written is written by an action: found in the source, and refused when it runs."""

import ast
from pathlib import Path

import pytest
from django.db import connection, transaction

import amnio.registry
from amnio.registry.models import Unit, Woman
from amnio.registry.write_guard import WroteOutsideAnAction, written_by
from tests.registry.conftest import People

ROOT = Path(amnio.registry.__file__).parent
#: Calls that write rows. A dict is merged with `|=`, so that `.update(` is always a query.
_ROWS = ["save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"]
WRITES = frozenset([*_ROWS, *(f"a{name}" for name in _ROWS)])
#: Ways around Django: SQL of one's own, the driver's connection, the doors of the guard.
AROUND = frozenset({"cursor", "execute", "executemany", "executescript", "writing", "reshaping"})
#: Files outside `actions/` that may, each with its reason.
MAY = {
    "trail.py": "appends the event of an action, inside it; takes its lock",
    "write_guard.py": "is the guard",
    "study_export/writing.py": "writes a Parquet file with a database in memory",
    "copies/manifest.py": "updates a hash",
    "copies/checked.py": "counts the rows of a copy",
    "copies/sqlite.py": "makes a copy, and brings it back where nothing is",
    "copies/postgresql.py": "makes a copy, and brings it back where nothing is",
    "copies/restore.py": "looks whether anything is there, makes the tables",
    "shared_counts.py": "keeps what is counted at the door in a table of its own, which holds nothing of anybody",
    "protections_held.py": "looks whether the rules of the database are in place, and puts them back",
    "readiness.py": "asks the database whether it answers",
    "guesses.py": "begins what is counted at the door anew, inside the action that unlocks; no row of anybody",
    "commands/serve.py": "lets SQLite look at the sizes of its tables",
}


def calls(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            )
            if (isinstance(called, ast.Attribute) and name in WRITES) or name in AROUND:
                found.append((node.lineno, name))
        elif isinstance(node, ast.Attribute) and ast.unparse(node) == "connection.connection":
            found.append((node.lineno, ast.unparse(node)))
    return found


def test_no_source_outside_the_actions_writes() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if not place.startswith(("actions/", "migrations/")) and place not in MAY:
            wrong += [f"{place}:{line} {name}" for line, name in calls(path)]
    assert wrong == []


def test_what_may_write_has_not_gone() -> None:
    assert [place for place in MAY if not (ROOT / place).is_file() or not calls(ROOT / place)] == []


@pytest.mark.parametrize(
    "source",
    ["Woman.objects.create(name='x')", "row.save()", "found.update(a=1)", "x.delete()", "connection.cursor()"],
)
def test_the_search_finds_a_write(tmp_path: Path, source: str) -> None:
    path = tmp_path / "view.py"
    path.write_text(source, encoding="utf-8")
    assert calls(path)


WOMAN = frozenset({"registry_woman"})
ALL = frozenset({"*"})


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('INSERT INTO "registry_woman" ("name") VALUES (%s)', WOMAN),
        ("insert or replace into registry_woman values (1)", WOMAN),
        ("REPLACE INTO registry_woman VALUES (1)", WOMAN),
        ("WITH x AS (SELECT 1) INSERT INTO registry_woman SELECT * FROM x", WOMAN),
        ("WITH gone AS (DELETE FROM registry_woman RETURNING *) SELECT * FROM gone", WOMAN),
        ("/* x */ UPDATE ONLY public.registry_woman SET name = ''", WOMAN),
        ("SELECT 1; UPDATE registry_woman SET name = ''", WOMAN),
        ("UPDATE OR IGNORE `registry_woman` SET name = ''", WOMAN),
        ("MERGE INTO registry_woman USING x ON true WHEN MATCHED THEN DELETE", WOMAN),
        ("COPY registry_woman (name) FROM STDIN", WOMAN),
        ("TRUNCATE TABLE x, registry_woman CASCADE", ALL),
        ("ALTER TABLE registry_event DISABLE TRIGGER ALL", ALL),
        ('DROP TRIGGER "registry_event_no_update"', ALL),
        ("SET session_replication_role = replica", ALL),
        ("PRAGMA writable_schema = 1", ALL),
        ("COPY registry_woman TO STDOUT", frozenset()),
        ("SELECT 'INSERT INTO registry_woman' FROM registry_woman", frozenset()),
        ("SELECT * FROM registry_woman WHERE id = 1 FOR UPDATE OF registry_woman", frozenset()),
        ("UPDATE django_session SET session_data = %s", frozenset()),
        ("DELETE FROM registry_draft WHERE id = 1", frozenset()),
        ("SAVEPOINT s1", frozenset()),
        ("DELETE/**/FROM/* x */registry_woman", frozenset({"registry_woman"})),
        ("INSERT INTO [registry_woman] (id) VALUES (1)", frozenset({"registry_woman"})),
        ("DO $$ BEGIN DELETE FROM registry_woman; END $$", frozenset({"*"})),
        ("DO 'BEGIN DELETE FROM registry_woman; END'", frozenset({"*"})),
    ],
)
def test_the_guard_reads_what_a_statement_writes(sql: str, tables: frozenset[str]) -> None:
    assert written_by(sql) == tables


def test_many_rows_at_once_are_refused_too(people: People) -> None:
    with pytest.raises(WroteOutsideAnAction), connection.cursor() as cursor:
        cursor.executemany("UPDATE registry_unit SET name = %s WHERE id = %s", [("x", 1), ("y", 2)])
    with pytest.raises(WroteOutsideAnAction):
        Woman.objects.bulk_create([Woman(unit=people.unit, name="x", hospital_number="1")])
    with pytest.raises(WroteOutsideAnAction):
        Unit.objects.filter(pk=people.unit.pk).update(name="x")


def test_deleting_what_hangs_on_a_row_is_refused(people: People) -> None:
    with pytest.raises(WroteOutsideAnAction), transaction.atomic():
        people.unit.memberships.all().delete()
    assert people.unit.memberships.exists()


def test_an_action_cannot_take_the_triggers_away(people: People) -> None:
    from amnio.registry.write_guard import writing

    with pytest.raises(WroteOutsideAnAction), writing(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER registry_event_no_update")
