"""What was seen of one of twins after its loss: the examination, and how the loss began."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from amnio.clinic.case_fields import FIELDS
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import partial_case
from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.babies import record_baby
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.babies import baby as row_of
from amnio.registry.forms.fields import BABY
from amnio.registry.forms.keeping import REVISION, Keeping, finished, revision_of, sent
from amnio.registry.forms.layouts import paths_of
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.forms.sheet import Sheet
from amnio.registry.models import Fetus, Pregnancy
from amnio.registry.queries import whole_records
from amnio.registry.record_case import case_values
from amnio.registry.record_page import header
from amnio.registry.views.kept import ask_about, with_draft

_FORM = "examination"


@needs(Permission.CHANGE_RECORD)
def baby(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    row = row_of(record, number)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _open(request, record, row)
    typed = sent(request)
    sheet, own = Sheet.read(_FORM, typed, request.language), PlainSheet.read(BABY, typed, request.language)
    if sheet.ok and own.ok:
        _hold_against(sheet, record, row)
    keeping = Keeping(revision=revision_of(typed))
    if not (sheet.ok and own.ok):
        return _show(request, record, row, sheet, own, keeping)
    values = {**sheet.tables()[_FORM], **own.values}
    try:
        record_baby(request.actor, record, row, values, revision=keeping.revision)
    except ChangedMeanwhile as meanwhile:
        prefixes = (f"{_FORM}.", "baby.")
        return ask_about(request, meanwhile, sheet, own, prefixes=prefixes, revision_box=REVISION)
    finished(request)
    return redirect("pregnancy", record.public_id)


def _open(request: HttpRequest, record: Pregnancy, row: Fetus) -> HttpResponse:
    seen("record.seen", by=request.actor, about=record, form="baby")
    values = {path: getattr(row, FIELDS[path].name) for path in paths_of(_FORM)}
    sheet = Sheet.filled(_FORM, values, request.language)
    own = PlainSheet.filled(BABY, {"presentation": row.presentation}, request.language)
    keeping, typed = with_draft(request, [sheet, own], row.revision)
    if keeping.draft:
        keeping = Keeping(revision=revision_of(typed), draft=keeping.draft, differs=keeping.differs)
    return _show(request, record, row, sheet, own, keeping)


def _hold_against(sheet: Sheet, record: Pregnancy, row: Fetus) -> None:
    """Adds what contradicts something else in the record; what is empty here is as the record says."""
    try:
        partial_case(case_values(record, sheet.given(), number=row.number))
    except CaseError as error:
        sheet.add(error.problems)


def _show(
    request: HttpRequest, record: Pregnancy, row: Fetus, sheet: Sheet, own: PlainSheet, keeping: Keeping
) -> HttpResponse:
    context = {
        **header(record, request.language),
        "fetus": row,
        "groups": sheet.groups(),
        "boxes": own.boxes(),
        "faults": (*sheet.faults(), *own.faults()),
        "elsewhere": sheet.elsewhere(),
        "keeping": keeping,
    }
    status = 200 if sheet.ok and own.ok else 422
    return render(request, "registry/records/baby.html", context, status=status)
