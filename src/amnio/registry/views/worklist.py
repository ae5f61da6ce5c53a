"""What is to be done today."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.queries import pregnancies_of
from amnio.registry.record_page import rights
from amnio.registry.worklist_queries import PARTS
from amnio.registry.worklist_queries import worklist as parts_of

#: What it takes to do what a row of a part asks for. Who may not comes to the record instead, to read it.
_TAKES = {
    "flags": Permission.FOLLOW_UP,
    "today": Permission.CHANGE_RECORD,
    "checks": Permission.CHANGE_RECORD,
    "calls": Permission.FOLLOW_UP,
    "results": Permission.CHANGE_RECORD,
}


@needs(Permission.SEE_WORKLIST)
def worklist(request: HttpRequest) -> HttpResponse:
    only = request.GET.get("show") or None
    if only is not None and only not in PARTS:
        raise Http404
    today = timezone.localdate()
    parts = parts_of(request.actor, today, only)
    seen("worklist.seen", by=request.actor)
    nothing = not any(part.count for part in parts)
    context = {
        "parts": parts,
        "only": only,
        "today": today,
        "weekday": f"registry.weekday_{today.isoweekday()}",
        "nothing": nothing,
        "nobody": nothing and not pregnancies_of(request.actor).exists(),
        "only_to_read": [name for name, needed in _TAKES.items() if not request.actor.may(needed)],
        **rights(request.actor),
    }
    return render(request, "registry/records/worklist.html", context)


@needs(Permission.SEE_WORKLIST)
def keys(request: HttpRequest) -> HttpResponse:
    """The keyboard shortcuts, as a page for where no script runs."""
    return render(request, "registry/records/keys.html")
