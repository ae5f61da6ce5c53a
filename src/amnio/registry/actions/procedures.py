"""Recording a procedure: what was done, what the rules said, and the calls that follow from it."""

from datetime import date
from typing import Any

from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import Happened, action
from amnio.registry.actions.records import Revisions, Tables, write_sections
from amnio.registry.actions.saving import save
from amnio.registry.call_days import call_days
from amnio.registry.models import FollowUp, Pregnancy


def record_procedure(
    by: Actor,
    pregnancy: Pregnancy,
    tables: Tables,
    revisions: Revisions,
    *,
    against: tuple[str, ...],
    done_on: date | None,
    day_zero: date | None,
) -> None:
    """The procedure, with `verdicts` and `went_ahead_because` among its values; makes the calls that are due after it.

    `against` names the rules that were broken. Raises `ChangedMeanwhile`.
    """
    by.must(Permission.CHANGE_RECORD)
    with action("procedure.recorded", by=by, about=pregnancy) as happened:
        write_sections(by, pregnancy, tables, revisions, happened)
        if against:
            happened.note(went_ahead_against=sorted(against))
        if done_on is not None:
            happened.note(calls=make_calls(by, pregnancy, call_days(done_on=done_on, day_zero=day_zero)))


def make_calls(by: Actor, pregnancy: Pregnancy, days: dict[str, date]) -> list[str]:
    """The calls after a procedure; those not made yet move with its date, those made stay. Inside an action."""
    planned = {
        call.occasion: call for call in FollowUp.objects.filter(pregnancy=pregnancy).exclude(occasion="unplanned")
    }
    made = []
    for occasion, due_on in days.items():
        call = planned.get(occasion) or FollowUp(pregnancy=pregnancy, occasion=occasion)
        if call.done_at is None:
            values: dict[str, Any] = {"due_on": due_on}
            if save(call, values, revision=call.revision, by=by, happened=Happened("")):
                made.append(occasion)
    return made
