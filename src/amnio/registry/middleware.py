"""What is done around every request: the language, the headers, and who is acting."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from amnio.registry.access import Actor, Role
from amnio.registry.idle import back_after_sign_in, is_part
from amnio.registry.reading_language import language_of, remember

Respond = Callable[[HttpRequest], HttpResponse]
_DJANGO_LANGUAGE = {"en": "en", "zh": "zh-hans"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


def timed(respond: Respond) -> Respond:
    """Tells whoever has signed in how long the server took, by the clock and of its processor (`Server-Timing`)."""

    def handle(request: HttpRequest) -> HttpResponse:
        began, used = time.perf_counter(), time.thread_time()
        response = respond(request)
        if getattr(request, "actor", None) is not None:
            took, used = time.perf_counter() - began, time.thread_time() - used
            response.headers["Server-Timing"] = f"app;dur={took * 1e3:.1f}, cpu;dur={used * 1e3:.1f}"
        return response

    return handle


def language(respond: Respond) -> Respond:
    """The language of the pages; whoever signs in with this request reads the next page in that of their account."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.language = language_of(request)
        with translation.override(_DJANGO_LANGUAGE[request.language]):
            response = respond(request)
        if (of_account := getattr(request, "language_of_account", None)) is not None:
            remember(response, of_account, signed_in=True)
        return response

    return handle


def headers(respond: Respond) -> Respond:
    """A policy that lets nothing in from elsewhere, and no copy of a page on a shared computer."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def acting(respond: Respond) -> Respond:
    """`request.actor`: who is at work here and in which role; None while nobody has signed in."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.left = False
        request.actor = actor_of(request)
        return respond(request)

    return handle


def actor_of(request: HttpRequest) -> Actor | None:
    """The membership chosen in this session, else the first of the person, which from then on is the chosen one.

    Where it was taken away meanwhile, `request.left` says so: see `at_work`.
    """
    staff: Any = request.user
    if not staff.is_authenticated:
        return None
    memberships = list(staff.memberships.filter(active=True).select_related("unit").order_by("pk"))
    if not memberships:
        return None
    chosen = request.session.get("membership")
    found = next((one for one in memberships if one.pk == chosen), None)
    if found is None:
        found = memberships[0]
        request.left = chosen is not None
        request.session["membership"] = found.pk
    return Actor(staff=staff, unit=found.unit, role=Role(found.role))


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to where one was; from the bare address to where one's role begins."""
    if is_part(request):
        return HttpResponse(status=401)
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account"))  # without a role anywhere: that page says so
    if request.path == "/":
        return back_after_sign_in(reverse("home"))
    return back_after_sign_in(request.get_full_path() if request.method == "GET" else request.path)
