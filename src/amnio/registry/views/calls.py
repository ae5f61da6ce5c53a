"""A call after a procedure: what she says, what to do now, and what came of a red flag."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amnio.clinic.problems import CaseError
from amnio.registry import triage
from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.follow_up import (
    AlreadyDone,
    close_red_flag,
    nobody_reached,
    record_contact,
    tomorrow,
)
from amnio.registry.forms.fields import CLOSING, contact_fields
from amnio.registry.forms.keeping import Keeping, saved
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.forms.sheet import Sheet, as_typed
from amnio.registry.models import FollowUp, Pregnancy
from amnio.registry.queries import whole_records
from amnio.registry.record_page import call_lines, header
from amnio.registry.triage import ASKED
from amnio.registry.views.kept import with_draft
from amnio.registry.views.parts import part_of

_FORM = "contact"
#: Buttons beside *save*.
ONLY_TRIAGE, NOBODY = "only_triage", "nobody"


@needs(Permission.FOLLOW_UP)
def call(request: HttpRequest, public_id: uuid.UUID, pk: int | None = None) -> HttpResponse:
    """A call that was due, or one that nobody planned."""
    record, planned = _read(request, public_id, pk)
    if planned is not None and planned.done_at is not None:
        return _done(request, record, planned)
    if request.method != "POST":
        seen("record.seen", by=request.actor, about=record, form=_FORM)
        sheet, texts = Sheet.filled(_FORM, {}, request.language), _texts(request)
        keeping, _ = with_draft(request, [sheet, texts])
        return _show(request, record, planned, sheet, texts, keeping=keeping)
    if NOBODY in request.POST and planned is not None:
        return _nobody(request, record, planned)
    sheet, texts = Sheet.read(_FORM, request.POST, request.language), _texts(request)
    found = _triage(record, sheet)
    if ONLY_TRIAGE not in request.POST and not sheet.given() and not texts.values["said"]:
        texts.wrong("call.said", "records.wrong_empty_call")
    if ONLY_TRIAGE in request.POST or found is None or not texts.ok:
        return _show(request, record, planned, sheet, texts)
    values = {column: sheet.values[path] for column, path in ASKED.items()}
    said = {name: texts.values[name] or "" for name in ("said", "advice")}
    try:
        record_contact(request.actor, record, planned, {**values, **said}, red_flags=found.red_flags)
    except AlreadyDone:
        return _show(request, record, planned, sheet, texts, already_done=True)
    saved(request, "records.saved_flag" if found.red_flags else "registry.saved")
    return redirect("pregnancy", record.public_id)


@needs(Permission.FOLLOW_UP)
@require_POST
def advice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What to do now, while somebody types."""
    record, _ = _read(request, public_id, None)
    sheet = Sheet.read(_FORM, request.POST, request.language)
    found = _triage(record, sheet)
    context = {
        "wrong": sheet.faults(),
        "triage": None if found is None else part_of(triage.write(found, sheet.language)),
    }
    return render(request, "registry/records/triage.html", context)


@needs(Permission.FOLLOW_UP)
def close(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """A red flag is closed with what came of it."""
    record, flagged = _read(request, public_id, pk)
    assert flagged is not None
    sheet, keeping = PlainSheet.filled(CLOSING, {}, request.language), Keeping(revision=0)
    if request.method == "POST" and flagged.red_flag:
        sheet = PlainSheet.read(CLOSING, request.POST, request.language)
        if sheet.ok:
            close_red_flag(request.actor, record, flagged, sheet.values["red_flag_outcome"])
            saved(request, "records.saved_flag_closed")
            return redirect("pregnancy", record.public_id)
    else:
        seen("record.seen", by=request.actor, about=record, form="red_flag")
        keeping, _ = with_draft(request, [sheet])
    found = _triage(record, Sheet.read(_FORM, _as_told(flagged), request.language))
    context = {
        **header(record, request.language),
        "call": flagged,
        "lines": call_lines(flagged, request.language),
        "boxes": sheet.boxes(),
        "faults": sheet.faults(),
        "keeping": keeping,
        "triage": None if found is None else part_of(triage.write(found, request.language)),
    }
    return render(request, "registry/records/close_flag.html", context, status=200 if sheet.ok else 422)


def _read(request: HttpRequest, public_id: uuid.UUID, pk: int | None) -> tuple[Pregnancy, FollowUp | None]:
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    return record, None if pk is None else get_object_or_404(FollowUp, pk=pk, pregnancy=record)


def _texts(request: HttpRequest) -> PlainSheet:
    return PlainSheet.read(contact_fields(), request.POST, request.language)


def _triage(record: Pregnancy, sheet: Sheet) -> triage.Triage | None:
    """None where something that was typed cannot be read, or contradicts itself: then the sheet says what."""
    if not sheet.ok:
        return None
    try:
        return triage.triage(record, sheet.values)
    except CaseError as error:
        sheet.add(error.problems)
        return None


def _as_told(call: FollowUp) -> dict[str, str]:
    """What was reported in a call, as it would be typed again."""
    return {path: as_typed(path, getattr(call, column)) for column, path in ASKED.items()}


def _nobody(request: HttpRequest, record: Pregnancy, planned: FollowUp) -> HttpResponse:
    try:
        nobody_reached(request.actor, record, planned, again_on=tomorrow())
    except AlreadyDone:
        return _show(
            request, record, planned, Sheet.filled(_FORM, {}, request.language), _texts(request), already_done=True
        )
    saved(request, "records.saved_nobody")
    return redirect("worklist")


def _done(request: HttpRequest, record: Pregnancy, call: FollowUp) -> HttpResponse:
    """A call that was made: what she said, to be read."""
    seen("record.seen", by=request.actor, about=record, form=_FORM)
    context = {**header(record, request.language), "call": call, "lines": call_lines(call, request.language)}
    return render(request, "registry/records/call_done.html", context)


def _show(
    request: HttpRequest,
    record: Pregnancy,
    planned: FollowUp | None,
    sheet: Sheet,
    texts: PlainSheet,
    *,
    already_done: bool = False,
    keeping: Keeping | None = None,
) -> HttpResponse:
    asked = sheet if sheet.values else Sheet.read(_FORM, sheet.typed, sheet.language)
    found = _triage(record, asked)
    here = (
        reverse("new_call", args=[record.public_id])
        if planned is None
        else reverse("call", args=[record.public_id, planned.pk])
    )
    context = {
        **header(record, request.language),
        "call": planned,
        "here": here,
        "boxes": sheet.groups()[0].first,
        "texts": texts.boxes(),
        "faults": (*sheet.faults(), *texts.faults()),
        "already_done": already_done,
        "keeping": keeping or Keeping(revision=0),
        "wrong": sheet.faults(),
        "triage": None if found is None else part_of(triage.write(found, request.language)),
    }
    faulty = not sheet.ok or not texts.ok or already_done
    return render(request, "registry/records/call.html", context, status=422 if faulty else 200)
