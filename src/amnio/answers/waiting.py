"""What waiting until 15+0 or 16+0 would change for this woman, from the model."""

from datetime import date, timedelta

from amnio.answers.assemble import Assembly
from amnio.answers.check_answer import Waiting, WaitingDay
from amnio.answers.counsel_facts import facts_before
from amnio.answers.summaries import Summariser
from amnio.clinic.case import Case
from amnio.clinic.gestation import GestationalAge
from amnio.model.clock import DAY_15, DAY_24, REFERENCE_DAY, Array
from amnio.model.prospect import Prospect
from amnio.quantity import Estimate

_EVEN = Summariser()  # nothing has happened yet that would make one draw count more than another


def waiting(case: Case, assembly: Assembly) -> Waiting:
    """Losses by 24+0 that the needle adds on the planned day, at 15+0 and at 16+0, all counted from the planned day.

    The days are compared draw by draw, so that what is not known of the procedure cancels out. The case must be dated
    from 10+0 on (`amnio.answers.check` sees to it).
    """
    planned = case.plan.at
    assert planned is not None
    facts = facts_before(case, now=planned.days, unknown_age=assembly.unknown_age).facts
    prospect = Prospect.of(assembly.model, facts, planned.days)
    days = [planned.days, *(day for day in (DAY_15, REFERENCE_DAY) if day > planned.days)]
    adds = [prospect.added_by_amniocentesis(day, DAY_24) for day in days]
    return Waiting(
        not_told_because=None,
        anyway=_EVEN.estimate(prospect.anyway(DAY_24)),
        days=tuple(_day(day, added, adds[0], planned, case.plan.on) for day, added in zip(days, adds, strict=True)),
    )


def _day(day: int, added: Array, today: Array, planned: GestationalAge, on: date | None) -> WaitingDay:
    later: Estimate | None = _EVEN.estimate(today - added) if day > planned.days else None
    return WaitingDay(
        at=str(GestationalAge(day)),
        on=None if on is None else on + timedelta(days=day - planned.days),
        adds=_EVEN.estimate(added),
        saved=later,
    )
