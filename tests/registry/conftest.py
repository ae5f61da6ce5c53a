"""A small unit for tests of the registry: one of each role, and pregnancies made through the actions."""

from dataclasses import dataclass

import pytest
from django.test import Client

from amnio.registry.access import Actor, Role
from amnio.registry.actions.action import action
from amnio.registry.models import Membership, Staff, Unit
from tests.registry import flushing

flushing.install()


@dataclass
class People:
    """A unit with one of each role, ready to act or to browse."""

    unit: Unit
    staff: dict[Role, Staff]

    def actor(self, role: Role = Role.CLINICIAN) -> Actor:
        return Actor(staff=self.staff[role], unit=self.unit, role=role)

    def browser(self, role: Role = Role.CLINICIAN, language: str = "en") -> Client:
        """A browser in which somebody of that role has signed in."""
        client = Client(headers={"accept-language": language})
        client.force_login(self.staff[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def unit_with_people(name: str) -> People:
    with action("test.unit_made", by=None):
        unit = Unit.objects.create(name=name, language="en", phone="010-5550100")
        staff = {role: Staff.objects.create(username=f"{role.value}-{name}".lower().replace(" ", "-")) for role in Role}
        for role, person in staff.items():
            Membership.objects.create(staff=person, unit=unit, role=role.value)
    return People(unit=unit, staff=staff)


@pytest.fixture
def people(db: None) -> People:
    return unit_with_people("North")


@pytest.fixture
def others(db: None) -> People:
    """Another unit."""
    return unit_with_people("South")
