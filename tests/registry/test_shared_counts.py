"""What one server process counts, every other one knows: rates, used codes, lockouts."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from amnio.registry.shared_counts import TABLE, SharedCounts
from amnio.registry.words import words
from tests.registry.installation import Installation, free_port, kill


def test_the_cache_of_an_installation_is_this_one(db: None) -> None:
    assert isinstance(cache._connections[cache._alias], SharedCounts)


def test_a_key_is_added_once_until_its_time_is_over(db: None) -> None:
    assert cache.add("code", "y", timeout=100)
    assert not cache.add("code", "z", timeout=100)
    assert cache.get("code") == "y"
    assert cache.touch("code", timeout=-1)
    assert cache.get("code", "gone") == "gone"
    assert not cache.touch("code")
    assert cache.add("code", "z")
    assert cache.delete("code")
    assert not cache.delete("code")


def test_values_come_back_as_they_were_and_old_ones_are_forgotten(db: None) -> None:
    cache.set("history", [1.5, 2.5], timeout=None)
    cache.set("old", 1, timeout=-1)
    assert cache.get("history") == [1.5, 2.5]
    cache.add("another", True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM {TABLE}")
        assert sorted(json.loads(value) for (value,) in cursor.fetchall() if value != "true") == [[1.5, 2.5]]
    cache.clear()
    assert cache.get("history") is None


#: `login_failed` of the settings, from one address.
_FAILED_A_MINUTE = 30
_ADD = """
from django.core.cache import cache
print(sum(cache.add(f"key {number}", 1) for number in range(40)))
"""


def test_of_several_processes_that_add_one_key_one_is_told_yes(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    installation.prepare()
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda _: int(installation.python(_ADD)), range(4)))
    assert sum(added) == 40


@pytest.fixture
def two_servers(tmp_path: Path) -> Iterator[tuple[str, str]]:
    installation = Installation(tmp_path)
    installation.prepare()
    installation.add_staff("zheng", "administrator")
    ports = free_port(), free_port()
    running = [installation.start(port) for port in ports]
    try:
        first, second = (f"http://127.0.0.1:{port}" for port in ports)
        yield first, second
    finally:
        for one in running:
            kill(one)


def _try(server: str, name: str) -> int:
    """The status of a sign-in with a wrong password, by a browser of its own; 429 also where the form says so."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"{server}/account/login/"
    page = browser.open(address, timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "login": name, "password": "wrong"})
    try:
        answer = browser.open(address, sent.encode(), timeout=60)
        return 429 if words("en").text("account.error_too_many") in answer.read().decode() else answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_wrong_passwords_at_two_processes_are_counted_together(two_servers: tuple[str, str]) -> None:
    lockout = [_try(two_servers[number % 2], "zheng") for number in range(6)]
    assert lockout[:4] == [200] * 4
    assert lockout[-1] == 429
    assert _try(two_servers[0], "zheng") == _try(two_servers[1], "zheng") == 429
    with ThreadPoolExecutor(4) as pool:
        rate = list(pool.map(lambda number: _try(two_servers[number % 2], f"nobody-{number}"), range(40)))
    assert 0 < rate.count(200) <= _FAILED_A_MINUTE - len(lockout)  # twenty at each would have been let through
    assert rate.count(429) == 40 - rate.count(200)
