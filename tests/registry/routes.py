"""Every address of the registry, with its view and with values for what stands in angle brackets."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

#: Views of others, which decide themselves who may: allauth's, and the interface (tests/registry/test_api.py).
ALLAUTH, INTERFACE = ("allauth.",), "api:"


@dataclass(frozen=True, kw_only=True)
class Route:
    """`keys`: the names in angle brackets, with a plain value of the right form for each."""

    name: str
    view: Callable[..., Any]
    keys: dict[str, Any]

    @property
    def needs(self) -> Any:
        return getattr(self.view, "needs", "nothing was declared")

    @property
    def of_allauth(self) -> bool:
        return self.view.__module__.startswith(ALLAUTH) or self.name.startswith(INTERFACE)

    def path(self, **known: Any) -> str:
        """The address; `known` are values for those keys that the test has real rows for."""
        known.setdefault("address", known.get("public_id", self.keys.get("address")))  # of a review: its pregnancy's
        return reverse(self.name, kwargs={key: known.get(key, plain) for key, plain in self.keys.items()})


def routes() -> list[Route]:
    """Every named address, those of included modules as well."""
    return list(_walk(get_resolver().url_patterns, {}, ""))


def _walk(patterns: list[Any], outer: dict[str, Any], namespace: str) -> Iterator[Route]:
    for entry in patterns:
        keys = {**outer, **_keys(entry.pattern)}
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, keys, inner)
        elif isinstance(entry, URLPattern):
            yield Route(name=f"{namespace}{entry.name}", view=entry.callback, keys=keys)


def _keys(pattern: Any) -> dict[str, Any]:
    if isinstance(pattern, RegexPattern):
        return {name: _OF_REGEX.get(name, "1") for name in pattern.regex.groupindex}
    return {name: _PLAIN[type(converter).__name__] for name, converter in pattern.converters.items()}


_OF_REGEX = {"what": "take", "provider_id": "hospital"}
_PLAIN = {
    "UUIDConverter": uuid.UUID(int=1),
    "ReviewConverter": uuid.UUID(int=1),
    "IntConverter": 1,
    "StringConverter": "en",
    "SlugConverter": "procedure",
    "PathConverter": "x",
}
