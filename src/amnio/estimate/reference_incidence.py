"""Cumulative incidence from its definition, one person at a time, in exact fractions. Slow; the fast one must agree.

The variance is the textbook's double sum (Marubini & Valsecchi 1995, section 10.2), an independent road to what
`incidence` carries forward as a matrix.
"""

from fractions import Fraction

from amnio.estimate.event_times import EventTimes


def probability_by(people: EventTimes, end: int, time: int) -> Fraction:
    """The probability of `end` by `time`, that time included."""
    return sum((gain for when, gain in _gains(people, end) if when <= time), Fraction(0))


def variance_by(people: EventTimes, end: int, time: int) -> Fraction:
    """Greenwood's type of variance of `probability_by`."""
    reached = probability_by(people, end, time)
    total = Fraction(0)
    for when, at_risk, ended, of_this_end, before in _steps(people, end):
        if when > time:
            break
        still_to_come = reached - probability_by(people, end, when)
        if ended < at_risk:  # afterwards nobody is left, and nothing is still to come
            total += still_to_come**2 * Fraction(ended, at_risk * (at_risk - ended))
        total += before**2 * Fraction(of_this_end * (at_risk - of_this_end), at_risk**3)
        total -= 2 * still_to_come * before * Fraction(of_this_end, at_risk**2)
    return total


def _gains(people: EventTimes, end: int) -> list[tuple[int, Fraction]]:
    return [
        (when, before * Fraction(of_this_end, at_risk)) for when, at_risk, _, of_this_end, before in _steps(people, end)
    ]


def _steps(people: EventTimes, end: int) -> list[tuple[int, int, int, int, Fraction]]:
    """Each time with an end of any kind: at risk, ended, ended so, and the probability of being event-free before."""
    rows = list(zip(people.entry.tolist(), people.exit.tolist(), people.end.tolist(), strict=True))
    event_free, steps = Fraction(1), []
    for when in sorted({leaves for _, leaves, how in rows if how}):
        at_risk = sum(enters < when <= leaves for enters, leaves, _ in rows)
        ended = sum(leaves == when and how > 0 for _, leaves, how in rows)
        of_this_end = sum(leaves == when and how == end for _, leaves, how in rows)
        steps.append((when, at_risk, ended, of_this_end, event_free))
        event_free *= 1 - Fraction(ended, at_risk)
    return steps
