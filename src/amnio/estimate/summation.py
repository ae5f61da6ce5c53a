"""A long sum as a short one: sum_{j<m} f(j) by a few weighted points, for smooth f.

The first terms are taken one by one. The rest is cut into blocks that double in length, and each block is summed by the
Gauss quadrature that belongs to *sums* over equally spaced points (its polynomials are Chebyshev's discrete ones; the
recurrence is in Gautschi 2004, Orthogonal Polynomials, table 1.2; nodes by Golub & Welsch 1969). For f analytic right
of zero, such as log(x + j), twelve points to a block leave an error near rounding.
"""

import numpy as np

from amnio.estimate.counts import Array

_ONE_BY_ONE = 32
_POINTS = 12


def sum_nodes(terms: int) -> tuple[Array, Array]:
    """Points and weights such that `weights @ f(points)` is the sum of f(0) ... f(terms - 1).

    >>> points, weights = sum_nodes(100_000)
    >>> len(points) < 200, bool(np.isclose(weights @ np.log1p(points), np.log(np.arange(1, 100_001)).sum()))
    (True, True)
    """
    if terms < 0:
        raise ValueError(f"a sum cannot have {terms} terms")
    first = np.arange(min(terms, _ONE_BY_ONE), dtype=float)
    points, weights = [first], [np.ones_like(first)]
    start = len(first)
    while start < terms:
        length = min(start, terms - start)
        block, block_weights = _block(length)
        points.append(start + block)
        weights.append(block_weights)
        start += length
    return np.concatenate(points), np.concatenate(weights)


def _block(length: int) -> tuple[Array, Array]:
    if length <= _POINTS:
        return np.arange(length, dtype=float), np.ones(length)
    n = np.arange(1, _POINTS, dtype=float)
    off = n / 2 * np.sqrt((length**2 - n**2) / (4 * n**2 - 1))
    nodes, vectors = np.linalg.eigh(np.diag(np.full(_POINTS, (length - 1) / 2)) + np.diag(off, 1) + np.diag(off, -1))
    return nodes, length * vectors[0] ** 2
