"""Where everything is: what the reader's role finds where, and what the other roles do."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amnio import __version__
from amnio.registry.access import PERMISSIONS, Permission, Role, for_signed_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Something people look for. Its words are `where.<name>` and `where.<name>_is`; `to` is its page, where it has one
    of its own and is not reached from a record."""

    name: str
    needs: Permission | None = None  # None: everybody has it
    page: str = ""
    shows: str = ""

    @property
    def key(self) -> str:
        return f"where.{self.name}"

    @property
    def key_is(self) -> str:
        return f"where.{self.name}_is"

    @property
    def to(self) -> str:
        if not self.page:
            return ""
        return reverse(self.page) + (f"?show={self.shows}" if self.shows else "")


_P = Permission
#: In the order of the work.
PLACES = (
    Place(name="today", needs=_P.SEE_WORKLIST, page="worklist"),
    Place(name="woman", needs=_P.SEE_RECORD, page="pregnancies"),
    Place(name="register", needs=_P.REGISTER, page="new_pregnancy"),
    Place(name="dating", needs=_P.CHANGE_RECORD),
    Place(name="check", needs=_P.CHANGE_RECORD, page="worklist", shows="checks"),
    Place(name="counsel", needs=_P.COUNSEL),
    Place(name="procedure", needs=_P.CHANGE_RECORD, page="worklist", shows="today"),
    Place(name="calls", needs=_P.FOLLOW_UP, page="worklist", shows="calls"),
    Place(name="flags", needs=_P.SEE_WORKLIST, page="worklist", shows="flags"),
    Place(name="results", needs=_P.CHANGE_RECORD, page="worklist", shows="results"),
    Place(name="outcome", needs=_P.FOLLOW_UP),
    Place(name="care", needs=_P.COUNSEL),
    Place(name="review", needs=_P.REVIEW, page="reviews"),
    Place(name="judgement", needs=_P.REVIEW),
    Place(name="letter", needs=_P.WRITE_LETTER),
    Place(name="history", needs=_P.SEE_RECORD),
    Place(name="hand_out", needs=_P.EXPORT_WOMAN),
    Place(name="study", needs=_P.EXPORT_STUDY, page="exports"),
    Place(name="requests", needs=_P.HANDLE_REQUESTS, page="requests"),
    Place(name="staff", needs=_P.MANAGE_STAFF, page="staff"),
    Place(name="unit", needs=_P.MANAGE_STAFF, page="unit"),
    Place(name="trail", needs=_P.SEE_TRAIL, page="trail"),
    Place(name="account", page="account"),
    Place(name="draft"),
    Place(name="keys", needs=_P.SEE_WORKLIST, page="keys"),
    Place(name="language"),
    Place(name="forgotten"),
)


def places_of(role: Role) -> tuple[Place, ...]:
    """What somebody in this role finds."""
    return tuple(place for place in PLACES if place.needs is None or place.needs in PERMISSIONS[role])


@for_signed_in
def where(request: HttpRequest) -> HttpResponse:
    own = request.actor.role
    others = [
        (role, [place for place in places_of(role) if place.needs is not None]) for role in Role if role is not own
    ]
    return render(
        request,
        "registry/where.html",
        {"places": places_of(own), "others": others, "version": __version__},
    )
