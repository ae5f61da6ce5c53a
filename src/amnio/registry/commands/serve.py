"""`amnio serve`: the registry, with nothing else to install."""

import os
import signal
import socket
import sys

import click

from amnio.registry.commands.django_ready import database_must_answer, start

_FEW = 5
#: A thread keeps its connection to the database, which is slow for the first pages after it was opened.
_KEPT_WARM_S = 600
#: Each takes a quarter of a gigabyte.
_MOST_BY_DEFAULT = 4
#: Seconds that a process has to end its answers when the server is told to stop: one that is still reading what it
#: needs does not hear that. Containers are killed after ten.
_FAREWELL = 6


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8800, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes.  [default: one a processor, at most 4]")
def serve(host: str, port: int, workers: int | None) -> None:
    """Start the registry: bring the database up to date, then answer browsers."""
    _must_be_free(host, port)
    _stop_when_told()
    start()
    database_must_answer()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    _must_be_protected()
    _look_at_the_sizes()
    call_command("collectstatic", interactive=False, verbosity=0)
    from granian import Granian
    from granian.constants import Interfaces

    named = "localhost" if host == "127.0.0.1" else host  # a security key belongs to a name, never to a number
    click.echo(f"amnio registry: http://{named}:{port}/  (Ctrl+C stops it)")
    Granian(
        "amnio.registry.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or min(os.cpu_count() or 1, _MOST_BY_DEFAULT),
        blocking_threads=4,
        blocking_threads_idle_timeout=_KEPT_WARM_S,
        workers_kill_timeout=_FAREWELL,
        respawn_failed_workers=True,
    ).serve()


def _stop_when_told() -> None:
    """Until the server takes the signal over: the first process of a container would not hear it at all."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def _must_be_free(host: str, port: int) -> None:
    """The server shares its port with whoever asks, so two of them would answer in turn, perhaps from two databases."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.UsageError(
                f"{host}:{port} cannot be used ({error.strerror}): another server may be running there. "
                f"Stop it, or write --port {port + 1}."
            ) from None


def _must_be_protected() -> None:
    """A database that lost its triggers would let the audit trail and judgements be rewritten, and nobody would see."""
    from amnio.registry import protections_held

    gone = protections_held.missing()
    if gone:
        raise click.UsageError(
            f"The database does not keep {len(gone)} of the rules that protect its audit trail and its reviews "
            f"({', '.join(gone[:_FEW])}{', ...' if len(gone) > _FEW else ''}), so rows could be changed unseen. "
            "Run amnio audit-trail verify --head HASH with the head that you noted last, find out who changed the "
            "database, then run amnio audit-trail protect, which puts the rules back."
        )


def _look_at_the_sizes() -> None:
    """SQLite chooses its ways by the sizes of tables, which it looks at only when asked; PostgreSQL does by itself."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
