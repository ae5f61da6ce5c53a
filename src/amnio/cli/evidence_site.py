"""`amnio evidence site`: the whole evidence as a folder of pages that opens in a browser, without a network."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.evidence import Evidence
    from amnio.present.site import SiteContent


@click.command(short_help="Write all evidence as web pages.")
@click.argument("folder", metavar="OUT")
@click.option("--evidence", "other", metavar="DIR", help="Show the evidence in DIR instead of the packaged one.")
@click.option("--force", is_flag=True, help="Replace a former site in OUT, and nothing else.")
@language_option
def site(folder: str, other: str | None, force: bool, language: Language) -> None:
    """Write all evidence as web pages to the folder OUT, in both languages, with a search; no network is needed.

    OUT must not exist or be empty. Open OUT/index.html in a browser.
    """
    with reported(language):
        from amnio.cli.other_evidence import evidence_without
        from amnio.cli.site_folder import checked_folder, write_folder
        from amnio.present.site import count_of, files_of

        place = checked_folder(Path(folder), force=force)
        base = evidence_without(other, (), language)
        content = _content(base, packaged=other is None)
        number = write_folder(place, _with_progress(files_of(content), count_of(content), language))
        click.echo(say("site_written", language, path=place / "index.html", number=number), err=True)


def _content(base: "Evidence", *, packaged: bool) -> "SiteContent":
    from amnio import __version__
    from amnio.answers.browse import EvidenceBrowser
    from amnio.answers.dossier import dossiers
    from amnio.evidence.history import load_history
    from amnio.present.site import SiteContent

    browser = EvidenceBrowser(base)
    return SiteContent(
        parameters=tuple(dossiers(browser, load_history() if packaged else None)),
        findings=browser.findings(),
        studies=browser.studies(),
        software=__version__,
        fingerprint=base.fingerprint,
    )


def _with_progress(files: Iterable[tuple[str, bytes]], number: int, language: Language) -> Iterator[tuple[str, bytes]]:
    """The same files, with a bar on a terminal; nothing is shown where nobody watches."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        files, total=number, description=say("site_writing", language), console=console, disable=not sys.stderr.isatty()
    )
