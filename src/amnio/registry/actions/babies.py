"""What was seen of one of twins."""

from collections.abc import Mapping
from typing import Any

from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import action
from amnio.registry.actions.saving import save
from amnio.registry.models import Fetus, Pregnancy


def record_baby(by: Actor, pregnancy: Pregnancy, baby: Fetus, values: Mapping[str, Any], *, revision: int) -> None:
    """Its examination and how its loss began. Raises `ChangedMeanwhile`."""
    by.must(Permission.CHANGE_RECORD)
    with action("baby.recorded", by=by, about=pregnancy) as happened:
        row = Fetus.objects.select_for_update().get(pk=baby.pk, pregnancy=pregnancy)
        save(row, values, revision=revision, by=by, happened=happened)
        happened.note(baby=row.number)
