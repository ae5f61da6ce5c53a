"""What a server does before its first request, so that nobody waits for it.

Words, rules, the model and templates are read once for each process, when somebody first needs them. A server that has
answered nobody yet would let its first users wait for seconds, all at once, at the beginning of a working day.
"""

import gc
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.template.loader import get_template
from django.urls import reverse

from amnio.answers.check import DEFAULT_PROFILES, OWN_PROFILE
from amnio.guidance.rule import Stage
from amnio.guidance.rules import rules_of
from amnio.present.catalogue import load, topics
from amnio.present.document import Language
from amnio.registry.checking import checker
from amnio.registry.views.answers import counsellor
from amnio.registry.words import words


def warm() -> None:
    """Reads all of it. What lives as long as the process is then left out of every later search for garbage."""
    for language in Language:
        words(language.value)
        for topic in topics():
            load(language, topic)
    for profile in (OWN_PROFILE, *DEFAULT_PROFILES):
        rules_of(profile, Stage.BEFORE)
    counsellor()
    assert checker().assembly is not None
    reverse("home")
    for name in _templates(files("amnio.registry").joinpath("templates")):
        get_template(name)
    gc.collect()
    gc.freeze()


def _templates(folder: Traversable, before: str = "") -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _templates(entry, f"{before}{entry.name}/")
        elif entry.name.endswith(".html"):
            yield f"{before}{entry.name}"
