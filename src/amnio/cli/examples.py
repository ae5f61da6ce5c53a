"""The cases that are shipped with amnio: published ones of a loss, and made-up ones of a plan or of aftercare."""

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from amnio.clinic.case import Case


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    name: str
    citation: str
    determined_cause: str | None  # what the authors found, for the list


#: Folders of `examples`. Every case of a plan or of aftercare is made up, and says so.
PUBLISHED, PLANNED, AFTERCARE = "", "planned", "aftercare"


@cache
def _found(kind: str = PUBLISHED) -> "dict[str, Traversable]":
    folder = files("amnio").joinpath("examples")
    folder = folder.joinpath(kind) if kind else folder
    return {
        entry.name.removesuffix(".toml"): entry
        for entry in sorted(folder.iterdir(), key=lambda each: each.name)
        if entry.name.endswith(".toml")
    }


def example_names(kind: str = PUBLISHED) -> tuple[str, ...]:
    """All names in alphabetical order."""
    return tuple(_found(kind))


def examples() -> tuple[Example, ...]:
    """All examples with their citation, in alphabetical order."""
    listed = []
    for name, entry in _found().items():
        citation = tomllib.loads(entry.read_text(encoding="utf-8")).get("citation", {})
        listed.append(
            Example(name=name, citation=citation.get("text", ""), determined_cause=citation.get("determined_cause"))
        )
    return tuple(listed)


def example_case(name: str, language: Language, kind: str = PUBLISHED) -> "tuple[str, Case]":
    """Name and case; the empty name means the first. A name that is not there is answered with a near one."""
    from amnio.exchange.case_file import parse_case

    known = _found(kind)
    name = (name or next(iter(known))).removesuffix(".toml")
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        hint = [say("did_you_mean", language, name=near[0])] if near else []
        listed = say("list_them", language) if kind == PUBLISHED else ", ".join(known)
        raise Unusable("no_such_example", name=name, hint=" ".join([*hint, listed]))
    return name, parse_case(known[name].read_bytes(), "toml", source=f"{name}.toml")
