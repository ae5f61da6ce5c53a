"""What is to be done in a unit today: a fixed number of queries, whatever the number of pregnancies.

Each part is counted and its first rows are read; nothing is read but of the pregnancies of the actor's unit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from amnio.answers.check_answer import Decision
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Outcome
from amnio.registry.access import Actor, Permission
from amnio.registry.babies import is_over
from amnio.registry.how_far import gestation_on
from amnio.registry.missing_facts import in_order, note_of, to_fill_in
from amnio.registry.models import BlindJudgement, FollowUp, Loss, LossReview, Pregnancy, TestOrder
from amnio.registry.planned import Planned, planned
from amnio.registry.queries import of_pregnancies_of, twins_without_review

#: Rows of a part on the whole list, and on its own page.
FEW, MANY = 8, 200
#: Checks are looked at so many days ahead.
AHEAD = timedelta(days=3)


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
    has_an_end: bool = False  # of the pregnancy, or of one of twins

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.on).days if self.on is not None else 0

    @property
    def far(self) -> GestationalAge | None:
        """None for one that is over: nobody counts its weeks."""
        over = self.has_an_end and is_over(self.pregnancy)
        return None if over else gestation_on(self.pregnancy, timezone.localdate())


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


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """Whose work it is, on which day, and how many rows of a part are read."""

    actor: Actor
    today: date
    most: int

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """What is planned for today and the next days."""
        return planned(self.actor, self.today, self.today + AHEAD, today=self.today)


def worklist(actor: Actor, today: date, only: str | None = None) -> tuple[Part, ...]:
    """Every part in the order of urgency; with `only` that one alone, at length."""
    asked = _Asked(actor=actor, today=today, most=MANY if only else FEW)
    parts = [make(asked) for name, make in PARTS.items() if only in (None, name)]
    _read_datings([row for part in parts for row in part.rows])
    return tuple(parts)


def _flags(asked: _Asked) -> Part:
    open_flags = _calls(asked.actor).filter(red_flag=True, red_flag_closed_at__isnull=True).order_by("-done_at")
    return _part(
        "flags",
        open_flags,
        asked.most,
        lambda call: Row(
            pregnancy=call.pregnancy,
            to=_to(call, "close_flag"),
            on=_day(call),
            note=f"records.occasion_{call.occasion}",
            call=call,
            has_an_end=_has_an_end(call.pregnancy),
        ),
    )


def _today(asked: _Asked) -> Part:
    return _of_planned("today", [one for one in asked.planned if one.on == asked.today], asked)


def _checks(asked: _Asked) -> Part:
    """Planned for the next days, and the rules do not all say yes. Those of today stand under today."""
    ahead = [one for one in asked.planned if one.on > asked.today and one.standing.decision is not Decision.GO]
    return _of_planned("checks", ahead, asked)


def _of_planned(name: str, found: Sequence[Planned], asked: _Asked) -> Part:
    rows = tuple(_planned_row(one, asked.today) for one in found[: asked.most])
    return Part(name=name, count=len(found), rows=rows)


def _planned_row(one: Planned, today: date) -> Row:
    decision = one.standing.decision
    missing = in_order(one.standing.missing) if decision is Decision.CANNOT_TELL else ()
    return Row(
        pregnancy=one.pregnancy,
        to=to_fill_in(one.pregnancy.public_id, missing[0] if missing else "plan.kind"),
        on=one.on if one.on != today else None,
        note=note_of(one.standing),
        code=decision.value,
        missing=missing,
    )


def _due(asked: _Asked) -> Part:
    due = _calls(asked.actor).filter(done_at__isnull=True, due_on__lte=asked.today).order_by("due_on", "pk")
    return _part("calls", due, asked.most, lambda call: _call_row(call, asked.today))


def _call_row(call: FollowUp, today: date) -> Row:
    note = f"records.occasion_{call.occasion}"
    overdue = call.due_on < today
    return Row(
        pregnancy=call.pregnancy,
        to=_to(call, "call"),
        on=call.due_on,
        overdue=overdue,
        note=note,
        has_an_end=_has_an_end(call.pregnancy),
    )


def _results(asked: _Asked) -> Part:
    pending = (
        TestOrder.objects.filter(of_pregnancies_of(asked.actor), result_on__isnull=True)
        .select_related("pregnancy__woman", "pregnancy__loss_section")
        .order_by(F("expected_on").asc(nulls_last=True), "ordered_on", "pk")
    )
    return _part("results", pending, asked.most, lambda order: _order_row(order, asked.today))


def _order_row(order: TestOrder, today: date) -> Row:
    overdue = order.expected_on is not None and order.expected_on < today
    return Row(
        pregnancy=order.pregnancy,
        to=reverse("result", args=[order.pregnancy.public_id, order.pk]),
        on=order.expected_on,
        overdue=overdue,
        note=f"field.tests.{order.test}",
        has_an_end=_has_an_end(order.pregnancy),
    )


def _losses(asked: _Asked) -> Part:
    """Losses whose review was not begun; of twins with one such loss or more."""
    begun = LossReview.objects.filter(pregnancy=OuterRef("pregnancy"))
    twin = twins_without_review().filter(pregnancy=OuterRef("pregnancy"))
    lost = (
        Loss.objects.filter(of_pregnancies_of(asked.actor), ~Exists(begun) | Exists(twin), outcome=Outcome.LOSS.value)
        .select_related("pregnancy__woman")
        .order_by("on", "pk")
    )
    return _part(
        "losses",
        lost,
        asked.most,
        lambda loss: Row(pregnancy=loss.pregnancy, to=_record(loss.pregnancy), on=loss.on, has_an_end=True),
    )


def _readers(asked: _Asked) -> Part:
    """Open reviews in which no second reader has given a judgement."""
    judged = BlindJudgement.objects.filter(review=OuterRef("pk"), reviewer=OuterRef("second_reader"))
    waiting = (
        LossReview.objects.filter(
            of_pregnancies_of(asked.actor), Q(second_reader__isnull=True) | ~Exists(judged), closed_at__isnull=True
        )
        .select_related("pregnancy__woman", "pregnancy__loss_section")
        .order_by("opened_at", "pk")
    )
    return _part(
        "readers",
        waiting,
        asked.most,
        lambda review: Row(
            pregnancy=review.pregnancy,
            to=reverse("review", args=[review.address])
            if asked.actor.may(Permission.REVIEW)
            else _record(review.pregnancy),
            on=timezone.localdate(review.opened_at),
            has_an_end=True,
        ),
    )


PARTS: dict[str, Callable[[_Asked], Part]] = {
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
    return FollowUp.objects.filter(of_pregnancies_of(actor)).select_related(
        "pregnancy__woman", "pregnancy__loss_section"
    )


def _to(call: FollowUp, name: str) -> str:
    return reverse(name, args=[call.pregnancy.public_id, call.pk])


def _day(call: FollowUp) -> date | None:
    return timezone.localtime(call.done_at).date() if call.done_at else None


def _has_an_end(pregnancy: Pregnancy) -> bool:
    """The outcome was read with it."""
    loss = getattr(pregnancy, "loss_section", None)
    return loss is not None and loss.outcome != Outcome.ONGOING.value


def _read_datings(rows: Sequence[Row]) -> None:
    """The datings of all rows in one query, and in another whether of twins one goes on, where there was an end."""
    pregnancies = {row.pregnancy.pk: row.pregnancy for row in rows}
    prefetch_related_objects(list(pregnancies.values()), "datings")
    with_an_end = {row.pregnancy.pk for row in rows if row.has_an_end}
    prefetch_related_objects([pregnancies[pk] for pk in sorted(with_an_end)], "fetuses")
    for row in rows:
        row.pregnancy._prefetched_objects_cache = pregnancies[row.pregnancy.pk]._prefetched_objects_cache
