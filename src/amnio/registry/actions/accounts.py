"""Making accounts and giving roles."""

from amnio.registry.access import Actor, Permission, Role
from amnio.registry.actions.action import action
from amnio.registry.models import Membership, Staff, Unit


class AccountTaken(ValueError):
    """Somebody has this name."""


def make_account(
    *, username: str, password: str | None, unit: str, role: Role, language: str, by: Actor | None = None
) -> Staff:
    """An account with one role in a unit. Without a password one signs in through the hospital's directory alone.

    `by` is None for the command line of the installation. Raises `AccountTaken`.
    """
    if by is not None:
        by.must(Permission.MANAGE_STAFF)
    with action("staff.added", by=by) as happened:
        if Staff.objects.filter(username__iexact=username).exists():
            raise AccountTaken(f"There is an account {username!r} already. Choose another name.")
        place, _ = Unit.objects.get_or_create(name=unit, defaults={"language": language})
        person = Staff(username=username, language=language)
        if password is None:
            person.set_unusable_password()
        else:
            person.set_password(password)
        person.save()
        Membership.objects.create(staff=person, unit=place, role=role.value)
        happened.subject = f"staff:{person.pk}"
        happened.note(role=role.value)
    return person
