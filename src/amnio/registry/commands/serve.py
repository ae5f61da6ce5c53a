"""`amnio serve`: the registry, with nothing else to install."""

import click

from amnio.registry.commands.django_ready import start


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8800, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Start the registry: bring the database up to date, then answer browsers."""
    start()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    _look_at_the_sizes()
    call_command("collectstatic", interactive=False, verbosity=0)
    from granian import Granian
    from granian.constants import Interfaces

    click.echo(f"amnio registry: http://{host}:{port}/  (Ctrl+C stops it)")
    Granian(
        "amnio.registry.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
    ).serve()


def _look_at_the_sizes() -> None:
    """SQLite chooses its ways by the sizes of tables, which it looks at only when asked; PostgreSQL does by itself."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize = 0x10002")
