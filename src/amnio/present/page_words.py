"""The few words that belong to the page itself and not to the document on it: how to skip, how to read a figure."""

import json
from functools import cache
from importlib.resources import files

from amnio.present.document import Language


@cache
def page_words(language: Language) -> dict[str, str]:
    """All of them, by key.

    >>> page_words(Language.EN)["skip"]
    'Skip to the answer'
    """
    source = files("amnio.present").joinpath("templates", "words.json").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = json.loads(source)
    return words[language.value]
