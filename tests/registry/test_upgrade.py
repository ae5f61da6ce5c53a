"""A database that an earlier version filled is brought to the newest by an ordinary command, and nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.registry.installation import PASSWORD, Installation, PostgreSQL, postgresql

STATES = ("0001_initial", "0002_protections", "0003_each_baby", "0007_twins_judged_first")
_FILL = "from tests.registry import older_database\nolder_database.fill({state!r})\n"
_ASK = "import json\nfrom tests.registry import older_database\nprint(json.dumps(older_database.{what}()))\n"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """An installation whose database has no table yet."""
    home = tmp_path / "older"
    (home / "static").mkdir(parents=True)
    if request.param == "sqlite":
        return Installation(home)
    running: PostgreSQL = request.getfixturevalue("server")
    return Installation(home, running.create(f"upgrade_{abs(hash(request.node.name))}"))


def _asked(one: Installation, what: str) -> Any:
    return json.loads(one.python(_ASK.format(what=what)).splitlines()[-1])


@pytest.mark.parametrize("state", STATES)
def test_an_older_database_is_upgraded_and_nothing_is_lost(empty: Installation, state: str) -> None:
    empty.python(_FILL.format(state=state))
    before = _asked(empty, "rows")
    added = empty.amnio("staff", "add", "later", "--unit", "North", "--role", "nurse", typed=PASSWORD)
    assert added.returncode == 0, added.stderr
    told = _asked(empty, "told")
    assert _lost(before, told["rows"], apart=("registry_lossreview", "fetus")) == []
    assert sum(map(len, before.values())) > 40

    verified = empty.amnio("audit-trail", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert (told["rules_missing"], told["breaks"]) == ([], [])
    twins = [1, 2] if state >= "0003" else [2]
    assert [review["baby"] for review in told["reviews"]] == [1, *twins]
    for review in told["reviews"]:
        assert review["closed"]
        assert [reasons for reasons, _ in review["judged"]] == ["chen: fever first", "zhou: fever first"]
        assert review["agreed"] == "infection_introduced"
        assert review["labels"]
        assert review["pages"] == [200] * 5
    blind = [[blind for _, blind in review["judged"]] for review in told["reviews"]]
    assert blind == ([[True, True]] * 2 if state < "0003" else [[True, True], [True, True], [False, False]])


def _lost(before: dict[str, Any], after: dict[str, Any], *, apart: tuple[str, str]) -> list[str]:
    """Every table, row, column and value that was there and is not, but for the column that the upgrade fills in."""
    found = []
    for table, kept in before.items():
        for key, row in kept.items():
            now = after.get(table, {}).get(key, {})
            found += [
                f"{table} {key} {name}: {value} is {now.get(name)}"
                for name, value in row.items()
                if now.get(name) != value and (table, name) != apart
            ]
    return found
