"""Changing the record of one woman: her sections, each fetus, a further dating, who she is."""

from collections.abc import Mapping
from typing import Any

from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import Happened, action
from amnio.registry.actions.saving import save
from amnio.registry.models import SECTION_MODELS, Fetus, Pregnancy, Woman

#: Values by table and column; and the revision of each table at which the form was opened.
Tables = Mapping[str, Mapping[str, Any]]
Revisions = Mapping[str, int]


def change_sections(
    by: Actor,
    pregnancy: Pregnancy,
    tables: Tables,
    revisions: Revisions,
    *,
    kind: str,
    needs: Permission = Permission.CHANGE_RECORD,
) -> None:
    """Several sections of a record in one action: all of them are saved, or none.

    Raises `ChangedMeanwhile` when somebody else saved one of them since the form was opened.
    """
    by.must(needs)
    with action(kind, by=by, about=pregnancy) as happened:
        write_sections(by, pregnancy, tables, revisions, happened)


def write_sections(
    by: Actor, pregnancy: Pregnancy, tables: Tables, revisions: Revisions, happened: Happened
) -> dict[str, list[str]]:
    """The same inside an action that does more. Returns the fields that changed, by table."""
    Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)  # one writer a record
    changed: dict[str, list[str]] = {}
    for table, values in tables.items():
        model = SECTION_MODELS[table]
        row = model.objects.filter(pregnancy=pregnancy).first()
        if row is None and all(value in (None, "") for value in values.values()):
            continue
        fields = save(
            row or model(pregnancy=pregnancy), values, revision=revisions.get(table, 0), by=by, happened=Happened("")
        )
        if fields:
            changed[table] = sorted(fields)
    happened.note(sections=changed)
    return changed


def write_fetuses(
    by: Actor, pregnancy: Pregnancy, fetuses: Mapping[int, Mapping[str, Any]], revisions: Revisions
) -> None:
    """Each fetus with its own end, by its number. Inside an action. Raises `ChangedMeanwhile`."""
    for number, values in fetuses.items():
        row = Fetus.objects.filter(pregnancy=pregnancy, number=number).first()
        row = row or Fetus(pregnancy=pregnancy, number=number)
        save(row, values, revision=revisions.get(row.place, 0), by=by, happened=Happened(""))


def change_woman(by: Actor, woman: Woman, values: Mapping[str, Any], *, revision: int) -> None:
    """Who she is. Raises `ChangedMeanwhile`."""
    by.must(Permission.REGISTER)
    with action("woman.changed", by=by, about=woman) as happened:
        now = Woman.objects.select_for_update().get(pk=woman.pk, unit=by.unit)
        save(now, values, revision=revision, by=by, happened=happened)


def change_facts(by: Actor, pregnancy: Pregnancy, facts: list[str], *, revision: int) -> None:
    """Other facts: read by people, never scored. Raises `ChangedMeanwhile`."""
    by.must(Permission.CHANGE_RECORD)
    with action("other_facts.recorded", by=by, about=pregnancy) as happened:
        now = Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)
        save(now, {"other_facts": facts}, revision=revision, by=by, happened=happened)
