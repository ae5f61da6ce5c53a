"""Keeping what somebody typed and has not saved. A draft is no change of a record: it leaves no event.

A draft belongs to its author. Nobody else ever reads it, not even an administrator; it is gone once the form is saved,
after `KEPT_DAYS`, when the account is closed, and with the pregnancy whose deletion was asked for.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from amnio.registry.models import Draft, Membership, Pregnancy, Staff, Unit, Woman

KEPT_DAYS = 14
#: A person has at most so many drafts; the oldest makes room.
MOST = 50
#: Characters in a draft: far more than anybody types into one form.
LARGEST = 200_000
LONGEST_PATH = 180
#: What is never kept: it proves who somebody is.
_SECRET = ("csrfmiddlewaretoken", "password", "code")
_UNIT = "at_unit"
_NOT_TYPED = (*_SECRET, _UNIT)

_NUMBER = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: Of a unit, in the address under which a draft is kept.
_LONGEST_KEY = 10

Values = Mapping[str, list[str]]


class NotKept(ValueError):
    """What was typed is not kept as a draft."""


class TooLarge(NotKept):
    """More than anybody types."""


class Erased(NotKept):
    """About somebody whose records were deleted on request while the form was still open."""


def keep(staff: Staff, path: str, values: Values) -> Draft:
    """Keeps the fields of a form as they were typed. Raises `NotKept`.

    A form whose address holds no number of a record is one of the unit that it says it was opened in.
    """
    place = _place(path, *values.get(_UNIT, ())[:1])
    kept = {name: list(given) for name, given in values.items() if not any(word in name for word in _NOT_TYPED)}
    if sum(len(name) + sum(map(len, given)) for name, given in kept.items()) > LARGEST:
        raise TooLarge(path)
    if any("\0" in text for name, given in kept.items() for text in (name, *given)):
        raise NotKept(path)  # no database keeps it, and nobody types it
    with transaction.atomic():
        if (about := _NUMBER.search(path)) and not _is_here(about[0]):
            raise Erased(path)
        draft, _ = Draft.objects.update_or_create(staff=staff, path=place, defaults={"values": kept})
        _make_room(staff)
    return draft


def find(staff: Staff, path: str, *, at: Unit | None = None) -> Draft | None:
    """The draft that this person has of this form, in the unit in which she is at work."""
    return _of_form(staff, path, at).filter(kept_at__gt=_oldest()).order_by("-kept_at").first()


def forget(staff: Staff, path: str, *, at: Unit | None = None) -> None:
    """The form was saved, or its draft thrown away."""
    _of_form(staff, path, at).delete()


def _of_form(staff: Staff, path: str, at: Unit | None) -> "QuerySet[Draft]":
    places = [path] if at is None else [path, _place(path, str(at.pk))]
    return Draft.objects.filter(staff=staff, path__in=places)


def _place(path: str, unit: str = "") -> str:
    """A record is one unit's; the form that registers a woman is every unit's, so its draft names the unit."""
    of_a_unit = unit.isascii() and unit.isdigit() and len(unit) < _LONGEST_KEY and not _NUMBER.search(path)
    return f"{path}#{unit}" if of_a_unit else path


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
    """Locked until the draft is written: a deletion comes before it, and refuses it, or after it, and takes it too."""
    locked = (model.objects.select_for_update(no_key=True) for model in (Pregnancy, Woman))
    return any(rows.filter(public_id=public_id).exists() for rows in locked)


def _make_room(staff: Staff) -> None:
    Draft.objects.filter(kept_at__lte=_oldest()).delete()
    too_many = Draft.objects.filter(staff=staff).order_by("-kept_at").values_list("pk", flat=True)[MOST:]
    if too_many := list(too_many):
        Draft.objects.filter(pk__in=too_many).delete()


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=KEPT_DAYS)
