"""Putting back the rules that the database itself keeps, where some are gone."""

from django.db import transaction

from amnio.registry import protections_held
from amnio.registry.actions.action import action


def protect() -> tuple[str, ...]:
    """Returns the names of the rules that were not in place; where there were any, that is an event."""
    with transaction.atomic():
        gone = protections_held.put_back()
        if gone:
            with action("registry.protected", by=None) as happened:
                happened.note(rules=list(gone))
    return gone
