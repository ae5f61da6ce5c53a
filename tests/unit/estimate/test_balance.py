import numpy as np
import pytest

from amnio.estimate import (
    Propensity,
    Target,
    balance,
    positivity,
    weight_spread,
)
from amnio.estimate.count_columns import Factor
from tests.trial_tables import Table

FACTORS = (Factor(name="age", levels=("young", "old")), Factor(name="scan", levels=("normal", "thick")))
#: stratum: (treated, untreated) at each of two starts; the last stratum is never treated at the second
PEOPLE = {0: [(5, 95), (8, 92)], 1: [(10, 40), (6, 44)], 2: [(4, 36), (6, 24)], 3: [(9, 11), (0, 10)]}


def table() -> Table:
    rows = []
    for stratum, starts in PEOPLE.items():
        for start, arms in enumerate(starts):
            for arm, people in zip((1, 0), arms, strict=True):
                rows += (
                    [(0, stratum, start, arm, 3, 1, 1), (1, stratum, start, arm, 5, 2, people - 1)] if people else []
                )
    return Table.of(rows, FACTORS)


def test_shares_before_weighting_are_those_of_people() -> None:
    old = balance(table())[1]
    assert (old.factor, old.level) == ("age", "old")
    assert (old.treated, old.untreated) == pytest.approx((19 / 48, 81 / 352))


def test_saturated_weights_leave_no_difference() -> None:
    found = balance(table())
    assert all(level.after == pytest.approx(0.0, abs=1e-12) for level in found)
    assert all(level.before is not None and abs(level.before) > 0.1 for level in found)


def test_a_standardised_difference_by_hand() -> None:
    old = balance(table())[1]
    p, q = 19 / 48, 81 / 352
    assert old.before == pytest.approx((p - q) / np.sqrt((p * (1 - p) + q * (1 - q)) / 2))


def test_a_logistic_model_without_a_factor_leaves_that_one_as_unlike_as_it_was() -> None:
    ages = balance(table(), propensity=Propensity.LOGISTIC, model=("age",))
    assert abs(ages[1].after or 1.0) < 0.01  # main effects of age and start, not each age at each start
    assert abs(ages[3].after or 0.0) > 0.1


def test_a_level_that_everybody_has_cannot_be_out_of_balance() -> None:
    alone = Table.of([(0, 0, 0, 1, 3, 1, 5), (1, 0, 0, 0, 3, 1, 5)], (Factor(name="all", levels=("yes",)),))
    assert [(level.before, level.after) for level in balance(alone)] == [(None, None)]


def test_who_is_alone_is_listed_and_told_as_a_share() -> None:
    found = positivity(table())
    assert [(s.stratum, s.treated_alone, s.untreated_alone) for s in found.strata] == [(3, 0, 10)]
    assert (found.treated_alone, found.untreated_alone) == pytest.approx((0.0, 10 / 352))


def test_effective_numbers_are_those_of_kish() -> None:
    untreated, treated = weight_spread(table())
    assert (treated.people, treated.effective, treated.largest) == (48, pytest.approx(48), pytest.approx(1.0))
    assert untreated.without == 10
    each = [t / u for starts in PEOPLE.values() for t, u in starts if t]
    counts = [u for starts in PEOPLE.values() for t, u in starts if t]
    assert untreated.effective == pytest.approx(np.dot(each, counts) ** 2 / np.dot(np.square(each), counts))
    assert untreated.smallest < untreated.median < untreated.largest


def test_cutting_the_largest_weights_makes_them_less_uneven() -> None:
    settings = {"target": Target.ALL, "propensity": Propensity.LOGISTIC}
    _, whole = weight_spread(table(), **settings)
    _, cut = weight_spread(table(), **settings, largest_weight=0.5)
    assert cut.effective > whole.effective
    assert cut.largest < whole.largest
    with pytest.raises(ValueError, match=r"between 0 and 1, not 1\.5"):
        weight_spread(table(), **settings, largest_weight=1.5)
