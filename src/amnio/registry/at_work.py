"""Nobody saves in another unit than the one a form was opened in.

Who has roles in two units may change between them in one window while a form is open in another, or may lose the role
in which it was opened. A session has one place of work; a form says in which unit it was opened. Where the two differ
nothing is saved, what was typed is kept as a draft of that unit, and the page says how to come back to it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amnio.registry.access import Permission
from amnio.registry.idle import is_part, keep_what_was_sent

#: The hidden box of a form that says in which unit it was opened (`keeping.html`).
AT_UNIT = "at_unit"


class AtWork:
    """Refuses what was opened elsewhere, and says once that the role is gone in which somebody was at work."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        works = isinstance(getattr(view, "needs", None), Permission) or _asks_the_interface(request)
        if (works and getattr(request, "left", False)) or opened_elsewhere(request):
            return elsewhere(request)
        return None


def opened_elsewhere(request: HttpRequest) -> bool:
    """Whether a form was sent that was opened in another unit than the one in which its author is now at work."""
    actor = getattr(request, "actor", None)
    return actor is not None and request.POST.get(AT_UNIT, str(actor.unit.pk)) != str(actor.unit.pk)


def elsewhere(request: HttpRequest) -> HttpResponse:
    """What was typed is kept for the unit it was typed in; nothing else happens."""
    if is_part(request) or _asks_the_interface(request):
        return HttpResponse(status=403)
    kept = keep_what_was_sent(request) is not None
    said = {"left": getattr(request, "left", False), "kept": kept}
    return render(request, "registry/elsewhere.html", said, status=403)


def _asks_the_interface(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
