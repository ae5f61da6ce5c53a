"""The worklist names what a planned procedure still lacks, and leads to where the first of it is filled in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amnio.clinic.gestation import GestationalAge
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.checking import standing_on
from amnio.registry.forms.layouts import FORMS, paths_of
from amnio.registry.missing_facts import in_order, named, note_of, to_fill_in
from amnio.registry.models import Pregnancy
from amnio.registry.worklist_queries import worklist
from tests.registry.conftest import People

WOMAN = {"name": "Li Na", "hospital_number": "H-1", "language": "zh"}


def planned(people: People, **plan: Any) -> Pregnancy:
    """A pregnancy of 16+3 today with a procedure planned for tomorrow; most facts are not known."""
    today: date = timezone.localdate()
    dated = {"at": GestationalAge(115), "on": today, "method": "scan"}
    pregnancy = register(people.actor(), woman=WOMAN, registered_on=today, dating=dated)
    values = {"kind": "amniocentesis", "on": today + timedelta(days=1), **plan}
    change_section(people.actor(), pregnancy, "plan", values, revision=0)
    return Pregnancy.objects.get(pk=pregnancy.pk)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "facts are missing: fetal heartbeat, cord insertion on the path and"),
        ("zh", "资料不全：胎心、脐带插入处在针道上，"),
    ],
)
def test_a_row_names_the_first_facts_and_counts_the_rest(people: People, language: str, told: str) -> None:
    pregnancy = planned(people)
    page = people.browser(language=language).get("/").content.decode()
    assert told in page
    missing = in_order(standing_on(pregnancy, people.unit, timezone.localdate()).missing)
    rest = len(missing) - 2
    assert rest > 2
    assert {"en": f"and {rest} more", "zh": f"另有{rest}项"}[language] in page
    assert f'href="{to_fill_in(pregnancy.public_id, missing[0])}"' in page


def test_the_box_that_a_row_leads_to_is_on_the_form(people: People) -> None:
    pregnancy = planned(people)
    (row,) = next(part for part in worklist(people.actor(), timezone.localdate()) if part.name == "checks").rows
    address, _, box = row.to.partition("#")
    assert f'id="{box}"' in people.browser().get(address).content.decode()
    assert box.replace("-", ".", 1) == row.missing[0]
    assert pregnancy == row.pregnancy


def test_every_field_leads_somewhere(people: People) -> None:
    pregnancy = planned(people)
    for form in FORMS:
        for path in paths_of(form):
            assert "/form/" in to_fill_in(pregnancy.public_id, path)
    assert to_fill_in(pregnancy.public_id, "pregnancy.dating.at") == reverse("dating", args=[pregnancy.public_id])


def test_facts_are_named_in_the_order_of_the_forms() -> None:
    assert in_order(("plan.consent", "pregnancy.rhd", "plan.fetal_heartbeat")) == (
        "pregnancy.rhd",
        "plan.fetal_heartbeat",
        "plan.consent",
    )
    assert named(("plan.fetal_heartbeat",), "en") == "fetal heartbeat"


def test_a_broken_rule_is_not_called_a_missing_fact(people: People) -> None:
    planned(people, fetal_heartbeat="absent")
    (row,) = next(part for part in worklist(people.actor(), timezone.localdate()) if part.name == "checks").rows
    assert (row.note, row.missing) == ("records.decision_wait", ())


@pytest.mark.parametrize(("language", "told"), [("en", "rules followed here cannot judge"), ("zh", "规则无法判断")])
def test_what_no_rule_is_about_is_not_said_to_lack_facts(people: People, language: str, told: str) -> None:
    """There is nothing that somebody could fill in."""
    pregnancy = planned(people, kind="cordocentesis")
    standing = standing_on(pregnancy, people.unit, timezone.localdate())
    assert (standing.missing, note_of(standing)) == ((), "records.decision_not_judged")
    assert told in people.browser(language=language).get("/").content.decode()


def test_naming_them_asks_the_database_nothing(people: People) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            worklist(people.actor(), timezone.localdate(), "checks")
        return len(found)

    planned(people)
    one = asked()
    for _ in range(3):
        planned(people)
    assert asked() == one
