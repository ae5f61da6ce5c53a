"""`amnio backup` and `amnio restore`: the whole registry in one file, and back."""

from pathlib import Path

import click

from amnio.registry.commands.django_ready import database_must_answer, start


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def backup(file: Path, force: bool) -> None:
    """Copy the registry into FILE while it runs, and check the copy.

    The file holds everything, names too: keep it encrypted and elsewhere. The printed head belongs into a book of its
    own: `amnio audit-trail verify --head` shows later that no event was cut off.
    """
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists. Choose another name, or say --force.")
    if not file.absolute().parent.is_dir():
        raise click.UsageError(f"The folder {file.absolute().parent} does not exist. Make it first.")
    start()
    database_must_answer()
    from amnio.registry.copies.backup import Unsound
    from amnio.registry.copies.backup import backup as write

    try:
        made = write(file)
    except Unsound as error:
        click.echo(f"No backup was written: the database is not sound. {error}", err=True)
        raise SystemExit(1) from None
    click.echo(f"{file}: {sum(made.rows.values())} rows, {made.events} events, checked.")
    click.echo(f"Head: {made.head}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring the backup FILE back into an empty registry, and check every part of it."""
    start()
    from amnio.registry.copies.manifest import NotABackup
    from amnio.registry.copies.restore import NotEmpty
    from amnio.registry.copies.restore import restore as bring_back

    try:
        found = bring_back(file)
    except (NotABackup, NotEmpty) as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{file}, made at {found.made_at}: {sum(found.rows.values())} rows, {found.events} events are back.")
