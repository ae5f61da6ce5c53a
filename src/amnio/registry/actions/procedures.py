"""Recording a procedure: what was done, what the rules said, and the calls that follow from it."""

from datetime import date

from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import action
from amnio.registry.actions.calls import make_calls
from amnio.registry.actions.records import Revisions, Tables, write_sections
from amnio.registry.call_days import call_days
from amnio.registry.models import Pregnancy


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
            happened.note(went_ahead_against=len(against))
        if done_on is not None:
            happened.note(calls=make_calls(by, pregnancy, call_days(done_on=done_on, day_zero=day_zero)))
