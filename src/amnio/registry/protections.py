"""Rules that the database itself keeps: what is append-only stays so, whoever writes and by whatever program.

`FOREVER`: no row is ever changed or removed. `WRITTEN_ONCE`: no row is changed, and removed only with the pregnancy
whose deletion was asked for (a row in `registry_erasure` opens it).
"""

FOREVER = ("registry_event", "registry_erasure")
#: Table, and how it leads to the pregnancy.
WRITTEN_ONCE = {
    "registry_blindjudgement": "SELECT pregnancy_id FROM registry_lossreview WHERE id = OLD.review_id",
    "registry_answerversion": "SELECT pregnancy_id FROM registry_lossreview WHERE id = OLD.review_id",
    "registry_answershown": "SELECT pregnancy_id FROM registry_lossreview WHERE id = OLD.review_id",
    "registry_letter": "SELECT pregnancy_id FROM registry_lossreview WHERE id = OLD.review_id",
    "registry_datingrow": "SELECT OLD.pregnancy_id",
}
#: What else than its id may stand once in a table. SQLite's INSERT OR REPLACE removes the row that is in the way and
#: calls no delete trigger, so it is refused before it begins.
ONCE = {
    "registry_event": ("sequence", "hash"),
    "registry_blindjudgement": ("review_id, reviewer_id",),
    "registry_answerversion": ("review_id, number",),
    "registry_answershown": ("version_id, shown_to_id",),
}


def statements(vendor: str) -> list[str]:
    """The SQL that puts the protections in place, for `sqlite` or `postgresql`."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    found = []
    for table in FOREVER:
        found += make(table, "UPDATE", "") + make(table, "DELETE", "")
    for table, owner in WRITTEN_ONCE.items():
        unless = f"NOT EXISTS (SELECT 1 FROM registry_erasure WHERE pregnancy_key IN ({owner}))"
        found += make(table, "UPDATE", "") + make(table, "DELETE", unless)
    for table in (*FOREVER, *WRITTEN_ONCE):
        found += _no_truncate(table) if vendor == "postgresql" else _no_replace(table)
    return found


def undo(vendor: str) -> list[str]:
    """The SQL that takes them away (only ever run when a migration is taken back on an empty database)."""
    tables = (*FOREVER, *WRITTEN_ONCE)
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_{what}" for table in tables for what in ("update", "delete", "replace")
        ]
    kinds = ("update", "delete", "truncate")
    return [f"DROP FUNCTION IF EXISTS {table}_no_{what}() CASCADE" for table in tables for what in kinds]


def _sqlite(table: str, what: str, unless: str) -> list[str]:
    when = f"WHEN {unless} " if unless else ""
    name = f"{table}_no_{what.lower()}"
    return [
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} {when}BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only: {what.lower()} refused'); END"
    ]


def _postgresql(table: str, what: str, unless: str) -> list[str]:
    name = f"{table}_no_{what.lower()}"
    refuse = f"RAISE EXCEPTION '{table} is append-only: {what.lower()} refused';"
    body = f"IF {unless} THEN {refuse} END IF; RETURN OLD;" if unless else refuse
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _no_truncate(table: str) -> list[str]:
    name = f"{table}_no_truncate"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} is append-only: truncate refused'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _no_replace(table: str) -> list[str]:
    def same(columns: str) -> str:
        return " AND ".join(f"{column} = NEW.{column}" for column in columns.split(", "))

    taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {same(c)})" for c in ("id", *ONCE.get(table, ())))
    return [
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only: replace refused'); END"
    ]
