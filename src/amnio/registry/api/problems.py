"""Errors of the interface: always a list of problems, each with a code, where it is, why, and what to do instead."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from amnio.clinic.problems import CaseError
from amnio.registry.words import words


class ProblemOut(Schema):
    code: str
    path: str
    why: str
    instead: str


class Problems(Schema):
    problems: list[ProblemOut]


class FirstThingsFirst(Exception):
    """A password of one's own, or a second factor, is asked for before any work; on pages as well."""


class JudgeFirst(Exception):
    """The answer about a loss of the unit, asked for by somebody who may not see it yet."""


def install(api: NinjaAPI) -> None:
    """Every way in which a request can go wrong, as problems in the language of the request."""
    api.add_exception_handler(AuthenticationError, _always("sign_in", 401))
    api.add_exception_handler(PermissionDenied, _always("forbidden", 403))
    api.add_exception_handler(FirstThingsFirst, _always("first_things", 403))
    api.add_exception_handler(JudgeFirst, _always("judge_first", 403))
    api.add_exception_handler(Http404, _always("missing", 404))
    api.add_exception_handler(RequestDataTooBig, _always("unreadable", 413))
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(CaseError, _case)
    api.add_exception_handler(ValidationError, _unreadable)


def answer(language: str, code: str, status: int, path: str = "") -> HttpResponse:
    """One problem of the interface itself."""
    catalogue = words(language)
    why, instead = (catalogue.text(f"exports.api_{code}_{what}") for what in ("why", "instead"))
    return JsonResponse({"problems": [{"code": code, "path": path, "why": why, "instead": instead}]}, status=status)


def _always(code: str, status: int) -> Any:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(request.language, code, status)

    return handle


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    """Of ninja itself there is the missing CSRF token (403) and a body that is no JSON (400)."""
    return answer(request.language, "token" if error.status_code == 403 else "unreadable", error.status_code)


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    path = ".".join(str(part) for part in error.errors[0]["loc"][1:]) if error.errors else ""
    return answer(request.language, "unreadable", 422, path)


def _case(request: HttpRequest, error: Any) -> HttpResponse:
    found = []
    for one in error.problems:
        why, instead = one.sentences("zh" if request.language == "zh" else "en")
        found.append({"code": one.code.value, "path": one.path, "why": why, "instead": instead})
    return JsonResponse({"problems": found}, status=422)
