"""What guesses at passwords and codes are counted under, and how somebody is let in again.

A guess in a browser that knows the account (`known_browsers`) is counted with that browser; every other one with the
account, so that strangers lock out strangers and the owner comes in from where they came in before. django-axes counts
from where a guess came, allauth's rates count them wherever they came from.
"""

import secrets
from datetime import timedelta
from typing import Any, cast

from allauth.core.internal import ratelimit
from axes.models import AccessAttempt
from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils import timezone

from amnio.registry import known_browsers
from amnio.registry.models import Staff

_APP = "allauth.account"
#: A typed name never begins so: what is typed at the door loses its spaces.
_KNOWN = " known browser"
_LONGEST_LOCK = 3600  # seconds
#: Which lock: of one address, of a browser that knows the account, of every other browser.
ONE_ADDRESS, KNOWN_BROWSER, STRANGERS = "one_address", "known_browser", "strangers"


def tried_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Under which name axes counts: that of the account however it was written, or that of the browser."""
    name = (credentials or {}).get("username") or request.POST.get("login", "").strip()
    person = person_of(request, name)
    if person is None:
        return name.lower()
    number = known_browsers.number_of(request, person)
    return person.username.lower() if number is None else f"{_KNOWN} {person.pk} {number}"


def counted_by(request: HttpRequest, credentials: dict[str, str] | None = None) -> list[Any]:
    """A browser that is known stays the same from wherever it asks; a stranger is an address."""
    return ["username"] if is_browser(tried_name(request, credentials)) else [["username", "ip_address"]]


def is_browser(counted: str) -> bool:
    """Whether what was counted is a browser that knows an account."""
    return counted.startswith(_KNOWN)


def person_counted_as(counted: str) -> Staff | None:
    """Whose account a name of `tried_name` stands for."""
    if is_browser(counted):
        return Staff.objects.filter(pk=counted.removeprefix(_KNOWN).split()[0]).first()
    return Staff.objects.filter(username__iexact=counted).first() if counted else None


def said_in_the_log(username: str, ip_address: str, user_agent: str, path: str, request: HttpRequest) -> str:
    """From where, and never which name: people type passwords into the box above."""
    return str(ip_address)


def person_of(request: HttpRequest, name: str) -> Staff | None:
    """The account that a typed name opens, found as allauth finds it: to a database, ſ may be an S."""
    found: dict[str, Staff | None] = request.__dict__.setdefault("_tried", {})
    if name not in found:
        sought = name if "\0" not in name else ""
        found[name] = Staff.objects.filter(username__iexact=sought).first() if sought else None
    return found[name]


def begin(request: HttpRequest, name: str) -> "ratelimit.RateLimitUsage | None":
    """Counts a guess at a password before it is looked at; None where there were too many."""
    if (browser := _known_browser(request, name)) is not None:
        return _counted(request, "guesses_in_known_browser", browser)
    from_there = _counted(request, "guesses_from_address", None)
    at_it = from_there and _counted(request, "guesses_at_account", _account_or_name(request, name))
    if not from_there or not at_it:
        return None
    return ratelimit.RateLimitUsage(usage=[*from_there.usage, *at_it.usage])


def is_closed_here(request: HttpRequest, name: str) -> bool:
    """Whether browsers that do not know the account, and this is one, are kept out by how often they guessed."""
    return _known_browser(request, name) is None and _is_closed(_account_or_name(request, name))


def key_of_second_step(request: HttpRequest, person: Staff) -> str:
    """Under which key wrong codes are counted."""
    return f"{_account(person)} {known_browsers.number_of(request, person) or ''}"


def locks_of(person: Staff) -> list[str]:
    """Which locks keep somebody out at present."""
    lately = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    counted = AccessAttempt.objects.filter(_of(person), attempt_time__gte=lately).values("username", "ip_address")
    locked = counted.annotate(wrong=Sum("failures_since_start")).filter(wrong__gte=settings.AXES_FAILURE_LIMIT)
    found = {KNOWN_BROWSER if is_browser(one["username"]) else ONE_ADDRESS for one in locked}
    if _is_closed(_account(person)):
        found.add(STRANGERS)
    return sorted(found)


def forget(person: Staff) -> None:
    """Begins every count at the account anew."""
    AccessAttempt.objects.filter(_of(person)).delete()
    cache.set(_begun(person), secrets.token_urlsafe(8), _LONGEST_LOCK)


def _known_browser(request: HttpRequest, name: str) -> str | None:
    person = person_of(request, name)
    number = known_browsers.number_of(request, person)
    return None if person is None or number is None else f"{_account(person)} {number}"


def _account_or_name(request: HttpRequest, name: str) -> str:
    person = person_of(request, name)
    return name.lower() if person is None else _account(person)


def _is_closed(key: str) -> bool:
    asked = HttpRequest()  # a rate by account needs nothing of it
    return not ratelimit.consume(asked, app=_APP, action="guesses_at_account", key=key, dry_run=True, limit_get=True)


def _of(person: Staff) -> Q:
    return Q(username=person.username.lower()) | Q(username__startswith=f"{_KNOWN} {person.pk} ")


def _account(person: Staff) -> str:
    """The account since it was last unlocked; when that is forgotten, what was counted before is too old to matter."""
    return f"account {person.pk} {cache.get(_begun(person), '')}"


def _begun(person: Staff) -> str:
    return f"amnio-counts-begun-{person.pk}"


def _counted(request: HttpRequest, action: str, key: str | None) -> "ratelimit.RateLimitUsage | None":
    return cast("ratelimit.RateLimitUsage | None", ratelimit.consume(request, app=_APP, action=action, key=key))
