"""The registry's words: its own catalogue beside that of the answers, and how a value of the record is said.

`locale/<language>/<topic>.po` of this package, one file a topic; every key starts with the name of its file.
"""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files

from django.utils import timezone

from amnio.clinic.gestation import GestationalAge
from amnio.present.catalogue import Catalogue, UnknownWords, load
from amnio.present.document import Language


@cache
def words(language: str) -> Catalogue:
    """Every word of the registry in one language, and those that every answer uses (fields, values, causes)."""
    import polib

    shared = load(Language(language))
    entries = {key: shared.raw(key) for key in shared}
    for source in sorted(files("amnio.registry").joinpath("locale", language).iterdir(), key=lambda file: file.name):
        topic = source.name.removesuffix(".po")
        for entry in polib.pofile(source.read_text(encoding="utf-8")):
            if entry.msgid in entries or not entry.msgid.startswith(f"{topic}."):
                raise UnknownWords(f"{entry.msgid!r} in {source.name} stands twice or belongs to another file")
            entries[entry.msgid] = entry.msgstr
    return Catalogue(Language(language), entries)


def shown(value: object, language: str) -> str:
    """One value, as people read it."""
    catalogue = words(language)
    match value:
        case None | "":
            return catalogue.text("registry.not_looked_for")
        case bool():
            return catalogue.text("registry.yes" if value else "registry.no")
        case datetime():
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case GestationalAge() | int():
            return str(value)
        case float():
            return f"{value:g}"
        case StrEnum() | str():
            key = f"value.{value}"
            return catalogue.text(key) if key in catalogue else str(value)
    return str(value)
