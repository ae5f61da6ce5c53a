"""Sequential trials from their definition, in exact fractions, a cell at a time. Slow; the fast one must agree.

Rows are (stratum, trial, arm, day, end, people). The risk of a cell is Aalen and Johansen's, with loss and later
treatment as censoring; risks are standardised over strata and trials to those treated or to everybody.
"""

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from amnio.estimate.trial_cells import LATER_TREATMENT, LOST


class Row(NamedTuple):
    """People of one stratum, trial and arm who stopped on one day of it in one way."""

    stratum: int
    trial: int
    arm: int
    day: int
    end: int
    people: int


def cell_risk(rows: Collection[Row], ends: Collection[int], days: int) -> Fraction:
    """The risk of `ends` by `days`, that day included, from the rows of one stratum, trial and arm."""
    free, risk = Fraction(1), Fraction(0)
    for day in range(days + 1):
        # treatment comes before the ends of its day, loss after them
        at_risk = sum(r.people for r in rows if r.day > day or (r.day == day and r.end != LATER_TREATMENT))
        if not at_risk:
            break
        today = [r for r in rows if r.day == day and r.end not in (LOST, LATER_TREATMENT)]
        risk += free * Fraction(sum(r.people for r in today if r.end in ends), at_risk)
        free *= 1 - Fraction(sum(r.people for r in today), at_risk)
    return risk


def arms(
    rows: Iterable[Row], ends: Collection[int], *, days: int, to_treated: bool
) -> tuple[Fraction, Fraction, int, int]:
    """Risk of arm 1 and of arm 0, people compared, and people of the target who have nobody in the other arm."""
    cells: dict[tuple[int, int], tuple[list[Row], list[Row]]] = {}
    for row in rows:
        cells.setdefault((row.stratum, row.trial), ([], []))[row.arm].append(row)
    risks, compared, alone = [Fraction(0), Fraction(0)], 0, 0
    for untreated, treated in cells.values():
        people = [sum(row.people for row in each) for each in (untreated, treated)]
        weight = people[1] if to_treated else sum(people)
        if not all(people):
            alone += weight
            continue
        compared += weight
        for arm, each in enumerate((untreated, treated)):
            risks[arm] += weight * cell_risk(each, ends, days)
    return risks[1] / compared, risks[0] / compared, compared, alone
