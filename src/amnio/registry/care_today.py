"""A case as it is asked about today: what a plan of care offers depends on the day on which it is written."""

from dataclasses import replace

from django.utils import timezone

from amnio.clinic.case import Case


def as_of_today(case: Case) -> Case:
    """The case with today as the day of asking, or with the day of its last event where that lies ahead."""
    events = [day for day in (case.procedure.on, case.loss.on) if day is not None]
    return replace(case, aftercare=replace(case.aftercare, on=max([timezone.localdate(), *events])))
