"""What is to be done in a unit today: a fixed number of queries, whatever the number of pregnancies.

Each part is counted and its first rows are read; nothing is read but of the pregnancies of the actor's unit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from amnio.answers.check_answer import Decision
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Outcome
from amnio.registry.access import Actor, Permission
from amnio.registry.checking import standing_on
from amnio.registry.how_far import gestation_on
from amnio.registry.missing_facts import in_order, note_of, to_fill_in
from amnio.registry.models import BlindJudgement, Fetus, FollowUp, Loss, LossReview, Plan, Pregnancy, TestOrder
from amnio.registry.queries import WITH_MANY, WITH_SECTIONS, of_pregnancies_of

#: Rows of a part on the whole list, and on its own page.
FEW, MANY = 8, 200
#: Checks are looked at so many days ahead.
AHEAD = timedelta(days=3)
_MOST_CHECKED = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One thing to do. `note` is a key of words, or empty; `code` a value of the record behind it."""

    pregnancy: Pregnancy
    to: str
    on: date | None = None
    overdue: bool = False
    note: str = ""
    code: str = ""
    call: FollowUp | None = None  # whose answers raised a red flag
    missing: tuple[str, ...] = ()  # facts that a planned procedure waits for, by path

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.on).days if self.on is not None else 0

    @property
    def far(self) -> GestationalAge | None:
        return gestation_on(self.pregnancy, timezone.localdate())


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """`name` is a key of words: `records.part_<name>`. `urgent` is the one with the heavy border."""

    name: str
    count: int
    rows: tuple[Row, ...]

    @property
    def urgent(self) -> bool:
        return self.name == "flags" and self.count > 0

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def worklist(actor: Actor, today: date, only: str | None = None) -> tuple[Part, ...]:
    """Every part in the order of urgency; with `only` that one alone, at length."""
    parts = [make(actor, today, MANY if only else FEW) for name, make in PARTS.items() if only in (None, name)]
    _read_datings([row for part in parts for row in part.rows])
    return tuple(parts)


def _flags(actor: Actor, today: date, most: int) -> Part:
    open_flags = _calls(actor).filter(red_flag=True, red_flag_closed_at__isnull=True).order_by("-done_at")
    return _part(
        "flags",
        open_flags,
        most,
        lambda call: Row(
            pregnancy=call.pregnancy,
            to=_to(call, "close_flag"),
            on=_day(call),
            note=f"records.occasion_{call.occasion}",
            call=call,
        ),
    )


def _today(actor: Actor, today: date, most: int) -> Part:
    planned = _plans(actor).filter(on=today).order_by("pk")
    return _part("today", _with_whole_records(planned), most, lambda plan: _plan_row(actor, plan, today))


def _checks(actor: Actor, today: date, most: int) -> Part:
    """Planned for the next days, and the rules do not all say yes. Those of today stand under today."""
    planned = _plans(actor).filter(on__gt=today, on__lte=today + AHEAD).order_by("on", "pk")
    judged = [_plan_row(actor, plan, today) for plan in _with_whole_records(planned)[:_MOST_CHECKED]]
    rows = [row for row in judged if row.code != Decision.GO.value]
    return Part(name="checks", count=len(rows), rows=tuple(rows[:most]))


def _plan_row(actor: Actor, plan: Any, today: date) -> Row:
    standing = standing_on(plan.pregnancy, actor.unit, today)
    missing = in_order(standing.missing) if standing.decision is Decision.CANNOT_TELL else ()
    to = to_fill_in(plan.pregnancy.public_id, missing[0] if missing else "plan.kind")
    on = plan.on if plan.on != today else None
    code = standing.decision.value
    return Row(pregnancy=plan.pregnancy, to=to, on=on, note=note_of(standing), code=code, missing=missing)


def _due(actor: Actor, today: date, most: int) -> Part:
    due = _calls(actor).filter(done_at__isnull=True, due_on__lte=today).order_by("due_on", "pk")
    return _part("calls", due, most, lambda call: _call_row(call, today))


def _call_row(call: FollowUp, today: date) -> Row:
    note = f"records.occasion_{call.occasion}"
    overdue = call.due_on < today
    return Row(pregnancy=call.pregnancy, to=_to(call, "call"), on=call.due_on, overdue=overdue, note=note)


def _results(actor: Actor, today: date, most: int) -> Part:
    pending = (
        TestOrder.objects.filter(of_pregnancies_of(actor), result_on__isnull=True)
        .select_related("pregnancy__woman")
        .order_by(F("expected_on").asc(nulls_last=True), "ordered_on", "pk")
    )
    return _part("results", pending, most, lambda order: _order_row(order, today))


def _order_row(order: TestOrder, today: date) -> Row:
    overdue = order.expected_on is not None and order.expected_on < today
    return Row(
        pregnancy=order.pregnancy,
        to=reverse("result", args=[order.pregnancy.public_id, order.pk]),
        on=order.expected_on,
        overdue=overdue,
        note=f"field.tests.{order.test}",
    )


def _losses(actor: Actor, today: date, most: int) -> Part:
    """Losses whose review was not begun; of twins with one such loss or more."""
    begun = LossReview.objects.filter(pregnancy=OuterRef("pregnancy"))
    of_this_one = LossReview.objects.filter(pregnancy=OuterRef("pregnancy"), fetus=OuterRef("number"))
    twin = Fetus.objects.filter(~Exists(of_this_one), pregnancy=OuterRef("pregnancy"), outcome=Outcome.LOSS.value)
    lost = (
        Loss.objects.filter(of_pregnancies_of(actor), ~Exists(begun) | Exists(twin), outcome=Outcome.LOSS.value)
        .select_related("pregnancy__woman")
        .order_by("on", "pk")
    )
    return _part(
        "losses", lost, most, lambda loss: Row(pregnancy=loss.pregnancy, to=_record(loss.pregnancy), on=loss.on)
    )


def _readers(actor: Actor, today: date, most: int) -> Part:
    """Open reviews in which no second reader has given a judgement."""
    judged = BlindJudgement.objects.filter(review=OuterRef("pk"), reviewer=OuterRef("second_reader"))
    waiting = (
        LossReview.objects.filter(
            of_pregnancies_of(actor), Q(second_reader__isnull=True) | ~Exists(judged), closed_at__isnull=True
        )
        .select_related("pregnancy__woman")
        .order_by("opened_at", "pk")
    )
    return _part(
        "readers",
        waiting,
        most,
        lambda review: Row(
            pregnancy=review.pregnancy,
            to=reverse("review", args=[review.address]) if actor.may(Permission.REVIEW) else _record(review.pregnancy),
            on=review.opened_at.date(),
        ),
    )


PARTS: dict[str, Callable[[Actor, date, int], Part]] = {
    "flags": _flags,
    "today": _today,
    "checks": _checks,
    "calls": _due,
    "results": _results,
    "losses": _losses,
    "readers": _readers,
}


def _record(pregnancy: Pregnancy) -> str:
    return reverse("pregnancy", args=[pregnancy.public_id])


def _part(name: str, found: "QuerySet[Any]", most: int, row: Callable[[Any], Row]) -> Part:
    rows = tuple(row(one) for one in found[: most + 1])
    count = len(rows) if len(rows) <= most else found.count()
    return Part(name=name, count=count, rows=rows[:most])


def _calls(actor: Actor) -> "QuerySet[FollowUp]":
    return FollowUp.objects.filter(of_pregnancies_of(actor)).select_related("pregnancy__woman")


def _plans(actor: Actor) -> "QuerySet[Plan]":
    return Plan.objects.filter(
        of_pregnancies_of(actor), kind__isnull=False, pregnancy__procedure_section__isnull=True
    ).select_related("pregnancy__woman")


def _with_whole_records(plans: "QuerySet[Plan]") -> "QuerySet[Plan]":
    """With everything that a case is made from."""
    sections = [f"pregnancy__{section}" for section in WITH_SECTIONS if section != "plan_section"]
    return plans.select_related(*sections).prefetch_related(*(f"pregnancy__{many}" for many in WITH_MANY))


def _to(call: FollowUp, name: str) -> str:
    return reverse(name, args=[call.pregnancy.public_id, call.pk])


def _day(call: FollowUp) -> date | None:
    return timezone.localtime(call.done_at).date() if call.done_at else None


def _read_datings(rows: Iterable[Row]) -> None:
    """The datings of all rows in one query."""
    pregnancies = {row.pregnancy.pk: row.pregnancy for row in rows}
    prefetch_related_objects(list(pregnancies.values()), "datings")
    for row in rows:
        row.pregnancy._prefetched_objects_cache = pregnancies[row.pregnancy.pk]._prefetched_objects_cache
