"""One model of a pregnancy for one set of joint draws: the hazards of every mechanism and fetal class on every day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from amnio.clinic.vocabulary import PROCEDURE_MECHANISMS, Mechanism
from amnio.model.background import OTHER_MECHANISMS, PARTITION, Partition, control_hazard, still_pregnant
from amnio.model.clock import DAYS_PER_WEEK, FIRST_WEEK, REFERENCE_DAY, WEEKS, Array, WeeklyHazard
from amnio.model.facts import Facts
from amnio.model.fetal import ClassPriors, class_hazards
from amnio.model.likelihood import Likelihoods
from amnio.model.procedure import Procedure
from amnio.quantity import Draws

MECHANISMS = tuple(Mechanism)
MECHANISM_INDEX = {mechanism: index for index, mechanism in enumerate(MECHANISMS)}
#: Where the five procedure mechanisms and the six of `other` stand among all mechanisms.
PROCEDURE_SLICE = slice(MECHANISM_INDEX[PROCEDURE_MECHANISMS[0]], MECHANISM_INDEX[PROCEDURE_MECHANISMS[-1]] + 1)
OTHER_SLICE = slice(MECHANISM_INDEX[OTHER_MECHANISMS[0]], MECHANISM_INDEX[OTHER_MECHANISMS[-1]] + 1)
FETAL = MECHANISM_INDEX[Mechanism.FETAL_ABNORMALITY]
BEFORE = MECHANISM_INDEX[Mechanism.INFECTION_BEFORE]
LATER = MECHANISM_INDEX[Mechanism.INFECTION_LATER]
INTRODUCED = MECHANISM_INDEX[Mechanism.INFECTION_INTRODUCED]
LEAK_INFECTED = MECHANISM_INDEX[Mechanism.LEAK_INFECTED]
_INFECTION = PARTITION.index("infection")


@dataclass(frozen=True, eq=False, slots=True)
class ExcessOnDay:
    """The excess of one day (or the mean of several) by cause, each of shape (draws,)."""

    mechanical: Array
    introduced: Array
    early: Array


class PregnancyModel:
    """Hazards computed once for all draws; every question about one pregnancy reads from here.

    `control` is the background total; it is partitioned, never added to: `nonfetal` is what remains of it after the
    average excess of abnormal fetuses in a population of the age of the control arms. Where the two
    sources contradict each other so far that almost nothing would remain, `background.least_nonfetal_share` of it does;
    `clipped` is the share of weeks and draws in which that happened (reported, and held below a limit by a test).
    """

    def __init__(self, draws: Draws, likelihoods: Likelihoods) -> None:
        self.draws = draws
        self.likelihoods = likelihoods
        self.pregnant = still_pregnant(draws)
        self.control = control_hazard(draws)
        self.classes = class_hazards(draws, self.control, self.pregnant)
        self.partition = Partition.from_draws(draws)
        self.procedure = Procedure.from_draws(draws)
        self.priors = ClassPriors(draws)
        rest = self.control.daily - self._average_fetal_excess()
        least = self.control.daily * draws["background.least_nonfetal_share"]
        self.clipped = float((rest < least).mean())
        self.nonfetal = WeeklyHazard(np.maximum(rest, least))

    @cached_property
    def nonfetal_until_birth(self) -> WeeklyHazard:
        """`nonfetal`, weighted with the share not yet delivered: births compete with late losses."""
        return self.nonfetal.weighted(self.pregnant)

    @cached_property
    def classes_until_birth(self) -> WeeklyHazard:
        return self.classes.weighted(self.pregnant)

    def _average_fetal_excess(self) -> Array:
        """`E_z[h_fetal(g | z)]` among fetuses still alive in the middle of each week, shape (WEEKS, draws)."""
        prior = self.priors.prior(maternal_age=self.draws["reference.control_age"])
        average = np.empty((WEEKS, self.draws.count))
        for index in range(WEEKS):
            middle = DAYS_PER_WEEK * (FIRST_WEEK + index) + DAYS_PER_WEEK // 2
            alive = prior * np.exp(-self.classes.between(REFERENCE_DAY, middle))
            average[index] = (alive * self.classes.daily[:, index]).sum(axis=0) / alive.sum(axis=0)
        return average

    def background_multiplier(self, codes: Sequence[str]) -> Array:
        """Product of the maternal factors with these codes, shape (draws,)."""
        product = np.ones(self.draws.count)
        for code in codes:
            product = product * self.draws[f"background_modifier.{code}"]
        return product

    def prior(self, facts: Facts) -> Array:
        """`P(z)` at 16+0 from age, screening risk or cfDNA, shape (10, draws)."""
        return self.priors.prior(maternal_age=facts.maternal_age, t21_risk=facts.t21_risk, cfdna=facts.cfdna)

    def alive(self, facts: Facts, day: int) -> Array:
        """`P(z) S_z`: prior times survival to `day`, up to a factor common to all classes; shape (10, draws)."""
        return self.prior(facts) * np.exp(-self.classes.between(REFERENCE_DAY, day))

    def mechanism_hazards(self, facts: Facts, day: int, *, excess: ExcessOnDay | None = None) -> Array:
        """Daily hazard of every mechanism on `day`, shape (15, draws); the row of the fetal mechanism is zero.

        The fetal hazard depends on the class (`classes`); the others do not.
        """
        hazards = np.zeros((len(MECHANISMS), self.draws.count))
        base = self.nonfetal.on(day) * self.background_multiplier(facts.background)
        shares = self.partition.on(day)
        infection = base * shares[_INFECTION]
        hazards[OTHER_SLICE] = base * shares[_INFECTION + 1 :]
        if facts.procedure_day is None:
            hazards[LATER] = infection
            return hazards
        present = self.procedure.share_already_there(day - facts.procedure_day)
        hazards[BEFORE] = infection * present
        hazards[LATER] = infection * (1.0 - present)
        on_day = excess or self.excess_on_day(facts, day)
        hazards[PROCEDURE_SLICE] = self.procedure.mechanisms * (on_day.mechanical + on_day.early)
        hazards[INTRODUCED] = on_day.introduced
        return hazards

    def excess_on_day(self, facts: Facts, day: int) -> ExcessOnDay:
        """What the procedure adds on that day, divided by cause."""
        if facts.procedure_day is None:
            zero = np.zeros(self.draws.count)
            return ExcessOnDay(zero, zero, zero)
        multiplier = self.procedure.multiplier(facts.procedure)
        mechanical, introduced = self.procedure.excess(multiplier)
        early = self.procedure.early_excess(facts.procedure_day) * multiplier
        after = day - facts.procedure_day
        on = self.procedure.mechanical_timing.on(after)
        return ExcessOnDay(mechanical * on, introduced * self.procedure.infection_timing.on(after), early * on)

    def excess_between(self, facts: Facts, start: int, end: int) -> Array:
        """Everything that the procedure adds on the days `start` <= day < `end`, shape (draws,)."""
        if facts.procedure_day is None:
            return np.zeros(self.draws.count)
        multiplier = self.procedure.multiplier(facts.procedure)
        mechanical, introduced = self.procedure.excess(multiplier)
        early = self.procedure.early_excess(facts.procedure_day) * multiplier
        first, last = start - facts.procedure_day, end - facts.procedure_day
        return (mechanical + early) * self.procedure.mechanical_timing.between(
            first, last
        ) + introduced * self.procedure.infection_timing.between(first, last)

    def class_evidence(self, facts: Facts) -> Array:
        """`P(r | z)`: product over the findings that depend on the fetal class, shape (10, draws)."""
        product = np.ones((len(self.classes.daily), self.draws.count))
        for finding, level in facts.findings.items():
            table = self.likelihoods.of_class.get(finding)
            if table is not None:
                product = product * table.of(level)
        return product

    def mechanism_evidence(self, facts: Facts) -> Array:
        """`Π_j P(e_j | k)`: product over the findings that depend on the mechanism, shape (15, draws)."""
        product = np.ones((len(MECHANISMS), self.draws.count))
        for finding, level in facts.findings.items():
            table = self.likelihoods.of_mechanism.get(finding)
            if table is not None:
                product *= table.of(level)
        return product
