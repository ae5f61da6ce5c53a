"""Intervals from blocks: what the answer would have been without one block, for all blocks in one pass.

People are spread over blocks by a hash, so that everything that belongs to one of them (several trials, two babies)
lies in one block. Leaving a block out then leaves whole people out, and the spread of those answers tells how sure the
answer is, whatever goes on within a person. Sources: Kott 2001 (J Off Stat 17:521), the delete-a-group jackknife with t
on blocks - 1 degrees of freedom; Efron & Tibshirani 1993, chapters 11 to 13.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from amnio.estimate.student import t_quantile

Array = NDArray[np.float64]


class Resampling(StrEnum):
    """How the replicates of an answer were made."""

    JACKKNIFE = "jackknife"
    BOOTSTRAP = "bootstrap"


class Scale(StrEnum):
    """On which scale an interval is symmetric: the quantity itself, or its logarithm (ratios, risks)."""

    IDENTITY = "identity"
    LOGARITHM = "logarithm"


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockEstimate:
    """A number, its standard error and its interval; None where replicates do not give one.

    The standard error is on the scale of the number itself, also for ratios.
    """

    value: float
    standard_error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Replicates:
    """How often each block counts in each replicate: `weights` of shape (1 + replicates, blocks), the first row
    ones."""

    kind: Resampling
    weights: Array

    @classmethod
    def jackknife(cls, blocks: int) -> "Replicates":
        """Each block left out once. Raises ValueError with fewer than two blocks."""
        if blocks < 2:
            raise ValueError(f"an interval needs at least two blocks to leave one out, not {blocks}")
        return cls(kind=Resampling.JACKKNIFE, weights=np.vstack([np.ones(blocks), 1.0 - np.eye(blocks)]))

    @classmethod
    def bootstrap(cls, blocks: int, *, replicates: int, random: np.random.Generator) -> "Replicates":
        """Blocks drawn with replacement, as many as there are: for percentile intervals."""
        if blocks < 2 or replicates < 2:
            raise ValueError(f"drawing blocks needs two blocks and two replicates, not {blocks} and {replicates}")
        drawn = random.multinomial(blocks, np.full(blocks, 1.0 / blocks), size=replicates)
        return cls(kind=Resampling.BOOTSTRAP, weights=np.vstack([np.ones(blocks), drawn]))

    @classmethod
    def none(cls, blocks: int) -> "Replicates":
        """The answer alone, without intervals."""
        return cls(kind=Resampling.JACKKNIFE, weights=np.ones((1, blocks)))

    @property
    def size(self) -> int:
        """Rows of `weights`: the answer itself and its replicates."""
        return len(self.weights)

    def of(self, per_block: ArrayLike) -> Array:
        """Totals in every replicate, shape (1 + replicates, ...), of counts with blocks on the first axis."""
        counts = np.asarray(per_block, dtype=np.float64)
        if self.kind is Resampling.JACKKNIFE and self.size > 1:  # many times faster than the product
            found = np.empty((self.size, *counts.shape[1:]))
            found[0] = counts.sum(axis=0)
            np.subtract(found[0], counts, out=found[1:])
            return found
        return (self.weights @ counts.reshape(len(counts), -1)).reshape(self.size, *counts.shape[1:])

    def estimate(self, values: Array, *, scale: Scale = Scale.IDENTITY, level: float = 0.95) -> BlockEstimate:
        """From the answer in every replicate, shape (1 + replicates,).

        There is none when a replicate has no answer (not finite), nor when all have the same: no event in any block
        does not mean that we are sure.
        """
        value, others = float(values[0]), np.asarray(values[1:], dtype=np.float64)
        if not others.size or not np.isfinite(values).all() or (values == value).all():
            return BlockEstimate(value=value, standard_error=None, low=None, high=None)
        error = float(np.sqrt(self._variance(value, others)))
        if scale is Scale.LOGARITHM and not (values > 0.0).all():
            return BlockEstimate(value=value, standard_error=error, low=None, high=None)
        low, high = self._interval(value, others, scale, level)
        return BlockEstimate(value=value, standard_error=error, low=low, high=high)

    def difference(self, treated: Array, untreated: Array, *, level: float = 0.95) -> BlockEstimate:
        """Of two risks, from each in every replicate.

        Few events make a risk uncertain upwards, and a symmetric interval of the difference would not know that. So the
        interval joins those of the two risks, which are symmetric on the scale of logarithms, with their correlation
        over the replicates. Where a risk has none (no event in some replicate) it is symmetric. Source: Zou & Donner
        2008 (Stat Med 27:1693), variance recovered from the limits of each.
        """
        found = self.estimate(treated - untreated, level=level)
        some, none = (_reach(self.estimate(each, scale=Scale.LOGARITHM, level=level)) for each in (treated, untreated))
        if found.low is None or some is None or none is None:
            return found
        together = float(np.corrcoef(treated[1:], untreated[1:])[0, 1])
        return BlockEstimate(
            value=found.value,
            standard_error=found.standard_error,
            low=found.value - joined(some[0], none[1], together),
            high=found.value + joined(some[1], none[0], together),
        )

    def _variance(self, value: float, others: Array) -> float:
        around = ((others - others.mean()) ** 2).sum()
        if self.kind is Resampling.JACKKNIFE:
            return float(around * (others.size - 1) / others.size)
        return float(around / (others.size - 1))

    def _interval(self, value: float, others: Array, scale: Scale, level: float) -> tuple[float, float]:
        if not 0.0 < level < 1.0:
            raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
        if self.kind is Resampling.BOOTSTRAP:
            low, high = np.quantile(others, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
            return float(low), float(high)
        logged = scale is Scale.LOGARITHM
        centre, spread = (np.log(value), np.log(others)) if logged else (value, others)
        half = t_quantile((1.0 + level) / 2.0, others.size - 1) * np.sqrt(self._variance(centre, spread))
        low, high = centre - half, centre + half
        return (float(np.exp(low)), float(np.exp(high))) if logged else (float(low), float(high))


def _reach(found: BlockEstimate) -> tuple[float, float] | None:
    """How far an interval goes below the number, and above it."""
    if found.low is None or found.high is None:
        return None
    return found.value - found.low, found.high - found.value


def joined(one: float, other: float, correlation: float) -> float:
    """How far the interval of a difference goes, from how far those of the two numbers go that way."""
    return float(np.sqrt(max(one**2 - 2.0 * correlation * one * other + other**2, 0.0)))
