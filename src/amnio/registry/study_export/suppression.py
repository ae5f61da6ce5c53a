"""No small cells: what too few women share is hidden, trait by trait, and reported."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from amnio.registry.study_export.columns import RARE_CODES, SUPPRESSED, TRAITS

Row = dict[str, Any]
#: How many must be alike. A group of fewer than three can be recognised; each of these is reached through those before.
THRESHOLDS = (3, 5, 10, 20, 50, 100)


@dataclass(kw_only=True, slots=True)
class Suppressed:
    """What was hidden: values by column, and whole rows."""

    values: dict[str, int] = field(default_factory=dict)
    rows: int = 0


def suppress(rows: Sequence[Row], fewest: int) -> tuple[list[Row], Suppressed]:
    """Rows in which every combination of traits is shared by `fewest` pregnancies or more.

    Where fewer share one, its first trait (in the order of `TRAITS`) becomes `suppressed`, then the next, until enough
    share what is left; a row for which nothing is left and still too few are alike is left out and counted. Codes of
    `RARE_CODES` are looked at one by one. Hiding a trait of a few never shows another: every pass counts all rows anew.

    Each of the `THRESHOLDS` is reached by every lower one, so an export with a higher one is one with a lower one of
    which more is hidden. Made at once, each would hide something else, and two laid side by side would show what both
    hide.
    """
    if fewest not in THRESHOLDS:
        raise ValueError(f"fewest is {fewest}: choose one of {', '.join(map(str, THRESHOLDS))}")
    rows, found = [dict(row) for row in rows], Suppressed()
    for threshold in THRESHOLDS[: THRESHOLDS.index(fewest) + 1]:
        rows = _suppressed(rows, threshold, found)
    return rows, found


def _suppressed(rows: Sequence[Row], fewest: int, found: Suppressed) -> list[Row]:
    for trait in TRAITS:
        for row in _too_few(rows, fewest):
            _hide(row, trait, found)
    for name in RARE_CODES:
        counts = Counter(row[name] for row in rows)
        for row in rows:
            if row[name] is not None and counts[row[name]] < fewest:
                _hide(row, name, found)
        _hide_the_next(rows, name, fewest, found)
    left_out = {id(row) for row in _too_few(rows, fewest)}
    found.rows += len(left_out)
    return [row for row in rows if id(row) not in left_out]


def _key(row: Row) -> tuple[Any, ...]:
    return (row["fetuses"], *(row[trait] for trait in TRAITS))


def _too_few(rows: Sequence[Row], fewest: int) -> list[Row]:
    counts = Counter(map(_key, rows))
    return [row for row in rows if counts[_key(row)] < fewest]


def _hide_the_next(rows: Sequence[Row], name: str, fewest: int, found: Suppressed) -> None:
    """A single hidden code could be told from the total: the rarest of the others is hidden with it."""
    counts = Counter(row[name] for row in rows if row[name] is not None)
    hidden = counts.pop(SUPPRESSED, 0)
    if 0 < hidden < fewest and counts:
        rarest = min(counts, key=lambda code: (counts[code], code))
        for row in rows:
            if row[name] == rarest:
                _hide(row, name, found)


def _hide(row: Row, name: str, found: Suppressed) -> None:
    if row[name] != SUPPRESSED:
        row[name] = SUPPRESSED
        found.values[name] = found.values.get(name, 0) + 1
