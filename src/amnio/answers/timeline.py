"""The story on a time axis: only what is dated, to the day."""

from datetime import date, timedelta

from amnio.answers.review_answer import TimelineEvent
from amnio.clinic.case import Case
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Membranes, Outcome, Presence, ProcedureKind

_HOURS_A_DAY = 24


def timeline(case: Case) -> tuple[TimelineEvent, ...]:
    """Events in order of time; those of one day in the order procedure, signs, loss."""
    events: list[tuple[int, TimelineEvent]] = []
    procedure, loss = case.procedure, case.loss
    if procedure.kind is ProcedureKind.AMNIOCENTESIS and procedure.at is not None:
        start = procedure.at.days
        events.append((start, _event(start, procedure.on, "procedure")))
        if procedure.bleeding_same_day is Presence.PRESENT:
            events.append((start, _event(start, procedure.on, "bleeding")))
        if case.signs.first_sign_hours is not None:
            after = int(case.signs.first_sign_hours // _HOURS_A_DAY)
            on = procedure.on + timedelta(days=after) if procedure.on else None
            events.append((start + after, _event(start + after, on, "first_sign", f"{case.signs.first_sign_hours:g}")))
        if case.signs.membranes is Membranes.LEAK_WITHIN_48H:
            events.append((start, _event(start, procedure.on, "membranes", hours_uncertain=True)))
    if loss.at is not None:
        events.append((loss.at.days, _event(loss.at.days, loss.on, "loss")))
    for fetus in loss.fetuses:
        if fetus.at is not None and fetus.at != loss.at:
            event = "loss" if fetus.outcome is Outcome.LOSS else fetus.outcome.value
            events.append((fetus.at.days, _event(fetus.at.days, None, event)))
    return tuple(event for _, event in sorted(events, key=lambda dated: dated[0]))


def _event(
    day: int, on: date | None, event: str, detail: str | None = None, *, hours_uncertain: bool = False
) -> TimelineEvent:
    return TimelineEvent(
        at=str(GestationalAge(day)), on=on, event=event, detail=detail, hours_uncertain=hours_uncertain
    )
