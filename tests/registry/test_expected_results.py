"""When a result can be expected: a figure of the guidance files, never one of ours; what was typed is not moved."""

from datetime import date

import pytest
from django.urls import reverse

from amnio.guidance.care_rule import care_rule
from amnio.registry.actions.pregnancies import register
from amnio.registry.expected_results import expected_result
from tests.registry.conftest import People

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("test", "profiles", "item"),
    [
        ("karyotype_fluid", (), "result_chromosomes"),
        ("karyotype_fluid", ("rcog", "china"), "result_chromosomes_china"),
        ("microarray", ("china",), "result_microarray"),
        ("qf_pcr", (), "result_rapid"),
    ],
)
def test_the_day_is_that_of_the_file(test: str, profiles: tuple[str, ...], item: str) -> None:
    found = expected_result(test, FRIDAY, profiles)
    assert found is not None
    assert found.rule == care_rule(item)
    if found.rule.ends_after_days is not None:
        assert (found.on - FRIDAY).days == found.rule.ends_after_days


def test_working_days_leave_out_the_week_end() -> None:
    found = expected_result("qf_pcr", FRIDAY, ())
    assert found is not None
    assert found.on == date(2026, 3, 11)


def test_no_figure_no_day() -> None:
    assert expected_result("histology", FRIDAY, ()) is None


def test_the_box_is_filled_kept_and_moved(people: People) -> None:
    pregnancy = register(people.actor(), woman={"name": "Li Na", "hospital_number": "H-1"}, registered_on=FRIDAY)
    browser, to = people.browser(), reverse("order_expected", args=[pregnancy.public_id])

    def asked(**typed: str) -> str:
        given = {"order.test": "karyotype_fluid", "order.ordered_on": "2026-03-06", "suggested": ""}
        return browser.post(to, given | {f"order.{name}": value for name, value in typed.items()}).content.decode()

    assert 'value="2026-03-27"' in asked()
    assert 'value="2026-03-20"' in (page := asked(expected_on="2026-03-20"))
    assert "ask the laboratory" in page
    moved = {"order.test": "qf_pcr", "order.ordered_on": "2026-03-06", "order.expected_on": "2026-03-27"}
    assert 'value="2026-03-11"' in browser.post(to, moved | {"suggested": "2026-03-27"}).content.decode()
    assert "promises" in asked(test="histology")
