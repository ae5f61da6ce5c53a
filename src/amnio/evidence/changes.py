"""What another evidence changes: every drawn number whose distribution is not the same, before and after."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.evidence.collection import DEFAULT_COUNT, DEFAULT_SEED, Evidence
from amnio.quantity import Draws, Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterChange:
    """A drawn number of a parameter; `before` or `after` is `None` where it does not exist."""

    parameter: str
    draw_name: str
    before: Estimate | None
    after: Estimate | None


def diff(
    before: Evidence, after: Evidence, *, count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED
) -> tuple[ParameterChange, ...]:
    """Mean and 95 % interval of everything that changed, in the order of the files.

    Both are drawn with the same seed, so what was not touched has the very same draws and is not listed. Evidence that
    must be fitted first is refused with `EvidenceError`.
    """
    old, new = before.draw(count, seed), after.draw(count, seed)
    names = [*new.values, *(name for name in old.values if name not in new)]
    return tuple(
        ParameterChange(
            parameter=(after if name in new else before).meaning(name).parameter,
            draw_name=name,
            before=_estimate(old, name),
            after=_estimate(new, name),
        )
        for name in names
        if name not in old or name not in new or not np.array_equal(old[name], new[name])
    )


def _estimate(draws: Draws, name: str) -> Estimate | None:
    if name not in draws:
        return None
    values: NDArray[np.float64] = draws[name]
    low, high = np.quantile(values, [0.025, 0.975])
    return Estimate(mean=float(values.mean()), low=float(low), high=float(high))
