"""What ignoring late entry does, to be shown beside the right answer.

Who comes under observation at a late week cannot be seen to end before it. Dividing ends by people, or watching all as
if from the start, counts that time as time in which nobody ended; so does counting time before a treatment as time
after it (immortal time; Suissa 2008, Am J Epidemiol 167:492).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from amnio.estimate.event_times import CountedPeople, CountedRows, RiskTable
from amnio.estimate.incidence import cumulative_incidence


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreeAnswers:
    """The probability of an end by the last time: ends over people, as if watched from the start, with late entry."""

    divided: float
    from_the_start: float
    with_late_entry: float


def as_if_watched(counts: CountedPeople, start: int) -> CountedRows:
    """The mistake to be shown. Raises ValueError when somebody entered before `start`: nothing would be ignored."""
    if (counts.entry < start).any():
        raise ValueError(f"somebody entered before {start}, so watching all from there would leave time out")
    return CountedRows(entry=np.full_like(counts.entry, start), exit=counts.exit, end=counts.end, n=counts.n)


def three_answers(counts: CountedPeople, ends: Collection[int], *, number_of_ends: int) -> ThreeAnswers:
    """For any of `ends`, of `number_of_ends` that are told apart; the start is the first entry of anybody."""
    ended = np.isin(counts.end, list(ends))
    which = [end - 1 for end in ends]
    wrong, right = (
        cumulative_incidence(RiskTable.of_counts(people, ends=number_of_ends)).probability[-1, which].sum()
        for people in (as_if_watched(counts, int(counts.entry.min())), counts)
    )
    return ThreeAnswers(
        divided=float(counts.n[ended].sum() / counts.n.sum()), from_the_start=float(wrong), with_late_entry=float(right)
    )
