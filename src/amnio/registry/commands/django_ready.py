"""Starting Django for a command, with its failures as sentences."""

import os

import click

from amnio.registry.environment import BadSetting


def start() -> None:
    """Reads the settings and loads the models. A setting that cannot be meant ends the command with exit status 2."""
    os.umask(0o077)  # a database, its log and an export are their owner's, whatever the folder allows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amnio.registry.settings")
    import django

    try:
        django.setup()
    except BadSetting as error:
        raise click.UsageError(str(error)) from None
