"""Pages speak as the forms do, and to somebody at a screen: no code of a value, no option of the command line."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amnio.clinic.case_fields import RISK_PATH
from amnio.present.document import Audience, Language
from amnio.present.narrative.wording import Wording
from amnio.registry.record_case import case_of
from amnio.registry.record_forms import filled
from amnio.registry.views.review_steps import said_of
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import lost_pregnancy


@pytest.mark.parametrize(("language", "no"), [("en", "no"), ("zh", "否")])
def test_a_fact_of_a_review_reads_as_on_the_forms(people: People, language: str, no: str) -> None:
    case = case_of(lost_pregnancy(people))
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    assert said_of("procedure.transplacental", "absent", case, wording) == no
    assert said_of(RISK_PATH, "0.00787402", case, wording) == "1:127"
    assert said_of(RISK_PATH, "0.6", case, wording) == "0.6"  # no laboratory writes it as one in so many
    assert said_of("procedure.gauge", "22", case, wording) == "22"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_care_plan_on_a_page_names_no_option_of_the_command_line(people: People, language: str) -> None:
    record, browser = lost_pregnancy(people), people.browser()
    browser.post(reverse("language", args=[language]))
    shown = browser.get(reverse("care", args=[record.public_id])).content.decode()
    assert 'id="next"' in shown  # the part that speaks of causes
    assert "--cause" not in shown
    assert "--format" not in shown


def test_her_age_at_the_due_date_comes_from_her_date_of_birth(people: People) -> None:
    record = lost_pregnancy(people)
    dating = record.datings.get()
    due = dating.on + timedelta(days=280 - dating.at.days)
    record.pregnancy_section.maternal_age = None
    birthday = due.replace(year=due.year - 30)
    for born, age in ((birthday, "30"), (birthday + timedelta(days=1), "29")):
        record.woman.born_on = born
        assert filled("history", record, "en", dating.on).typed["pregnancy.maternal_age"] == age
    record.pregnancy_section.maternal_age = 41.0  # what is recorded stays
    assert filled("history", record, "en", dating.on).typed["pregnancy.maternal_age"] == "41"
