"""Made-up requests against the interface: whatever is sent, the answer is one that the description promises."""

import os
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from amnio.registry.access import Role
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import lost_pregnancy

#: How many requests for each address; `make fuzz-api` asks for many more.
EXAMPLES = int(os.environ.get("AMNIO_FUZZ_EXAMPLES", "8"))
_TOKEN = "a" * 32
#: What the description promises of an answer. That a request without a session gets nothing is in test_api.py.
PROMISED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def _schema(people: People) -> Any:
    browser = people.browser(Role.CLINICIAN)
    found = schemathesis.openapi.from_dict(browser.get("/api/openapi.json").json())
    found.config.update(base_url="http://localhost")
    return found


def _signed_in(people: People) -> dict[str, str]:
    browser = people.browser(Role.CLINICIAN)
    return {"sessionid": browser.cookies["sessionid"].value, "csrftoken": _TOKEN}


def _operations(people: People) -> list[Any]:
    return [found.ok() for found in _schema(people).get_all_operations()]


@pytest.fixture
def in_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real handler closes the connection, with the transaction of the test; Django's own client does not."""
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)


@pytest.mark.usefixtures("in_one_transaction")
def test_whatever_is_sent_the_answer_is_as_described(people: People) -> None:
    lost_pregnancy(people)
    cookies, app = _signed_in(people), WSGIHandler()
    operations = _operations(people)
    assert len(operations) == 6
    statuses = set()
    for operation in operations:
        operation.app = app

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answered(case: Any) -> None:
            response = case.call(cookies=cookies, headers={"X-CSRFToken": _TOKEN}, app=app)
            statuses.add(response.status_code)
            assert response.status_code < 500, response.text
            case.validate_response(response, checks=PROMISED)

        answered()
    assert {200, 422} <= statuses  # requests got through the door
    assert 401 not in statuses


@pytest.mark.parametrize("path", ["/api/nothing", "/api/check/", "/api/pregnancies/"])
def test_an_address_that_is_none_is_no_error_of_ours(people: People, path: str) -> None:
    assert people.browser().get(path).status_code in (301, 404, 405)
    assert Client().get(path).status_code in (301, 404, 405)
