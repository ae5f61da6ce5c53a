"""The same trials asked something else; and late entry, ignored and not."""

import numpy as np
import pytest

from amnio.estimate import (
    EventTimes,
    Horizon,
    NothingToCompareError,
    Replicates,
    ends_within,
    sequential_trials,
    starting_later,
    three_answers,
    without_early_ends,
)
from amnio.estimate import reference_incidence as slow
from amnio.estimate.event_times import CountedRows
from amnio.estimate.late_entry import as_if_watched
from amnio.estimate.trial_cells import TrialTable
from tests.trial_tables import Table, confounded_world

ROWS = [
    *[(0, 0, 0, 1, day, 1, 2) for day in (0, 3, 9)],
    (0, 0, 0, 1, 9, 2, 14),
    *[(0, 0, 0, 0, day, 1, 4) for day in (1, 4, 9)],
    (0, 0, 0, 0, 9, 2, 88),
    (0, 0, 0, 0, 3, -1, 10),
]
ALONE = Replicates.none(1)


def risks(table: TrialTable) -> tuple[float, float]:
    horizon = Horizon.last()
    found = sequential_trials(table, ends={1}, horizons=[horizon], replicates=ALONE).compared(horizon)
    return found.untreated.value, found.treated.value


def test_windows_that_follow_one_another_make_up_the_whole() -> None:
    table = confounded_world().table(range(2, 15))
    parts = [risks(ends_within(table, {1}, first=a, last=b)) for a, b in ((0, 3), (4, 10), (11, 99))]
    assert np.sum(parts, axis=0) == pytest.approx(risks(table), abs=1e-12)


def test_a_control_period_shows_no_effect_where_treatment_does_nothing() -> None:
    """In that world treatment adds to the first four days; among those who pass them the arms are alike."""
    table = starting_later(confounded_world().table(range(2, 15)), 4)
    untreated, treated = risks(ends_within(table, {1}, first=0, last=8))
    assert treated == pytest.approx(untreated, rel=1e-9)


def test_early_ends_of_the_treated_are_taken_out_and_counted() -> None:
    found = without_early_ends(Table.of(ROWS), {1}, days=3)
    assert found.left_out == (0.0, 2.0)
    assert risks(found)[1] == pytest.approx(4 / 18)
    assert risks(Table.of(ROWS))[1] == pytest.approx(6 / 20)


def test_a_later_start_leaves_out_who_had_left_and_who_is_treated_just_then() -> None:
    found = starting_later(Table.of(ROWS), 3)
    assert found.left_out == (14.0, 2.0)
    assert found.day.min() == 0
    assert risks(found) == pytest.approx((8 / 96, 4 / 18))


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="begins before it ends, not on day 5 and 4"):
        ends_within(Table.of(ROWS), {1}, first=5, last=4)
    with pytest.raises(ValueError, match="not -1"):
        starting_later(Table.of(ROWS), -1)
    with pytest.raises(NothingToCompareError, match="nobody is left"):
        starting_later(Table.of(ROWS), 20)


def test_ignoring_late_entry_is_dividing_where_nobody_is_lost() -> None:
    people = EventTimes.of([0, 5, 6, 6], [3, 9, 8, 9], [1, 2, 1, 2])
    counts = CountedRows(entry=people.entry, exit=people.exit, end=people.end, n=np.ones(4, dtype=np.int64))
    found = three_answers(counts, {1}, number_of_ends=2)
    assert (found.divided, found.from_the_start) == pytest.approx((0.5, 0.5))
    assert found.with_late_entry == float(slow.probability_by(people, 1, 9)) == 1.0
    with pytest.raises(ValueError, match="somebody entered before 3"):
        as_if_watched(counts, 3)
