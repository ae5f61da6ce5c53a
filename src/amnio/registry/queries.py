"""What an actor can see. Every view starts from here, so that no unit sees the records of another."""

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import Exact
from django.utils import timezone

from amnio.clinic.vocabulary import Outcome
from amnio.registry import trail_kinds
from amnio.registry.access import Actor
from amnio.registry.models import (
    SECTION_MODELS,
    AnswerVersion,
    Event,
    Fetus,
    LossReview,
    Membership,
    Pregnancy,
    Staff,
    TestOrder,
)

#: Every section of a record, read with it in one query; and what there are several of.
WITH_SECTIONS = tuple(f"{table}_section" for table in SECTION_MODELS)
WITH_MANY = ("datings", "fetuses", "test_orders", "follow_ups")
#: How a list can be narrowed.
STATES = ("all", "to_do", "ongoing", "lost", "born")


def pregnancies_of(actor: Actor) -> "QuerySet[Pregnancy]":
    """The pregnancies of the actor's unit, without those whose woman asked that nobody works with them."""
    return Pregnancy.objects.filter(unit=actor.unit, restricted=False)


class Unsought(Func):
    """A column by which rows are judged and not sought. To SQLite a unit is small, however large it has grown since its
    tables were last looked at; asked by a sum it has no index to begin with. PostgreSQL keeps count by itself."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


def of_pregnancies_of(actor: Actor) -> Q:
    """The same rule for rows that hang on a pregnancy. What is rare (a flag, a call due, a loss, a review) is found by
    itself, and then asked whose it is."""
    return Q(Exact(Unsought("pregnancy__unit_id"), actor.unit.pk), pregnancy__restricted=False)


def staff_of(actor: Actor) -> "QuerySet[Staff]":
    """Who works or worked in the actor's unit."""
    here = Membership.objects.filter(unit=actor.unit).values("staff_id")
    return Staff.objects.filter(pk__in=here).prefetch_related("memberships").order_by("-is_active", "username")


def events_of(
    actor: Actor, *, person: int | None = None, record: str = "", kind: str = "", day: date | None = None
) -> "QuerySet[Event]":
    """Events of the actor's unit, the latest first. `record` is the number of a pregnancy or its public id,
    `kind` one of the choices of `trail_kinds`; of a person what they did and what was done to their account."""
    found = Event.objects.filter(unit=actor.unit).select_related("staff").order_by("-sequence")
    if person is not None:
        found = found.filter(Q(staff_id=person) | Q(subject=f"staff:{person}"))
    if kind:
        found = found.filter(trail_kinds.wanted(kind))
    if record:
        found = found.filter(_about(record, Pregnancy.objects.filter(unit=actor.unit)))
    return found if day is None else found.filter(_on(day))


def all_events(
    *, person: str | None = None, record: str | None = None, kind: str | None = None, day: date | None = None
) -> "QuerySet[Event]":
    """Events of every unit, the oldest first, for whoever has the machine; `kind` is how a kind begins."""
    found = Event.objects.select_related("staff").order_by("sequence")
    if person is not None:
        found = found.filter(staff__username__iexact=person)
    if kind is not None:
        found = found.filter(kind__startswith=kind)
    if record is not None:
        found = found.filter(_about(record, Pregnancy.objects.all()))
    return found if day is None else found.filter(_on(day))


def _about(record: str, pregnancies: "QuerySet[Pregnancy]") -> Q:
    """A record by its number or by the random one of it or of the woman."""
    named = pregnancies.filter(number=record).select_related("woman")
    of_them = [subject for pregnancy in named for subject in subjects_of(pregnancy)]
    return Q(subject__in=[*of_them, f"pregnancy:{record}", f"woman:{record}"])


def _on(day: date) -> Q:
    if not MINYEAR + 1 < day.year < MAXYEAR:
        return Q(pk__in=())  # no clock of a unit reaches the beginning or the end of that day
    start = timezone.make_aware(datetime.combine(day, time.min))
    return Q(at__gte=start, at__lt=start + timedelta(days=1))


def subjects_of(pregnancy: Pregnancy) -> list[str]:
    """How the trail names a record: by its own number, and by hers where it is who she is, her export or a request."""
    woman = pregnancy.woman
    return [f"pregnancy:{pregnancy.public_id}", *([] if woman is None else [f"woman:{woman.public_id}"])]


def lost_without_review(pregnancies: "QuerySet[Pregnancy]") -> "QuerySet[Pregnancy]":
    """Those with a loss whose review was not begun; of twins with one such loss or more."""
    begun = LossReview.objects.filter(pregnancy=OuterRef("pk"))
    twin = twins_without_review().filter(pregnancy=OuterRef("pk"))
    return pregnancies.filter(~Exists(begun) | Exists(twin), loss_section__outcome=Outcome.LOSS.value)


def twins_without_review() -> "QuerySet[Fetus]":
    """Of twins those that were lost and whose review was not begun."""
    of_this_one = LossReview.objects.filter(pregnancy=OuterRef("pregnancy"), fetus=OuterRef("number"))
    return Fetus.objects.filter(~Exists(of_this_one), outcome=Outcome.LOSS.value)


def with_news(reviews: "QuerySet[LossReview]") -> "QuerySet[LossReview]":
    """Those for which a result was entered after the last version of the answer."""
    last = AnswerVersion.objects.filter(review=OuterRef("pk")).order_by("-number").values("made_at")[:1]
    later = TestOrder.objects.filter(
        Q(fetus__isnull=True) | Q(fetus=OuterRef("fetus")),
        pregnancy=OuterRef("pregnancy"),
        result__isnull=False,
        changed_at__gt=OuterRef("last_version_at"),
    )
    return reviews.annotate(last_version_at=Subquery(last)).filter(Exists(later))


def whole_records(actor: Actor) -> "QuerySet[Pregnancy]":
    """The same with everything that a case is made from, in a fixed number of queries."""
    return pregnancies_of(actor).select_related("woman", *WITH_SECTIONS).prefetch_related(*WITH_MANY, "loss_reviews")


def for_a_list(pregnancies: "QuerySet[Pregnancy]") -> "QuerySet[Pregnancy]":
    """With what a line of a list says."""
    return pregnancies.select_related("woman", "loss_section", "procedure_section", "plan_section")


def found(actor: Actor, asked: str, state: str = "all") -> "QuerySet[Pregnancy]":
    """Pregnancies by number, hospital number or name, the newest first; `state` is one of `STATES`."""
    pregnancies = for_a_list(pregnancies_of(actor))
    for part in asked.split()[:4]:
        pregnancies = pregnancies.filter(
            Q(number__icontains=part) | Q(woman__hospital_number__icontains=part) | Q(woman__name__icontains=part)
        )
    match state:
        case "to_do":
            pregnancies = pregnancies.filter(procedure_section__isnull=True, loss_section__isnull=True)
        case "ongoing":
            pregnancies = pregnancies.filter(
                Q(loss_section__isnull=True) | Q(loss_section__outcome=Outcome.ONGOING.value),
                procedure_section__isnull=False,
            )
        case "lost":
            pregnancies = pregnancies.filter(loss_section__outcome=Outcome.LOSS.value)
        case "born":
            pregnancies = pregnancies.filter(loss_section__outcome=Outcome.LIVE_BIRTH.value)
    return pregnancies.order_by("-registered_on", "-pk")
