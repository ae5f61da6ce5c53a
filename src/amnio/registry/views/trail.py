"""The audit trail of a unit, for its administrator: who saw, changed or took out which record, and when."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.forms.trail import TrailFilter
from amnio.registry.queries import events_of, staff_of
from amnio.registry.trail import head

_A_PAGE = 50


@needs(Permission.SEE_TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    """Filters: a person, a record by its number, a kind of event, a day."""
    people = staff_of(request.actor)
    form = TrailFilter(request.GET, people=people, language=request.language)
    found = events_of(request.actor, **form.wanted())
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    seen("trail.seen", by=request.actor, filters=sorted(name for name, value in form.wanted().items() if value))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "kept": kept.urlencode(),
        "head": head(),
        "names": {str(one.pk): str(one) for one in people},
    }
    return render(request, "registry/trail.html", context)
