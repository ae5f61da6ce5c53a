"""What is to be done today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amnio.registry.access import Permission, needs


@needs(Permission.SEE_WORKLIST)
def worklist(request: HttpRequest) -> HttpResponse:
    return render(request, "registry/worklist.html")
