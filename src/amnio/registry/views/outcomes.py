"""How a pregnancy ended; for twins, each fetus by itself."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from amnio.clinic.case_fields import FIELDS
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.vocabulary import Outcome
from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.outcomes import record_outcome
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.forms.keeping import Asked, Keeping, ask, saved, sent
from amnio.registry.forms.plain import PlainField, PlainSheet
from amnio.registry.forms.sheet import Sheet, as_typed, label_of, said, word_key
from amnio.registry.models import Fetus, Pregnancy
from amnio.registry.queries import whole_records
from amnio.registry.record_case import case_values
from amnio.registry.record_forms import filled, hold_against, revisions_of, typed_revisions
from amnio.registry.record_page import header
from amnio.registry.views.kept import ask_about, with_draft
from amnio.registry.words import words

_FORM = "outcome"


@needs(Permission.FOLLOW_UP)
def outcome(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    count = _fetuses_of(record)
    if request.method != "POST":
        return _open(request, record, count)
    typed = sent(request)
    sheet = Sheet.read(_FORM, typed, request.language)
    fetuses = PlainSheet.read(fetus_fields(count), typed, request.language)
    revisions, ends = typed_revisions(typed), _ends(fetuses, count)
    if sheet.ok and fetuses.ok:
        _hold(sheet, fetuses, record, ends)
    if not (sheet.ok and fetuses.ok):
        return _show(request, record, sheet, fetuses, revisions)
    loss = case_from_mapping(case_values(record, sheet.instead() | _paths(ends))).loss
    tables = sheet.tables()
    tables["loss"] |= {"at": loss.at, "on": loss.on}
    try:
        record_outcome(request.actor, record, tables, revisions, ends)
    except ChangedMeanwhile as meanwhile:
        if isinstance(meanwhile.row, Fetus):
            return _ask_about_fetus(request, meanwhile, meanwhile.row)
        table = meanwhile.row.table
        return ask_about(request, meanwhile, sheet, prefix=f"{table}.", revision_box=f"revision.{table}")
    lost = tables["loss"].get("outcome") == Outcome.LOSS.value
    saved(request, "records.saved_loss" if lost else "registry.saved")
    return redirect("pregnancy", record.public_id)


def _ask_about_fetus(request: HttpRequest, meanwhile: ChangedMeanwhile, fetus: Fetus) -> HttpResponse:
    """Whose end of this one of twins stays."""
    boxes = {clash.field: f"fetus.{clash.field}_{fetus.number}" for clash in meanwhile.clashes}
    asked = [
        Asked(
            field=clash.field,
            box=boxes[clash.field],
            label=label_of(boxes[clash.field], request.language),
            theirs_typed=[as_typed(boxes[clash.field], clash.theirs)],
        )
        for clash in meanwhile.clashes
    ]
    return ask(request, meanwhile, asked, f"revision.{fetus.place}")


def _open(request: HttpRequest, record: Pregnancy, count: int) -> HttpResponse:
    seen("record.seen", by=request.actor, about=record, form=_FORM)
    sheet = filled(_FORM, record, request.language, timezone.localdate())
    fetuses = _as_recorded(record, count, request.language)
    keeping, typed = with_draft(request, [sheet, fetuses])
    revisions = typed_revisions(typed) if keeping.draft else revisions_of(record)
    return _show(request, record, sheet, fetuses, revisions, keeping)


def fetus_fields(count: int) -> tuple[PlainField, ...]:
    """For twins and more, the end of each; none for one fetus."""
    if count < 2:
        return ()
    field = FIELDS["loss.fetuses.outcome"]
    assert field.words is not None
    codes = tuple((code.value, word_key(field, code.value)) for code in field.words)
    found: list[PlainField] = []
    for number in range(1, count + 1):
        found.append(PlainField(path=f"fetus.outcome_{number}", kind="list", required=True, codes=codes))
        found.append(PlainField(path=f"fetus.at_{number}", kind="gestation"))
    return tuple(found)


def _fetuses_of(record: Pregnancy) -> int:
    history = getattr(record, "pregnancy_section", None)
    return history.fetuses if history is not None and history.fetuses else 1


def _as_recorded(record: Pregnancy, count: int, language: str) -> PlainSheet:
    known: dict[str, Any] = {}
    for fetus in record.fetuses.all():
        known |= {f"outcome_{fetus.number}": fetus.outcome, f"at_{fetus.number}": fetus.at}
    return PlainSheet.filled(fetus_fields(count), known, language)


def _ends(fetuses: PlainSheet, count: int) -> dict[int, dict[str, Any]]:
    if count < 2:
        return {}
    return {
        number: {"outcome": fetuses.values.get(f"outcome_{number}"), "at": fetuses.values.get(f"at_{number}")}
        for number in range(1, count + 1)
    }


def _paths(ends: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, end in ends.items():
        found[f"loss.fetuses.{number}.outcome"] = end["outcome"]
        found[f"loss.fetuses.{number}.at"] = None if end["at"] is None else str(end["at"])
    return found


def _hold(sheet: Sheet, fetuses: PlainSheet, record: Pregnancy, ends: Mapping[int, Mapping[str, Any]]) -> None:
    """Against the rest of the record; a problem of one of the twins stands at her box."""
    if not ends or (
        sheet.values["loss.outcome"] == Outcome.ONGOING.value
        and not any(end["outcome"] == Outcome.LOSS.value for end in ends.values())
    ):
        hold_against(sheet, record)
        return
    try:
        case_from_mapping(case_values(record, sheet.instead() | _paths(ends)))
    except CaseError as error:
        for one in error.problems:
            if one.path.startswith("loss.fetuses"):
                fetuses.errors.setdefault("fetus.outcome_1", []).append(said(one, sheet.language))
            else:
                sheet.add([one])


def _show(
    request: HttpRequest,
    record: Pregnancy,
    sheet: Sheet,
    fetuses: PlainSheet,
    revisions: Mapping[str, int],
    keeping: Keeping | None = None,
) -> HttpResponse:
    context = {
        **header(record, request.language),
        "form_title": words(request.language).text(f"records.form_{_FORM}"),
        "groups": sheet.groups(),
        "fetus_boxes": fetuses.boxes(),
        "faults": (*sheet.faults(), *fetuses.faults()),
        "elsewhere": sheet.elsewhere(),
        "revisions": revisions.items(),
        "keeping": keeping or Keeping(revision=0),
    }
    status = 200 if sheet.ok and fetuses.ok else 422
    return render(request, "registry/records/outcome.html", context, status=status)
