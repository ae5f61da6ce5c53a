"""Where an answer goes, and in which forms: a document on a terminal, as HTML or PDF, or a record as JSON.

Knows nothing of what is answered. A command plans its delivery before any work is done, so that a place that cannot be
written is refused at once, and hands over its answer when it has one.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from amnio.cli.destination import checked, written_whole
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.present.document import Document

ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json", ".txt": "terminal"}
ENDING_OF = {"html": ".html", "pdf": ".pdf", "json": ".json", "terminal": ".txt"}
_WIDTH = 80  # of a text in a file, and of a terminal that does not say
_LEAST_WIDTH, _MOST_WIDTH = 40, 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """The forms asked for, each with its place (None: standard output). `full`: a terminal shows every detail."""

    places: Mapping[str, Path | None]
    language: Language
    full: bool

    @classmethod
    def planned(
        cls,
        formats: tuple[str, ...],
        output: str | None,
        *,
        language: Language,
        force: bool = False,
        full: bool = False,
        source: Path | None = None,
        own: Mapping[str, str] | None = None,
    ) -> "Delivery":
        """Refuses, with `Unusable`, what cannot be written. Without `formats` the end of `output` names the form.

        `source` is the input file, which is never replaced. `own`: forms that only this command has, with their ending.
        """
        endings = ENDINGS | {ending: form for form, ending in (own or {}).items()}
        forms = tuple(dict.fromkeys(formats)) or (_form_of(output, endings),)
        places = _places(forms, output, endings, ENDING_OF | dict(own or {}), force=force, source=source)
        return cls(places=places, language=language, full=full)

    def deliver(
        self,
        document: "Callable[[], Document]",
        record: Callable[[], bytes],
        own: Mapping[str, Callable[[], bytes]] | None = None,
    ) -> None:
        """Writes every form; each of them is made only when it was asked for. `own` makes the command's own forms.

        Files first, so that a reader who closes standard output early still gets them; what was written is said last.
        """
        files = {form: place for form, place in self.places.items() if place is not None}
        written = []
        try:
            for form, place in files.items():
                content = self._laid_out(form, document, record, own or {}, to_file=True)
                with written_whole(place) as stream:
                    stream.write(content)
                written.append(place)
            for form in (each for each in self.places if each not in files):
                sys.stdout.flush()
                sys.stdout.buffer.write(self._laid_out(form, document, record, own or {}, to_file=False))
                sys.stdout.buffer.flush()
        finally:
            for place in written:
                print(say("written", self.language, path=place), file=sys.stderr)

    def _laid_out(
        self,
        form: str,
        document: "Callable[[], Document]",
        record: Callable[[], bytes],
        own: Mapping[str, Callable[[], bytes]],
        *,
        to_file: bool,
    ) -> bytes:
        if form in own:
            return own[form]()
        if form == "json":
            return record()
        if form == "html":
            from amnio.present import html

            return html.render(document()).encode()
        if form == "pdf":
            from amnio.present import pdf

            return pdf.render(document())
        return _text(document(), to_file=to_file, full=self.full)


def terminal_width() -> int:
    """Columns of the terminal, within what can be read."""
    return max(_LEAST_WIDTH, min(shutil.get_terminal_size((_WIDTH, 24)).columns, _MOST_WIDTH))


def colourful(stream: TextIO) -> bool:
    """Colour only for a terminal that can show it and a user who has not declined it (NO_COLOR)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _text(document: "Document", *, to_file: bool, full: bool) -> bytes:
    from amnio.present import terminal

    if to_file:
        text, encoding = terminal.render(document, width=_WIDTH, full=full), "utf-8"
    else:
        encoding = sys.stdout.encoding or "utf-8"
        text = terminal.render(
            document,
            width=terminal_width(),
            color=colourful(sys.stdout),
            unicode="utf" in (sys.stdout.encoding or "").lower(),
            full=full,
        )
    return (text.rstrip("\n") + "\n").encode(encoding, "replace")


def _form_of(output: str | None, endings: Mapping[str, str]) -> str:
    return endings.get(Path(output).suffix.lower(), "terminal") if output else "terminal"


def _places(
    forms: tuple[str, ...],
    output: str | None,
    endings: Mapping[str, str],
    ending_of: Mapping[str, str],
    *,
    force: bool,
    source: Path | None,
) -> dict[str, Path | None]:
    """For each form the file it goes to; None is standard output.

    One form goes to `output` exactly. Of several, terminal goes to standard output and the others to `output` with
    their own ending.
    """
    if output in (None, "-"):
        unreadable = [form for form in forms if form == "pdf"] if sys.stdout.isatty() else []
        if unreadable or len(forms) > 1:
            raise Unusable("needs_output", formats=", ".join(unreadable or forms))
        return dict.fromkeys(forms)
    base = Path(output)
    if len(forms) == 1:
        return {forms[0]: checked(base, force=force, source=source)}
    stem = base.with_suffix("") if base.suffix.lower() in endings else base
    return {
        form: None
        if form == "terminal"
        else checked(stem.with_name(stem.name + ending_of[form]), force=force, source=source)
        for form in forms
    }
