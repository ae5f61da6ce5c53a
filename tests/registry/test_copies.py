"""A backup while people work, a restore into nothing, and every damage found before anything is changed."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from amnio.registry.copies.manifest import NotABackup, read
from tests.registry.installation import DIRECTORY, Installation, postgresql

_FILL = """
from datetime import date
from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Actor, Role
from amnio.registry.actions.pregnancies import change_section, redate, register
from amnio.registry.models import Staff, Unit
by = Actor(staff=Staff.objects.get(), unit=Unit.objects.get(), role=Role.CLINICIAN)
dated = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}
for number in range(5):
    woman = {"name": "李娜", "hospital_number": f"H-{number}"}
    one = register(by, woman=woman, registered_on=date(2026, 3, 1), dating=dated)
    change_section(by, one, "procedure", {"kind": "amniocentesis", "passes": 1}, revision=0)
"""
_LOOK = """
import json
from amnio.registry.models import *
from amnio.registry.record_case import case_of
print(json.dumps({
    "women": sorted(Woman.objects.values_list("name", "hospital_number")),
    "cases": sorted(repr(case_of(one)) for one in Pregnancy.objects.all()),
    "history": Procedure.history.count(),
    "hash": Staff.objects.get().password,
}))
"""
_NEXT = """
from datetime import date
from amnio.registry.access import Actor, Role
from amnio.registry.actions.pregnancies import register
from amnio.registry.models import Staff, Unit
by = Actor(staff=Staff.objects.get(), unit=Unit.objects.get(), role=Role.CLINICIAN)
print(register(by, woman={"name": "x", "hospital_number": "H-9"}, registered_on=date(2026, 3, 1)).number)
"""
_TAMPER = (
    "connection.ensure_connection(); connection.connection.cursor().execute({sql!r}); connection.connection.commit()"
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def two(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, Path]]:
    """An installation with five records, and its backup; and where to restore it."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        yield _filled(Installation(folder / "one", more=DIRECTORY), folder)
        return
    with postgresql() as server:
        yield _filled(Installation(folder / "one", server.create("one"), more=DIRECTORY), folder)


def _filled(one: Installation, folder: Path) -> tuple[Installation, Path]:
    one.prepare()
    one.add_staff("head", "clinician")
    one.python(_FILL)
    path = folder / "backup.zip"
    done = one.amnio("backup", str(path))
    assert done.returncode == 0, done.stderr
    return one, path


def _empty(one: Installation, tmp_path: Path) -> Installation:
    """A second installation of the same kind."""
    if not one.url:
        return Installation(tmp_path / "two", more=one.more)
    name = f"two_{tmp_path.name.lower()}"[:50]
    one.python(f"connection.ensure_connection(); connection.connection.cursor().execute('CREATE DATABASE \"{name}\"')")
    return Installation(tmp_path / "two", one.url.replace("/one?", f"/{name}?"), more=one.more)


def test_what_comes_back_is_what_was_there(two: tuple[Installation, Path], tmp_path: Path) -> None:
    one, path = two
    other = _empty(one, tmp_path)
    head = read(path).head
    done = other.amnio("restore", str(path))
    assert done.returncode == 0, done.stderr
    assert json.loads(other.python(_LOOK)) == json.loads(one.python(_LOOK))
    checked = other.amnio("audit-trail", "verify", "--head", head)
    assert checked.returncode == 0, checked.stderr
    assert other.python(_NEXT).strip() == "2026-0006"  # what is made next does not collide
    again = other.amnio("restore", str(path))
    assert (again.returncode, "holds" in again.stderr) == (2, True)


def test_the_manifest_tells_the_rows_and_the_head_but_no_name(two: tuple[Installation, Path]) -> None:
    _, path = two
    found = read(path)
    assert found.rows["registry_pregnancy"] == 5
    assert found.events == found.rows["registry_event"]
    assert "django_session" not in found.rows
    assert "李娜" not in found.text()
    assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_changes_nothing(two: tuple[Installation, Path], tmp_path: Path) -> None:
    one, path = two
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            spoiled = content[:-1] + bytes([content[-1] ^ 1])
            new.writestr(name, spoiled if name in ("registry.sqlite3", "registry_woman.copy") else content)
    with pytest.raises(NotABackup, match="is damaged"):
        read(damaged)
    other = Installation(tmp_path / "two", one.url and one.url.replace("/one?", "/nowhere?"), more=one.more)
    done = other.amnio("restore", str(damaged))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "two/registry.sqlite3").exists()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(NotABackup):
        read(path)


def test_an_unsound_database_gives_no_backup(two: tuple[Installation, Path], tmp_path: Path) -> None:
    one, path = two
    other = _empty(one, tmp_path)
    assert other.amnio("restore", str(path)).returncode == 0
    off = "ALTER TABLE registry_event DISABLE TRIGGER USER" if one.url else "DROP TRIGGER registry_event_no_update"
    for sql in (off, "UPDATE registry_event SET kind = 'x' WHERE sequence = 3"):
        other.python(_TAMPER.format(sql=sql))
    done = other.amnio("backup", str(tmp_path / "unsound.zip"))
    assert (done.returncode, "event 3 of the audit trail: changed" in done.stderr) == (1, True)
    assert not (tmp_path / "unsound.zip").exists()
    assert [left.name for left in tmp_path.iterdir() if left.name.startswith(".amnio")] == []
    checked = other.amnio("audit-trail", "verify")
    assert (checked.returncode, "Event 3 was changed" in checked.stderr) == (1, True)


def test_a_backup_that_was_made_to_reach_elsewhere_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "precious.sqlite3"
    outside.write_bytes(b"x")
    forged = tmp_path / "forged.zip"
    name = f"../../{outside.name}"
    said = {"format": 1, "made_at": "x", "program": "x", "database": "sqlite", "migrations": [], "rows": {}}
    said |= {"events": 0, "head": "0" * 64, "files": {name: hashlib.sha256(b"x").hexdigest()}}
    with zipfile.ZipFile(forged, "w") as archive:
        archive.writestr(name, b"x")
        archive.writestr("manifest.json", json.dumps(said))
    with pytest.raises(NotABackup, match="no file of one is called"):
        read(forged)
    assert outside.read_bytes() == b"x"
