"""What every page has: the language, who is acting, and the way around."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from amnio.registry.access import Permission

#: The entries of the menu: name of the address, key of its word, what it takes to see it.
MENU = (
    ("worklist", "registry.menu_worklist", Permission.SEE_WORKLIST),
    ("pregnancies", "registry.menu_pregnancies", Permission.SEE_RECORD),
    ("reviews", "registry.menu_reviews", Permission.REVIEW),
    ("exports", "registry.menu_exports", Permission.EXPORT_STUDY),
    ("requests", "exports.menu_requests", Permission.HANDLE_REQUESTS),
    ("staff", "registry.menu_staff", Permission.MANAGE_STAFF),
    ("trail", "registry.menu_trail", Permission.SEE_TRAIL),
)


def chrome(request: HttpRequest) -> dict[str, Any]:
    """For the base template."""
    actor = getattr(request, "actor", None)
    return {
        "language": getattr(request, "language", "en"),
        "actor": actor,
        "menu": [(name, key) for name, key, needed in MENU if actor and actor.may(needed) and _is_there(name)],
    }


@cache
def _is_there(name: str) -> bool:
    """Whether this installation has the page."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
