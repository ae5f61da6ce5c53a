"""One case from its file to the documents that were asked for."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.answers.review_answer import Review
    from amnio.clinic.case import Case

ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json", ".txt": "terminal"}
ENDING_OF = {"html": ".html", "pdf": ".pdf", "json": ".json", "terminal": ".txt"}


def review_one(
    case: str | None,
    example: str | None,
    *,
    formats: tuple[str, ...],
    language: Language,
    audience: str,
    phone: str | None,
    output: str | None,
    full: bool,
    force: bool,
    seed: int,
    draws: int,
) -> None:
    """Reads, reviews, and writes each format to its place. Places are checked before any work is done."""
    from amnio.exchange.case_file import read_case

    source = Path(case) if case not in (None, "-") else None
    formats = _formats(formats, output)
    places = _places(formats, output, force=force, source=source)
    if example is not None:
        from amnio.cli.examples import example_case

        name, found = example_case(example, language)
    else:
        name = case or "-"
        found = read_case(name)
    answer = _review(found, name, seed=seed, draws=draws)
    # Files first: a reader who closes standard output early still gets them.
    for form in sorted(formats, key=lambda each: places[each] is None):
        content = _laid_out(
            answer, form, language=language, audience=audience, phone=phone, to_file=places[form] is not None, full=full
        )
        _deliver(content, places[form], language)


def _formats(asked: tuple[str, ...], output: str | None) -> tuple[str, ...]:
    if asked:
        return tuple(dict.fromkeys(asked))
    return (ENDINGS.get(Path(output).suffix.lower(), "terminal") if output else "terminal",)


def _places(
    formats: tuple[str, ...], output: str | None, *, force: bool, source: Path | None
) -> dict[str, Path | None]:
    """For each format the file it goes to; None is standard output.

    One format goes to `output` exactly. Of several, terminal goes to standard output and the others to `output` with
    their own ending.
    """
    from amnio.cli.destination import checked

    if output in (None, "-"):
        unreadable = [form for form in formats if form == "pdf"] if sys.stdout.isatty() else []
        if unreadable or len(formats) > 1:
            raise Unusable("needs_output", formats=", ".join(unreadable or formats))
        return dict.fromkeys(formats)
    base = Path(output)
    if len(formats) == 1:
        return {formats[0]: checked(base, force=force, source=source)}
    stem = base.with_suffix("") if base.suffix.lower() in ENDINGS else base
    return {
        form: None
        if form == "terminal"
        else checked(stem.with_name(stem.name + ENDING_OF[form]), force=force, source=source)
        for form in formats
    }


def _review(case: "Case", source: str, *, seed: int, draws: int) -> "Review":
    """The answer; a case that is refused is refused under the name that the user gave it."""
    from amnio.clinic.review_scope import reviewable

    reviewable(case, source)
    from amnio.answers.assemble import Assembly
    from amnio.answers.review import Reviewer

    return Reviewer(Assembly(draws=draws, seed=seed)).review(case)


def _laid_out(
    answer: "Review", form: str, *, language: Language, audience: str, phone: str | None, to_file: bool, full: bool
) -> bytes:
    if form == "json":
        from amnio.present.json_output import review_to_json

        return review_to_json(answer)
    from amnio.present.narrative import write

    document = write(answer, language=language, audience=audience, phone=phone)
    if form == "html":
        from amnio.present import html

        return html.render(document).encode()
    if form == "pdf":
        from amnio.present import pdf

        return pdf.render(document)
    from amnio.present import terminal

    width = 80 if to_file else max(40, min(shutil.get_terminal_size((80, 24)).columns, 120))
    if to_file:
        text = terminal.render(document, width=width, full=full)
    else:
        text = terminal.render(
            document, width=width, color=colourful(sys.stdout), unicode=_unicode(sys.stdout), full=full
        )
    encoding = "utf-8" if to_file else sys.stdout.encoding or "utf-8"
    return (text.rstrip("\n") + "\n").encode(encoding, "replace")


def colourful(stream: TextIO) -> bool:
    """Colour only for a terminal that can show it and a user who has not declined it (NO_COLOR)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _unicode(stream: TextIO) -> bool:
    return "utf" in (stream.encoding or "").lower()


def _deliver(content: bytes, place: Path | None, language: Language) -> None:
    if place is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from amnio.cli.destination import written_whole

    with written_whole(place) as stream:
        stream.write(content)
    print(say("written", language, path=place), file=sys.stderr)
