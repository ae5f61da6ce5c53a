"""`amnio demo`: a made-up unit, to look at and to learn with."""

import click

from amnio.registry.commands.django_ready import start


@click.command()
@click.option("--procedures", default=2000, show_default=True, type=click.IntRange(1, 200_000), help="How many.")
@click.option(
    "--years", default=4, show_default=True, type=click.IntRange(1, 40), help="Over how many years, up to today."
)
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="The same seed gives the same women."
)
@click.option("--once", is_flag=True, help="Do nothing, and succeed, when the demonstration is there already.")
def demo(procedures: int, years: int, seed: int, once: bool) -> None:
    """Fill an empty database with a made-up unit: women, procedures, calls, losses, and an account for each role.

    \b
    AMNIO_HOME=demonstration amnio demo
    AMNIO_HOME=demonstration amnio serve

    \b
    The password of the accounts is made by chance and printed once. Losses, findings and karyotypes are drawn
    from the pregnancy model; names and everything else are invented. A database with a real unit is refused.
    """
    start()
    from django.core.management import call_command
    from django.utils import timezone

    from amnio.registry.actions.demonstration import AlreadyThere, HoldsRealRecords, fill

    call_command("migrate", interactive=False, verbosity=0)
    try:
        made = fill(procedures=procedures, years=years, seed=seed, today=timezone.localdate())
    except AlreadyThere:
        if once:
            click.echo(
                "The demonstration is there already: sign in as demo-clinician, with the password that was shown when "
                "it was made. Lost it? Remove the folder and begin again."
            )
            return
        raise click.UsageError(
            "This database has its demonstration already, and a second would have the same names twice. "
            "Set AMNIO_HOME to another folder, or remove the folder and begin again."
        ) from None
    except HoldsRealRecords:
        raise click.UsageError(
            "This database holds a real unit: made-up women must never stand beside real ones. "
            "Set AMNIO_HOME to a folder of its own."
        ) from None
    click.echo(f"{made.pregnancies} made-up pregnancies, {made.losses} of them lost. Sign in as")
    for role, username in made.accounts.items():
        click.echo(f"  {username:<16} {role}")
    click.echo(f"with the password  {made.password}  (shown only now)")
