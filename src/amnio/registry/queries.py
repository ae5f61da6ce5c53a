"""What an actor can see. Every view starts from here, so that no unit sees the records of another."""

from django.db.models import QuerySet

from amnio.registry.access import Actor
from amnio.registry.models import Pregnancy


def pregnancies_of(actor: Actor) -> "QuerySet[Pregnancy]":
    """The pregnancies of the actor's unit, without those whose woman asked that nobody works with them."""
    return Pregnancy.objects.filter(unit=actor.unit, restricted=False)
