"""Gray's scores, the weights of the subdistribution and cumulative hazards from their definitions, in exact fractions.

A person and a time at a time. Slow; the fast ones must agree.
"""

from collections.abc import Sequence
from fractions import Fraction

from amnio.estimate.event_times import CENSORED, EventTimes

Person = tuple[int, int, int]  # entry, exit, end


def hazard_by(people: EventTimes, end: int, time: int) -> Fraction:
    """The cumulative hazard of one end by a time, that time included."""
    rows = _rows(people)
    return sum((_share(rows, when, end) for when in _times(rows) if when <= time), Fraction(0))


def gray_scores(people: EventTimes, group: Sequence[int], end: int) -> list[Fraction]:
    """For each group: ends less those expected if all had one hazard of the subdistribution."""
    rows = _rows(people)
    names = sorted(set(group))
    members = {name: [row for row, its in zip(rows, group, strict=True) if its == name] for name in names}
    free, reached = {name: Fraction(1) for name in names}, {name: Fraction(0) for name in names}
    scores = {name: Fraction(0) for name in names}
    for when in _times(rows):
        weight = {}
        for name in names:
            at_risk = _at_risk(members[name], when)
            # people who would be at risk without the end, had nobody come to another
            weight[name] = at_risk * (1 - reached[name]) / free[name] if at_risk else Fraction(0)
        ended = sum(_ended(rows, when, end))
        for name in names:
            expected = ended * weight[name] / sum(weight.values()) if ended else Fraction(0)
            scores[name] += sum(_ended(members[name], when, end)) - expected
        for name in names:
            before = free[name]
            reached[name] += before * _share(members[name], when, end)
            free[name] = before * (1 - _share(members[name], when, None))
    return [scores[name] for name in names]


def weight_at(people: EventTimes, person: int, end: int, time: int) -> Fraction:
    """How much a person counts in the risk set of `time` for the subdistribution of `end`."""
    rows = _rows(people)
    entered, left, how = rows[person]
    if left >= time:
        return Fraction(int(entered < time))
    if how in (CENSORED, end):
        return Fraction(0)
    own = _under_observation(rows, left)
    return _under_observation(rows, time) / own if own else Fraction(0)


def _under_observation(rows: Sequence[Person], time: int) -> Fraction:
    """The chance of having entered before `time` and of not being censored before it."""
    chance = Fraction(1)
    for when in {left for _, left, how in rows if how == CENSORED and left < time}:
        leaving = sum(left == when and how == CENSORED for _, left, how in rows)
        staying = sum(entered < when < left for entered, left, _ in rows)
        chance *= 1 - Fraction(leaving, leaving + staying)
    for when in {entered for entered, _, _ in rows if entered >= time}:
        entering = sum(entered == when for entered, _, _ in rows)
        there = sum(entered <= when < left for entered, left, _ in rows)
        chance *= 1 - Fraction(entering, there)
    return chance


def _rows(people: EventTimes) -> list[Person]:
    return list(zip(people.entry.tolist(), people.exit.tolist(), people.end.tolist(), strict=True))


def _times(rows: Sequence[Person]) -> list[int]:
    return sorted({left for _, left, how in rows if how != CENSORED})


def _at_risk(rows: Sequence[Person], when: int) -> int:
    return sum(entered < when <= left for entered, left, _ in rows)


def _ended(rows: Sequence[Person], when: int, end: int | None) -> list[bool]:
    return [left == when and how != CENSORED and end in (None, how) for _, left, how in rows]


def _share(rows: Sequence[Person], when: int, end: int | None) -> Fraction:
    at_risk = _at_risk(rows, when)
    return Fraction(sum(_ended(rows, when, end)), at_risk) if at_risk else Fraction(0)
