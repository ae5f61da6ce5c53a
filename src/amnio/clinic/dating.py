"""Gestational ages and dates of one case: the only place where one is turned into the other.

A case is tied to the calendar by `pregnancy.dating`, and by a plan, a procedure or a loss with both `at` and `on`.
One is enough to fill in what is missing of the others; where there are several, they must agree to the day.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from amnio.clinic.gestation import LAST_DAY, GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import Problem, problem
from amnio.clinic.vocabulary import Outcome

if TYPE_CHECKING:
    from amnio.clinic.case import Loss, Pregnancy, Procedure
    from amnio.clinic.plan import Plan

_Event = TypeVar("_Event", "Plan", "Procedure", "Loss")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Anchor:
    name: str
    at: GestationalAge
    on: date

    @property
    def day_zero(self) -> date:
        return self.on - timedelta(days=self.at.days)


def date_problems(pregnancy: "Pregnancy", plan: "Plan", procedure: "Procedure", loss: "Loss") -> list[Problem]:
    """Where gestational ages and dates contradict one another."""
    anchors = _anchors(pregnancy, plan, procedure, loss)
    if not anchors:
        return []
    first, *others = anchors
    found = [_contradiction(first, other) for other in others if other.day_zero != first.day_zero]
    anchored = {anchor.name for anchor in anchors}
    for name, event in (("plan", plan), ("procedure", procedure), ("loss", loss)):
        if name in anchored or event.on is None:
            continue
        days = (event.on - first.day_zero).days
        if not 0 <= days <= LAST_DAY:
            code = Code.DATE_GIVES_NO_GESTATION
            found.append(problem(code, f"{name}.on", event.on, *_paths(first), anchor=first.name, days=str(days)))
    return found


def dated(
    pregnancy: "Pregnancy", plan: "Plan", procedure: "Procedure", loss: "Loss"
) -> tuple["Plan", "Procedure", "Loss"]:
    """The plan, the procedure and the loss with `at` and `on` filled in wherever one follows from the other."""
    loss = _with_first_age(loss)
    anchors = _anchors(pregnancy, plan, procedure, loss)
    if not anchors:
        return plan, procedure, loss
    zero = anchors[0].day_zero
    return _completed(plan, zero), _completed(procedure, zero), _completed(loss, zero)


def _completed(event: _Event, zero: date) -> _Event:
    if event.at is None and event.on is not None:
        return replace(event, at=GestationalAge((event.on - zero).days))
    if event.on is None and event.at is not None:
        return replace(event, on=zero + timedelta(days=event.at.days))
    return event


def _with_first_age(loss: "Loss") -> "Loss":
    """Twins: the loss is that of the first fetus lost, when the ages of all lost fetuses are known."""
    if loss.at is not None or loss.on is not None or not loss.fetuses:
        return loss
    ages = [fetus.at for fetus in loss.fetuses if fetus.outcome is Outcome.LOSS]
    known = [age for age in ages if age is not None]
    return replace(loss, at=min(known)) if known and len(known) == len(ages) else loss


def _anchors(pregnancy: "Pregnancy", plan: "Plan", procedure: "Procedure", loss: "Loss") -> list[_Anchor]:
    found = []
    if pregnancy.dating is not None:
        found.append(_Anchor(name="pregnancy.dating", at=pregnancy.dating.at, on=pregnancy.dating.on))
    for name, event in (("plan", plan), ("procedure", procedure), ("loss", loss)):
        if event.at is not None and event.on is not None:
            found.append(_Anchor(name=name, at=event.at, on=event.on))
    return found


def _contradiction(first: _Anchor, other: _Anchor) -> Problem:
    expected = (other.on - first.day_zero).days
    written = str(GestationalAge(expected)) if 0 <= expected <= LAST_DAY else f"{expected} days"
    return problem(
        Code.DATES_CONTRADICT_GESTATIONS,
        f"{other.name}.at",
        str(other.at),
        f"{other.name}.on",
        *_paths(first),
        first=first.name,
        second=other.name,
        day=other.on.isoformat(),
        expected=written,
        given=str(other.at),
    )


def _paths(anchor: _Anchor) -> tuple[str, str]:
    return f"{anchor.name}.at", f"{anchor.name}.on"
