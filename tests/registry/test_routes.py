"""Least privilege, address by address: every role, the same role of another unit, and nobody."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from amnio.registry.access import OWN, PERMISSIONS, Permission, Role
from amnio.registry.actions.pregnancies import register
from tests.registry.conftest import People
from tests.registry.routes import Route, routes

ROUTES = routes()
OURS = [route for route in ROUTES if not route.of_allauth]
GUARDED = [route for route in OURS if isinstance(route.needs, Permission)]
#: The addresses that show nothing of anybody, so that a new one is a decision.
OPEN = {"language"}
#: Rows of a unit by the name of their key.
OF_A_UNIT = ("public_id", "pk")


def by_name(route: Route) -> str:
    return route.name


def test_every_view_says_what_it_needs() -> None:
    assert [route.name for route in OURS if route.needs == "nothing was declared"] == []
    assert {route.name for route in OURS if route.needs is None} == OPEN


def test_every_permission_opens_a_page_or_is_not_used_yet() -> None:
    assert {route.needs for route in GUARDED} <= set(Permission)
    assert all(isinstance(route.needs, Permission) or route.needs in (OWN, None) for route in OURS)


@pytest.fixture
def known(people: People) -> dict[str, Any]:
    """Real rows of the unit."""
    pregnancy = register(
        people.actor(), woman={"name": "Li Na", "hospital_number": "H-1"}, registered_on=date(2026, 3, 1)
    )
    return {"public_id": pregnancy.public_id, "pk": people.staff[Role.NURSE].pk}


def _is_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_a_role_gets_what_the_table_gives_it_and_nothing_else(
    people: People, known: dict[str, Any], route: Route
) -> None:
    path = route.path(**known)
    wrong = []
    for role in Role:
        browser = people.browser(role)
        answer = browser.get(path)
        if route.needs in PERMISSIONS[role]:
            if answer.status_code in (401, 403) or answer.status_code >= 500 or _is_sign_in(answer):
                wrong.append(f"{role} may, GET gave {answer.status_code}")
        else:
            statuses = [answer.status_code, browser.post(path).status_code]
            if statuses != [403, 403]:
                wrong.append(f"{role} may not, GET and POST gave {statuses}")
    assert wrong == []


@pytest.mark.parametrize("route", [r for r in OURS if r.needs is not None], ids=by_name)
def test_nobody_gets_anything_without_signing_in(known: dict[str, Any], route: Route) -> None:
    browser = Client()
    for answer in (browser.get(route.path(**known)), browser.post(route.path(**known))):
        assert _is_sign_in(answer), answer.status_code


@pytest.mark.parametrize("route", [r for r in GUARDED if set(r.keys) & set(OF_A_UNIT)], ids=by_name)
def test_the_same_role_of_another_unit_finds_nothing(
    people: People, others: People, known: dict[str, Any], route: Route
) -> None:
    path = route.path(**known)
    for role in (role for role in Role if route.needs in PERMISSIONS[role]):
        browser = others.browser(role)
        # 405: the method is refused before anything is looked up
        assert browser.get(path).status_code in (404, 405), role
        assert browser.post(path).status_code in (404, 405), role


@pytest.mark.parametrize("route", [r for r in ROUTES if r.of_allauth], ids=by_name)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_page_of_the_door_opens_or_leads_somewhere(people: People, route: Route, signed_in: bool) -> None:
    browser = people.browser() if signed_in else Client()
    assert browser.get(route.path()).status_code in (200, 302, 401, 404, 405, 422), route.name


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "socialaccount_signup"])
def test_nobody_signs_up_or_is_mailed_a_password(name: str) -> None:
    assert name not in {route.name for route in ROUTES}
