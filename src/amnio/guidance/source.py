"""Where a piece of guidance comes from, and how well its wording is known."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from amnio.guidance.files import read
from amnio.guidance.table import Table

#: Sources that words of care cite, and sources that rules alone cite.
SOURCE_FILES = ("sources.toml", "rule_sources.toml")


class Wording(StrEnum):
    """How a source was read. Ordered from best to worst in `WORST_FIRST`."""

    VERIFIED = "verified"  # in the issuer's own document, page or abstract
    SECONDARY = "secondary"  # in a summary, mirror or textbook
    UNVERIFIED = "unverified"  # recalled, not read
    JUDGEMENT = "judgement"  # nobody's text: the project's own reading


WORST_FIRST = (Wording.UNVERIFIED, Wording.JUDGEMENT, Wording.SECONDARY, Wording.VERIFIED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What a reader is told about a wording: a sentence, and a few words to stand behind a source's name."""

    sentence_en: str
    sentence_zh: str
    short_en: str
    short_zh: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One cited place. `str(source)` is the English form; `written("zh")` the Chinese one, both with their mark.

    >>> str(Source(key="who-2022", issuer="WHO", issuer_zh="世界卫生组织", reference="Abortion care guideline 2022",
    ...            place="recommendation 9b", wording=Wording.VERIFIED))
    'WHO, Abortion care guideline 2022, recommendation 9b'
    """

    key: str
    issuer: str
    issuer_zh: str
    reference: str
    place: str | None
    wording: Wording
    place_zh: str | None = None

    def __str__(self) -> str:
        return self.written("en")

    def at(self, language: str) -> str | None:
        """The place in the source; in English where no Chinese name of it was given."""
        return self.place_zh or self.place if language == "zh" else self.place

    def written(self, language: str) -> str:
        chinese = language == "zh"
        parts = [self.issuer_zh if chinese else self.issuer, self.reference, self.at(language)]
        mark = marks()[self.wording]
        short = mark.short_zh if chinese else mark.short_en
        line = ("，" if chinese else ", ").join(part for part in parts if part)
        if self.wording is Wording.VERIFIED:
            return line
        return f"{line}（{short}）" if chinese else f"{line} ({short})"


@cache
def marks() -> dict[Wording, Mark]:
    table = read("marks.toml")
    found = {}
    for wording in Wording:
        row = table.table(wording.value)
        found[wording] = Mark(
            sentence_en=row.text("sentence_en"),
            sentence_zh=row.text("sentence_zh"),
            short_en=row.text("short_en"),
            short_zh=row.text("short_zh"),
        )
        row.finish()
    table.finish()
    return found


@cache
def known_sources() -> dict[str, Source]:
    """All sources by key, each with the wording at which its document was read."""
    found: dict[str, Source] = {}
    for table in map(read, SOURCE_FILES):
        for key in table.names():
            if key in found:
                raise table.error(key, "stands in both files of sources")
            found[key] = _source(key, table.table(key))
    return found


def _source(key: str, row: Table) -> Source:
    issuer = row.text("issuer")
    source = Source(
        key=key,
        issuer=issuer,
        issuer_zh=row.optional_text("issuer_zh") or issuer,
        reference=row.text("reference"),
        place=None,
        wording=Wording(row.choice("wording", tuple(Wording))),
    )
    row.finish()
    return source


def cited(table: Table, field: str = "sources") -> tuple[Source, ...]:
    """The sources that a file cites: `sources = [{ key = "who-2022", place = "recommendation 9b" }]`.

    A citation may carry its own `wording` when that place was read less well than the document was.
    """
    found = []
    for row in table.tables(field):
        key = row.text("key")
        if key not in known_sources():
            raise row.error("key", f"{key!r} is not in sources.toml")
        known = known_sources()[key]
        wording = Wording(row.choice("wording", tuple(Wording))) if "wording" in row else known.wording
        found.append(
            Source(
                key=key,
                issuer=known.issuer,
                issuer_zh=known.issuer_zh,
                reference=known.reference,
                place=row.optional_text("place"),
                wording=wording,
                place_zh=row.optional_text("place_zh"),
            )
        )
        row.finish()
    if not found:
        raise table.error(field, "needs at least one source")
    return tuple(found)
