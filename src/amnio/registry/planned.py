"""What is planned for the next days, each procedure judged by the rules.

A judgement rests on the whole record of a pregnancy, and the worklist asks for dozens of them each time that somebody
looks. So a process remembers what it judged beside the state of the record that it had read: once any part of the
record was saved, or the day or the rules of the unit are others, the record is read and judged again.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from django.db.models import Count, F, Max, Model, OuterRef, QuerySet, Subquery

from amnio.answers.check_answer import PlanStanding
from amnio.registry.access import Actor
from amnio.registry.checking import profiles_of, standing_on
from amnio.registry.models import DatingRow, Fetus, FollowUp, Plan, Pregnancy, TestOrder
from amnio.registry.queries import WITH_MANY, WITH_SECTIONS, of_pregnancies_of

_SECTIONS = tuple(f"pregnancy__{section}" for section in WITH_SECTIONS if section != "plan_section")
#: What there are several of in a record: the rows, and the column that grows with every save of one of them.
_MANY: Mapping[str, tuple[type[Model], str]] = {
    "datings": (DatingRow, "pk"),
    "fetuses": (Fetus, "changed_at"),
    "tests": (TestOrder, "changed_at"),
    "calls": (FollowUp, "changed_at"),
}
#: Judgements that a process remembers at most.
_MOST = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A procedure that was not done yet, its day, and how it stands by the rules."""

    pregnancy: Pregnancy
    on: date
    standing: PlanStanding


def planned(actor: Actor, first: date, last: date, *, today: date) -> tuple[Planned, ...]:
    """Those of the actor's unit from `first` to `last`, by day, judged as of `today`.

    One query; a second one, and those of what there are several of, for the records that are not as they were judged.
    """
    found = _plans(actor).filter(on__gte=first, on__lte=last).order_by("on", "pk")
    plans = list(_with_state(found).select_related("pregnancy__woman"))
    asked = {plan.pk: (_state_of(plan), profiles_of(actor.unit), today) for plan in plans}
    standings = _remembered.recall(asked)
    if unjudged := asked.keys() - standings.keys():
        # Read after its state: a save in between is one judgement too many, never one too few.
        judged = {
            plan.pk: standing_on(plan.pregnancy, actor.unit, today)
            for plan in _with_whole_records(_plans(actor).filter(pk__in=unjudged))
        }
        _remembered.keep({plan: (asked[plan], standing) for plan, standing in judged.items()})
        standings |= judged
    return tuple(
        Planned(pregnancy=plan.pregnancy, on=plan.on, standing=standings[plan.pk])
        for plan in plans
        if plan.pk in standings  # one that was done or given up in between is no longer planned
    )


class _Judgements:
    """The latest judgement of each plan beside what it rested on; the longest unused ones are forgotten."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[Hashable, PlanStanding]] = OrderedDict()
        self._one_at_a_time = Lock()

    def recall(self, asked: Mapping[int, Hashable]) -> dict[int, PlanStanding]:
        """Those that rested on what is there now."""
        with self._one_at_a_time:
            found = {plan: self._kept[plan][1] for plan, on in asked.items() if self._kept.get(plan, (None,))[0] == on}
            for plan in found:
                self._kept.move_to_end(plan)
        return found

    def keep(self, judged: Mapping[int, tuple[Hashable, PlanStanding]]) -> None:
        with self._one_at_a_time:
            for plan, judgement in judged.items():
                self._kept[plan] = judgement
                self._kept.move_to_end(plan)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)


_remembered = _Judgements()


def _plans(actor: Actor) -> "QuerySet[Plan]":
    return Plan.objects.filter(of_pregnancies_of(actor), kind__isnull=False, pregnancy__procedure_section__isnull=True)


def _with_state(plans: "QuerySet[Plan]") -> "QuerySet[Plan]":
    """With columns that together are others as soon as any part of the record is saved."""
    state: dict[str, Any] = {f"state_of_{section}": F(f"{section}__changed_at") for section in _SECTIONS}
    for name, (rows, growing) in _MANY.items():
        of_this = rows._default_manager.filter(pregnancy=OuterRef("pregnancy")).order_by().values("pregnancy")
        state[f"number_of_{name}"] = Subquery(of_this.annotate(number=Count("pk")).values("number"))
        state[f"last_of_{name}"] = Subquery(of_this.annotate(last=Max(growing)).values("last"))
    return plans.annotate(**state)


def _state_of(plan: Any) -> Hashable:
    columns = [getattr(plan, f"state_of_{section}") for section in _SECTIONS]
    columns += [getattr(plan, f"{what}_of_{name}") for name in _MANY for what in ("number", "last")]
    return (plan.changed_at, plan.pregnancy.changed_at, *columns)


def _with_whole_records(plans: "QuerySet[Plan]") -> "QuerySet[Plan]":
    """With everything that a case is made from."""
    return plans.select_related("pregnancy", *_SECTIONS).prefetch_related(*(f"pregnancy__{many}" for many in WITH_MANY))
