"""What the procedure does in a simulated population, exactly: sums over the hazards, no random numbers.

For a kind of woman (fetal class, factor on the background) alive and undelivered at the start of day `d`:

    P(lost by H | treated on d)  =  sum over d <= t <= H of  P(no end before t) * (1 - exp(-h(t) - e_d(t)))
    P(lost by H | never treated) =  the same without the excess e_d and without endings after a result

Terminations and births compete. Of twins, what counts is the first of them to be lost or ended. Where some procedures
are done again, `e_d` is a mixture: without a second one, and with one on each day that it may fall on.

The contrast is "an amniocentesis on this day" against "none, now or later", whatever is said to her afterwards; it is
averaged over the women who were treated on that day, or over all who could have been.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.practice import Span
from amnio.model.clock import DAYS_PER_WEEK, END_DAY, FIRST_DAY, Array
from amnio.model.fetal import CLASSES
from amnio.model.population import DAYS, Population, PopulationModel


@dataclass(frozen=True, kw_only=True, slots=True)
class Contrast:
    """Risk of loss with and without the procedure, in the same women. Counts of women, or of woman-days."""

    weight: float
    treated: float
    untreated: float

    @property
    def difference(self) -> float:
        return self.treated - self.untreated

    @property
    def ratio(self) -> float:
        return self.treated / self.untreated


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RiskTables:
    """Risk of loss by kind, day of the trial and horizon, each of shape (kinds, trial days, horizons)."""

    first_day: int
    treated: Array
    untreated: Array


def horizons_of(day: int, after: tuple[int, ...], until: tuple[int, ...]) -> NDArray[np.int64]:
    """The first day that counts no more in a trial on `day`: when `after` days are over, then the days `until`."""
    ends = [day + days + 1 for days in after] + list(until)
    return np.clip(np.array(ends), day, END_DAY)


def risk_tables(
    population: PopulationModel, first_day: int, last_day: int, *, after: tuple[int, ...], until: tuple[int, ...]
) -> RiskTables:
    """Of every kind, for a trial on each of the days `first_day` to `last_day`, both included."""
    kinds = len(CLASSES) * len(population.factors)
    shape = (kinds, last_day - first_day + 1, len(after) + len(until))
    treated, untreated = np.zeros(shape), np.empty(shape)
    hazards = _hazards(population)
    scan = _not_ended(population, population.practice.endings.scan, FIRST_DAY)
    born = population.undelivered
    for at, day in enumerate(range(first_day, last_day + 1)):
        start, limits = day - FIRST_DAY, horizons_of(day, after, until) - day
        present = scan[:, start:-1] / scan[:, start, None] * (born[start:-1] / born[start])
        untreated[:, at] = _risks(hazards[:, start:], present, limits)
        present = present * _result(population, day)
        for share, excess in _excesses(population, day):
            treated[:, at] += share * _risks(hazards[:, start:] + excess, present, limits)
    return RiskTables(first_day=first_day, treated=treated, untreated=untreated)


def _hazards(population: PopulationModel) -> Array:
    """Daily hazard of a loss without a procedure, shape (kinds, days)."""
    background = population.factors[:, None] * population.background
    return (population.fetal[:, None, :] + background).reshape(-1, DAYS)


def _not_ended(population: PopulationModel, span: Span, first: int) -> Array:
    """Share whom no ending after a scan has befallen before each day, shape (kinds, days + 1)."""
    days = np.arange(DAYS + 1) + first
    passed = np.clip(days - span.first, 0, span.days) / span.days
    chance = population.by_class(population.practice.endings.after_scan)
    return np.repeat(1.0 - chance[:, None] * passed, len(population.factors), axis=0)


def _result(population: PopulationModel, day: int) -> Array:
    """The same of endings after the result of a procedure on `day`, shape (kinds, days from it on)."""
    span = population.practice.endings.result
    passed = np.clip(np.arange(END_DAY - day) - span.first, 0, span.days) / span.days
    chance = population.by_class(population.practice.endings.after_result)
    return np.repeat(1.0 - chance[:, None] * passed, len(population.factors), axis=0)


def _excesses(population: PopulationModel, day: int) -> list[tuple[float, Array]]:
    """What a procedure on `day` may add, with how often: once, or again after so many days."""
    testing = population.practice.testing
    if not testing.repeated_share:
        return [(1.0, population.excess(day))]
    delays = range(testing.repeated.first, testing.repeated.last + 1)
    each = testing.repeated_share / testing.repeated.days
    again = [(each, population.excess_of_two(day, day + delay)) for delay in delays]
    return [(1.0 - testing.repeated_share, population.excess(day)), *again]


def _risks(hazards: Array, present: Array, limits: NDArray[np.int64]) -> Array:
    """Risk of loss before each limit, shape (kinds, limits). A loss comes before the other ends of its day."""
    cumulative = hazards.cumsum(axis=1)
    before = np.exp(-(cumulative - hazards))
    lost = (before * present * -np.expm1(-hazards)).cumsum(axis=1)
    risks = np.zeros((len(hazards), len(limits)))
    for column, limit in enumerate(limits):
        if limit > 0:
            risks[:, column] = lost[:, limit - 1]
    return risks


def treated_on(women: Population, first_day: int, last_day: int, kinds: int) -> Array:
    """How many of each kind were treated on each day, shape (kinds, days)."""
    counts = np.zeros((kinds, last_day - first_day + 1))
    within = (women.procedure >= first_day) & (women.procedure <= last_day)
    np.add.at(counts, (women.kind[within], women.procedure[within] - first_day), 1.0)
    return counts


def could_be_treated_on(women: Population, first_day: int, last_day: int, kinds: int) -> Array:
    """How many of each kind were recorded, still pregnant and not tested before, by day, shape (kinds, days)."""
    until = np.where(women.procedure >= 0, women.procedure, women.first_end)
    start = np.maximum(women.entry, first_day) - first_day
    stop = np.minimum(until, last_day) - first_day + 1
    some = start < stop
    changes = np.zeros((kinds, last_day - first_day + 2))
    np.add.at(changes, (women.kind[some], start[some]), 1.0)
    np.add.at(changes, (women.kind[some], stop[some]), -1.0)
    return changes.cumsum(axis=1)[:, :-1]


def contrasts(tables: RiskTables, weights: Array) -> tuple[Contrast, ...]:
    """The average over kinds and days with these weights, for each horizon."""
    total = weights.sum()
    return tuple(
        Contrast(
            weight=float(total),
            treated=float((weights * tables.treated[..., column]).sum() / total),
            untreated=float((weights * tables.untreated[..., column]).sum() / total),
        )
        for column in range(tables.treated.shape[-1])
    )


def by_week(tables: RiskTables, weights: Array) -> dict[int, tuple[Contrast, ...]]:
    """The same for the trials of each completed week that anybody counts in."""
    weeks = (tables.first_day + np.arange(weights.shape[1])) // DAYS_PER_WEEK
    found = {}
    for week in np.unique(weeks):
        part = weights * (weeks == week)
        if part.sum() > 0:
            found[int(week)] = contrasts(tables, part)
    return found
