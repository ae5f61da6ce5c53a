"""A number with its uncertainty."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """Mean over the joint draws and the ends of the equal-tailed 95 % interval. Natural scale; unit from the field."""

    mean: float
    low: float
    high: float
