"""The addresses under /api/. A session of the registry opens them, with the rights of its role; no other key does."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.security import SessionAuth

from amnio import __version__
from amnio.answers.check import DEFAULT_PROFILES
from amnio.clinic.check_scope import checkable
from amnio.clinic.counsel_scope import planned_day
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problems import CaseError, Refused, problem
from amnio.clinic.review_scope import reviewable
from amnio.exchange.case_file import parse_case
from amnio.exchange.case_schema import case_schema
from amnio.exchange.case_writing import case_to_mapping
from amnio.present.json_output import answer_to_json
from amnio.registry.access import Permission
from amnio.registry.actions.action import seen
from amnio.registry.actions.reviews import show_answer
from amnio.registry.api.blind import refuse_unjudged
from amnio.registry.api.problems import FirstThingsFirst, JudgeFirst, Problems, answer, install
from amnio.registry.checking import checker
from amnio.registry.first_things import still_to_do
from amnio.registry.models import LossReview
from amnio.registry.queries import pregnancies_of, whole_records
from amnio.registry.record_case import case_of
from amnio.registry.reviewing import reviewer
from amnio.registry.views.answers import counsellor
from amnio.registry.worklist_queries import worklist as parts_of

_JSON = "application/json"
_REFUSALS = {401: Problems, 403: Problems, 422: Problems}
Endpoint = Callable[..., Any]


class SignedIn(SessionAuth):
    """A session of the registry, and for what changes or asks, its CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return getattr(request, "actor", None)


def _signed_in(view: Endpoint) -> Endpoint:
    """The description, too, is for who works here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if getattr(request, "actor", None) is None:
            return answer(request.language, "sign_in", 401)
        return view(request, *args, **kwargs)

    return guarded


api = NinjaAPI(
    title="amnio registry",
    version=__version__,
    description="Supports professionals, does not decide. Errors are problems: code, path, why, instead.",
    auth=SignedIn(),
    docs_url=None,  # a page that explains it would need scripts and styles of others
    docs_decorator=_signed_in,
    urls_namespace="api",
)
install(api)


class Row(Schema):
    pregnancy: uuid.UUID
    number: str
    on: str | None
    overdue: bool


class Part(Schema):
    name: str
    count: int
    rows: list[Row]


class Worklist(Schema):
    today: str
    parts: list[Part]


def needs(permission: Permission) -> Callable[[Endpoint], Endpoint]:
    """As for a page: what comes before any work is done, and the role may. Sign-in was asked for before."""

    def decorate(endpoint: Endpoint) -> Endpoint:
        @wraps(endpoint)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if still_to_do(request) is not None:
                raise FirstThingsFirst
            request.actor.must(permission)
            return endpoint(request, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _case_body() -> dict[str, Any]:
    """The body as it is documented; it is read as a case file, so that problems are told as everywhere."""
    schema = {key: value for key, value in case_schema().items() if key != "$schema"}
    return {"requestBody": {"required": True, "content": {_JSON: {"schema": schema}}}}


@api.get("/worklist", response={200: Worklist, 401: Problems, 403: Problems})
@needs(Permission.SEE_WORKLIST)
def worklist(request: HttpRequest) -> Any:
    """What is to be done today, in the order of urgency; nobody is named."""
    today = timezone.localdate()
    parts = [
        {
            "name": part.name,
            "count": part.count,
            "rows": [
                {
                    "pregnancy": row.pregnancy.public_id,
                    "number": row.pregnancy.number,
                    "on": None if row.on is None else row.on.isoformat(),
                    "overdue": row.overdue,
                }
                for row in part.rows
            ],
        }
        for part in parts_of(request.actor, today)
    ]
    seen("worklist.seen", by=request.actor)
    return {"today": today.isoformat(), "parts": parts}


@api.get("/pregnancies/{public_id}/case", response={200: dict[str, Any], 404: Problems, **_REFUSALS})
@needs(Permission.SEE_RECORD)
def case(request: HttpRequest, public_id: uuid.UUID) -> Any:
    """The record as a case file; it can be sent to the questions below. Nobody is named in it."""
    found = get_object_or_404(whole_records(request.actor), public_id=public_id)
    seen("record.seen", by=request.actor, about=found)
    return case_to_mapping(case_of(found))


@api.get("/pregnancies/{public_id}/review", response={200: dict[str, Any], 404: Problems, **_REFUSALS})
@needs(Permission.REVIEW)
def review_of_record(request: HttpRequest, public_id: uuid.UUID, baby: int | None = None) -> Any:
    """The latest answer about a loss, for who has judged it before; `baby` is the number of one of twins. Where none is
    computed it has no `headline`, and `because` says why."""
    found = get_object_or_404(pregnancies_of(request.actor), public_id=public_id)
    reviews = LossReview.objects.filter(pregnancy=found).select_related("pregnancy")
    review = reviews.first() if baby is None else reviews.filter(fetus=baby).first()
    if review is None:
        raise Http404
    seen("review.seen", by=request.actor, about=found, baby=review.fetus)
    version = show_answer(request.actor, review)
    if version is None:
        raise JudgeFirst
    return version.answer


@api.post("/check", response={200: dict[str, Any], **_REFUSALS}, openapi_extra=_case_body())
@needs(Permission.SEE_RECORD)
def check(request: HttpRequest) -> Any:
    """May the planned procedure go ahead today, by the rules that the unit follows?"""
    asked = parse_case(request.body, "json")
    checkable(asked)
    profiles = tuple(request.actor.unit.profiles) or DEFAULT_PROFILES
    return _answered(checker().check(asked, profiles=profiles, today=timezone.localdate()))


@api.post("/counsel", response={200: dict[str, Any], **_REFUSALS}, openapi_extra=_case_body())
@needs(Permission.COUNSEL)
def counsel(request: HttpRequest, now: str | None = None) -> Any:
    """What lies ahead before an amniocentesis; `now` is the gestational age of the talk (16+3)."""
    asked = parse_case(request.body, "json")
    day = _gestation(now)
    planned_day(asked, day)
    return _answered(counsellor().counsel(asked, now=day))


@api.post("/review", response={200: dict[str, Any], **_REFUSALS}, openapi_extra=_case_body())
@needs(Permission.REVIEW)
def review(request: HttpRequest) -> Any:
    """Why was it lost? A loss of the unit is answered only to who has judged it before."""
    asked = parse_case(request.body, "json")
    reviewable(asked)
    refuse_unjudged(request.actor, asked)
    return _answered(reviewer().review(asked))


def _gestation(written: str | None) -> GestationalAge | None:
    try:
        return None if written is None else GestationalAge.parse(written)
    except Refused as error:
        raise CaseError([problem(error.code, "now", written, **error.slots)]) from None


def _answered(found: object) -> HttpResponse:
    return HttpResponse(answer_to_json(found), content_type=_JSON)
