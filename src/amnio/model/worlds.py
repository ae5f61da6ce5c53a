"""A pregnancy day by day for one single draw: plain tables, from which the reference and the simulation both read.

Slow on purpose: every day is asked for on its own, so that nothing here shares the cumulative sums of the fast path.
"""

from dataclasses import dataclass

import numpy as np

from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, Cause, Mechanism
from amnio.model.clock import DAYS_PER_WEEK, END_DAY, FIRST_WEEK, Array
from amnio.model.facts import Facts
from amnio.model.fetal import CLASSES
from amnio.model.pregnancy import MECHANISM_INDEX, PregnancyModel

#: The leaves: every mechanism under every cause it can belong to. Twenty of them.
LEAVES: tuple[tuple[Cause, Mechanism], ...] = tuple(
    (cause, mechanism) for cause in Cause for mechanism in MECHANISMS_OF_CAUSE[cause]
)


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """Daily hazards of one draw under one course of action.

    `hazards[leaf, class, day - first_day]`, per day; `delivered_weight[day - first_day]` is the share not yet born.
    `prior[class]`: `P(z)` among those alive on `first_day`.
    """

    first_day: int
    hazards: Array
    delivered_weight: Array
    prior: Array

    def hazard(self, leaf: int, fetal_class: int, day: int) -> float:
        return float(self.hazards[leaf, fetal_class, day - self.first_day])

    def total(self, fetal_class: int, day: int) -> float:
        return float(self.hazards[:, fetal_class, day - self.first_day].sum())


def world(model: PregnancyModel, facts: Facts, *, draw: int, first_day: int, course: Facts | None = None) -> World:
    """Tabulate `course` (default: what happened) from `first_day` to the end of the clock for one draw."""
    course = course or facts
    days = range(first_day, END_DAY)
    hazards = np.zeros((len(LEAVES), len(CLASSES), len(days)))
    for at, day in enumerate(days):
        excess = model.excess_on_day(course, day)
        rows = model.mechanism_hazards(course, day, excess=excess)[:, draw]
        needle = float((excess.mechanical + excess.early)[draw])
        early = float(excess.early[draw]) / needle if needle > 0.0 else 0.0
        for leaf, (cause, mechanism) in enumerate(LEAVES):
            rate = rows[MECHANISM_INDEX[mechanism]]
            if cause is Cause.FETAL:
                hazards[leaf, :, at] = model.classes.on(day)[:, draw]
            elif cause is Cause.EARLY:
                hazards[leaf, :, at] = rate * early
            elif cause is Cause.MECHANICAL:
                hazards[leaf, :, at] = rate * (1.0 - early)
            else:
                hazards[leaf, :, at] = rate
    alive = model.alive(facts, first_day)[:, draw]
    weight = np.array([model.pregnant[day // DAYS_PER_WEEK - FIRST_WEEK, 0] for day in days])
    return World(first_day=first_day, hazards=hazards, delivered_weight=weight, prior=alive / alive.sum())
