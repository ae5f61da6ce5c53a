"""Calls after a procedure: what she said, a red flag raised and closed, and another try when nobody was reached."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import Happened, action
from amnio.registry.actions.saving import save
from amnio.registry.models import FollowUp, Pregnancy


class AlreadyDone(ValueError):
    """Somebody recorded this call in between."""


def record_contact(
    by: Actor,
    pregnancy: Pregnancy,
    call: FollowUp | None,
    values: Mapping[str, Any],
    *,
    red_flags: tuple[str, ...],
) -> FollowUp:
    """What she said. Without a call it is one that nobody planned. Raises `AlreadyDone`.

    `red_flags` are names of fields; where there is one, it stands on the worklist until it is closed with its outcome.
    """
    by.must(Permission.FOLLOW_UP)
    with action("follow_up.recorded", by=by, about=pregnancy) as happened:
        Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)  # one writer a record
        row = _open(pregnancy, call)
        done = {"done_at": timezone.now(), "done_by": by.staff, "reached": True, "red_flag": bool(red_flags)}
        save(row, {**values, **done}, revision=row.revision, by=by, happened=happened)
        happened.note(occasion=row.occasion)
    return row


def nobody_reached(by: Actor, pregnancy: Pregnancy, call: FollowUp, *, again_on: date) -> FollowUp:
    """This try is over; the same call is due once more on the day given. Raises `AlreadyDone`."""
    by.must(Permission.FOLLOW_UP)
    with action("follow_up.not_reached", by=by, about=pregnancy) as happened:
        row = _open(pregnancy, call)
        done = {"done_at": timezone.now(), "done_by": by.staff, "reached": False}
        save(row, done, revision=row.revision, by=by, happened=happened)
        again = FollowUp(pregnancy=pregnancy, occasion=row.occasion)
        save(again, {"due_on": again_on}, revision=0, by=by, happened=Happened(""))
        happened.note(occasion=row.occasion)
    return again


def close_red_flag(by: Actor, pregnancy: Pregnancy, call: FollowUp, outcome: str) -> None:
    """What came of it. Closing twice changes nothing."""
    by.must(Permission.FOLLOW_UP)
    with action("red_flag.closed", by=by, about=pregnancy) as happened:
        row = FollowUp.objects.select_for_update().get(pk=call.pk, pregnancy=pregnancy, red_flag=True)
        if row.red_flag_closed_at is None:
            values = {
                "red_flag_closed_at": timezone.now(),
                "red_flag_closed_by": by.staff,
                "red_flag_outcome": outcome,
            }
            save(row, values, revision=row.revision, by=by, happened=happened)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def _open(pregnancy: Pregnancy, call: FollowUp | None) -> FollowUp:
    if call is None:
        return FollowUp(pregnancy=pregnancy, occasion="unplanned", due_on=timezone.localdate())
    row = FollowUp.objects.select_for_update().get(pk=call.pk, pregnancy=pregnancy)
    if row.done_at is not None:
        raise AlreadyDone(str(row.pk))
    return row
