"""What comes before any work: a password of one's own, and a second factor where the installation asks for one."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from amnio.registry.access import Permission
from amnio.registry.sign_in import TEMPORARY, used_the_hospital

#: Whoever may do one of these holds names of women, or the keys to them.
_SENSITIVE = (Permission.SEE_RECORD, Permission.MANAGE_STAFF)


class FirstThings:
    """Sends people to the page of their account until what is asked of them is done."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not isinstance(getattr(view, "needs", None), Permission):
            return None
        page = still_to_do(request)
        return None if page is None else HttpResponseRedirect(reverse(page))


def still_to_do(request: HttpRequest) -> str | None:
    """The name of the page on which something is to be done before any work; None where nothing is left.

    The interface for programs asks too: its views are not ours, so the hook above does not know what they need.
    """
    actor = getattr(request, "actor", None)
    if actor is None:
        return None
    if request.session.get(TEMPORARY):
        return "account_change_password"
    if not settings.MFA_REQUIRED or not any(actor.may(one) for one in _SENSITIVE) or used_the_hospital(request):
        return None
    return None if is_mfa_enabled(request.user) else "mfa_index"
