"""The interface for other programs: the rights of pages, problems for errors, no way around a blind judgement."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from amnio.answers.conclusion import Certainty
from amnio.answers.disagreement import Anyway, Judgement
from amnio.clinic.vocabulary import Group
from amnio.registry.access import PERMISSIONS, Permission, Role
from amnio.registry.actions import reviews
from amnio.registry.models import Event
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import lost_pregnancy

PLAN = {"pregnancy": {"maternal_age": 36}, "plan": {"kind": "amniocentesis", "at": "16+3"}}
LOST = {
    "pregnancy": {"maternal_age": 30},
    "procedure": {"kind": "amniocentesis", "at": "17+0"},
    "loss": {"outcome": "loss", "at": "19+0"},
}
ENDPOINTS: tuple[tuple[str, str, Permission, Any], ...] = (
    ("get", "/api/worklist", Permission.SEE_WORKLIST, None),
    ("get", "/api/pregnancies/{id}/case", Permission.SEE_RECORD, None),
    ("get", "/api/pregnancies/{id}/review", Permission.REVIEW, None),
    ("post", "/api/check", Permission.SEE_RECORD, PLAN),
    ("post", "/api/counsel", Permission.COUNSEL, PLAN),
    ("post", "/api/review", Permission.REVIEW, LOST),
)


def _ask(browser: Client, method: str, path: str, body: Any = None) -> Any:
    if method == "get":
        return browser.get(path)
    return browser.post(path, json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(("method", "path", "permission", "body"), ENDPOINTS, ids=[one[1] for one in ENDPOINTS])
def test_each_endpoint_opens_to_the_roles_of_its_permission_alone(
    people: People, others: People, method: str, path: str, permission: Permission, body: Any
) -> None:
    pregnancy = lost_pregnancy(people)
    there = path.format(id=pregnancy.public_id)
    assert _ask(Client(), method, there, body).status_code == 401
    for role in Role:
        answer = _ask(people.browser(role), method, there, body)
        may = permission in PERMISSIONS[role]
        assert answer["Content-Type"].startswith("application/json")
        assert (answer.status_code in (200, 404)) is may, (role, answer.content)
        assert may or answer.status_code == 403
        if "{id}" in path and may:
            assert _ask(others.browser(role), method, there, body).status_code == 404


def test_every_endpoint_stands_in_the_table_above(people: People) -> None:
    described = people.browser().get("/api/openapi.json").json()["paths"]
    assert {path.replace("{public_id}", "{id}") for path in described} == {path for _, path, _, _ in ENDPOINTS}


def test_nobody_but_who_signed_in_reads_the_description(db: None) -> None:
    assert Client().get("/api/openapi.json").status_code == 401


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_bad_case_comes_back_as_problems_in_the_language_asked_for(people: People, language: str) -> None:
    bad = {**PLAN, "pregnancy": {"maternal_age": 3, "twins": 1}}
    answer = _ask(people.browser(language=language), "post", "/api/check", bad)
    assert answer.status_code == 422
    problems = answer.json()["problems"]
    assert {one["path"] for one in problems} >= {"pregnancy.maternal_age", "pregnancy.twins"}
    assert all(one["why"] and one["instead"] for one in problems)
    assert (language == "zh") is any("\u4e00" <= letter <= "\u9fff" for letter in problems[0]["why"])


def test_a_case_is_read_from_the_record_and_can_be_asked_about(people: People) -> None:
    pregnancy = lost_pregnancy(people)
    case = _ask(people.browser(Role.NURSE), "get", f"/api/pregnancies/{pregnancy.public_id}/case").json()
    assert case["procedure"]["at"] == "16+3"
    assert Event.objects.filter(kind="record.seen", subject=f"pregnancy:{pregnancy.public_id}").count() == 1


def test_a_post_without_the_token_is_refused(people: People) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.staff[Role.CLINICIAN], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = _ask(strict, "post", "/api/check", PLAN)
    assert answer.status_code == 403
    assert answer.json()["problems"][0]["code"] == "token"


@pytest.mark.parametrize("hide", [(), ("id",), ("id", "pregnancy"), ("id", "signs")])
def test_sending_the_record_back_is_no_way_around_the_own_judgement(people: People, hide: tuple[str, ...]) -> None:
    pregnancy = lost_pregnancy(people)
    browser = people.browser(Role.CLINICIAN)
    case = _ask(browser, "get", f"/api/pregnancies/{pregnancy.public_id}/case").json()
    sent = {name: value for name, value in case.items() if name not in hide}
    refused = _ask(browser, "post", "/api/review", sent)
    assert refused.status_code == 403
    assert refused.json()["problems"][0]["code"] == "judge_first"


def test_after_the_own_judgement_the_answer_is_there(people: People) -> None:
    pregnancy = lost_pregnancy(people)
    browser = people.browser(Role.CLINICIAN)
    review = reviews.start(people.actor(), pregnancy)
    there = f"/api/pregnancies/{pregnancy.public_id}/review"
    assert _ask(browser, "get", there).status_code in (403, 404)
    judgement = Judgement(
        reader="", group=Group.INFECTION, certainty=Certainty.PROBABLE, anyway=Anyway.CANNOT_TELL, reasons="fever"
    )
    reviews.judge(people.actor(), review, judgement)
    assert _ask(browser, "get", there).json()["headline"]
    assert _ask(people.browser(Role.REVIEWER), "get", there).status_code == 403
    case = _ask(browser, "get", f"/api/pregnancies/{pregnancy.public_id}/case").json()
    assert _ask(browser, "post", "/api/review", case).status_code == 200
    assert _ask(people.browser(Role.REVIEWER), "post", "/api/review", case).status_code == 403


@pytest.mark.parametrize("number", ["x", "1", str(uuid.UUID(int=1))])
def test_a_number_that_is_none_is_a_problem_and_no_page(people: People, number: str) -> None:
    answer = _ask(people.browser(), "get", f"/api/pregnancies/{number}/case")
    assert answer.status_code in (404, 422)
    assert answer.json()["problems"]


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"a":', b"\xff", b'{"plan": {"at": "16+3", "at": "17+0"}}'])
def test_a_body_that_is_no_case_is_a_problem(people: People, body: bytes) -> None:
    answer = people.browser().post("/api/check", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["problems"]
