"""The words of one language: sentences with named slots, under stable keys.

The catalogue of a language is the folder `locale/<language>`: `amnio.po` holds the words of every page, and one more
file each topic that only some pages need (`learning.po`). Keys are codes such as `headline.best_fit` and never English
sentences; none stands in two files. Both languages hold the same keys with the same slots (a test keeps them to it).
Only the language and the topics asked for are read, once in a process.
"""

import string
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from amnio.present.document import Language

_FORMATTER = string.Formatter()


class UnknownWords(KeyError):
    """A key that the catalogue does not hold. Always a mistake of the program, never of the reader."""


class Catalogue:
    """All sentences of one language.

    >>> load(Language.EN).text("headline.best_fit", cause="an intrauterine infection")
    'The findings fit best with an intrauterine infection.'
    """

    def __init__(self, language: Language, entries: Mapping[str, str]) -> None:
        self.language = language
        self._entries = entries

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def raw(self, key: str) -> str:
        """The sentence with its slots still open."""
        try:
            return self._entries[key]
        except KeyError:
            raise UnknownWords(f"no words for {key!r} in {self.language.value}") from None

    def text(self, key: str, **slots: object) -> str:
        """The sentence with its slots filled; a missing or a surplus slot is an error, not a silent gap."""
        raw = self.raw(key)
        if (wanted := slots_of(raw)) != slots.keys():
            raise UnknownWords(f"{key!r} has the slots {sorted(wanted)}, was given {sorted(slots)}")
        return raw.format_map(slots)


@cache
def slots_of(raw: str) -> frozenset[str]:
    """The names of the slots of a sentence."""
    return frozenset(name for _, name, _, _ in _FORMATTER.parse(raw) if name)


@cache
def load(language: Language, *topics: str) -> Catalogue:
    """The catalogue of a language: the words of every page and those of the topics asked for.

    polib is imported here, so that nothing else pays for it.
    """
    entries: dict[str, str] = {}
    for name in ("amnio", *topics):
        found = _read(language, name)
        if twice := entries.keys() & found.keys():
            raise UnknownWords(f"{sorted(twice)} stand in {name}.po and in another file")
        entries |= found
    return Catalogue(language, entries)


def topics() -> tuple[str, ...]:
    """The topics that have a file of their own."""
    names = (entry.name for entry in files("amnio.present").joinpath("locale", Language.EN.value).iterdir())
    return tuple(sorted(name.removesuffix(".po") for name in names if name.endswith(".po") and name != "amnio.po"))


@cache
def _read(language: Language, name: str) -> dict[str, str]:
    import polib

    source = files("amnio.present").joinpath("locale", language.value, f"{name}.po")
    return {entry.msgid: entry.msgstr for entry in polib.pofile(source.read_text(encoding="utf-8"))}
