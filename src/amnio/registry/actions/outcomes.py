"""Recording how a pregnancy ended: for all of it, and for each fetus of twins."""

from collections.abc import Mapping
from typing import Any

from amnio.clinic.vocabulary import Outcome
from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import action
from amnio.registry.actions.calls import close_calls
from amnio.registry.actions.records import Revisions, Tables, write_fetuses, write_sections
from amnio.registry.models import Pregnancy


def record_outcome(
    by: Actor,
    pregnancy: Pregnancy,
    tables: Tables,
    revisions: Revisions,
    fetuses: Mapping[int, Mapping[str, Any]],
) -> None:
    """The end of a pregnancy. Calls that were still to come are closed; a loss is from now on one to be reviewed.

    A nurse who hears of it records it: the right to follow up is enough. Raises `ChangedMeanwhile`.
    """
    by.must(Permission.FOLLOW_UP)
    with action("outcome.recorded", by=by, about=pregnancy) as happened:
        write_sections(by, pregnancy, tables, revisions, happened)
        write_fetuses(by, pregnancy, fetuses, revisions)
        outcome = tables["loss"]["outcome"]
        happened.note(fetuses=len(fetuses))
        ended_for_all = all(each["outcome"] != Outcome.ONGOING.value for each in fetuses.values())
        if outcome != Outcome.ONGOING.value and ended_for_all:
            happened.note(calls_closed=close_calls(by, pregnancy))
