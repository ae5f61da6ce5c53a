"""The maximum of a partial likelihood by Newton's steps, or the refusal to name one where it only flattens out."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: Log likelihood, its slope, and its information (minus the second derivative).
Likelihood = Callable[[Array], tuple[float, Array, Array]]

_STEPS = 50
_CLOSE = 1e-12
#: Where so little is left of the information at no effect, the likelihood is flat: its maximum is at infinity.
_FLAT = 1e-6
#: A share of the spread that is rounding, not information.
_NOTHING = 1e-12


def maximum(likelihood: Likelihood, spread: Array) -> tuple[Array, float, Array]:
    """Where the likelihood is highest, how high, and the inverse of its information there; starts at no effect.

    `spread` is how much each covariate varies (its sum of squares around its mean): what information is measured by.

    Raises ValueError when there is no maximum: a covariate tells those who came to the end apart from all others.
    """
    beta = np.zeros(spread.size)
    height, slope, information = likelihood(beta)
    least = np.maximum(_FLAT * np.diagonal(information), _NOTHING * spread)
    for _ in range(_STEPS):
        if (np.diagonal(information) <= least).any():
            break
        try:
            move = np.linalg.solve(information, slope)
        except np.linalg.LinAlgError:
            break
        new = likelihood(beta + move)
        while new[0] < height - _CLOSE * abs(height):  # never downhill
            move = move / 2
            new = likelihood(beta + move)
        beta = beta + move
        height, slope, information = new
        if np.abs(move).max() < _CLOSE ** (1 / 2):
            inverse: Array = np.linalg.inv(information).astype(np.float64)
            # Newton doubles the right digits with every step: after this one nothing is left to gain
            return beta + inverse @ slope, height, inverse
    raise ValueError("the likelihood has no maximum: a covariate tells the events apart from all others")
