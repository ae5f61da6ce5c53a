"""The form of a section of the record, and the verdicts of `check` beside it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amnio.answers.check_answer import Check, Decision
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.vocabulary import ProcedureKind
from amnio.present.narrative import check_beside
from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.procedures import record_procedure
from amnio.registry.actions.records import change_sections
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.checking import broken_rules, kept_with_the_record
from amnio.registry.forms.fields import BECAUSE, operator_fields
from amnio.registry.forms.keeping import Keeping, saved, sent
from amnio.registry.forms.layouts import FORMS
from amnio.registry.forms.plain import PlainField, PlainSheet
from amnio.registry.forms.sheet import Sheet, label_of
from amnio.registry.missing_facts import to_fill_in
from amnio.registry.models import Pregnancy, Staff
from amnio.registry.queries import whole_records
from amnio.registry.record_case import case_values
from amnio.registry.record_forms import checked, filled, read, revisions_of, typed_revisions
from amnio.registry.record_page import header
from amnio.registry.views.kept import ask_about, with_draft
from amnio.registry.words import words

#: Forms beside which `check` runs.
CHECKED = ("plan", "procedure")
#: The button that asks for the verdicts where no script runs.
ONLY_CHECK = "only_check"


@needs(Permission.CHANGE_RECORD)
def form(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    if name not in FORMS:
        raise Http404
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    if request.method != "POST":
        return _open(request, record, name)
    typed = sent(request)
    sheet, because = read(name, record, typed, request.language), PlainSheet.read([BECAUSE], typed, request.language)
    operator = PlainSheet.read(_asked_for(request, record, name), typed, request.language)
    check = _check(request, record, sheet)
    page = _Page(
        record=record,
        sheet=sheet,
        because=because,
        operator=operator,
        check=check,
        revisions=typed_revisions(typed),
    )
    if ONLY_CHECK in typed:
        return page.show(request)
    if name == "procedure" and page.waits and not because.values[BECAUSE.name]:
        because.wrong(BECAUSE.path, "records.wrong_no_reason")
    if operator.values.get("operator") and operator.values.get("operator_elsewhere"):
        operator.wrong("procedure.operator_elsewhere", "records.wrong_two_operators")
    if not page.ok:
        return page.show(request)
    try:
        if name == "procedure":
            _save_procedure(request, page)
        else:
            change_sections(request.actor, record, sheet.tables(), page.revisions, kind=f"{name}.recorded")
    except ChangedMeanwhile as meanwhile:
        table = meanwhile.row.table
        return ask_about(request, meanwhile, sheet, operator, prefix=f"{table}.", revision_box=f"revision.{table}")
    saved(request, "records.saved_procedure" if name == "procedure" else "registry.saved")
    return redirect("pregnancy", record.public_id)


def _open(request: HttpRequest, record: Pregnancy, name: str) -> HttpResponse:
    seen("record.seen", by=request.actor, about=record, form=name)
    sheet = filled(name, record, request.language, timezone.localdate())
    because, operator = _reason_of(record, request.language), _operator_of(request, record, name)
    keeping, typed = with_draft(request, [sheet, because, operator])
    revisions = typed_revisions(typed) if keeping.draft else revisions_of(record)
    check = _check(request, record, sheet)
    page = _Page(
        record=record,
        sheet=sheet,
        because=because,
        operator=operator,
        check=check,
        revisions=revisions,
        keeping=keeping,
    )
    return page.show(request)


def _asked_for(request: HttpRequest, record: Pregnancy, name: str) -> tuple[PlainField, ...]:
    """A procedure is asked who did it, which need not be who records it."""
    if name != "procedure":
        return ()
    return operator_fields(request.actor.unit, getattr(getattr(record, "procedure_section", None), "operator", None))


def _operator_of(request: HttpRequest, record: Pregnancy, name: str) -> PlainSheet:
    """As recorded; before that, whoever records it."""
    done = getattr(record, "procedure_section", None)
    held = {
        "operator": request.actor.staff if done is None else done.operator,
        "operator_elsewhere": "" if done is None else done.operator_elsewhere,
    }
    return PlainSheet.filled(_asked_for(request, record, name), held, request.language)


@needs(Permission.CHANGE_RECORD)
@require_POST
def verdicts(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """The panel alone, while somebody types."""
    if name not in CHECKED:
        raise Http404
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    sheet = read(name, record, request.POST, request.language)
    context = {"form_name": name, "wrong": sheet.faults(), **_panel(_check(request, record, sheet), sheet, record)}
    return render(request, "registry/records/verdicts.html", context)


def _check(request: HttpRequest, record: Pregnancy, sheet: Sheet) -> Check | None:
    if sheet.form not in CHECKED:
        return None
    as_typed = sheet if sheet.values else read(sheet.form, record, sheet.typed, sheet.language)
    return checked(as_typed, record, request.actor.unit, timezone.localdate()) if as_typed.ok else None


def _save_procedure(request: HttpRequest, page: "_Page") -> None:
    """With its age and its day, the verdicts, and the reason where a rule was broken."""
    record, check, tables = page.record, page.check, page.sheet.tables()
    done = case_from_mapping(case_values(record, page.sheet.instead())).procedure
    chosen = page.operator.values["operator"]
    against = () if check is None else broken_rules(check)
    tables["procedure"] |= {
        "at": done.at,
        "on": done.on,
        "verdicts": None if check is None else kept_with_the_record(check),
        "went_ahead_because": (page.because.values[BECAUSE.name] or "") if against else "",
        "operator": None if chosen is None else Staff.objects.get(pk=int(chosen)),
        "operator_elsewhere": page.operator.values["operator_elsewhere"] or "",
    }
    day_zero = None if done.on is None or done.at is None else done.on - timedelta(days=done.at.days)
    record_procedure(
        request.actor,
        record,
        tables,
        page.revisions,
        against=against,
        done_on=None if done.kind is ProcedureKind.NONE else done.on,
        day_zero=day_zero,
    )


def _reason_of(record: Pregnancy, language: str) -> PlainSheet:
    kept = getattr(getattr(record, "procedure_section", None), BECAUSE.name, "")
    return PlainSheet.filled([BECAUSE], {BECAUSE.name: kept}, language)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """The form with everything beside it."""

    record: Pregnancy
    sheet: Sheet
    because: PlainSheet
    operator: PlainSheet
    check: Check | None
    revisions: dict[str, int]
    keeping: Keeping | None = None

    @property
    def ok(self) -> bool:
        return self.sheet.ok and self.because.ok and self.operator.ok

    @property
    def waits(self) -> bool:
        return self.check is not None and self.check.decision is Decision.WAIT

    def show(self, request: HttpRequest) -> HttpResponse:
        sheet = self.sheet
        context = {
            **header(self.record, request.language),
            "form_name": sheet.form,
            "form_title": words(request.language).text(f"records.form_{sheet.form}"),
            "groups": sheet.groups(),
            "faults": (*sheet.faults(), *self.operator.faults(), *self.because.faults()),
            "wrong": sheet.faults(),
            "elsewhere": sheet.elsewhere(),
            "revisions": self.revisions.items(),
            "checked": sheet.form in CHECKED,
            "operator": self.operator.boxes(),
            "because": self.because.box(BECAUSE.path),
            "keeping": self.keeping or Keeping(revision=0),
            **_panel(self.check, sheet, self.record),
        }
        status = 200 if self.ok else 422
        return render(request, "registry/records/form.html", context, status=status)


def _panel(check: Check | None, sheet: Sheet, record: Pregnancy) -> dict[str, Any]:
    """The verdicts as a template shows them: what is missing leads to its box, here or on another form."""
    if check is None:
        return {"beside": None, "waits": False}
    beside = check_beside.write(check, language=sheet.language)
    missing = [
        {"label": label_of(one.path, sheet.language), "to": _to(one.path, sheet, record)}
        for one in beside.missing
        if one.decides
    ]
    return {"beside": beside, "missing": missing, "waits": check.decision is Decision.WAIT}


def _to(path: str, sheet: Sheet, record: Pregnancy) -> str:
    """The box of a field: on this form, on another one, or the page on which pregnancies are dated."""
    return f"#{path.replace('.', '-')}" if path in sheet.typed else to_fill_in(record.public_id, path)
