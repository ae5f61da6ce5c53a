"""`amnio staff`: accounts made at the machine, the first administrator among them."""

import getpass
import sys
from typing import TYPE_CHECKING

import click

from amnio.registry.access import Role
from amnio.registry.commands.django_ready import database_must_answer, start

if TYPE_CHECKING:
    from amnio.registry.models import Staff


@click.group()
def staff() -> None:
    """Accounts: the first administrator, and whoever else is made at the machine."""


@staff.command("add")
@click.argument("username")
@click.option("--unit", required=True, help="Name of the unit; made if it does not exist.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="What they are there.")
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="zh",
    show_default=True,
    help="In which they read the pages, from the first sign-in; of a unit that is made, too.",
)
def add(username: str, unit: str, role: str, language: str) -> None:
    """Make an account. The password is asked for, or read from standard input; there is no default one."""
    start()
    database_must_answer()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)  # the first account is often made before the first start
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from amnio.registry.actions.accounts import AccountTaken, make_account

    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
        make_account(username=username, password=password, unit=unit, role=Role(role), language=language)
    except ValidationError as error:
        raise click.UsageError(" ".join(error.messages)) from None
    except AccountTaken as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{username} can sign in as {role} of {unit}.")


@staff.command("unlock")
@click.argument("username")
def unlock(username: str) -> None:
    """Let somebody in whom wrong passwords or codes keep out; the password stays."""
    start()
    database_must_answer()
    from amnio.registry import guesses
    from amnio.registry.actions.accounts import unlock_account

    person = _account(username)
    locked = bool(guesses.locks_of(person))
    unlock_account(None, person)
    click.echo(f"{person.username} was locked and is not any more." if locked else f"{person.username} was not locked.")


@staff.command("reset")
@click.argument("username")
def reset(username: str) -> None:
    """Make a new password, printed once, and remove the second step; open sessions of the person end."""
    start()
    database_must_answer()
    from amnio.registry.actions.accounts import reset_account

    person = _account(username)
    if not person.has_usable_password():
        raise click.UsageError(f"{person.username} signs in through the hospital: there is no password here to reset.")
    password = reset_account(None, person)
    click.echo(f"{person.username} signs in once with this password, and then chooses one: {password}")


def _account(username: str) -> "Staff":
    from amnio.registry.models import Staff

    person = Staff.objects.filter(username__iexact=username).first()
    if person is None:
        raise click.UsageError(f"There is no account {username!r}. Look at the page Staff for how it is written.")
    return person
