"""Who may do what: five roles, a closed list of permissions, one table."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse

if TYPE_CHECKING:
    from amnio.registry.models import Staff, Unit


class Role(StrEnum):
    CLINICIAN = "clinician"
    NURSE = "nurse"
    REVIEWER = "reviewer"
    AUDIT_LEAD = "audit_lead"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    SEE_WORKLIST = "see_worklist"
    SEE_RECORD = "see_record"  # with identity
    REGISTER = "register"  # who she is, and her first dating
    CHANGE_RECORD = "change_record"
    FOLLOW_UP = "follow_up"
    COUNSEL = "counsel"
    REVIEW = "review"
    WRITE_LETTER = "write_letter"
    SEE_SUMMARY = "see_summary"  # numbers of the unit, no identities
    EXPORT_STUDY = "export_study"  # pseudonymised
    EXPORT_WOMAN = "export_woman"  # everything of one woman, for her
    HANDLE_REQUESTS = "handle_requests"  # deletion and restriction
    MANAGE_STAFF = "manage_staff"
    SEE_TRAIL = "see_trail"


_P = Permission
#: Least privilege: what a role is not given here it cannot do. Administrators see no clinical record.
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLINICIAN: frozenset(
        {
            _P.SEE_WORKLIST,
            _P.SEE_RECORD,
            _P.REGISTER,
            _P.CHANGE_RECORD,
            _P.FOLLOW_UP,
            _P.COUNSEL,
            _P.REVIEW,
            _P.WRITE_LETTER,
            _P.EXPORT_WOMAN,
        }
    ),
    Role.NURSE: frozenset({_P.SEE_WORKLIST, _P.SEE_RECORD, _P.REGISTER, _P.FOLLOW_UP, _P.COUNSEL}),
    Role.REVIEWER: frozenset({_P.SEE_WORKLIST, _P.SEE_RECORD, _P.REVIEW}),
    Role.AUDIT_LEAD: frozenset({_P.SEE_SUMMARY, _P.EXPORT_STUDY}),
    Role.ADMINISTRATOR: frozenset({_P.MANAGE_STAFF, _P.SEE_TRAIL, _P.HANDLE_REQUESTS}),
}


class Actor:
    """One member of staff at work in one unit, in one role. Every action is done by one."""

    __slots__ = ("role", "staff", "unit")

    def __init__(self, *, staff: "Staff", unit: "Unit", role: Role) -> None:
        self.staff, self.unit, self.role = staff, unit, role

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]

    def must(self, permission: Permission) -> None:
        """Raises `PermissionDenied` unless this role may."""
        if not self.may(permission):
            raise PermissionDenied(permission.value)


View = Callable[..., HttpResponse]
#: What was sent is answered with a page and not with the way to one: shown, asked about (409), refused (422).
_SHOWS = (200, 409, 422)


def needs(permission: Permission) -> Callable[[View], View]:
    """A view that only who has the permission reaches. Every view carries this or one of the two below."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                from amnio.registry.middleware import ask_to_sign_in

                return ask_to_sign_in(request)
            actor.must(permission)
            try:
                answer = view(request, *args, **kwargs)
                _was_looked_at(request, answer, kwargs)
                return answer
            except (ObjectDoesNotExist, IntegrityError):
                if _was_erased(kwargs):
                    raise Http404 from None
                raise

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _was_looked_at(request: HttpRequest, answer: HttpResponse, asked: Mapping[str, Any]) -> None:
    """A form that is shown again, a question whose value stays, verdicts while somebody types: each shows something of
    the record though nothing was opened and nothing saved. A view that leaves its own event leaves this one out."""
    from amnio.registry.actions.action import seen_again
    from amnio.registry.models import Pregnancy

    key = asked.get("public_id")
    if request.method != "POST" or key is None or answer.status_code not in _SHOWS:
        return
    record = Pregnancy.objects.filter(unit=request.actor.unit, public_id=key).first()
    if record is not None:
        seen_again("record.seen", by=request.actor, about=record)


def _was_erased(asked: Mapping[str, Any]) -> bool:
    """Whether the record of an address is gone: it was deleted on request while this was being answered."""
    from amnio.registry.models import Pregnancy, Woman

    key = asked.get("public_id") or getattr(asked.get("address"), "pregnancy", None)
    return key is not None and not any(model.objects.filter(public_id=key).exists() for model in (Pregnancy, Woman))


#: Marks a view for whoever has signed in, whatever the role: it shows only what is the person's own.
OWN = "own"


def for_signed_in(view: View) -> View:
    """A view that everybody reaches who has signed in and is at work in a unit."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            from amnio.registry.middleware import ask_to_sign_in

            return ask_to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.needs = OWN  # type: ignore[attr-defined]
    return guarded


def for_everybody(view: View) -> View:
    """A view that shows nothing of anybody, signed in or not: marked, so that a test can count them."""
    view.needs = None  # type: ignore[attr-defined]
    return view
