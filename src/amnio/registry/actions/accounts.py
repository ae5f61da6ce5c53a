"""Accounts, and what people are in a unit. An administrator acts on their own unit alone."""

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator

from amnio.registry import guesses
from amnio.registry.access import Actor, Permission, Role
from amnio.registry.actions import drafts
from amnio.registry.actions.action import action
from amnio.registry.models import Membership, Staff, Unit

#: Letters and digits that nobody confuses when a password is read out.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


class AccountTaken(ValueError):
    """Somebody has this name."""


class WorksElsewhere(ValueError):
    """The person works in another unit as well: what concerns the whole account is not this administrator's."""


class LastAdministrator(ValueError):
    """Nobody would be left to give roles."""


def make_account(
    *, username: str, password: str | None, unit: str, role: Role, language: str, by: Actor | None = None
) -> Staff:
    """An account with one role in a unit. Without a password one signs in through the hospital's directory alone.

    `by` is None for the command line of the installation. Raises `AccountTaken`.
    """
    with action("staff.added", by=by) as happened:
        if Staff.objects.filter(username__iexact=username).exists():
            raise AccountTaken(f"There is an account {username!r} already. Choose another name.")
        if by is None:
            place, _ = Unit.objects.get_or_create(name=unit, defaults={"language": language})
        else:
            by.must(Permission.MANAGE_STAFF)
            place = by.unit
        person = Staff(username=username, language=language)
        if password is None:
            person.set_unusable_password()
        else:
            person.set_password(password)
        person.save()
        Membership.objects.create(staff=person, unit=place, role=role.value)
        happened.about(person)
        happened.note(role=role.value, directory=password is None)
    return person


def name_account(by: Actor, person: Staff, shown_name: str) -> None:
    """How the person is called on pages and letters."""
    _must_manage(by, person, whole_account=False)
    with action("staff.named", by=by, about=person):
        person.shown_name = shown_name
        person.save(update_fields=["shown_name"])


def give_role(by: Actor, person: Staff, role: Role) -> Membership:
    """A role in the administrator's unit, to anybody who has an account."""
    by.must(Permission.MANAGE_STAFF)
    with action("staff.role_given", by=by, about=person) as happened:
        given, _ = Membership.objects.update_or_create(
            staff=person, unit=by.unit, role=role.value, defaults={"active": True}
        )
        happened.note(role=role.value)
    return given


def take_role(by: Actor, person: Staff, role: Role) -> None:
    """Takes a role of the unit away. Raises `LastAdministrator`."""
    by.must(Permission.MANAGE_STAFF)
    with action("staff.role_taken", by=by, about=person) as happened:
        if role is Role.ADMINISTRATOR:
            _must_leave_an_administrator(by, person)
        Membership.objects.filter(staff=person, unit=by.unit, role=role.value).update(active=False)
        happened.note(role=role.value)


def close_account(by: Actor, person: Staff) -> None:
    """The person left: no sign-in, no roles, no drafts; what they did stays under their name."""
    _must_manage(by, person)
    with action("staff.closed", by=by, about=person):
        _must_leave_an_administrator(by, person)
        Membership.objects.filter(staff=person).update(active=False)
        person.is_active = False
        person.save(update_fields=["is_active"])
        drafts.forget_of(person)


def open_account(by: Actor, person: Staff, role: Role) -> None:
    """The person is back."""
    _must_manage(by, person)
    with action("staff.opened", by=by, about=person) as happened:
        person.is_active = True
        person.save(update_fields=["is_active"])
        Membership.objects.update_or_create(staff=person, unit=by.unit, role=role.value, defaults={"active": True})
        happened.note(role=role.value)


def reset_account(by: Actor | None, person: Staff) -> str:
    """A new password, to be changed at the next sign-in, and no second factor; every session of the person ends, no
    browser is known any more, and no lock stays.

    Returns the password: it is shown once and kept nowhere. `by` is None at the machine.
    """
    if by is not None:
        _must_manage(by, person)
    password = "-".join("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(5))
    with action("staff.reset", by=by, about=person):
        person.set_password(password)
        person.save(update_fields=["password"])
        Authenticator.objects.filter(user=person).delete()
        guesses.forget(person)
    return password


def unlock_account(by: Actor | None, person: Staff) -> None:
    """Lets somebody in who was kept out by guesses, their own or a stranger's. `by` is None at the machine.

    Whoever could unlock the account of another unit could guess at it without end.
    """
    if by is not None:
        _must_manage(by, person)
    with action("staff.unlocked", by=by, about=person) as happened:
        happened.note(lock=guesses.locks_of(person))
        guesses.forget(person)


def change_unit(by: Actor, values: Mapping[str, Any]) -> None:
    """The unit's name, telephone number, language and the rules it follows."""
    by.must(Permission.MANAGE_STAFF)
    with action("unit.changed", by=by, about=by.unit) as happened:
        unit = Unit.objects.select_for_update(no_key=True).get(pk=by.unit.pk)  # events point to it meanwhile
        changed = sorted(name for name, value in values.items() if getattr(unit, name) != value)
        for name in changed:
            setattr(unit, name, values[name])
        unit.save()
        happened.note(fields=changed)


def _must_manage(by: Actor, person: Staff, *, whole_account: bool = True) -> None:
    by.must(Permission.MANAGE_STAFF)
    units = set(person.memberships.values_list("unit_id", flat=True))
    if by.unit.pk not in units or (whole_account and units != {by.unit.pk}):
        raise WorksElsewhere(person.username)


def _must_leave_an_administrator(by: Actor, person: Staff) -> None:
    heads = Membership.objects.filter(unit=by.unit, role=Role.ADMINISTRATOR.value)
    list(heads.select_for_update(no_key=True).order_by("pk"))  # two who dismiss each other do so one after the other
    others = heads.filter(active=True, staff__is_active=True)
    if not others.exclude(staff=person).exists():
        raise LastAdministrator(person.username)
