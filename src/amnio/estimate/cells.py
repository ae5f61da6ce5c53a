"""The line on which a distribution is held: equal cells with a probability each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from amnio.estimate.counts import Array

_INTERVAL = (0.025, 0.975)
_TABLE = np.array([0.0, 0.0025, 0.005, *(np.arange(1, 100) / 100), 0.995, 0.9975, 0.999, 1.0])
_TABLE_END = 0.9999


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """`count` equal cells from `low` to `high`; everything is evaluated at their middles."""

    low: float
    high: float
    count: int

    def __post_init__(self) -> None:
        if not self.low < self.high or self.count < 2:
            raise ValueError(f"cells need low < high and at least two of them: {self}")

    @property
    def width(self) -> float:
        return (self.high - self.low) / self.count

    @property
    def edges(self) -> Array:
        return np.asarray(np.linspace(self.low, self.high, self.count + 1))

    @property
    def middles(self) -> Array:
        return np.asarray(self.low + self.width * (np.arange(self.count) + 0.5))

    def extended(self, reach: float) -> "Cells":
        """The same cells, and more of them until `reach` above the upper end."""
        more = int(np.ceil(reach / self.width))
        return Cells(low=self.low, high=self.high + more * self.width, count=self.count + more)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CellDistribution:
    """Probability of each cell, spread evenly within it. `masses` has shape (cells,) and adds up to one."""

    cells: Cells
    masses: Array

    def mean(self) -> float:
        return float(self.masses @ self.cells.middles)

    def standard_deviation(self) -> float:
        return float(np.sqrt(self.masses @ (self.cells.middles - self.mean()) ** 2 + self.cells.width**2 / 12))

    def quantiles(self, probabilities: Sequence[float] | Array) -> Array:
        """The inverse of the cumulative distribution, linear within a cell."""
        cumulative = np.concatenate([[0.0], np.cumsum(self.masses)])
        cumulative /= cumulative[-1]
        # Cells without mass make flat stretches, which have no inverse: keep the first edge of each and the last one.
        rising = np.concatenate([[True], np.diff(cumulative) > 0])
        return np.asarray(
            np.interp(np.asarray(probabilities, dtype=float), cumulative[rising], self.cells.edges[rising])
        )

    def median(self) -> float:
        return float(self.quantiles([0.5])[0])

    def interval(self) -> tuple[float, float]:
        """Ends of the equal-tailed 95 % interval."""
        low, high = self.quantiles(_INTERVAL)
        return float(low), float(high)

    def inverse_table(self) -> tuple[Array, Array]:
        """Probabilities and quantiles by which to keep the distribution: every percentile, and more in the tails.

        The last quantile, for probability one, is the one of 0.9999: beyond it lies the end of the cells, which is not
        a property of what was estimated.
        """
        values = self.quantiles(np.minimum(_TABLE, _TABLE_END))
        return _TABLE.copy(), np.asarray(np.maximum.accumulate(values))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Nodes:
    """Quadrature nodes of a prior: `values`, with `weights` that add up to one."""

    values: Array
    weights: Array

    def mean(self) -> float:
        return float(self.weights @ self.values)

    def quantiles(self, probabilities: Sequence[float] | Array) -> Array:
        """Inverse of the cumulative weights, half of each node's weight to either side."""
        order = np.argsort(self.values, kind="stable")
        weights = self.weights[order]
        return np.asarray(
            np.interp(np.asarray(probabilities, dtype=float), np.cumsum(weights) - weights / 2, self.values[order])
        )

    def interval(self) -> tuple[float, float]:
        """Ends of the equal-tailed 95 % interval."""
        low, high = self.quantiles(_INTERVAL)
        return float(low), float(high)


_REACH = 4.5  # standard deviations; what lies beyond holds 7e-6 of a normal distribution


def half_normal_nodes(scale: float, count: int) -> Nodes:
    """A half-normal prior on Gauss-Legendre nodes between 0 and 4.5 scales."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    values = scale * _REACH * (nodes + 1) / 2
    density = weights * np.exp(-0.5 * (values / scale) ** 2)
    return Nodes(values=values, weights=density / density.sum())


def normal_nodes(centre: float, scale: float, count: int) -> Nodes:
    """A normal prior on Gauss-Legendre nodes, 4.5 standard deviations to both sides."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    density = weights * np.exp(-0.5 * (nodes * _REACH) ** 2)
    return Nodes(values=centre + scale * _REACH * nodes, weights=density / density.sum())
