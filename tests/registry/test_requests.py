"""Requests of a woman: deletion leaves nothing but that it happened, restriction hides, the export is whole."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from amnio.clinic.gestation import GestationalAge
from amnio.registry import trail
from amnio.registry.access import Actor, Role
from amnio.registry.actions import drafts
from amnio.registry.actions.demonstration import fill
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.requests import erase, lift_restriction, restrict
from amnio.registry.models import DatingRow, Draft, Erasure, Event, Letter, Pregnancy, Staff, Unit, Woman
from amnio.registry.queries import pregnancies_of
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.installation import Installation

TODAY = date(2026, 11, 27)
DATED = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}
NAME, NUMBER, PHONE, SAID = "Wen-Zhang Unmistakable", "H-778899", "010-5559876", "a private remark"


def _recorded(people: People) -> Pregnancy:
    woman = {"name": NAME, "hospital_number": NUMBER, "phone": PHONE, "language": "en"}
    pregnancy = register(people.actor(), woman=woman, registered_on=date(2026, 3, 1), dating=DATED)
    values = {"kind": "amniocentesis", "at": GestationalAge(115), "passes": 1}
    first = change_section(people.actor(), pregnancy, "procedure", values, revision=0)
    change_section(people.actor(), pregnancy, "procedure", {"passes": 2}, revision=first.revision)
    change_section(people.actor(), pregnancy, "words", {"lost": SAID}, revision=0)
    return pregnancy


def _whole_database() -> str:
    """Every value of every table of the registry, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def _administrator(unit: Unit) -> Actor:
    staff = Staff.objects.get(memberships__unit=unit, memberships__role=Role.ADMINISTRATOR.value)
    return Actor(staff=staff, unit=unit, role=Role.ADMINISTRATOR)


def test_an_erased_woman_is_nowhere_any_more(people: People) -> None:
    _recorded(people)
    before = _whole_database()
    assert all(text in before for text in (NAME, NUMBER, PHONE, SAID))
    erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), asked_on=TODAY, basis="asked in person")
    after = _whole_database()
    assert not [text for text in (NAME, NUMBER, PHONE, SAID) if text in after]
    assert Pregnancy.objects.count() == Woman.objects.count() == 0


def test_that_it_happened_is_kept_and_the_chain_holds(people: People) -> None:
    pregnancy = _recorded(people)
    erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), asked_on=TODAY, basis="asked in person")
    (row,) = Erasure.objects.all()
    assert (row.pregnancy_key, row.asked_on, row.basis) == (pregnancy.pk, TODAY, "asked in person")
    assert Event.objects.filter(kind="woman.erased").count() == 1
    assert Event.objects.filter(subject=f"pregnancy:{pregnancy.public_id}").exists()
    assert list(trail.breaks()) == []


def test_a_reviewed_loss_with_its_letter_goes_and_every_other_record_stays(db: None) -> None:
    unit = fill(procedures=800, years=2, seed=7, today=TODAY, reviewed=12).unit
    letter = Letter.objects.select_related("review__pregnancy__woman").first()
    assert letter is not None
    woman = letter.review.pregnancy.woman
    others = Pregnancy.objects.exclude(woman=woman).count()
    key = letter.review.pregnancy.pk
    erase(_administrator(unit), woman, asked_on=TODAY, basis="asked")
    assert Pregnancy.objects.count() == others
    assert not [table for table in _tables_that_name(key) if table != "registry_erasure"]
    assert list(trail.breaks()) == []


def _tables_that_name(pregnancy: int) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
            columns = {column[0] for column in cursor.description}
            for name in {"pregnancy_id", "pregnancy_key"} & columns:
                cursor.execute(f'SELECT COUNT(*) FROM "{table}" WHERE "{name}" = %s', [pregnancy])
                if cursor.fetchone()[0]:
                    found.append(table)
    return found


def test_what_is_written_once_opens_for_her_alone(people: People) -> None:
    other = register(people.actor(), woman={"name": "B", "hospital_number": "2"}, registered_on=TODAY, dating=DATED)
    _recorded(people)
    erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(name=NAME), asked_on=TODAY, basis="asked")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), writing():
        DatingRow.objects.filter(pregnancy=other).delete()


def test_an_erasure_itself_cannot_be_taken_back(people: People) -> None:
    _recorded(people)
    erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), asked_on=TODAY, basis="asked")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), writing():
        Erasure.objects.all().delete()


def test_a_restricted_record_is_seen_by_nobody_until_it_is_lifted(people: People) -> None:
    pregnancy = _recorded(people)
    record = reverse("everything", args=[pregnancy.public_id])
    restrict(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), basis="letter of May")
    assert not pregnancies_of(people.actor()).exists()
    assert people.browser().get(record).status_code == 404
    lift_restriction(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), basis="her call")
    assert people.browser().get(record).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_handles_requests(people: People, role: Role) -> None:
    pregnancy = _recorded(people)
    with pytest.raises(PermissionDenied):
        erase(people.actor(role), pregnancy.woman, asked_on=TODAY, basis="x")
    with pytest.raises(PermissionDenied):
        restrict(people.actor(role), pregnancy.woman, basis="x")
    assert people.browser(role).get(reverse("requests")).status_code == 403


def test_another_unit_cannot_find_her(people: People, others: People) -> None:
    pregnancy = _recorded(people)
    browser = others.browser(Role.ADMINISTRATOR)
    assert browser.get(reverse("request", args=[pregnancy.woman.public_id])).status_code == 404
    assert browser.post(reverse("requests"), {"hospital_number": NUMBER}).status_code == 200


def test_a_deletion_through_the_pages(people: People) -> None:
    pregnancy = _recorded(people)
    browser = people.browser(Role.ADMINISTRATOR)
    page = browser.post(reverse("requests"), {"hospital_number": NUMBER}, follow=True)
    assert NAME not in page.content.decode()
    wrong = {"erase-basis": "asked", "erase-asked_on": "2026-05-01", "erase-again": "H-1"}
    where = reverse("erase", args=[pregnancy.woman.public_id])
    assert "not the number" in browser.post(where, wrong).content.decode()
    assert Woman.objects.exists()
    browser.post(where, wrong | {"erase-again": NUMBER})
    assert not Woman.objects.exists()


def test_the_restriction_through_the_pages_keeps_its_reason(people: People) -> None:
    pregnancy = _recorded(people)
    browser = people.browser(Role.ADMINISTRATOR)
    where = reverse("restrict", args=[pregnancy.woman.public_id])
    browser.post(where, {"restrict-basis": "letter of May", "what": "restrict"})
    assert "letter of May" in browser.get(reverse("requests")).content.decode()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_her_export_holds_everything_in_her_language(people: People, language: str) -> None:
    pregnancy = _recorded(people)
    with transaction.atomic(), writing():
        Woman.objects.update(language=language)
    page = people.browser(language="en").get(reverse("everything", args=[pregnancy.public_id])).content.decode()
    assert all(text in page for text in (NAME, NUMBER, PHONE, SAID))
    hers = page[page.index("<article") : page.index("</article>")]
    assert ("Everything that is kept about you" in hers) is (language == "en")
    assert "Loss reviews" in page.replace(hers, "")
    assert "Looked for" not in hers
    assert Event.objects.filter(kind="woman.exported").count() == 1


def test_her_export_as_a_file_can_be_read(people: People) -> None:
    pregnancy = _recorded(people)
    answer = people.browser().get(reverse("everything_file", args=[pregnancy.public_id]))
    assert "attachment" in answer["Content-Disposition"]
    found = json.loads(answer.content)
    assert found["woman"]["name"] == NAME
    assert found["pregnancies"][0]["record"]["procedure"]["procedure.passes"] == 2
    assert found["pregnancies"][0]["record"]["procedure"]["procedure.at"] == "16+3"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_export_page_gives_a_file_and_refuses_a_threshold_that_shows_somebody(
    people: People, language: str
) -> None:
    browser = people.browser(Role.AUDIT_LEAD, language)
    assert browser.get(reverse("exports")).status_code == 200
    assert browser.post(reverse("exports"), {"study": "a", "fewest": 2})["Content-Type"].startswith("text/html")
    assert browser.post(reverse("exports"), {"study": "a", "fewest": 5})["Content-Type"] == "application/zip"


def test_every_draft_about_her_goes_and_the_others_stay(people: People) -> None:
    pregnancy = _recorded(people)
    other = register(people.actor(), woman={"name": "B", "hospital_number": "2"}, registered_on=TODAY, dating=DATED)
    clinician, nurse = people.staff[Role.CLINICIAN], people.staff[Role.NURSE]
    about_her = [
        (clinician, reverse("form", args=[pregnancy.public_id, "signs"]), {"signs.fever": ["present"]}),
        (nurse, reverse("new_call", args=[pregnancy.public_id]), {"call.said": [SAID]}),
        (clinician, f"/reviews/{pregnancy.public_id}-2/judgement/", {"reasons": [SAID]}),
        (clinician, reverse("everything", args=[pregnancy.public_id]), {"x": ["y"]}),
        (nurse, reverse("new_pregnancy"), {"woman.name": [NAME], "woman.hospital_number": [""]}),
        (people.staff[Role.REVIEWER], reverse("new_pregnancy"), {"woman.hospital_number": [NUMBER]}),
    ]
    staying = [
        (nurse, reverse("new_call", args=[other.public_id]), {"call.said": ["well"]}),
        (clinician, reverse("new_pregnancy"), {"woman.name": [NAME], "woman.hospital_number": ["another woman"]}),
    ]
    for staff, path, values in (*about_her, *staying):
        drafts.keep(staff, path, values)
    erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(name=NAME), asked_on=TODAY, basis="asked")
    kept = set(Draft.objects.values_list("staff_id", "path"))
    assert kept == {(staff.pk, path) for staff, path, _ in staying}


def test_a_form_that_is_still_open_brings_nothing_back(people: People) -> None:
    """The browser of somebody who was typing about her keeps a draft after every change."""
    pregnancy = _recorded(people)
    browser, path = people.browser(), reverse("form", args=[pregnancy.public_id, "signs"])
    assert browser.post("/drafts/", {"path": path, "f-signs.fever": "present"}).status_code == 200
    erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), asked_on=TODAY, basis="asked")
    assert browser.post("/drafts/", {"path": path, "f-signs.fever": "present"}).status_code == 400
    assert not Draft.objects.exists()


_KEPT_ABOUT_HER = f"""
from datetime import date
from amnio.registry.access import Actor, Role
from amnio.registry.actions import drafts
from amnio.registry.actions.action import action
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.records import change_woman
from amnio.registry.models import Membership, Staff, Unit
with action("test.unit_made", by=None):
    unit = Unit.objects.create(name="North", language="en")
    staff = Staff.objects.create(username="clinician")
    for role in (Role.CLINICIAN, Role.ADMINISTRATOR):
        Membership.objects.create(staff=staff, unit=unit, role=role.value)
by = Actor(staff=staff, unit=unit, role=Role.CLINICIAN)
woman = {{"name": {NAME!r}, "hospital_number": {NUMBER!r}, "phone": {PHONE!r}, "language": "en"}}
made = register(by, woman=woman, registered_on=date(2026, 3, 1))
change_woman(by, made.woman, {{"name": "An earlier and much longer name than before"}}, revision=made.woman.revision)
first = change_section(by, made, "words", {{"lost": {SAID!r}}}, revision=0)
change_section(by, made, "words", {{"lost": "x"}}, revision=first.revision)
drafts.keep(staff, f"/pregnancies/{{made.public_id}}/calls/new/", {{"call.said": ["typed and never saved"]}})
"""
_ERASED = """
from datetime import date
from amnio.registry.access import Actor, Role
from amnio.registry.actions.requests import erase
from amnio.registry.models import Membership, Woman
who = Membership.objects.get(role=Role.ADMINISTRATOR.value)
by = Actor(staff=who.staff, unit=who.unit, role=Role.ADMINISTRATOR)
erase(by, Woman.objects.get(), asked_on=date(2026, 11, 27), basis="asked")
"""
_READ = """
import sqlite3, sys
reading = sqlite3.connect(sys.argv[1])
reading.execute("PRAGMA journal_mode=WAL")
reading.execute("SELECT count(*) FROM registry_woman").fetchone()
print("ready", flush=True)
sys.stdin.readline()
"""
_TYPED = (NAME, NUMBER, PHONE, SAID, "An earlier and much longer name", "typed and never saved")


def test_no_byte_of_her_is_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    """Also what was changed long before, what was never saved, and the write-ahead log while somebody else reads."""
    installation = Installation(tmp_path)
    installation.prepare()
    # The log is not removed as long as another process is there. (In this one, reading the file would let go of locks.)
    reading = subprocess.Popen(
        [sys.executable, "-c", _READ, str(tmp_path / "registry.sqlite3")],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert reading.stdout is not None
    assert reading.stdout.readline() == "ready\n"
    installation.python(_KEPT_ABOUT_HER)
    assert not [text for text in _TYPED if text.encode() not in _bytes_in(tmp_path)]
    copy = installation.amnio("backup", str(tmp_path / "before.zip"))
    assert copy.returncode == 0, copy.stderr
    (tmp_path / "before.zip").unlink()  # a copy from before still holds her: it is replaced by one from after
    installation.python(_ERASED)
    assert (tmp_path / "registry.sqlite3-wal").exists()
    assert [text for text in _TYPED if text.encode() in _bytes_in(tmp_path)] == []
    copy = installation.amnio("backup", str(tmp_path / "after.zip"))
    assert copy.returncode == 0, copy.stderr
    with zipfile.ZipFile(tmp_path / "after.zip") as archive:
        copied = b"".join(archive.read(name) for name in archive.namelist())
    assert [text for text in _TYPED if text.encode() in copied] == []
    reading.communicate("\n", timeout=60)


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["form", "order", "new_call", "woman", "facts", "outcome", "dating"])
def test_a_form_that_is_sent_while_she_is_erased_finds_nothing_and_leaves_nothing(
    people: People, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The page has read the record; before it writes, the deletion is through."""
    from amnio.registry.actions import action as action_module
    from amnio.registry.actions import calls, follow_up, outcomes, pregnancies, procedures, records, test_orders

    pregnancy = register(
        people.actor(),
        woman={"name": "Li Na", "hospital_number": "H-7"},
        registered_on=date(2026, 3, 1),
        dating=DATED,
    )
    real, done = action_module.action, []

    @contextmanager
    def late(*words: Any, **more: Any) -> Iterator[Any]:
        if not done:
            done.append(True)
            erase(people.actor(Role.ADMINISTRATOR), Woman.objects.get(), asked_on=date(2026, 3, 2), basis="asked")
        with real(*words, **more) as happened:
            yield happened

    for module in (calls, follow_up, outcomes, pregnancies, procedures, records, test_orders):
        if hasattr(module, "action"):
            monkeypatch.setattr(module, "action", late)
    keys = [pregnancy.public_id, "screening"] if name == "form" else [pregnancy.public_id]
    typed = {
        "screening.scan_detail": "x",
        "order.test": "karyotype_fluid",
        "order.ordered_on": "2026-03-02",
        "call.said": "x",
        "woman.name": "Li",
        "woman.hospital_number": "H-7",
        "woman.language": "zh",
        "record.other_facts": "x",
        "loss.outcome": "live_birth",
        "loss.at": "39+0",
        "dating.at": "13+0",
        "dating.on": "2026-02-19",
        "dating.method": "scan",
        "dating.reason": "x",
        "revision": "1",
    }
    answer = people.browser().post(reverse(name, args=keys), typed)
    assert done, answer.content.decode()
    assert answer.status_code == 404
    for model in apps.get_app_config("registry").get_models():
        if model._meta.model_name not in ("staff", "unit", "membership", "event", "erasure"):
            assert not model.objects.exists(), model
