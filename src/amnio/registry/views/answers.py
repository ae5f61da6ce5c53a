"""What amnio answers about one record: counselling with its leaflet, and the care plan with its calendar."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from amnio.answers.care import CareRequest, care
from amnio.answers.care_answer import Care
from amnio.answers.counsel import Counsellor
from amnio.answers.counsel_answer import Counsel
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import partial_case
from amnio.guidance.profiles import DEFAULT_PROFILE
from amnio.present import calendar, pdf
from amnio.present.document import Audience, Document, Language
from amnio.present.narrative import care_calendar, care_page
from amnio.present.narrative.counsel import write as write_counsel
from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.care_today import as_of_today
from amnio.registry.forms.sheet import label_of, said
from amnio.registry.how_far import gestation_on
from amnio.registry.models import Pregnancy
from amnio.registry.queries import whole_records
from amnio.registry.record_case import case_values
from amnio.registry.record_page import header
from amnio.registry.reviewing import reviewer
from amnio.registry.views.parts import part_of

_LANGUAGES = tuple(language.value for language in Language)


@cache
def counsellor() -> Counsellor:
    """One for the whole process, on the model that reviews ask too."""
    return Counsellor(reviewer().assembly)


@needs(Permission.COUNSEL)
def counsel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    record = _record(request, public_id)
    seen("counsel.seen", by=request.actor, about=record)
    return _page(request, record, "counsel", lambda: write_counsel(_counsel(record), language=request.language))


@needs(Permission.COUNSEL)
def care_plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    record = _record(request, public_id)
    seen("care.seen", by=request.actor, about=record)
    return _page(
        request,
        record,
        "care",
        lambda: care_page.write(_care(request, record), language=request.language, code=True, in_registry=True),
    )


@needs(Permission.COUNSEL)
def leaflet(request: HttpRequest, public_id: uuid.UUID, about: str) -> HttpResponse:
    """For the woman, in her language unless another is asked for, to be printed."""
    record = _record(request, public_id)
    language = _language(request, record)
    seen("leaflet.seen", by=request.actor, about=record, about_what=about, language=language)
    return _page(request, record, f"leaflet_{about}", lambda: _leaflet(request, record, about, language), language)


@needs(Permission.COUNSEL)
def leaflet_pdf(request: HttpRequest, public_id: uuid.UUID, about: str) -> HttpResponse:
    record = _record(request, public_id)
    language = _language(request, record)
    try:
        document = _leaflet(request, record, about, language)
    except CaseError as error:
        return _refused(request, record, error, f"leaflet_{about}")
    seen("leaflet.made", by=request.actor, about=record, about_what=about, language=language)
    return _file(pdf.render(document), "application/pdf", f"{record.number}-{about}-{language}.pdf")


@needs(Permission.COUNSEL)
def care_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The clinician's care plan on paper."""
    record = _record(request, public_id)
    try:
        document = care_page.write(_care(request, record), language=request.language, code=True, in_registry=True)
    except CaseError as error:
        return _refused(request, record, error, "care")
    seen("care.made", by=request.actor, about=record, language=request.language)
    return _file(pdf.render(document), "application/pdf", f"{record.number}-care.pdf")


@needs(Permission.COUNSEL)
def care_ics(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Her dates for her own calendar: discreet titles, in her language."""
    record = _record(request, public_id)
    language = _language(request, record)
    try:
        answer = _care(request, record)
    except CaseError as error:
        return _refused(request, record, error, "care")
    seen("calendar.made", by=request.actor, about=record, language=language)
    entries = care_calendar.entries(answer, language=language, phone=request.actor.unit.phone or None)
    name = care_calendar.calendar_name(language)
    written = calendar.render(entries, name=name, language=Language(language), made_at=datetime.now(UTC))
    return _file(written, "text/calendar; charset=utf-8", f"{record.number}.ics")


def _record(request: HttpRequest, public_id: uuid.UUID) -> Pregnancy:
    return get_object_or_404(whole_records(request.actor), public_id=public_id)


def _leaflet(request: HttpRequest, record: Pregnancy, about: str, language: str) -> Document:
    phone = request.actor.unit.phone or None
    if about == "counsel":
        return write_counsel(_counsel(record), language=language, audience=Audience.FAMILY, phone=phone)
    if about == "care":
        answer = _care(request, record)
        return care_page.write(answer, language=language, audience=Audience.FAMILY, phone=phone, code=True)
    raise Http404


def _counsel(record: Pregnancy) -> Counsel:
    """For the talk of today, or of the planned day where that is over. Raises `CaseError`."""
    case = partial_case(case_values(record), record.number)
    today = gestation_on(record, timezone.localdate())
    return counsellor().counsel(case, now=_talk(today, case.plan.at))


def _talk(today: GestationalAge | None, planned: GestationalAge | None) -> GestationalAge | None:
    return today if today is not None and planned is not None and today <= planned else None


def _care(request: HttpRequest, record: Pregnancy) -> Care:
    """As of today. Raises `CaseError`."""
    case = as_of_today(partial_case(case_values(record), record.number))
    profiles = tuple(request.actor.unit.profiles) or (DEFAULT_PROFILE,)
    asked = CareRequest(profiles=profiles, time_zone=settings.TIME_ZONE)
    return care(case, asked, record.number)


def _language(request: HttpRequest, record: Pregnancy) -> str:
    asked = request.GET.get("language", "")
    if asked in _LANGUAGES:
        return asked
    return record.woman.language if record.woman is not None else request.language


def _page(
    request: HttpRequest, record: Pregnancy, about: str, make: Callable[[], Document], language: str | None = None
) -> HttpResponse:
    try:
        document = make()
    except CaseError as error:
        return _refused(request, record, error, about)
    context = {
        **header(record, request.language),
        "about": about,
        "document": document,
        "answer": part_of(document),
        "of_leaflet": language,
        "phone": request.actor.unit.phone,
        "pdf_to": _pdf(record, about, language),
    }
    return render(request, "registry/records/answer.html", context)


def _pdf(record: Pregnancy, about: str, language: str | None) -> str:
    """The same leaflet on paper."""
    if language is None:
        return ""
    return f"{reverse('leaflet_pdf', args=[record.public_id, about.removeprefix('leaflet_')])}?language={language}"


def _refused(request: HttpRequest, record: Pregnancy, error: CaseError, about: str) -> HttpResponse:
    """Nothing can be said yet, and why: in the words of the problem, with the field that it is about."""
    language = request.language
    reasons = [(label_of(one.path, language), said(one, language)) for one in error.problems]
    context = {**header(record, language), "about": about, "reasons": reasons}
    return render(request, "registry/records/answer.html", context)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
