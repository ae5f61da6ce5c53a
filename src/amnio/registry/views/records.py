"""The list of pregnancies, and the record of one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.queries import pregnancies_of


@needs(Permission.SEE_RECORD)
def pregnancies(request: HttpRequest) -> HttpResponse:
    found = pregnancies_of(request.actor).select_related("woman").order_by("-registered_on", "-pk")[:50]
    return render(request, "registry/pregnancies.html", {"pregnancies": found})


@needs(Permission.SEE_RECORD)
def pregnancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(pregnancies_of(request.actor).select_related("woman"), public_id=public_id)
    seen("record.seen", by=request.actor, about=found)
    return render(request, "registry/pregnancy.html", {"pregnancy": found})
