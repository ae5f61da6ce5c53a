"""Pages that belong to nobody: errors, the choice of a language."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from amnio.registry.access import for_everybody
from amnio.registry.actions.signing_in import read_in
from amnio.registry.reading_language import LANGUAGES, remember


@for_everybody
@require_POST
def choose_language(request: HttpRequest, language: str) -> HttpResponse:
    """Remembers the language, here and for who has signed in with the account, and goes back to where one was."""
    if language not in LANGUAGES:
        raise Http404
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    if request.user.is_authenticated:
        read_in(request.user, language)
    response = HttpResponseRedirect(back)
    remember(response, language, signed_in=request.user.is_authenticated)
    return response


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "registry/message.html", {"message": "refused"}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "registry/message.html", {"message": "missing"}, status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that makes no sense, or whose session could not be written because the database went away."""
    return render(request, "registry/message.html", {"message": "broken"}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "registry/message.html", {"message": "broken"}, status=500)
