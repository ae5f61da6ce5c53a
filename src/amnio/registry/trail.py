"""The chain of the audit trail: appending an event, and finding a row that was changed or is missing.

Each event carries the hash of the one before it, so whoever changes or removes a row, even with the rights of the
database's owner, breaks the chain at that place. Cutting off the end is found by comparing with a head that was noted
elsewhere (`amnio audit-trail head`, and every backup's manifest).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from amnio.registry.access import Actor
from amnio.registry.models import Event

FIRST = "0" * 64
#: Any number will do, as long as everybody who appends asks for the same lock.
_LOCK = 0x616D6E696F


def append(kind: str, *, by: Actor | None, subject: str = "", details: Mapping[str, Any] | None = None) -> Event:
    """Appends an event. Inside a transaction: it waits for its turn (SQLite: IMMEDIATE; PostgreSQL: a lock)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Event.objects.order_by("-sequence").values("sequence", "hash").first()
    event = Event(
        sequence=last["sequence"] + 1 if last else 1,
        at=datetime.now(UTC),
        staff=by.staff if by else None,
        unit=by.unit if by else None,
        role=by.role.value if by and by.staff else "",
        kind=kind,
        subject=subject,
        details=dict(details or {}),
        previous=last["hash"] if last else FIRST,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    return event


def hash_of(event: Event) -> str:
    """SHA-256 over everything the row says and the hash before it."""
    said = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "staff": event.staff_id,
        "unit": event.unit_id,
        "role": event.role,
        "kind": event.kind,
        "subject": event.subject,
        "details": event.details,
        "previous": event.previous,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def head(*, using: str = "default") -> tuple[int, str] | None:
    """The number and the hash of the last event."""
    found: tuple[int, str] | None = (
        Event.objects.using(using).order_by("-sequence").values_list("sequence", "hash").first()
    )
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """A place at which the chain does not hold: `missing`, `changed`, `unchained` or `cut_off`."""

    sequence: int
    what: str


def breaks(*, head: str | None = None, using: str = "default") -> Iterator[Break]:
    """Reads the whole chain; `head` is a hash noted earlier that must still be in it."""
    previous, expected, seen_head = FIRST, 1, head in (None, FIRST)
    for event in Event.objects.using(using).order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            yield Break(sequence=expected, what="missing")
        elif event.previous != previous:
            yield Break(sequence=event.sequence, what="unchained")
        if hash_of(event) != event.hash:
            yield Break(sequence=event.sequence, what="changed")
        seen_head = seen_head or event.hash == head
        previous, expected = event.hash, event.sequence + 1
    if not seen_head:
        yield Break(sequence=expected, what="cut_off")
