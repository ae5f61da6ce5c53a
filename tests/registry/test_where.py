"""The page that says where everything is: every role finds what is its own, and nothing else leads anywhere."""

import re

import pytest

from amnio.present.catalogue import slots_of
from amnio.registry.access import PERMISSIONS, Role
from amnio.registry.views.where import PLACES, places_of
from amnio.registry.words import words
from tests.registry.conftest import People

EN, ZH = words("en"), words("zh")
OURS = [key for key in EN if key.startswith("where.")]


def test_both_languages_say_the_same_and_every_place_is_told() -> None:
    assert [key for key in ZH if key.startswith("where.")] == OURS
    assert [key for key in OURS if slots_of(EN.raw(key)) != slots_of(ZH.raw(key))] == []
    told = {key for place in PLACES for key in (place.key, place.key_is)}
    own = {f"where.{name}" for name in ("title", "menu", "as_role", "others", "others_why", "version")}
    assert set(OURS) == told | own


def test_every_permission_that_opens_something_has_its_place() -> None:
    used = {permission for role in Role for permission in PERMISSIONS[role]}
    assert {place.needs for place in PLACES} - {None} >= used - {
        permission for permission in used if "summary" in permission
    }


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_led_only_to_what_opens_to_it(people: People, role: Role) -> None:
    browser = people.browser(role)
    page = browser.get("/where/")
    assert page.status_code == 200
    content = page.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    led = re.findall(r'<dt>\s*<a href="([^"]+)"', main)
    assert len(led) == len([place for place in places_of(role) if place.to])
    assert [path for path in led if browser.get(path).status_code != 200] == []
