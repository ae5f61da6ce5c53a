"""Counts of a study with two arms, refused at birth when they cannot be true."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class TwoArmCounts:
    """Events and people of a treated and a control arm. People without the event are `total - events`.

    >>> TwoArmCounts(label="a", treated_events=2, treated_total=10, control_events=1, control_total=10).risk_difference
    0.1
    """

    label: str
    treated_events: int
    treated_total: int
    control_events: int
    control_total: int

    def __post_init__(self) -> None:
        for arm, events, total in (
            ("treated", self.treated_events, self.treated_total),
            ("control", self.control_events, self.control_total),
        ):
            if total < 1:
                raise ValueError(f"{self.label}: the {arm} arm has {total} people; it needs at least one")
            if not 0 <= events <= total:
                raise ValueError(f"{self.label}: the {arm} arm has {events} events among {total} people")

    @property
    def risk_difference(self) -> float:
        return self.treated_events / self.treated_total - self.control_events / self.control_total


def columns(studies: Sequence[TwoArmCounts]) -> tuple[Array, Array, Array, Array]:
    """Arrays of treated events, treated total, control events and control total."""
    if not studies:
        raise ValueError("pooling needs at least one study")
    table = np.array(
        [(s.treated_events, s.treated_total, s.control_events, s.control_total) for s in studies], dtype=float
    )
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]
