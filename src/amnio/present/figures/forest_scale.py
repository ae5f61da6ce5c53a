"""The axis of a forest plot: which part of the numbers is drawn, where a number lies, and which numbers are marked.

Every estimate, the pooled interval, the prediction and the line of no effect are always inside. The interval of a
single study may run off: it is cut with an arrow, so that one tiny study does not press all others into a line.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from amnio.present.document import ForestPlot, ForestRow
from amnio.present.figures.canvas import SMALL
from amnio.present.figures.measure import width

_BEYOND = 0.6  # how far a single interval is followed beyond the estimates, in widths of what they span
_TICK_GAP = 18
_STEPS = (1, 2, 5)
_MINUS = "−"
_LEAST = 1e-6  # the logarithm of a ratio or a rate has no zero
_NARROWEST = 1e-6  # an axis has a width, even if all numbers are the same


@dataclass(frozen=True, kw_only=True, slots=True)
class ForestScale:
    """From numbers to places between `left` and `right`; `low` and `high` are on the scale drawn (maybe logarithms)."""

    low: float
    high: float
    left: float
    right: float
    ratio: bool

    def x(self, value: float) -> float:
        """The place of a number, at the edge where it lies outside."""
        share = (drawn(value, self.ratio) - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def is_below(self, value: float) -> bool:
        return drawn(value, self.ratio) < self.low

    def is_above(self, value: float) -> bool:
        return drawn(value, self.ratio) > self.high


def drawn(value: float, ratio: bool) -> float:
    """A number on the scale it is drawn on."""
    return math.log(max(value, _LEAST)) if ratio else value


def scale_of(plot: ForestPlot, left: float, right: float) -> ForestScale:
    """The scale for a drawing between two places."""
    whole = [row for row in (plot.pooled, plot.prediction) if row]
    if plot.pooled is None:  # set side by side: each interval is seen whole
        whole = [*plot.rows, *whole]
    must = [drawn(value, plot.ratio) for row in whole for value in _numbers(row)]
    must += [drawn(row.estimate, plot.ratio) for row in plot.rows if row.estimate is not None]
    if plot.no_effect is not None:
        must.append(drawn(plot.no_effect, plot.ratio))
    elif not plot.ratio:
        must.append(0.0)  # a risk is read from nothing on
    low, high = min(must), max(must)
    beyond = (high - low or 1.0) * _BEYOND
    ends = [drawn(value, plot.ratio) for row in plot.rows for value in _numbers(row)]
    low = max(min([low, *ends]), low - beyond)
    high = max(min(max([high, *ends]), high + beyond), low + _NARROWEST)
    return ForestScale(low=low, high=high, left=left, right=right, ratio=plot.ratio)


def ticks(plot: ForestPlot, scale: ForestScale) -> list[tuple[float, str]]:
    """The numbers that are marked, with their labels; as many as have room."""
    for found in _ratio_ticks(scale) if plot.ratio else _even_ticks(scale, 100 if plot.percent else 1):
        if _fit([scale.x(value) for value, _ in found], [label for _, label in found]):
            return found
    return []


def _even_ticks(scale: ForestScale, per: int) -> Iterator[list[tuple[float, str]]]:
    low, high = scale.low * per, scale.high * per
    size = math.floor(math.log10(high - low))
    for step in (factor * 10.0**power for power in (size - 1, size, size + 1) for factor in _STEPS):
        decimals = max(0, -math.floor(math.log10(step)))
        numbers = range(math.ceil(low / step), math.floor(high / step) + 1)
        yield [(number * step / per, _written(number * step, decimals)) for number in numbers]


def _ratio_ticks(scale: ForestScale) -> Iterator[list[tuple[float, str]]]:
    powers = range(math.floor(scale.low / math.log(10)), math.ceil(scale.high / math.log(10)) + 1)
    for factors in (_STEPS, (1, 3), (1,)):
        values = [factor * 10.0**power for power in powers for factor in factors]
        yield [(value, f"{value:g}") for value in values if scale.low <= math.log(value) <= scale.high]


def _fit(places: list[float], labels: list[str]) -> bool:
    """Whether there is a tick, and no label meets the next."""
    marks = list(zip(places, labels, strict=True))
    return bool(marks) and all(
        right - left >= (width(before, SMALL) + width(after, SMALL)) / 2 + _TICK_GAP
        for (left, before), (right, after) in pairwise(marks)
    )


def _written(value: float, decimals: int) -> str:
    text = f"{abs(value):.{decimals}f}"
    return f"{_MINUS}{text}" if value < 0 and float(text) else text


def _numbers(row: ForestRow) -> Iterable[float]:
    return (value for value in (row.low, row.estimate, row.high) if value is not None)
