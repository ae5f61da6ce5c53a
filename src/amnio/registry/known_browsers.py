"""Browsers in which somebody has signed in before: guesses in them are counted apart from those of strangers.

OWASP calls it a device cookie (Slow Down Online Guessing Attacks with Device Cookies). A browser keeps one token for
each account that was opened in it; a ward computer has many. A token is a random number, a time and a signature made
with the account and its present password: it names nobody, fits one account, and a new password makes it worthless.
"""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from amnio.registry.models import Staff

COOKIE = "amnio_known"
#: Only the pages of the door are sent it.
_PATH = "/account/"
_SECONDS = 90 * 86_400
#: As many people as share a ward computer; 30 tokens are two thirds of what a cookie may hold.
_MOST = 30
_BETWEEN = "."


def number_of(request: HttpRequest, person: Staff | None) -> str | None:
    """The random number of the token that this browser has for the account; None for a stranger."""
    if person is None or not person.has_usable_password():
        return None
    signer = _signer(person)
    return next((number for token in _tokens(request) if (number := _opened(signer, token))), None)


def tokens_renewed(request: HttpRequest, person: Staff) -> str:
    """What the browser keeps from now on: a new token for the account first, and those of others."""
    signer = _signer(person)
    others = [token for token in _tokens(request) if _opened(signer, token) is None]
    return _BETWEEN.join([signer.sign(secrets.token_urlsafe(16)), *others][:_MOST])


def remembered(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lets the browser know whoever signed in with this request, or changed the password (`request.opened_by`)."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        person = getattr(request, "opened_by", None)
        if person is not None and person.has_usable_password():
            response.set_cookie(
                COOKIE,
                tokens_renewed(request, person),
                max_age=_SECONDS,
                path=_PATH,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Strict",
            )
        return response

    return handle


def _tokens(request: HttpRequest) -> list[str]:
    kept = request.COOKIES.get(COOKIE, "")
    return [token for token in kept.split(_BETWEEN)[:_MOST] if token]


def _opened(signer: TimestampSigner, token: str) -> str | None:
    try:
        return signer.unsign(token, max_age=_SECONDS)
    except BadSignature:
        return None


def _signer(person: Staff) -> TimestampSigner:
    return TimestampSigner(salt=f"amnio.registry.known_browsers {person.pk} {person.get_session_auth_hash()}")
