"""What happens at the door: signing in and out, a changed password, a second factor, somebody locked out."""

import hashlib
from typing import Any, cast

from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.utils import timezone

from amnio.registry.access import Actor, Role
from amnio.registry.actions.action import action, subject_of
from amnio.registry.models import Event, Membership, Staff

OWN_PASSWORD = "staff.password_changed"


def at_the_door(staff: Staff) -> Actor | None:
    """The person in the first of their roles; None for somebody who works nowhere."""
    first = Membership.objects.filter(staff=staff, active=True).select_related("unit").order_by("pk").first()
    return Actor(staff=staff, unit=first.unit, role=Role(first.role)) if first else None


def _somebody_at(staff: Staff) -> Actor | None:
    """Somebody unknown where the person works first, so that the unit's administrator reads of it."""
    person = at_the_door(staff)
    return None if person is None else Actor(staff=cast("Any", None), unit=person.unit, role=person.role)


def signed_in(staff: Staff, *, wrong_second_steps: int = 0) -> None:
    """Somebody signed in, perhaps after wrong codes; when they last did is kept with the account."""
    with action("staff.signed_in", by=at_the_door(staff), about=staff) as happened:
        if wrong_second_steps:
            happened.note(wrong=wrong_second_steps)
        staff.last_login = timezone.now()
        staff.save(update_fields=["last_login"])


def happened_at_the_door(kind: str, staff: Staff) -> None:
    """Signed out, locked out, a factor added or removed."""
    with action(kind, by=at_the_door(staff), about=staff):
        pass


def told_once(kind: str, staff: Staff, *, of: str, within: int, **details: Any) -> None:
    """What a stranger brings about as often as they like: one event in so many seconds for each `of`. It is about the
    account; who did it nobody knows."""
    if cache.add(_told(kind, of), True, within):
        with action(kind, by=_somebody_at(staff), about=staff) as happened:
            happened.note(**details)


def may_be_told_again(kind: str, *, of: str) -> None:
    cache.delete(_told(kind, of))


def _told(kind: str, of: str) -> str:
    return f"amnio-told-{hashlib.sha256(f'{kind} {of}'.encode()).hexdigest()}"


def read_in(staff: Staff, language: str) -> None:
    """The person reads the pages in this language from now on."""
    if staff.language == language:
        return
    with action("staff.language_chosen", by=at_the_door(staff), about=staff) as happened:
        staff.language = language
        staff.save(update_fields=["language"])
        happened.note(language=language)


def set_own_password(staff: Staff, password: str) -> None:
    """The person changed it."""
    with action(OWN_PASSWORD, by=at_the_door(staff), about=staff):
        staff.set_password(password)
        staff.save(update_fields=["password"])


def keep_hash(staff: Staff, password: str) -> None:
    """The same password, hashed anew because the installation now hashes harder."""
    with action("staff.password_rehashed", by=None, about=staff):
        staff.set_password(password)
        staff.save(update_fields=["password"])


def tie(staff: Staff, account: SocialAccount) -> None:
    """Ties an account to the number that the hospital's directory has for the person."""
    with action("staff.tied_to_directory", by=at_the_door(staff), about=staff):
        account.user = staff
        account.save()


def is_tied(staff: Staff) -> bool:
    return SocialAccount.objects.filter(user=staff).exists()


def password_is_temporary(staff: Staff) -> bool:
    """Whether somebody else chose it: the last event about the password says so."""
    last = (
        Event.objects.filter(subject=subject_of(staff), kind__in=("staff.added", "staff.reset", OWN_PASSWORD))
        .order_by("-sequence")
        .first()
    )
    if last is None or last.kind == OWN_PASSWORD:
        return False
    return last.kind == "staff.reset" or last.staff_id is not None  # who adds an account at the machine types their own
