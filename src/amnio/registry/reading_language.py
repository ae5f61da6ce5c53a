"""In which language somebody reads the pages: before the sign-in that of the browser, after it that of their account.

A cookie carries it, so that no page asks the database. What is chosen at the door counts for who then signs in, and a
choice made inside is kept with the account: a shared computer speaks everybody's own language.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGES = ("en", "zh")
COOKIE = "amnio_language"
#: Only there for a while after somebody chose a language without having signed in.
CHOSEN_AT_THE_DOOR = "amnio_language_chosen"
_YEAR, _AT_THE_DOOR = 31_536_000, 900  # seconds


def language_of(request: HttpRequest) -> str:
    """The language that the cookie names, else that of the browser."""
    named = request.COOKIES.get(COOKIE, "")
    if named in LANGUAGES:
        return named
    return "zh" if translation.get_language_from_request(request).startswith("zh") else "en"


def chosen_at_the_door(request: HttpRequest) -> str | None:
    """The language that was chosen here just now by who had not signed in yet."""
    named = request.COOKIES.get(CHOSEN_AT_THE_DOOR, "")
    return named if named in LANGUAGES else None


def remember(response: HttpResponse, language: str, *, signed_in: bool) -> None:
    """Lets this browser speak the language from now on."""
    _set(response, COOKIE, language, _YEAR)
    if signed_in:
        response.delete_cookie(CHOSEN_AT_THE_DOOR, samesite="Lax")
    else:
        _set(response, CHOSEN_AT_THE_DOOR, language, _AT_THE_DOOR)


def _set(response: HttpResponse, name: str, language: str, seconds: int) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, language, max_age=seconds, samesite="Lax", httponly=True, secure=secure)
