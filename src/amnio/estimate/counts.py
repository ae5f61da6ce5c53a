"""Counts of studies, refused at birth when they cannot be true."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

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
        _check_arm(self.label, "the treated arm", self.treated_events, self.treated_total)
        _check_arm(self.label, "the control arm", self.control_events, self.control_total)

    @property
    def risk_difference(self) -> float:
        return self.treated_events / self.treated_total - self.control_events / self.control_total


@dataclass(frozen=True, kw_only=True, slots=True)
class OneArmCounts:
    """Events among people, without a control arm."""

    label: str
    events: int
    total: int

    def __post_init__(self) -> None:
        _check_arm(self.label, "the arm", self.events, self.total)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventsOverTime:
    """Events during a time at risk, in whatever unit all studies share."""

    label: str
    events: int
    time: float

    def __post_init__(self) -> None:
        _check_whole(self.label, "events", self.events)
        if self.events < 0:
            raise ValueError(f"{self.label}: there cannot be {self.events} events")
        if not (isfinite(self.time) and self.time > 0):
            raise ValueError(f"{self.label}: the time at risk is {self.time}; it must be positive")


def columns(studies: Sequence[TwoArmCounts]) -> tuple[Array, Array, Array, Array]:
    """Arrays of treated events, treated total, control events and control total."""
    if not studies:
        raise ValueError("pooling needs at least one study")
    table = np.array(
        [(s.treated_events, s.treated_total, s.control_events, s.control_total) for s in studies], dtype=float
    )
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def repeated_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels that occur more than once, each named once."""
    counted = Counter(labels)
    return tuple(label for label, times in counted.items() if times > 1)


def _check_arm(label: str, arm: str, events: int, total: int) -> None:
    _check_whole(label, f"people in {arm}", total)
    _check_whole(label, f"events in {arm}", events)
    if total < 1:
        raise ValueError(f"{label}: {arm} has {total} people; it needs at least one")
    if not 0 <= events <= total:
        raise ValueError(f"{label}: {arm} has {events} events among {total} people")


def _check_whole(label: str, what: str, number: object) -> None:
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        raise ValueError(f"{label}: {what} must be a whole number, not {number!r}")
