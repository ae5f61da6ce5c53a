"""What is wrong with an evidence file, in the language of the reader.

The reader of the files says it in English, like the files themselves, and knows no other language. The catalogue
`problem` holds each of its messages as a pattern; a message is recognised by it and said in the other language. A test
holds the catalogue to every message that there is.
"""

import re
from functools import cache

from amnio.present.catalogue import Catalogue, load
from amnio.present.document import Language

TOPIC = "problem"
_SLOT = re.compile(r"(\{\{|\}\}|\{\w+\})")
_MESSAGE = "reason"  # the slot that may hold another message


def told(message: str, language: Language) -> str:
    """The message in this language; one that is not known stays as it is."""
    if language is Language.EN:
        return message
    found = recognised(message)
    if found is None:
        return message
    key, slots = found
    if _MESSAGE in slots:
        slots = slots | {_MESSAGE: told(slots[_MESSAGE], language)}
    return _catalogue(language).text(key, **slots)


def recognised(message: str) -> tuple[str, dict[str, str]] | None:
    """The key of the message and what stands in its slots: of all patterns that fit the most literal one."""
    for key, pattern in _patterns():
        if (found := pattern.fullmatch(message)) is not None:
            return key, found.groupdict()
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = {key: _catalogue(Language.EN).raw(key) for key in _catalogue(Language.EN) if key.startswith(f"{TOPIC}.")}
    ordered = sorted(raw, key=lambda key: -len(_SLOT.sub("", raw[key])))
    return tuple((key, re.compile("".join(map(_part, _SLOT.split(raw[key]))), re.DOTALL)) for key in ordered)


def _part(part: str) -> str:
    if part in ("{{", "}}"):
        return re.escape(part[0])
    return f"(?P<{part[1:-1]}>.+?)" if _SLOT.fullmatch(part) else re.escape(part)


def _catalogue(language: Language) -> Catalogue:
    return load(language, TOPIC)
