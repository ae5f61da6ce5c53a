"""`amnio audit-trail`: whether the chain of events holds, and its head to be noted elsewhere."""

import json
from datetime import datetime

import click

from amnio.registry.commands.django_ready import database_must_answer, start

_SAID = {
    "missing": "is missing",
    "changed": "was changed after it was written",
    "unchained": "does not follow the one before it",
    "cut_off": "and whatever came after it: the head that was noted is not in the trail, so its end was cut off",
}


@click.group("audit-trail")
def audit_trail() -> None:
    """The audit trail: check that no event was changed or removed."""


@audit_trail.command("verify")
@click.option("--head", help="A head that was noted earlier and must still be in the trail.")
def verify(head: str | None) -> None:
    """Read the whole chain, and look whether the database still protects it.

    Exit status 1 when an event was changed, is missing, the end was cut off, or a rule of the database is gone.
    """
    start()
    database_must_answer()
    from amnio.registry import protections_held, trail

    found = list(trail.breaks(head=head))
    for place in found[:50]:
        click.echo(f"Event {place.sequence} {_SAID[place.what]}.", err=True)
    if found:
        click.echo(f"The audit trail does not hold: {len(found)} {'place' if len(found) == 1 else 'places'}.", err=True)
        raise SystemExit(1)
    if gone := protections_held.missing():
        click.echo(f"Rules that the database should keep are not in place: {', '.join(gone)}.", err=True)
        click.echo("amnio audit-trail protect puts them back.", err=True)
        raise SystemExit(1)
    last = trail.head()
    click.echo("The audit trail holds: no events yet." if last is None else f"The audit trail holds: {last[0]} events.")
    if last is not None:
        click.echo(f"Head: {last[1]}")


@audit_trail.command("head")
def head() -> None:
    """Print the hash of the last event. Note it where the database's owner cannot change it."""
    start()
    database_must_answer()
    from amnio.registry import trail

    last = trail.head()
    click.echo(trail.FIRST if last is None else last[1])


@audit_trail.command("show")
@click.option("--record", help="Number of a record, as on its page, or the long one in its address.")
@click.option("--person", help="User name of who did it.")
@click.option("--kind", help="Beginning of a kind, such as review. or staff.signed_in")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="On the clock of the registry.")
def show(record: str | None, person: str | None, kind: str | None, day: datetime | None) -> None:
    """Print events whole, the oldest first: kinds and details as they are kept.

    The page of an administrator says of a record only that it was seen, changed or taken out. Kinds tell more (that
    there was a loss, a red flag): this is for whoever looks into what somebody did, and may know it.
    """
    start()
    database_must_answer()
    from django.utils import timezone

    from amnio.registry.queries import all_events

    for event in all_events(record=record, person=person, kind=kind, day=day.date() if day else None):
        at = timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")
        who = f"{event.staff.username} {event.role}".strip() if event.staff else "-"
        details = json.dumps(event.details, ensure_ascii=False, sort_keys=True) if event.details else ""
        click.echo(f"{event.sequence}  {at}  {who}  {event.kind}  {event.subject}  {details}".rstrip())


@audit_trail.command("protect")
def protect() -> None:
    """Put back the rules that the database keeps by itself, and write it in the trail.

    For a database that `amnio serve` refuses. Run `amnio audit-trail verify --head HASH` first, with a head that was
    noted: while the rules were gone, rows could be changed.
    """
    start()
    database_must_answer()
    from amnio.registry.actions.protecting import protect as put_back

    gone = put_back()
    click.echo(f"Put back: {', '.join(gone)}." if gone else "Every rule was in place.")
