"""Counts as columns: cells of whole numbers with how many are in each, checked at birth and added to one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """One thing by which people are told apart, with the names of its levels in order.

    >>> Factor(name="age", levels=("under 35", "35 and over")).levels[1]
    '35 and over'
    """

    name: str
    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.levels or len(set(self.levels)) < len(self.levels):
            raise ValueError(f"{self.name}: a factor needs levels, each named once, not {self.levels}")


def strata_of(factors: Sequence[Factor]) -> int:
    """How many strata the factors make: the product of their levels, one without any factor."""
    return prod(len(factor.levels) for factor in factors)


def level_numbers(stratum: Whole, factors: Sequence[Factor]) -> tuple[Whole, ...]:
    """For each factor the number of its level in every stratum; the first factor changes slowest.

    >>> two = (Factor(name="a", levels=("x", "y")), Factor(name="b", levels=("p", "q", "r")))
    >>> [list(map(int, numbers)) for numbers in level_numbers(np.array([0, 4]), two)]
    [[0, 1], [0, 1]]
    """
    found: list[Whole] = []
    rest = stratum
    for factor in reversed(factors):
        found.append(rest % len(factor.levels))
        rest = rest // len(factor.levels)
    return tuple(reversed(found))


def stratum_labels(factors: Sequence[Factor]) -> tuple[str, ...]:
    """A name for every stratum: `name level, name level`; empty for the only one without factors."""
    numbers = level_numbers(np.arange(strata_of(factors), dtype=np.int64), factors)
    parts = [[f"{f.name} {f.levels[n]}" for n in ns] for f, ns in zip(factors, numbers, strict=True)]
    return tuple(map(", ".join, zip(*parts, strict=True))) if parts else ("",)


def whole_columns(**columns: ArrayLike) -> dict[str, Whole]:
    """Columns of whole numbers of one length; raises ValueError naming the one that is not."""
    found = {}
    for name, given in columns.items():
        column = np.asarray(given)
        if column.ndim != 1 or (column.size and column.dtype.kind not in "iu"):
            raise ValueError(f"{name} must be a column of whole numbers")
        found[name] = column.astype(np.int64)
    if len({column.size for column in found.values()}) > 1:
        raise ValueError(f"columns must have one length, not { {name: c.size for name, c in found.items()} }")
    return found


def check_within(name: str, column: Whole, low: int, high: int | None = None) -> None:
    """Raises ValueError if anything lies outside low to high, both included."""
    if column.size and (column.min() < low or (high is not None and column.max() > high)):
        raise ValueError(f"{name} must lie from {low} to {high}, not {column.min()} to {column.max()}")


def added(cells: Sequence[Whole], n: Whole) -> tuple[tuple[Whole, ...], Whole]:
    """Equal cells put together and their numbers added, in the order of the cells (first column slowest)."""
    if not n.size:
        return tuple(cells), n
    order, new = _sorted(cells)
    starts = np.flatnonzero(new)
    first = order if starts.size == n.size else order[starts]
    return tuple(column[first] for column in cells), np.add.reduceat(n[order], starts)


def _sorted(cells: Sequence[Whole]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The order of the rows, and where in that order another cell begins.

    Where the columns fit into one whole number together, that number is sorted: several times faster than columns.
    """
    lows = [int(column.min()) for column in cells]
    spans = [int(column.max()) - low + 1 for column, low in zip(cells, lows, strict=True)]
    if prod(spans) < 2**62:
        packed = np.zeros(cells[0].size, dtype=np.int64)
        for column, low, span in zip(cells, lows, spans, strict=True):
            packed *= span
            packed += column - low
        order = np.argsort(packed)
        packed = packed[order]
        changes = packed[1:] != packed[:-1]
    else:
        order = np.lexsort(tuple(reversed(cells)))
        changes = np.zeros(order.size - 1, dtype=np.bool_)
        for column in cells:
            changes |= np.diff(column[order]) != 0
    return order, np.concatenate([[True], changes])
