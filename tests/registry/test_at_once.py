"""Two people take the same step at the same moment: nothing that was stored is written over, nothing is done twice.

First with rows that were read before the other one saved, then with real processes that start together, on SQLite and
on a real PostgreSQL.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from amnio.answers.team_review import CareGrade
from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Role
from amnio.registry.actions import reviews
from amnio.registry.actions.outcomes import record_outcome
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.reviews import NotYet
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.models import AnswerVersion, Event, Fetus, LossReview, Pregnancy
from tests.registry.conftest import People
from tests.registry.installation import Installation, postgresql
from tests.registry.lost_pregnancies import (
    DATED,
    agreed,
    judged_by_both,
    judgement,
    lost_pregnancy,
    second_reader,
    third_person,
)


def _kinds(pregnancy: Pregnancy) -> list[str]:
    return list(Event.objects.filter(subject=f"pregnancy:{pregnancy.public_id}").values_list("kind", flat=True))


def test_who_takes_the_second_reading_a_moment_later_is_told(people: People) -> None:
    review = reviews.start(people.actor(), lost_pregnancy(people))
    seen_before = LossReview.objects.get(pk=review.pk)
    reviews.read_second(second_reader(people), review)
    with pytest.raises(NotYet) as told:
        reviews.read_second(third_person(people), seen_before)
    assert told.value.code == "second_taken"
    assert LossReview.objects.get(pk=review.pk).second_reader == people.staff[Role.REVIEWER]


def test_a_grade_that_was_just_given_outlives_a_closing(people: People) -> None:
    review = agreed(people, lost_pregnancy(people))
    seen_before = LossReview.objects.get(pk=review.pk)
    grade = next(iter(CareGrade))
    reviews.grade_care(people.actor(), review, grade, "Late.", revision=review.revision)
    reviews.close(second_reader(people), seen_before)
    now = LossReview.objects.get(pk=review.pk)
    assert now.closed_at is not None
    assert now.care_grade_reason == "Late."
    with pytest.raises(ChangedMeanwhile):
        reviews.grade_care(second_reader(people), seen_before, grade, "Early.", revision=seen_before.revision)


def test_a_review_is_closed_once_and_started_once(people: People) -> None:
    pregnancy = lost_pregnancy(people)
    review = agreed(people, pregnancy)
    both = [LossReview.objects.get(pk=review.pk) for _ in range(2)]
    reviews.close(people.actor(), both[0])
    closed = LossReview.objects.get(pk=review.pk).closed_at
    reviews.close(second_reader(people), both[1])
    assert LossReview.objects.get(pk=review.pk).closed_at == closed
    assert reviews.start(second_reader(people), pregnancy).pk == review.pk
    assert (_kinds(pregnancy).count("review.closed"), _kinds(pregnancy).count("review.started")) == (1, 1)


def test_a_judgement_is_stored_once_and_two_readers_make_one_version(people: People) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    with pytest.raises(NotYet):
        reviews.judge(people.actor(), review, judgement(None))
    before = AnswerVersion.objects.get()
    assert reviews.make_version(people.actor(), review, unless_there_is_one=True) == before


def test_the_end_of_one_of_twins_is_asked_about_and_not_written_over(people: People) -> None:
    by = people.actor()
    woman = {"name": "Li Na", "hospital_number": "H-1"}
    pregnancy = register(by, woman=woman, registered_on=date(2026, 3, 1), dating=DATED)
    change_section(by, pregnancy, "pregnancy", {"fetuses": 2}, revision=0)
    change_section(by, pregnancy, "procedure", {"kind": "amniocentesis", "at": GestationalAge(115)}, revision=0)
    loss = {"outcome": "loss", "at": GestationalAge(121)}
    lost, ongoing = dict(loss), {"outcome": "ongoing", "at": None}
    record_outcome(by, pregnancy, {"loss": loss}, {}, {1: lost, 2: ongoing})
    browser = people.browser()
    path = reverse("outcome", args=[pregnancy.public_id])
    page = browser.get(path).content.decode()
    assert 'name="revision.fetus_2" value="1"' in page
    born = {"outcome": "live_birth", "at": GestationalAge(262)}
    revisions = {"loss": 1, "fetus_1": 1, "fetus_2": 1}
    record_outcome(by, pregnancy, {"loss": loss}, revisions, {1: lost, 2: born})
    sent = {f"revision.{table}": str(number) for table, number in revisions.items()}
    sent |= {"loss.outcome": "loss", "loss.at": "17+2", "fetus.outcome_1": "loss", "fetus.at_1": "17+2"}
    sent |= {"fetus.outcome_2": "ongoing"}
    asked = browser.post(path, sent)
    assert asked.status_code == 409, re.findall(r"error[^<]*>([^<]*)<", asked.content.decode())
    assert "37+3" in asked.content.decode()
    assert Fetus.objects.get(pregnancy=pregnancy, number=2).outcome == "live_birth"
    theirs = {"merge-choice-fetus.outcome_2": "theirs", "merge-theirs-fetus.outcome_2": "live_birth"}
    theirs |= {"merge-choice-fetus.at_2": "theirs", "merge-theirs-fetus.at_2": "37+3"}
    answered = browser.post(path, sent | theirs | {"revision.fetus_2": "2"})
    assert answered.status_code == 302, answered.content.decode()
    assert Fetus.objects.get(pregnancy=pregnancy, number=2).at == GestationalAge(262)


_PEOPLE = """
from amnio.registry.access import Role
from amnio.registry.actions.action import action
from amnio.registry.models import Membership, Staff, Unit
with action("test.unit_made", by=None):
    unit = Unit.objects.create(name="North", language="en")
    for name, role in (("a", Role.CLINICIAN), ("b", Role.CLINICIAN), ("c", Role.CLINICIAN), ("d", Role.ADMINISTRATOR)):
        Membership.objects.create(staff=Staff.objects.create(username=name), unit=unit, role=role.value)
"""
#: What a process begins with: `by`, and steps that are taken when it is told to.
_BEGIN = """
import sys
import django; django.setup()
from datetime import date
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Actor, Role
from amnio.registry.actions import accounts, drafts, reviews
from amnio.registry.actions.pregnancies import change_section, redate
from amnio.registry.actions.requests import erase
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.models import *
who = Membership.objects.select_related("staff", "unit").get(staff__username=sys.argv[1])
by = Actor(staff=who.staff, unit=who.unit, role=Role(who.role))
refusals = (ObjectDoesNotExist, IntegrityError, reviews.NotYet, drafts.NotKept, ChangedMeanwhile,
            accounts.LastAdministrator)
print("ready", flush=True)
"""
_MAKE = """
from datetime import date
from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Actor, Role
from amnio.registry.actions.action import action
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.models import *
who = Membership.objects.select_related("staff", "unit").get(staff__username="a")
by = Actor(staff=who.staff, unit=who.unit, role=Role.CLINICIAN)
for number in range(12):
    made = register(by, woman={"name": "x", "hospital_number": f"H-{number}"}, registered_on=date(2026, 3, 1),
                    dating={"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"})
    change_section(by, made, "procedure", {"kind": "amniocentesis", "at": GestationalAge(115)}, revision=0)
    with action("test.review", by=by):
        LossReview.objects.create(pregnancy=made, opened_by=by.staff, first_reader=by.staff)
"""
_ROUNDS = """
for line in sys.stdin:
    try:
        pregnancy = Pregnancy.objects.select_related("woman").get(pk=int(line))
        review = pregnancy.loss_reviews.get()
        {step}
        print("done", flush=True)
    except refusals as error:
        print("refused", type(error).__name__, flush=True)
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


def _asked(installation: Installation, source: str) -> str:
    return installation.python(f"from amnio.registry.models import *\n{source}")


def _together(installation: Installation, *steps: tuple[str, str], begin: str = _BEGIN) -> list[list[str]]:
    """Each of the twelve pregnancies by every process at once; what each said, pregnancy by pregnancy."""
    at_work = [
        subprocess.Popen(
            [sys.executable, "-c", begin + _ROUNDS.format(step=step), name],
            env=installation.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name, step in steps
    ]
    said = []
    try:
        for process in at_work:
            assert process.stdout.readline() == "ready\n"
        for key in _asked(installation, "print(*Pregnancy.objects.values_list('pk', flat=True))").split():
            for process in at_work:
                process.stdin.write(f"{key}\n")
                process.stdin.flush()
            said.append([process.stdout.readline().split()[0] for process in at_work])
    finally:
        for process in at_work:
            process.stdin.close()
            process.wait(timeout=60)
            process.stdout.close()
    return said


def test_of_two_who_take_the_second_reading_together_one_is_told(installation: Installation) -> None:
    installation.python(_PEOPLE)
    installation.python(_MAKE)
    step = "reviews.read_second(by, review)"
    said = _together(installation, ("b", step), ("c", step))
    assert [sorted(one) for one in said] == [["done", "refused"]] * 12
    told = "print(*Event.objects.filter(kind='review.second_reader').values_list('staff__username', flat=True))"
    kept = "print(*LossReview.objects.order_by('pk').values_list('second_reader__username', flat=True))"
    assert _asked(installation, told).split() == _asked(installation, kept).split()


def test_a_dating_and_a_section_that_are_saved_together_are_both_there(installation: Installation) -> None:
    installation.python(_PEOPLE)
    installation.python(_MAKE)
    dating = "redate(by, pregnancy, at=GestationalAge(90), on=date(2026, 2, 19), method='scan', reason='x')"
    section = "change_section(by, pregnancy, 'procedure', {'passes': 2}, revision=pregnancy.procedure_section.revision)"
    said = _together(installation, ("b", dating), ("c", section))
    kept = "print(*[f'{one.at.days}:{one.passes}' for one in Procedure.objects.order_by('pk')])"
    found = _asked(installation, kept).split()
    # Whoever saved the section from a form that was opened before the dating is asked, in the page: here refused.
    assert [one.split(":")[0] for one in found] == ["118"] * 12
    for (_, of_section), one in zip(said, found, strict=True):
        assert one.endswith(":2") is (of_section == "done")


def test_a_draft_that_is_kept_while_she_is_erased_does_not_outlive_her(installation: Installation) -> None:
    installation.python(_PEOPLE)
    installation.python(_MAKE)
    erased = "erase(by, pregnancy.woman, asked_on=date(2026, 3, 2), basis='asked')"
    keep = "drafts.keep(by.staff, f'/pregnancies/{pregnancy.public_id}/facts/', {'record.other_facts': ['x']})"
    said = _together(installation, ("d", erased), ("b", keep), ("c", keep))
    assert [one[0] for one in said] == ["done"] * 12
    assert _asked(installation, "print(Draft.objects.count(), Woman.objects.count(), Pregnancy.history.count())") == (
        "0 0 0\n"
    )


_TWO_HEADS = """
from amnio.registry.actions.action import action
with action("test.units_made", by=None):
    for key in Pregnancy.objects.values_list("pk", flat=True):
        unit = Unit.objects.create(name=f"unit {key}", language="en")
        for name in ("b", "c"):
            Membership.objects.create(staff=Staff.objects.get(username=name), unit=unit, role="administrator")
"""


def test_of_two_administrators_who_dismiss_each_other_one_stays(installation: Installation) -> None:
    installation.python(_PEOPLE)
    installation.python(_MAKE)
    _asked(installation, _TWO_HEADS)
    here = "Actor(staff=by.staff, unit=Unit.objects.get(name='unit ' + line.strip()), role=Role.ADMINISTRATOR)"
    step = f"accounts.take_role({here}, Staff.objects.get(username='{{}}'), Role.ADMINISTRATOR)"
    begin = _BEGIN.replace("get(staff__username=sys.argv[1])", "get(staff__username=sys.argv[1], unit__name='North')")
    said = _together(installation, ("b", step.format("c")), ("c", step.format("b")), begin=begin)
    assert [sorted(one) for one in said] == [["done", "refused"]] * 12
    left = "print(Membership.objects.filter(role='administrator', active=True, unit__name__startswith='unit').count())"
    assert _asked(installation, left) == "12\n"
