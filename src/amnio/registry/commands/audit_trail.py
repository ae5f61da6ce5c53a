"""`amnio audit-trail`: whether the chain of events holds, and its head to be noted elsewhere."""

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
        click.echo(f"The audit trail does not hold: {len(found)} places.", err=True)
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
