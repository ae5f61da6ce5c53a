"""What surrounds a page that is one of many: where its words lead, the way back, its other language, its search."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchBox:
    """A search over the pages. `found` has a slot `{n}`; `scripts` are files, the list of pages first."""

    label: str
    hint: str
    found: str
    nothing: str
    without: str  # what to do where no script runs
    scripts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A page of a site. All addresses are relative to the page.

    `links`: a cell, an item or a paragraph that is exactly such a text leads there; texts are names of pages, so none
    is linked by accident. `trail` is the way from the first page.
    """

    links: Mapping[str, str]
    trail: tuple[tuple[str, str], ...]
    trail_label: str
    other_language: tuple[str, str, str]  # its name, address and tag
    search: SearchBox | None = None
