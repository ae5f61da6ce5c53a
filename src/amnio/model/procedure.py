"""What the procedure adds: the excess risk, its modifiers, its timing, and the excess of going too early."""

from dataclasses import dataclass

import numpy as np

from amnio.clinic.vocabulary import PROCEDURE_MECHANISMS
from amnio.model.clock import DAY_15, Array
from amnio.quantity import Draws

_EARLY_SPAN = 21.0  # days from 12+0, where the trial stood, to 15+0


@dataclass(frozen=True, slots=True)
class Timing:
    """Geometric spread of an excess over the days after the procedure: `rate` per day, shape (draws,)."""

    rate: Array

    @classmethod
    def from_share(cls, share: Array, days: int) -> "Timing":
        """The rate at which `share` of the excess has fallen within the first `days` days."""
        return cls(-np.log1p(-share) / days)

    def on(self, days_after: int) -> Array:
        """Density on that day; zero before the procedure."""
        if days_after < 0:
            return np.zeros_like(self.rate)
        return -np.expm1(-self.rate) * np.exp(-self.rate * days_after)

    def between(self, start: int, end: int) -> Array:
        """Share falling on the days `start` <= days after < `end`."""
        start, end = max(start, 0), max(end, 0)
        return np.exp(-self.rate * start) - np.exp(-self.rate * max(end, start))


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """What multiplies the excess. `None` = not recorded: the average procedure."""

    passes: int | None = None
    blood_stained: bool = False
    bleeding_same_day: bool = False
    unit_procedures_per_year: int | None = None
    twins: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """Draws of everything that a needle adds; all arrays have shape (draws,) unless said."""

    draws: Draws
    mechanisms: Array  # (5, draws), shares of the mechanical excess
    mechanical_timing: Timing
    infection_timing: Timing
    latency: Timing  # of an infection that was already there

    @classmethod
    def from_draws(cls, draws: Draws) -> "Procedure":
        return cls(
            draws,
            np.stack([draws[f"procedure.mechanisms.{mechanism.value}"] for mechanism in PROCEDURE_MECHANISMS]),
            Timing.from_share(draws["procedure.share_by_14_days"], 14),
            Timing.from_share(draws["procedure.infection_share_by_7_days"], 7),
            Timing.from_share(draws["infection.present_lost_within_28_days"], 28),
        )

    def modifiers(self, facts: ProcedureFacts) -> dict[str, Array]:
        """The modifiers of the excess that the record states, by code; each of shape (draws,)."""
        found = {}
        if facts.passes is not None and facts.passes >= 2:
            found["passes"] = self.draws["modifier.two_passes" if facts.passes == 2 else "modifier.three_passes"]
        if facts.blood_stained:
            found["blood_stained"] = self.draws["modifier.blood_stained"]
        if facts.bleeding_same_day:
            found["bleeding_same_day"] = self.draws["modifier.bleeding_same_day"]
        threshold = self.draws["modifier.low_volume_threshold"][0]
        if facts.unit_procedures_per_year is not None and facts.unit_procedures_per_year < threshold:
            found["low_volume"] = self.draws["modifier.low_volume"]
        if facts.twins:
            found["twins"] = self.draws["modifier.twins"]
        return found

    def multiplier(self, facts: ProcedureFacts) -> Array:
        """Product of the modifiers, shape (draws,); one when none is recorded."""
        product = np.ones(self.draws.count)
        for modifier in self.modifiers(facts).values():
            product = product * modifier
        return product

    def excess(self, multiplier: Array) -> tuple[Array, Array]:
        """The excess risk divided into (mechanical, introduced infection)."""
        total = self.draws["procedure.excess_risk"] * multiplier
        share = self.draws["procedure.infection_share"]
        return total * (1.0 - share), total * share

    def early_excess(self, procedure_day: int) -> Array:
        """What waiting until 15+0 would have avoided; exactly zero from 15+0, and never less for an earlier day."""
        days_early = DAY_15 - procedure_day
        if days_early <= 0:
            return np.zeros(self.draws.count)
        return self.draws["early.excess_12"] * (days_early / _EARLY_SPAN) ** self.draws["early.power"]

    def share_already_there(self, days_after: int) -> Array:
        """Of independent infections that end a pregnancy `days_after` the procedure: the share present at it.

        With a steady inflow of infections and a geometric time from invasion to loss, that share is the probability
        that the time exceeds `days_after`.
        """
        return np.exp(-self.latency.rate * days_after)
