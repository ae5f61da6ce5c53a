"""What no honest browser sends is refused in words: bytes that no database keeps, numbers without end, files."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from amnio.registry.access import Role
from amnio.registry.commands.django_ready import start
from amnio.registry.models import Draft
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import lost_pregnancy

ENDLESS = "9" * 4500


@pytest.mark.parametrize("number", [ENDLESS, "9" * 19, "\u0663"])
def test_a_number_without_end_is_nobodys(people: People, number: str) -> None:
    browser = people.browser(Role.ADMINISTRATOR)
    assert browser.post(f"/staff/{number}/give/").status_code == 404
    assert browser.get(f"/staff/{number}/").status_code == 404
    assert browser.get("/trail/", {"person": number, "page": number}).status_code == 200


@pytest.mark.parametrize("baby", ["9" * 25, "-1", "0", "7"])
def test_a_baby_that_nobody_has_is_missing(people: People, baby: str) -> None:
    address = f"/api/pregnancies/{lost_pregnancy(people).public_id}/review?baby={baby}"
    assert people.browser().get(address).status_code == 404


def test_a_byte_that_no_database_keeps_is_kept_nowhere(people: People) -> None:
    browser = people.browser()
    assert browser.post(reverse("pregnancies"), {"q": "a\0"}, follow=True).status_code == 200
    assert browser.post("/drafts/", {"path": "/pregnancies/new/", "f-woman.name": "a\0b"}).status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("body", ["[" * 50_000, '{"a":' * 50_000, '{"pregnancy":{"maternal_age":' + ENDLESS + "}}"])
def test_a_body_that_is_a_trap_is_a_problem(people: People, body: str) -> None:
    answer = people.browser().post("/api/check", body, content_type="application/json")
    assert answer.status_code == 422
    assert json.loads(answer.content)["problems"]


def test_a_body_that_is_too_large_is_a_problem_too(people: People) -> None:
    answer = people.browser().post("/api/check", '"' + "a" * 3_000_000 + '"', content_type="application/json")
    assert answer.status_code == 413
    assert json.loads(answer.content)["problems"][0]["code"] == "unreadable"


def test_a_file_is_not_even_read(rf: RequestFactory, db: None) -> None:
    sent = {"login": "x", "file": SimpleUploadedFile("x.bin", b"x" * 4_000_000)}
    request = rf.post("/account/login/", sent)
    assert request.POST["login"] == "x"
    assert not request.FILES
    assert request.META["wsgi.input"].read(1)  # the rest of it lies unread
    assert Client().post("/account/login/", sent).status_code in (200, 400)


def test_what_a_command_writes_is_its_owners(tmp_path: Path) -> None:
    import os

    before = os.umask(0o022)
    try:
        start()
        (tmp_path / "database").write_bytes(b"")
    finally:
        os.umask(before)
    assert (tmp_path / "database").stat().st_mode & 0o777 == 0o600
