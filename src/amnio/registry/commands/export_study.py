"""`amnio export-study`: the frozen table of a unit for a study."""

from pathlib import Path

import click

from amnio.registry.commands.django_ready import start
from amnio.registry.study_export.suppression import THRESHOLDS


@click.command("export-study")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--unit", metavar="NAME", help="Which unit; needed where the registry holds several.")
@click.option("--study", required=True, metavar="NAME", help="What it is for; pseudonyms differ from study to study.")
@click.option(
    "--fewest",
    default="5",
    show_default=True,
    type=click.Choice([str(number) for number in THRESHOLDS]),
    help="How many must be alike.",
)
def export_study(folder: Path, unit: str | None, study: str, fewest: str) -> None:
    """Write the unit's pregnancies for a study into a new FOLDER: CSV, Parquet, and a description.

    \b
    amnio export-study export --study excess-2026
    amnio study describe export/pregnancies.parquet

    \b
    No names and no dates; ages in bands; what fewer than --fewest women share is hidden and counted. The same
    records give the same bytes. The export is an event of the audit trail.
    """
    start()
    from amnio.registry.actions.exporting import export_study as made_export

    if folder.exists():
        raise click.UsageError(f"{folder} is there already, and an export is never mixed with another. Name a new one.")
    if not folder.absolute().parent.is_dir():
        raise click.UsageError(f"The folder {folder.absolute().parent} does not exist. Make it first.")
    made = made_export(None, _unit(unit), study=study, fewest=int(fewest))
    part = folder.with_name(f".{folder.name}.part")
    part.mkdir()
    for name, content in made.files.items():
        (part / name).write_bytes(content)
    part.rename(folder)
    click.echo(f"{made.rows} pregnancies in {folder}; left out: {_told(made.left_out)}; hidden: {_told(made.hidden)}.")
    click.echo(made.fingerprint)


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "nothing"


def _unit(name: str | None):  # type: ignore[no-untyped-def] # a row of Django, which is loaded only now
    from amnio.registry.models import Unit

    units = list(Unit.objects.order_by("pk"))
    chosen = [unit for unit in units if name in (None, unit.name)]
    if len(chosen) != 1:
        names = ", ".join(repr(unit.name) for unit in units) or "none"
        raise click.UsageError(f"--unit must name one unit of this registry, which has: {names}.")
    return chosen[0]
