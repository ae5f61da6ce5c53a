"""What every page has: the language, who is acting, and the way around."""

from functools import cache
from typing import Any

from django.conf import settings
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
        "may_register": actor is not None and actor.may(Permission.REGISTER),
        "hospital": hospital_name(),
        "mfa_required": settings.MFA_REQUIRED,
        "menu": [(name, key) for name, key, needed in menu_that_is_there() if actor and actor.may(needed)],
    }


@cache
def menu_that_is_there() -> tuple[tuple[str, str, Permission], ...]:
    """The entries whose pages this installation has."""
    return tuple(entry for entry in MENU if _is_there(entry[0]))


def _is_there(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def hospital_name() -> str:
    """The name of the hospital's own sign-in, or nothing."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0]["name"] if apps else ""
