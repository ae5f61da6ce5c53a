"""Many processes append to the audit trail at once: the chain stays whole, and whoever was told it is saved finds it.

Each process registers women of its own through the actions, as servers do, and prints the number of each once it was
saved. On SQLite and on a real PostgreSQL.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.installation import Installation, postgresql

PROCESSES, EACH = 5, 12
_PEOPLE = """
from amnio.registry.access import Role
from amnio.registry.actions.action import action
from amnio.registry.models import Membership, Staff, Unit
with action("test.unit_made", by=None):
    unit = Unit.objects.create(name="North", language="en")
    staff = Staff.objects.create(username="clinician")
    Membership.objects.create(staff=staff, unit=unit, role=Role.CLINICIAN.value)
"""
_AT_WORK = """
import sys
import django; django.setup()
from datetime import date
from amnio.registry.access import Actor, Role
from amnio.registry.actions.action import seen
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.models import Membership
who = Membership.objects.get()
by = Actor(staff=who.staff, unit=who.unit, role=Role.CLINICIAN)
process, each = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(each):
    hospital_number = f"H-{process}-{number}"
    made = register(by, woman={"name": "x", "hospital_number": hospital_number}, registered_on=date(2026, 3, 1))
    change_section(by, made, "pregnancy", {"maternal_age": 30.0}, revision=0)
    seen("record.seen", by=by, about=made)
    print("saved", made.public_id, flush=True)
"""
_LOOK = """
from amnio.registry import trail
from amnio.registry.models import Event, Pregnancy
print("breaks", list(trail.breaks()))
last = Event.objects.order_by("-sequence").first().sequence
print("events", Event.objects.count(), "last", last)
for kind in ("pregnancy.registered", "pregnancy.recorded", "record.seen"):
    print("kind", kind, Event.objects.filter(kind=kind).count())
for one in Pregnancy.objects.select_related("pregnancy_section"):
    assert one.pregnancy_section.maternal_age == 30.0
    print("found", one.public_id)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "sqlite":
        made = Installation(tmp_path)
        made.prepare()
        yield made
        return
    with postgresql() as server:
        made = Installation(tmp_path, url=server.create("amnio"))
        made.prepare()
        yield made


def test_processes_that_append_together_leave_one_whole_chain(installation: Installation) -> None:
    installation.python(_PEOPLE)
    at_work = [
        subprocess.Popen(
            [sys.executable, "-c", _AT_WORK, str(process), str(EACH)],
            env=installation.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for process in range(PROCESSES)
    ]
    for one in at_work:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n", one.communicate()[1]
    for one in at_work:  # all at once
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=300) for one in at_work]
    assert [one.returncode for one in at_work] == [0] * PROCESSES, [wrong for _, wrong in told]
    saved = {number for said, _ in told for number in re.findall(r"saved (\S+)", said)}
    assert len(saved) == PROCESSES * EACH
    looked = installation.python(_LOOK)
    assert "breaks []" in looked
    assert set(re.findall(r"found (\S+)", looked)) == saved
    events = re.search(r"events (\d+) last (\d+)", looked)
    assert events is not None
    assert events[1] == events[2]
    for kind in ("pregnancy.registered", "pregnancy.recorded", "record.seen"):
        assert f"kind {kind} {PROCESSES * EACH}\n" in looked
