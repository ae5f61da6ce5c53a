"""An action: one transaction in which something changes and its event is written, or neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models, transaction

from amnio.registry import trail
from amnio.registry.access import Actor
from amnio.registry.models import Event
from amnio.registry.write_guard import writing

#: How long a look at a record stands for what follows it.
AGAIN = timedelta(hours=1)


class Happened:
    """What the action noted about itself while it ran; becomes the details of its event."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.details: dict[str, Any] = {}

    def note(self, **details: Any) -> None:
        """Names of fields, numbers, codes of forms: never a value of a person."""
        self.details |= details

    def about(self, row: models.Model) -> None:
        """For a row that did not exist before."""
        self.subject = subject_of(row)


@contextmanager
def action(kind: str, *, by: Actor | None, about: models.Model | None = None) -> Iterator[Happened]:
    """Everything inside is one transaction, and leaves one event of this `kind` in the audit trail.

    `by` is None only for the installation itself (the first administrator, a restore).
    """
    with transaction.atomic(), writing():
        happened = Happened(subject_of(about) if about is not None else "")
        yield happened
        trail.append(kind, by=by, subject=happened.subject, details=happened.details)


def seen(kind: str, *, by: Actor, about: models.Model | None = None, **details: Any) -> None:
    """Somebody looked at something: an event of its own."""
    with action(kind, by=by, about=about) as happened:
        happened.note(**details)


def seen_again(kind: str, *, by: Actor, about: models.Model) -> None:
    """The same where parts of a page follow each other while somebody types: one event an hour is enough."""
    lately = datetime.now(UTC) - AGAIN
    if not Event.objects.filter(subject=subject_of(about), staff=by.staff, unit=by.unit, at__gte=lately).exists():
        seen(kind, by=by, about=about)


def subject_of(row: models.Model) -> str:
    """How the trail names a row: by its public number where it has one."""
    return f"{row._meta.model_name}:{getattr(row, 'public_id', None) or row.pk}"
