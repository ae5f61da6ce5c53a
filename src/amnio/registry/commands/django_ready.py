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
