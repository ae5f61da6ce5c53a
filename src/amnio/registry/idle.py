"""The end of a session: after `IDLE_MINUTES` without a request, and at the latest after `SESSION_HOURS`.

The row of an ended session still says whose it was. If a form is sent with it, what was typed is kept as that person's
draft before they are sent to sign in; it is offered to them, and to nobody else, when they are back on the page. The
hook runs after the check of the CSRF token, so nobody else can put words into somebody's draft.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse

from amnio.registry.access import Permission
from amnio.registry.actions import drafts

_SEEN, _SINCE = "last_request", "signed_in"
#: A session is written again only after so many seconds: a page of many parts is one sign of life.
_COARSE = 30


class Idle:
    """Ends sessions, and saves the form that was sent with an ended one."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        now = int(time.time())
        if not _ended(request, now):
            if now - request.session.get(_SEEN, 0) >= _COARSE:
                request.session[_SEEN] = now
                request.session.setdefault(_SINCE, now)
            return None
        if is_part(request):
            # Not the end of it: the draft that the page sends next is, and that one is kept under the form's address.
            return HttpResponse(status=401)
        kept = keep_what_was_sent(request)
        logout(request)
        request.actor = None
        if request.path == reverse("keep_draft"):
            return JsonResponse({"kept": kept is not None, "signed_in": False}, status=401)
        if getattr(view, "needs", None) is None:
            return None
        return back_after_sign_in(kept or request.get_full_path(), ended=True, kept=kept is not None)


def is_part(request: HttpRequest) -> bool:
    """Whether a page asks for a part of itself while somebody types: what is sent is no form of that address."""
    return request.headers.get("HX-Request") == "true"


def _ended(request: HttpRequest, now: int) -> bool:
    seen, since = request.session.get(_SEEN, now), request.session.get(_SINCE, now)
    return now - seen > settings.IDLE_MINUTES * 60 or now - since > settings.SESSION_HOURS * 3600


def keep_what_was_sent(request: HttpRequest) -> str | None:
    """Keeps a form as its author's draft; the address that opens it again, or None when there was none to keep."""
    if request.method != "POST":
        return None
    values = dict(request.POST.lists())
    path = request.path
    if path == reverse("keep_draft"):
        path = request.POST.get("path", "")
        values = {name.removeprefix("f-"): typed for name, typed in values.items() if name.startswith("f-")}
    if not is_form(path):
        return None
    try:
        drafts.keep(request.user, path, values)
    except drafts.NotKept:
        return None
    return path


def is_form(path: str) -> bool:
    """Whether an address is a page of the registry that somebody may have a form open on."""
    try:
        return len(path) <= drafts.LONGEST_PATH and isinstance(getattr(resolve(path).func, "needs", None), Permission)
    except Resolver404:
        return False


def back_after_sign_in(path: str, *, ended: bool = False, kept: bool = False) -> HttpResponse:
    """To the sign-in page, which says why, and from there back to where one was."""
    said = {"next": path} | ({"ended": "1"} if ended else {}) | ({"kept": "1"} if kept else {})
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(said)}")
