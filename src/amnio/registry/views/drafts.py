"""Keeping a draft while somebody types, throwing it away, and a form from a page that was opened before sign-in."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amnio.registry.access import for_signed_in
from amnio.registry.actions import drafts
from amnio.registry.at_work import elsewhere, opened_elsewhere
from amnio.registry.idle import is_form, keep_what_was_sent


@for_signed_in
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Called by `keeping.js` after every change: `path`, and each field of the form with `f-` before its name."""
    if keep_what_was_sent(request) is None:
        return HttpResponseBadRequest()
    return JsonResponse({"kept": True, "signed_in": True})


@for_signed_in
@require_POST
def forget_draft(request: HttpRequest) -> HttpResponse:
    """Throws a draft away and opens the form again as it is saved."""
    path = request.POST.get("path", "")
    if not is_form(path):
        return HttpResponseBadRequest()
    drafts.forget(request.actor.staff, path, at=request.actor.unit)
    return HttpResponseRedirect(path)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF token did not fit: mostly a page that was open while its owner signed in elsewhere.

    Sent by our own page (the browser says so in `Origin`), what was typed is kept as a draft; nothing else happens.
    """
    if request.user.is_authenticated and opened_elsewhere(request):
        return elsewhere(request)
    own = request.headers.get("origin") == f"{request.scheme}://{request.get_host()}"
    again = keep_what_was_sent(request) if own and request.user.is_authenticated else None
    if request.path == reverse("keep_draft"):
        return JsonResponse({"kept": again is not None, "signed_in": request.user.is_authenticated}, status=403)
    return render(request, "registry/stale_form.html", {"again": again}, status=403)
