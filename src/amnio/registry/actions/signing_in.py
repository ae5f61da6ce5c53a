"""What happens at the door: signing in and out, a changed password, a second factor, somebody locked out."""

from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from amnio.registry.access import Actor, Role
from amnio.registry.actions.action import action, subject_of
from amnio.registry.models import Event, Membership, Staff

OWN_PASSWORD = "staff.password_changed"


def at_the_door(staff: Staff) -> Actor | None:
    """The person in the first of their roles; None for somebody who works nowhere."""
    first = Membership.objects.filter(staff=staff, active=True).select_related("unit").order_by("pk").first()
    return Actor(staff=staff, unit=first.unit, role=Role(first.role)) if first else None


def signed_in(staff: Staff) -> None:
    """Somebody signed in; when they last did is kept with the account."""
    with action("staff.signed_in", by=at_the_door(staff), about=staff):
        staff.last_login = timezone.now()
        staff.save(update_fields=["last_login"])


def happened_at_the_door(kind: str, staff: Staff) -> None:
    """Signed out, locked out, a factor added or removed."""
    with action(kind, by=at_the_door(staff), about=staff):
        pass


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
    return last is not None and last.kind != OWN_PASSWORD and last.staff_id is not None
