"""`/ready/` is asked by programs that know no host name and speak no HTTPS."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.test.utils import override_settings

from amnio.registry import readiness
from tests.registry.conftest import People

_AS_IN_A_HOSPITAL = override_settings(ALLOWED_HOSTS=["amnio.example.org"], SECURE_SSL_REDIRECT=True)


@_AS_IN_A_HOSPITAL
def test_a_health_check_is_answered_by_a_bare_address(people: People) -> None:
    asked = Client(headers={"host": "10.0.0.9:8800"})
    answer = asked.get("/ready/")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})
    assert not answer.cookies
    assert asked.get("/account/login/").status_code == 400  # nothing else is


def test_a_database_that_does_not_answer_is_told_in_one_word(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def cursor(self) -> None:
            raise OperationalError("connection to server at 10.1.2.3 failed for user amnio")

    monkeypatch.setattr(readiness, "connection", Gone())
    answer = Client().get("/ready/")
    assert (answer.status_code, answer.json()) == (503, {"ready": False})
