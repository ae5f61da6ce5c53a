"""What an actor can see. Every view starts from here, so that no unit sees the records of another."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from amnio.registry.access import Actor
from amnio.registry.models import Event, Membership, Pregnancy, Staff


def pregnancies_of(actor: Actor) -> "QuerySet[Pregnancy]":
    """The pregnancies of the actor's unit, without those whose woman asked that nobody works with them."""
    return Pregnancy.objects.filter(unit=actor.unit, restricted=False)


def staff_of(actor: Actor) -> "QuerySet[Staff]":
    """Who works or worked in the actor's unit."""
    here = Membership.objects.filter(unit=actor.unit).values("staff_id")
    return Staff.objects.filter(pk__in=here).prefetch_related("memberships").order_by("-is_active", "username")


def events_of(
    actor: Actor, *, person: int | None = None, record: str = "", kind: str = "", day: date | None = None
) -> "QuerySet[Event]":
    """Events of the actor's unit, the latest first. `record` is the number of a pregnancy or its public id."""
    found = Event.objects.filter(unit=actor.unit).select_related("staff").order_by("-sequence")
    if person is not None:
        found = found.filter(staff_id=person)
    if kind:
        found = found.filter(kind__startswith=f"{kind}.")
    if record:
        keys = Pregnancy.objects.filter(unit=actor.unit, number=record).values_list("public_id", flat=True)
        found = found.filter(subject__in=[f"pregnancy:{key}" for key in (*keys, record)])
    if day is not None:
        start = timezone.make_aware(datetime.combine(day, time.min))
        found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return found
