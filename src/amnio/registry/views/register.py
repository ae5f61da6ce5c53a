"""Registering a pregnancy; a further dating; who she is."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from amnio.clinic.problems import CaseError, Refused, problem
from amnio.clinic.reading import partial_case
from amnio.registry.access import Actor, Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.pregnancies import redate, register
from amnio.registry.actions.records import change_woman
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.forms.fields import dating_fields, woman_fields
from amnio.registry.forms.keeping import REVISION, Keeping, revision_of, saved, sent
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.forms.sheet import said
from amnio.registry.how_far import aged_rows, days_between
from amnio.registry.models import Fetus, Pregnancy, Woman
from amnio.registry.queries import whole_records
from amnio.registry.record_case import case_values
from amnio.registry.record_page import header
from amnio.registry.views.kept import ask_about, with_draft


@needs(Permission.REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    language = request.language
    if request.method != "POST":
        woman = PlainSheet.filled(woman_fields(), {"language": request.actor.unit.language}, language)
        dating = PlainSheet.filled(dating_fields(again=False), {"method": "scan"}, language)
        return _show_new(request, woman, dating, with_draft(request, [woman, dating])[0])
    woman = PlainSheet.read(woman_fields(), request.POST, language)
    dating = PlainSheet.read(dating_fields(again=False), request.POST, language)
    _all_or_nothing(dating)
    _in_time(dating)
    if woman.ok:
        _same_woman(request.actor, woman)
    if not (woman.ok and dating.ok):
        return _show_new(request, woman, dating)
    known = {name: value for name, value in woman.values.items() if value is not None}
    dated = dating.values if dating.values["at"] is not None else None
    pregnancy = register(request.actor, woman=known, registered_on=timezone.localdate(), dating=_dated(dated))
    saved(request, "records.saved_registered" if request.actor.may(Permission.CHANGE_RECORD) else "records.saved_woman")
    return redirect("pregnancy", pregnancy.public_id)


def _show_new(
    request: HttpRequest, woman: PlainSheet, dating: PlainSheet, keeping: Keeping | None = None
) -> HttpResponse:
    faults = (*woman.faults(), *dating.faults())
    context = {
        "woman": woman.boxes(),
        "dating": dating.boxes(),
        "faults": faults,
        "keeping": keeping or Keeping(revision=0),
    }
    return render(request, "registry/records/new.html", context, status=422 if faults else 200)


def _all_or_nothing(dating: PlainSheet) -> None:
    """A day without the gestational age on it, or the other way round, dates nothing."""
    at, on = dating.typed["dating.at"].strip(), dating.typed["dating.on"].strip()
    if at and not on:
        dating.wrong("dating.on", "records.wrong_dating_half")
    if on and not at:
        dating.wrong("dating.at", "records.wrong_dating_half")
    if at and on and not dating.typed["dating.method"].strip():
        dating.wrong("dating.method", "records.wrong_dating_half")


def _in_time(dating: PlainSheet) -> None:
    on = dating.values.get("on")
    if on is not None and on > timezone.localdate():
        dating.wrong("dating.on", "records.wrong_in_future")


def _same_woman(actor: Actor, woman: PlainSheet) -> None:
    """A hospital number is one woman's: another name under it is a question, never a silent choice."""
    known = Woman.objects.filter(unit=actor.unit, hospital_number=woman.values["hospital_number"]).first()
    if known is not None and known.name != woman.values["name"]:
        _taken(actor, woman, known)


def _taken(actor: Actor, sheet: PlainSheet, other: Woman) -> None:
    """Tells whose number it is, which is a look at who she is; not of a woman who asked that nobody works with her."""
    if other.pregnancies.filter(restricted=True).exists():
        sheet.wrong("woman.hospital_number", "records.wrong_number_taken")
        return
    seen("woman.seen", by=actor, about=other)
    sheet.wrong("woman.hospital_number", "records.wrong_other_woman", name=other.name)


def _dated(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {**values, "reason": values.get("reason") or ""}


@needs(Permission.CHANGE_RECORD)
def dating(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A further dating; the earlier ones stay and are shown."""
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    keeping = Keeping(revision=0)
    if request.method == "POST":
        sheet = PlainSheet.read(dating_fields(again=True), request.POST, request.language)
        _in_time(sheet)
        if sheet.ok:
            _fits(sheet, record)
        if sheet.ok:
            redate(request.actor, record, **sheet.values)
            saved(request)
            return redirect("pregnancy", record.public_id)
    else:
        sheet = PlainSheet.filled(dating_fields(again=True), {"on": timezone.localdate()}, request.language)
        seen("record.seen", by=request.actor, about=record, form="dating")
        keeping, _ = with_draft(request, [sheet])
    context = {
        **header(record, request.language),
        "boxes": sheet.boxes(),
        "faults": sheet.faults(),
        "keeping": keeping,
    }
    return render(request, "registry/records/dating.html", context, status=200 if sheet.ok else 422)


def _fits(sheet: PlainSheet, record: Pregnancy) -> None:
    """A dating that the record cannot bear is told before it is kept: every age is counted anew with it."""
    asked: dict[str, Any] = {"pregnancy.dating.at": str(sheet.values["at"]), "pregnancy.dating.on": sheet.values["on"]}
    days = days_between(record, at=sheet.values["at"], on=sheet.values["on"])
    try:
        for row, ages in aged_rows(record, days):
            place = f"loss.fetuses.{row.number}" if isinstance(row, Fetus) else row.table
            asked |= {f"{place}.{name}": str(age) for name, age in ages.items()}
        partial_case(case_values(record, asked))
    except Refused as refused:
        sheet.problems.append(problem(refused.code, "dating.at", sheet.typed["dating.at"], **refused.slots))
    except CaseError as error:
        sheet.errors.setdefault("dating.at", []).extend(said(one, sheet.language) for one in error.problems)


@needs(Permission.REGISTER)
def woman(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who she is."""
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    person = record.woman
    if person is None:
        raise Http404
    names = [field.name for field in woman_fields()]
    if request.method != "POST":
        seen("record.seen", by=request.actor, about=record, form="woman")
        sheet = PlainSheet.filled(woman_fields(), {name: getattr(person, name) for name in names}, request.language)
        keeping, typed = with_draft(request, [sheet], person.revision)
        if keeping.draft:
            keeping = replace(keeping, revision=revision_of(typed))
        return _show_woman(request, record, sheet, keeping)
    typed = sent(request)
    sheet = PlainSheet.read(woman_fields(), typed, request.language)
    if sheet.ok:
        _number_is_free(request.actor, sheet, person)
    if not sheet.ok:
        return _show_woman(request, record, sheet, Keeping(revision=revision_of(typed)))
    values = {name: value if value is not None or name == "born_on" else "" for name, value in sheet.values.items()}
    try:
        change_woman(request.actor, person, values, revision=revision_of(typed))
    except ChangedMeanwhile as meanwhile:
        return ask_about(request, meanwhile, sheet, prefix="woman.", revision_box=REVISION)
    saved(request)
    return redirect("pregnancy", record.public_id)


def _show_woman(request: HttpRequest, record: Pregnancy, sheet: PlainSheet, keeping: Keeping) -> HttpResponse:
    context = {
        **header(record, request.language),
        "boxes": sheet.boxes(),
        "faults": sheet.faults(),
        "keeping": keeping,
    }
    return render(request, "registry/records/woman.html", context, status=200 if sheet.ok else 422)


def _number_is_free(actor: Actor, sheet: PlainSheet, person: Woman) -> None:
    number = sheet.values["hospital_number"]
    other = Woman.objects.filter(unit=person.unit, hospital_number=number).exclude(pk=person.pk).first()
    if other is not None:
        _taken(actor, sheet, other)
