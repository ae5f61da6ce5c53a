"""The calls after a procedure: made, moved with its day, closed when the pregnancy has ended. Inside other actions."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from amnio.registry.access import Actor
from amnio.registry.actions.action import Happened
from amnio.registry.actions.saving import save
from amnio.registry.models import FollowUp, Pregnancy


def make_calls(by: Actor, pregnancy: Pregnancy, days: Mapping[str, date]) -> list[str]:
    """Every call that there is not yet; the others move, unless they were made. Returns the occasions that changed."""
    known = set(_planned(pregnancy))
    changed = move_calls(by, pregnancy, days)
    for occasion in days.keys() - known:
        call = FollowUp(pregnancy=pregnancy, occasion=occasion)
        save(call, {"due_on": days[occasion]}, revision=0, by=by, happened=Happened(""))
    return sorted([*changed, *(days.keys() - known)])


def move_calls(by: Actor, pregnancy: Pregnancy, days: Mapping[str, date]) -> list[str]:
    """Calls that were not made yet follow the day of the procedure and the dating."""
    changed = []
    for occasion, call in _planned(pregnancy).items():
        if call.done_at is None and occasion in days:
            due = {"due_on": days[occasion]}
            if save(call, due, revision=call.revision, by=by, happened=Happened("")):
                changed.append(occasion)
    return changed


def close_calls(by: Actor, pregnancy: Pregnancy) -> int:
    """The pregnancy has ended: nobody asks her how it goes on. Returns how many were open."""
    open_calls = list(FollowUp.objects.filter(pregnancy=pregnancy, done_at__isnull=True))
    for call in open_calls:
        done = {"done_at": timezone.now(), "done_by": by.staff}
        save(call, done, revision=call.revision, by=by, happened=Happened(""))
    return len(open_calls)


def _planned(pregnancy: Pregnancy) -> dict[str, FollowUp]:
    """The last call of each occasion: one that nobody answered has another one after it."""
    calls = FollowUp.objects.filter(pregnancy=pregnancy).exclude(occasion="unplanned")
    return {call.occasion: call for call in calls}
