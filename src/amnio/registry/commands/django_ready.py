"""Starting Django for a command, with its failures as sentences."""

import os

import click

from amnio.registry.environment import BadSetting


def start() -> None:
    """Reads the settings and loads the models. A setting that cannot be meant ends the command with exit status 2.

    What is written from here on can be read by nobody else on the machine, whatever folder it is put in.
    """
    os.umask(os.umask(0o077) | 0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amnio.registry.settings")
    import django

    try:
        django.setup()
    except BadSetting as error:
        raise click.UsageError(str(error)) from None


def database_must_answer() -> None:
    """Ends the command with exit status 1 when the database cannot be reached: it may be there in a moment."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        why = str(error).partition("\n")[0]
        click.echo(f"The database does not answer: {why}. Is it running, and is AMNIO_DATABASE_URL right?", err=True)
        raise SystemExit(1) from None
