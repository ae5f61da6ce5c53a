"""From joint draws to a mean and an equal-tailed 95 % interval, every draw counted as much as this case supports it."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from amnio.model.clock import Array
from amnio.quantity import Estimate

_LOWER, _UPPER = 0.025, 0.975


class Summariser:
    """Means and intervals of arrays over the draws, under `weights` (shape (draws,), adding up to one; None: equal).

    The mean is exact under the weights. Interval ends are quantiles of a systematic resample of the draws (Kitagawa
    1996; no random number), linear between order statistics (type 7 of Hyndman & Fan 1996).
    """

    def __init__(self, weights: Array | None = None) -> None:
        self._weights = weights
        self._chosen = None if weights is None else _systematic(weights)

    def estimates(self, arrays: Sequence[Array]) -> list[Estimate]:
        """One estimate for each array of shape (draws,)."""
        table = np.stack(arrays)
        means = table.mean(axis=1) if self._weights is None else table @ self._weights
        if self._chosen is not None:
            table = table[:, self._chosen]
        last = table.shape[1] - 1
        low_at, high_at = _LOWER * last, _UPPER * last
        ranks = sorted({math.floor(low_at), math.ceil(low_at), math.floor(high_at), math.ceil(high_at)})
        ordered = np.partition(table, ranks, axis=1)
        low, high = _between(ordered, low_at), _between(ordered, high_at)
        return [
            Estimate(mean=float(m), low=float(lo), high=float(hi)) for m, lo, hi in zip(means, low, high, strict=True)
        ]

    def estimate(self, array: Array) -> Estimate:
        return self.estimates([array])[0]

    def mean(self, array: Array) -> float:
        return float(array.mean() if self._weights is None else array @ self._weights)


def _systematic(weights: Array) -> NDArray[np.intp]:
    """Indexes of a systematic resample as large as the sample."""
    count = len(weights)
    edges = np.cumsum(weights)
    points = (np.arange(count) + 0.5) / count
    return np.minimum(np.searchsorted(edges, points * edges[-1]), count - 1)


def _between(ordered: Array, at: float) -> Array:
    below, above = ordered[:, math.floor(at)], ordered[:, math.ceil(at)]
    return np.asarray(below + (at - math.floor(at)) * (above - below))
