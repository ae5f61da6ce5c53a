"""Keeping what somebody typed and has not saved. A draft is no change of a record: it leaves no event.

A draft belongs to its author. Nobody else ever reads it, not even an administrator; it is gone once the form is saved,
after `KEPT_DAYS`, when the account is closed, and with the pregnancy whose deletion was asked for.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from amnio.registry.models import Draft, Membership, Pregnancy, Staff, Unit, Woman

KEPT_DAYS = 14
#: A person has at most so many drafts; the oldest makes room.
MOST = 50
#: Characters in a draft: far more than anybody types into one form.
LARGEST = 200_000
LONGEST_PATH = 200
#: What is never kept: it proves who somebody is.
_SECRET = ("csrfmiddlewaretoken", "password", "code")

_NUMBER = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Values = Mapping[str, list[str]]


class NotKept(ValueError):
    """What was typed is not kept as a draft."""


class TooLarge(NotKept):
    """More than anybody types."""


class Erased(NotKept):
    """About somebody whose records were deleted on request while the form was still open."""


def keep(staff: Staff, path: str, values: Values) -> Draft:
    """Keeps the fields of a form as they were typed. Raises `NotKept`."""
    kept = {name: list(given) for name, given in values.items() if not any(word in name for word in _SECRET)}
    if sum(len(name) + sum(map(len, given)) for name, given in kept.items()) > LARGEST:
        raise TooLarge(path)
    with transaction.atomic():
        if (about := _NUMBER.search(path)) and not _is_here(about[0]):
            raise Erased(path)
        draft, _ = Draft.objects.update_or_create(staff=staff, path=path, defaults={"values": kept})
        _make_room(staff)
    return draft


def find(staff: Staff, path: str) -> Draft | None:
    """The draft that this person has of this form."""
    return Draft.objects.filter(staff=staff, path=path, kept_at__gt=_oldest()).first()


def forget(staff: Staff, path: str) -> None:
    """The form was saved, or its draft thrown away."""
    Draft.objects.filter(staff=staff, path=path).delete()


def forget_of(staff: Staff) -> None:
    """The account was closed."""
    Draft.objects.filter(staff=staff).delete()


def forget_about(public_id: object) -> None:
    """Everybody's drafts about a pregnancy, its reviews, or a woman: their addresses hold the public id."""
    Draft.objects.filter(path__contains=str(public_id)).delete()


def forget_naming(unit: Unit, *, hospital_number: str, name: str) -> None:
    """Drafts of forms that were registering her, whose addresses hold no number of hers yet.

    Known by her hospital number, or by her name where no number was typed: another woman may have the same name.
    """
    here = Membership.objects.filter(unit=unit).values("staff_id")
    for draft in Draft.objects.filter(staff__in=here):
        typed = {box: " ".join(given).strip() for box, given in draft.values.items()}
        numbered = any(text for box, text in typed.items() if box.endswith(".hospital_number"))
        if hospital_number in typed.values() or (name in typed.values() and not numbered):
            draft.delete()


def _is_here(public_id: str) -> bool:
    """Locked until the draft is written: a deletion comes before it, and it is refused, or after it, and takes it too."""
    return any(
        model.objects.select_for_update(no_key=True).filter(public_id=public_id).exists() for model in (Pregnancy, Woman)
    )


def _make_room(staff: Staff) -> None:
    Draft.objects.filter(kept_at__lte=_oldest()).delete()
    too_many = Draft.objects.filter(staff=staff).order_by("-kept_at").values_list("pk", flat=True)[MOST:]
    if too_many := list(too_many):
        Draft.objects.filter(pk__in=too_many).delete()


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=KEPT_DAYS)
