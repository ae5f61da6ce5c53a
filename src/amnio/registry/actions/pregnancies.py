"""Registering a pregnancy, and changing a section of its record."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models.functions import Length

from amnio.clinic.vocabulary import ProcedureKind
from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import Happened, action
from amnio.registry.actions.calls import move_calls
from amnio.registry.actions.saving import save
from amnio.registry.call_days import call_days
from amnio.registry.how_far import aged_rows, days_between
from amnio.registry.models import SECTION_MODELS, DatingRow, Pregnancy, Section, Unit, Woman


def register(
    by: Actor,
    *,
    woman: Mapping[str, Any],
    registered_on: date,
    dating: Mapping[str, Any] | None = None,
    made_up: bool = False,
) -> Pregnancy:
    """A new pregnancy. The woman is found again by her hospital number; otherwise she is registered too."""
    by.must(Permission.REGISTER)
    with action("pregnancy.registered", by=by) as happened:
        Unit.objects.select_for_update(no_key=True).get(pk=by.unit.pk)  # one after another: look, then make
        known = Woman.objects.filter(unit=by.unit, hospital_number=woman["hospital_number"]).first()
        if known is None:
            known = Woman(unit=by.unit)
            save(known, woman, revision=0, by=by, happened=happened)
        pregnancy = Pregnancy(unit=by.unit, woman=known)
        values = {"number": _next_number(by, registered_on), "registered_on": registered_on, "made_up": made_up}
        save(pregnancy, values, revision=0, by=by, happened=happened)
        happened.about(pregnancy)
        if dating:
            DatingRow.objects.create(pregnancy=pregnancy, recorded_by=by.staff, **dating)
    return pregnancy


def change_section(
    by: Actor,
    pregnancy: Pregnancy,
    table: str,
    values: Mapping[str, Any],
    *,
    revision: int,
    needs: Permission = Permission.CHANGE_RECORD,
) -> Section:
    """Writes a section of the record. Raises `ChangedMeanwhile` when somebody else saved it since `revision`."""
    by.must(needs)
    with action(f"{table}.recorded", by=by, about=pregnancy) as happened:
        Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)  # one writer a record
        model = SECTION_MODELS[table]
        row = model.objects.filter(pregnancy=pregnancy).first() or model(pregnancy=pregnancy)
        save(row, values, revision=revision, by=by, happened=happened)
    return row


def redate(by: Actor, pregnancy: Pregnancy, **dating: Any) -> DatingRow:
    """A further dating; the earlier ones stay. Days are facts: every age in the record is counted anew from them.

    Calls that were not made yet move too. Raises `Refused` where an age would lie before the pregnancy or after birth.
    """
    by.must(Permission.CHANGE_RECORD)
    with action("pregnancy.redated", by=by, about=pregnancy) as happened:
        Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)
        days = days_between(pregnancy, at=dating["at"], on=dating["on"])
        moved = []
        for row, ages in aged_rows(pregnancy, days):
            save(row, ages, revision=row.revision, by=by, happened=Happened(""))
            moved.append(row._meta.model_name)
        made = DatingRow.objects.create(pregnancy=pregnancy, recorded_by=by.staff, **dating)
        procedure = SECTION_MODELS["procedure"].objects.filter(pregnancy=pregnancy, on__isnull=False).first()
        if procedure is not None and procedure.kind != ProcedureKind.NONE.value:
            zero = made.on - timedelta(days=made.at.days)
            move_calls(by, pregnancy, call_days(done_on=procedure.on, day_zero=zero))
        happened.note(days=days, moved=moved)
    return made


def _next_number(by: Actor, on: date) -> str:
    """2026-0417: the year, and the next free number of the unit in it."""
    of_year = Pregnancy.objects.filter(unit=by.unit, number__startswith=f"{on.year}-")
    last = of_year.order_by(Length("number").desc(), "-number").first()  # 2026-10000 comes after 2026-9999
    return f"{on.year}-{int(last.number.split('-')[1]) + 1 if last else 1:04d}"
