import numpy as np
import pytest

from amnio.estimate import Measure, NothingToCompareError, Standard, TwoArmCounts, divided, mantel_haenszel
from tests.trial_tables import Table

#: (ended, people) of the treated, then of the untreated, in three strata; a fourth has nobody treated
STRATA = [((3, 40), (10, 400)), ((5, 30), (20, 200)), ((4, 10), (6, 20)), ((0, 0), (7, 90))]


def table(blocks: int = 5) -> Table:
    rows = []
    for stratum, (treated, untreated) in enumerate(STRATA):
        for arm, (ended, people) in ((1, treated), (0, untreated)):
            for person in range(people):
                rows.append((person % blocks, stratum, 0, arm, 0, 1 if person < ended else 0, 1))
    return Table.of(rows)


def test_crude_risks_are_ends_divided_by_people() -> None:
    found = divided(table(), ends={1})
    assert (found.treated.value, found.untreated.value) == pytest.approx((12 / 80, 43 / 710))
    assert (found.target, found.not_compared) == (80, 0)


def test_weighted_as_mantel_and_haenszel_did_the_answers_are_theirs() -> None:
    found = divided(table(), ends={1}, standard=Standard.MANTEL_HAENSZEL)
    counts = [
        TwoArmCounts(label=str(i), treated_events=a, treated_total=n1, control_events=c, control_total=n0)
        for i, ((a, n1), (c, n0)) in enumerate(STRATA[:3])
    ]
    assert found.ratio is not None
    assert np.log(found.ratio.value) == pytest.approx(mantel_haenszel(counts, Measure.LOG_RISK_RATIO).estimate)
    assert found.difference.value == pytest.approx(mantel_haenszel(counts, Measure.RISK_DIFFERENCE).estimate)


def test_standardised_to_the_treated_and_to_all_by_hand() -> None:
    treated = divided(table(), ends={1}, standard=Standard.TREATED)
    assert treated.treated.value == pytest.approx(12 / 80)
    assert treated.untreated.value == pytest.approx((40 * 10 / 400 + 30 * 20 / 200 + 10 * 6 / 20) / 80)
    everybody = divided(table(), ends={1}, standard=Standard.ALL)
    assert everybody.treated.value == pytest.approx((440 * 3 / 40 + 230 * 5 / 30 + 30 * 4 / 10) / 700)
    assert (everybody.target, everybody.not_compared) == (700, 90)


def test_an_interval_stands_around_its_estimate_and_widens_with_its_level() -> None:
    usual, wide = (divided(table(), ends={1}, level=level).difference for level in (0.95, 0.99))
    assert usual.low is not None
    assert wide.low is not None
    assert wide.low < usual.low < usual.value


def test_no_end_at_all_is_not_certainty() -> None:
    found = divided(table(), ends={2})
    assert found.ratio is None
    assert (found.difference.value, found.difference.standard_error, found.difference.low) == (0.0, None, None)


def test_strata_that_have_only_one_arm_cannot_be_compared() -> None:
    apart = Table.of([(0, 0, 0, 1, 3, 1, 5), (1, 1, 0, 0, 3, 1, 5)])
    with pytest.raises(NothingToCompareError, match="somebody treated and somebody untreated"):
        divided(apart, ends={1}, standard=Standard.ALL)
