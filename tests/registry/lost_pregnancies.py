"""Records of lost pregnancies for tests of reviews, made through the actions, and two readers for them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from amnio.answers.conclusion import Certainty
from amnio.answers.disagreement import Anyway, Judgement
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Cause, Group, Mechanism
from amnio.registry.access import Actor, Role
from amnio.registry.actions import reviews
from amnio.registry.actions.action import action
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.reviews import Concluded
from amnio.registry.models import LossReview, Membership, Pregnancy, Staff
from tests.registry.conftest import People

WOMAN = {"name": "Li Na", "hospital_number": "H-1", "language": "zh"}
DATED = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}
SECTIONS: Mapping[str, Mapping[str, Any]] = {
    "pregnancy": {"maternal_age": 34.0},
    "procedure": {"kind": "amniocentesis", "at": GestationalAge(115), "passes": 1, "fluid": "clear"},
    "signs": {"temperature_c": 38.6, "crp_mg_l": 84.0, "membranes": "rupture_later"},
    "loss": {"outcome": "loss", "at": GestationalAge(121), "presentation": "alive_at_onset"},
}


def lost_pregnancy(
    people: People, *, number: str = "H-1", dated_on: date | None = None, **sections: Mapping[str, Any]
) -> Pregnancy:
    """A registered pregnancy that was lost; `sections` replace those of `SECTIONS`; `dated_on` lies 34 days before."""
    by = people.actor()
    dating = DATED if dated_on is None else {**DATED, "on": dated_on}
    woman = {**WOMAN, "hospital_number": number}
    pregnancy = register(by, woman=woman, registered_on=date(2026, 3, 1), dating=dating)
    for table, values in {**SECTIONS, **sections}.items():
        change_section(by, pregnancy, table, values, revision=0)
    return Pregnancy.objects.get(pk=pregnancy.pk)


def second_reader(people: People) -> Actor:
    """A reviewer of the unit; the clinician of the fixture reads first."""
    return people.actor(Role.REVIEWER)


def third_person(people: People) -> Actor:
    """One more clinician of the unit, who reads nothing."""
    with action("test.third", by=None):
        person = Staff.objects.create(username="third-clinician")
        Membership.objects.create(staff=person, unit=people.unit, role=Role.CLINICIAN.value)
    return Actor(staff=person, unit=people.unit, role=Role.CLINICIAN)


def judgement(group: Group | None = Group.INFECTION) -> Judgement:
    certainty = Certainty.CANNOT_TELL if group is None else Certainty.PROBABLE
    return Judgement(reader="", group=group, certainty=certainty, anyway=Anyway.CANNOT_TELL, reasons="Fever first.")


def concluded(
    cause: Cause | None = Cause.MECHANICAL, mechanism: Mechanism | None = Mechanism.LEAK_INFECTED
) -> Concluded:
    return Concluded(
        cause=cause,
        mechanism=None if cause is None else mechanism,
        certainty=Certainty.CANNOT_TELL if cause is None else Certainty.PROBABLE,
        details=(),
        reasons="The leak came first.",
    )


def judged_by_both(people: People, pregnancy: Pregnancy) -> LossReview:
    """A review that both readers have judged."""
    first, second = people.actor(), second_reader(people)
    review = reviews.start(first, pregnancy)
    reviews.read_second(second, review)
    reviews.judge(first, review, judgement())
    reviews.judge(second, review, judgement(None))
    return LossReview.objects.get(pk=review.pk)


def agreed(people: People, pregnancy: Pregnancy) -> LossReview:
    """A review with an agreed conclusion."""
    review = judged_by_both(people, pregnancy)
    first, second = people.actor(), second_reader(people)
    version = review.versions.get()
    for by in (first, second):
        reviews.conclude(by, review, version, concluded(), agreed=False, revision=0)
    reviews.conclude(first, review, version, concluded(), agreed=True, revision=0)
    return LossReview.objects.get(pk=review.pk)
