"""Joint posterior draws of all parameters: the only form in which a number with uncertainty enters the model."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Draws:
    """Named arrays of equal length; the i-th entries of all arrays together are one joint draw.

    `values` maps a parameter name such as `procedure.excess_risk` (components of a vector parameter have one more part:
    `background.shares_14_23.infection`) to an array of shape (count,), read-only. A name that is not there raises
    `KeyError` with the name. `fingerprint` says which evidence, count and seed the draws were made from.

    >>> draws = Draws(values={"a": np.array([0.1, 0.3])}, seed=1)
    >>> draws.count, float(draws["a"].mean())
    (2, 0.2)
    """

    values: Mapping[str, Array]
    seed: int
    count: int = field(init=False)

    def __post_init__(self) -> None:
        lengths = {len(array) for array in self.values.values()}
        if len(lengths) != 1:
            raise ValueError(f"all parameters need the same number of draws; found {sorted(lengths)}")
        for array in self.values.values():
            array.flags.writeable = False
        object.__setattr__(self, "count", lengths.pop())

    def __getitem__(self, name: str) -> Array:
        return self.values[name]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of a hash over all names and numbers."""
        digest = hashlib.blake2b(digest_size=6)
        for name in sorted(self.values):
            digest.update(name.encode())
            digest.update(np.ascontiguousarray(self.values[name]).tobytes())
        return digest.hexdigest()

    def first(self, count: int) -> "Draws":
        """The first `count` joint draws, for answers that need only a mean."""
        return Draws(values={name: array[:count].copy() for name, array in self.values.items()}, seed=self.seed)

    def mean(self) -> "Draws":
        """One draw that holds the mean of every parameter."""
        return Draws(values={name: array.mean(keepdims=True) for name, array in self.values.items()}, seed=self.seed)
