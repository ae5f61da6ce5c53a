"""Tests: ordering one, and writing down its result."""

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.actions.test_orders import order_test, record_result
from amnio.registry.babies import babies_of
from amnio.registry.expected_results import expected_result
from amnio.registry.forms.fields import order_fields, result_fields
from amnio.registry.forms.keeping import REVISION, Keeping, revision_of, saved, sent
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.models import Pregnancy, TestOrder
from amnio.registry.queries import pregnancies_of, whole_records
from amnio.registry.record_page import header
from amnio.registry.views.kept import ask_about, with_draft
from amnio.registry.words import words

_EXPECTED, _SUGGESTED = "order.expected_on", "suggested"


@needs(Permission.CHANGE_RECORD)
def order(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    if request.method == "POST":
        sheet = PlainSheet.read(order_fields(babies_of(record)), request.POST, request.language)
        ordered, expected = sheet.values["ordered_on"], sheet.values["expected_on"]
        if ordered is not None and expected is not None and expected < ordered:
            sheet.wrong("order.expected_on", "records.wrong_before_order")
        if sheet.ok:
            order_test(
                request.actor,
                record,
                test=sheet.values["test"],
                ordered_on=ordered,
                expected_on=expected,
                note=sheet.values["note"] or "",
                fetus=_number(sheet.values.get("fetus")),
            )
            saved(request, "records.saved_order")
            return redirect("pregnancy", record.public_id)
        return _show(request, record, sheet, None)
    sheet = PlainSheet.filled(order_fields(babies_of(record)), {"ordered_on": timezone.localdate()}, request.language)
    seen("record.seen", by=request.actor, about=record, form="order")
    return _show(request, record, sheet, None, with_draft(request, [sheet])[0])


@needs(Permission.CHANGE_RECORD)
@require_POST
def expected(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The box for the expected day while somebody chooses a test: a typed day stays, a suggested one may move."""
    record = get_object_or_404(pregnancies_of(request.actor), public_id=public_id)
    sheet = PlainSheet.read(order_fields(babies_of(record)), request.POST, request.language)
    before = request.POST.get(_SUGGESTED, "")
    if sheet.typed[_EXPECTED] == before:
        sheet.typed[_EXPECTED] = ""
    context = _suggestion(request, sheet)
    sheet.problems.clear()
    return render(request, "registry/records/expected.html", {"box": sheet.box(_EXPECTED), **context})


def _suggestion(request: HttpRequest, sheet: PlainSheet) -> dict[str, object]:
    """Fills the expected day where it is empty and a figure is known; what the template says about it."""
    test, ordered_on = sheet.values.get("test"), sheet.values.get("ordered_on")
    if not test:
        return {"suggested": "", "because": None}
    found = expected_result(test, ordered_on, request.actor.unit.profiles) if ordered_on else None
    if found is None:
        return {"suggested": "", "because": words(request.language).text("records.expected_unknown")}
    if not sheet.typed[_EXPECTED]:
        sheet.typed[_EXPECTED] = found.on.isoformat()
    return {"suggested": found.on.isoformat(), "because": found.rule.text(request.language)}


@needs(Permission.CHANGE_RECORD)
def result(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    ordered = get_object_or_404(TestOrder, pk=pk, pregnancy=record)
    fields = result_fields(ordered.test, babies_of(record))
    if request.method == "POST":
        typed = sent(request)
        sheet = PlainSheet.read(fields, typed, request.language)
        on = sheet.values["result_on"]
        if on is not None and on < ordered.ordered_on:
            sheet.wrong("order.result_on", "records.wrong_before_order")
        if on is not None and on > timezone.localdate():
            sheet.wrong("order.result_on", "records.wrong_in_future")
        if sheet.ok:
            values = {field.name: sheet.values[field.name] for field in fields}
            values |= {name: values[name] or "" for name in ("note", "organism") if name in values}
            values |= {name: _number(values[name]) for name in ("fetus",) if name in values}
            try:
                record_result(request.actor, record, ordered, values, revision=revision_of(typed))
            except ChangedMeanwhile as meanwhile:
                return ask_about(request, meanwhile, sheet, prefix="order.", revision_box=REVISION)
            saved(request)
            return redirect("pregnancy", record.public_id)
        return _show(request, record, sheet, ordered, Keeping(revision=revision_of(typed)))
    values = {field.name: getattr(ordered, field.name) for field in fields}
    values["result_on"] = ordered.result_on or timezone.localdate()
    sheet = PlainSheet.filled(fields, values, request.language)
    seen("record.seen", by=request.actor, about=record, form="result")
    keeping, typed = with_draft(request, [sheet], ordered.revision)
    if keeping.draft:
        keeping = replace(keeping, revision=revision_of(typed))
    return _show(request, record, sheet, ordered, keeping)


def _number(chosen: object) -> int | None:
    """Of which of twins; None for a test of her, or of both."""
    return None if chosen is None else int(str(chosen))


def _show(
    request: HttpRequest,
    record: Pregnancy,
    sheet: PlainSheet,
    ordered: TestOrder | None,
    keeping: Keeping | None = None,
) -> HttpResponse:
    suggestion = _suggestion(request, sheet) if ordered is None and sheet.ok else {}
    context = {
        **header(record, request.language),
        **suggestion,
        "expected": _EXPECTED,
        "boxes": sheet.boxes(),
        "faults": sheet.faults(),
        "order": ordered,
        "keeping": keeping or Keeping(revision=0),
    }
    return render(request, "registry/records/order.html", context, status=200 if sheet.ok else 422)
