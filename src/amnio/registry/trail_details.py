"""What the details of an event are called: names of fields, forms and codes in the reader's language.

The trail itself keeps codes, which its hashes cover. What has no words is shown as it is kept, never left out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from amnio.registry.forms.sheet import label_of
from amnio.registry.words import shown, words

#: Details whose values are codes: the prefixes under which such a code may have words.
_CODES = {
    "form": ("records.form_", "account.form_"),
    "language": ("reviews.language_",),
    "about_what": ("account.leaflet_",),
    "role": ("registry.role_",),
    "reader": ("account.reader_",),
    "occasion": ("records.occasion_",),
    "filters": ("account.trail_",),
    "moved": ("account.kind_",),
    "lock": ("account.lock_",),
    "step": ("account.step_",),
}
_FIELDS = ("fields",)
#: `table` says which table `fields` are of; the kind of the event says it in words. The others are what was found of a
#: woman: events from before December 2026 hold them, and who reads the trail has no business with it.
_NOT_SHOWN = ("table", "outcome", "red_flags", "test")
#: Of these only how many: older events name them.
_COUNTED = ("went_ahead_against",)
_OF_AN_ID = 8


def said(details: Mapping[str, Any], language: str) -> str:
    """All details in one line: `fields: fever, temperature (°C) · revision: 2`."""
    table = str(details.get("table", ""))
    given = ((name, value) for name, value in sorted(details.items()) if name not in _NOT_SHOWN)
    lines = (
        (_name(name, language), _value(name, value, table, language)) for name, value in given if value not in ([], {})
    )
    return " · ".join(f"{name}{words(language).text('registry.colon')}{value}" for name, value in lines if value != "")


def fields_said(details: Mapping[str, Any], language: str) -> str:
    """Only the fields that changed."""
    found = details.get("sections") or {}
    return words(language).text("list.separator").join(_of_sections(found, language))


def _name(name: str, language: str) -> str:
    key = f"account.detail_{name}"
    return words(language).text(key) if key in words(language) else name


def _value(name: str, value: Any, table: str, language: str) -> str:
    separator = words(language).text("list.separator")
    match value:
        case dict() if name == "sections":
            return separator.join(_of_sections(value, language))
        case list() if name in _COUNTED:
            return str(len(value))
        case list():
            return separator.join(_one(name, one, table, language) for one in value)
    return _one(name, value, table, language)


def _one(name: str, value: Any, table: str, language: str) -> str:
    if name in _FIELDS:
        return _field(f"{table}.{value}" if table else str(value), str(value), language)
    if name == "pregnancies" and isinstance(value, str):
        return value[:_OF_AN_ID]
    catalogue = words(language)
    keys = (f"{prefix}{value}" for prefix in _CODES.get(name, ()))
    return next((catalogue.text(key) for key in keys if key in catalogue), shown(value, language))


def _of_sections(sections: Mapping[str, Iterable[str]], language: str) -> list[str]:
    return [_field(f"{table}.{name}", name, language) for table, names in sections.items() for name in names]


def _field(path: str, name: str, language: str) -> str:
    """What a field of a case, or of a row about it, is called."""
    label = label_of(path, language)
    if label != path:
        return label
    key = f"account.field_{name}"
    return words(language).text(key) if key in words(language) else name
