"""docs/reference/registry-speed.md: what `bench/registry.py` measured last."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.docs.pages import ROOT
from tests.docs.reference.markdown import page, table

_DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def registry_speed_page() -> str:
    """A row a page of the registry, a pair of columns a database."""
    recorded = json.loads((ROOT / "bench" / "results" / "registry.json").read_text(encoding="utf-8"))
    machine, found = recorded["machine"], {name: recorded[name] for name in _DATABASES}
    columns = ["page", *(f"{name}, {what}" for name in _DATABASES.values() for what in ("half", "95 of 100"))]
    return page(
        "How fast the registry is",
        "Milliseconds of the server, from the request read to the answer written, in which half and 95 of 100 requests "
        f"were answered: {recorded['people']} people at work for {found['sqlite']['seconds']} seconds, each with a "
        f"pause of {recorded['pause_s']:.0f} seconds between two pages, on {machine['processors']} processors "
        f"({machine['system']}, Python {machine['python']}), which they shared with the database and with the program "
        "that plays the people. The first page after the start counts. "
        f"The promise is {recorded['promised_p95_ms']:.0f} ms for 95 of 100.",
        table(columns, _rows(found)),
        "\n".join(_said(name, one) for name, one in zip(_DATABASES.values(), found.values(), strict=True)),
        "Measure it on your own machine: `python -m bench.registry` fills both databases, in a quarter of an hour. "
        "[What makes it fast](../decisions/0038-what-makes-the-registry-fast.md), and "
        "[what the worklist remembers](../decisions/0039-a-judgement-is-remembered-with-the-state-it-rested-on.md).",
    )


def _rows(found: Mapping[str, Any]) -> Iterator[list[str]]:
    names = sorted({name for one in found.values() for name in one["pages"]})
    for name in names:
        yield [name, *_times([one["pages"].get(name) for one in found.values()])]
    yield ["**all**", *_times([one["all"] for one in found.values()])]


def _times(pages: list[Mapping[str, float] | None]) -> Iterator[str]:
    for one in pages:
        yield from ("", "") if one is None else (f"{one['p50_ms']:.0f}", f"{one['p95_ms']:.0f}")


def _said(name: str, one: Mapping[str, Any]) -> str:
    return (
        f"- {name}: {one['pregnancies']:,} pregnancies, {one['requests']} requests, "
        f"{sum(one['refused'].values())} refused."
    )
