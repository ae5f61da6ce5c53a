"""The form of a section and its record: how it is filled, read, held against the rest, and checked."""

from collections.abc import Mapping
from datetime import date

from amnio.answers.check_answer import Check
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import case_from_mapping, partial_case
from amnio.clinic.vocabulary import ProcedureKind
from amnio.registry.checking import check_record
from amnio.registry.forms.sheet import Sheet
from amnio.registry.how_far import age_at_due_date
from amnio.registry.models import SECTION_MODELS, Pregnancy, Unit
from amnio.registry.record_case import case_values, section_values

#: Forms whose answer is dated: without an age of the event no question can be asked about it.
_DATED = ("procedure", "outcome")
_LONGEST_REVISION = 9
_MOST_FETUSES = 5


def filled(form: str, record: Pregnancy, language: str, today: date) -> Sheet:
    """From the record; a form that was never saved begins with what can be known already."""
    values = {path: value for table in SECTION_MODELS for path, value in section_values(record, table).items()}
    plan, procedure = getattr(record, "plan_section", None), getattr(record, "procedure_section", None)
    if form == "history" and values.get("pregnancy.maternal_age") is None:
        values |= {"pregnancy.maternal_age": age_at_due_date(record)}
    if form == "plan" and plan is None:
        values |= {"plan.kind": ProcedureKind.AMNIOCENTESIS.value}
    if form == "procedure" and procedure is None:
        planned = plan.kind if plan is not None and plan.kind else ProcedureKind.AMNIOCENTESIS.value
        values |= {"procedure.kind": planned, "procedure.on": today}
    return Sheet.filled(form, values, language)


def read(form: str, record: Pregnancy, typed: Mapping[str, str], language: str) -> Sheet:
    """From what was typed; where each field can be read by itself, held against the rest of the record."""
    sheet = Sheet.read(form, typed, language)
    if sheet.ok:
        hold_against(sheet, record)
    return sheet


def hold_against(sheet: Sheet, record: Pregnancy) -> None:
    """Adds what contradicts something else in the record."""
    values = case_values(record, sheet.instead())
    try:
        case_from_mapping(values) if sheet.form in _DATED else partial_case(values)
    except CaseError as error:
        sheet.add(error.problems)


def checked(sheet: Sheet, record: Pregnancy, unit: Unit, today: date) -> Check | None:
    """The verdicts on what stands on the form; None where there is nothing to check (another procedure, none)."""
    try:
        return check_record(record, unit, today, sheet.instead())
    except CaseError:
        return None


def revisions_of(record: Pregnancy) -> dict[str, int]:
    """The revision of each section, and of each of twins, for the hidden fields of a form."""
    rows = {table: getattr(record, f"{table}_section", None) for table in SECTION_MODELS}
    sections = {table: 0 if row is None else row.revision for table, row in rows.items()}
    return sections | {fetus.place: fetus.revision for fetus in record.fetuses.all()}


def typed_revisions(typed: Mapping[str, str]) -> dict[str, int]:
    """The revisions at which the form was opened; what no form ever holds counts as an old one, and is a question."""
    places = (*SECTION_MODELS, *(f"fetus_{number}" for number in range(1, _MOST_FETUSES + 1)))
    found = {table: typed.get(f"revision.{table}") or "" for table in places}
    return {table: int(given) if _plain(given) else 0 for table, given in found.items()}


def _plain(given: str) -> bool:
    return given.isascii() and given.isdigit() and len(given) < _LONGEST_REVISION
